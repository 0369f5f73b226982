import { Button } from "@patternfly/react-core";
import { type ReactNode, useEffect } from "react";
import { useSearchParams } from "react-router-dom";
import { environment } from "./environment";
import { formats } from "./format";
import { useTexts } from "./i18n";
import { pageInstead } from "./list";
import type { Loaded } from "./loaded";
import { Pages } from "./Pages";
import { Failure, Lines, Nothing } from "./states";

const { number } = formats(environment.locale);

type Props<T> = {
  loaded: Loaded<{ total: number; items: T[] }>;
  reload: () => void;
  /** Whose texts tell what was found. */
  texts: "accounts" | "activations" | "applications" | "organizations" | "units";
  /** Whether the address leaves anything out of the list. */
  filtered: boolean;
  page: number;
  /** Goes to a page, also instead of one that does not exist: that one is not worth coming back to. */
  onPage: (page: number, replace?: boolean) => void;
  children: (items: T[]) => ReactNode;
};

/** What the server has found for the address of a list: how many, a page of them and the way to the others, or why there is nothing. */
export function Found<T>({ loaded, reload, texts, filtered, page, onPage, children }: Props<T>) {
  const t = useTexts();
  const [, setAddress] = useSearchParams();
  const found = loaded.value;
  const instead = loaded.state === "loaded" ? pageInstead(page, loaded.value) : undefined;
  const leaving = instead !== undefined || (loaded.state === "loading" && found?.items.length === 0 && found.total > 0);

  useEffect(() => {
    if (instead !== undefined) {
      onPage(instead, true);
    }
  }, [instead, onPage]);

  return (
    <>
      <p role="status" className="pf-v5-u-mb-sm">
        {loaded.state === "loaded" && t(`${texts}.found`, { count: loaded.value.total, total: number(loaded.value.total) })}
      </p>
      {loaded.state === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : !found || leaving ? (
        <Lines count={10} />
      ) : found.total > 0 ? (
        <>
          {children(found.items)}
          <Pages total={found.total} page={page} onPage={onPage} />
        </>
      ) : filtered ? (
        <Nothing
          title={t("accounts.noMatch")}
          text={t(`${texts}.noMatchText`)}
          action={
            <Button
              variant="link"
              onClick={() => {
                setAddress(new URLSearchParams());
              }}
            >
              {t("accounts.clear")}
            </Button>
          }
        />
      ) : (
        <Nothing title={t(`${texts}.none`)} text={t(`${texts}.noneText`)} />
      )}
    </>
  );
}
