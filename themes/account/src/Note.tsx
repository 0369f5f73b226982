import { Alert, type AlertProps } from "@patternfly/react-core";
import { useTexts } from "./i18n";

type Props = Omit<AlertProps, "variant" | "variantLabel" | "isInline"> & {
  variant: "info" | "success" | "warning" | "danger";
};

/** Something that people have to know, where they need it; a screen reader hears of what kind it is. */
export function Note({ variant, ...rest }: Props) {
  const t = useTexts();
  return <Alert isInline variant={variant} variantLabel={t(`note.${variant}`)} {...rest} />;
}
