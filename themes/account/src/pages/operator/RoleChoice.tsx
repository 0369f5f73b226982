import { FormGroup, Radio } from "@patternfly/react-core";
import type { Role } from "../../api";
import { useTexts } from "../../i18n";

type Props = { id: string; roles: Role[]; role?: Role; onChange: (role: Role) => void };

/** Which of the accounts that only the operator makes it is to be. */
export function RoleChoice({ id, roles, role, onChange }: Props) {
  const t = useTexts();
  return (
    <FormGroup role="radiogroup" label={t("accounts.role")} fieldId={id} isStack>
      {roles.map((each) => (
        <Radio
          key={each}
          id={`${id}-${each}`}
          name={id}
          label={t(`role.${each}`)}
          description={t(`appoint.role.${each}`)}
          isChecked={role === each}
          onChange={() => {
            onChange(each);
          }}
        />
      ))}
    </FormGroup>
  );
}
