import { Button, Checkbox, ExpandableSection, Title, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { useState } from "react";
import type { Mailbox, Right, Unit } from "./api";
import { environment } from "./environment";
import { formats } from "./format";
import { type Ceiling, extent, grantable, type Grants, rightsFor, setAll, toggle } from "./grants";
import { useTexts } from "./i18n";
import { UnitSearch } from "./UnitSearch";

const { number, list } = formats(environment.locale);
/** Units that are shown at once; the rest is found by searching, or shown on demand. */
const SHOWN = 50;

type Props = {
  units: Unit[];
  rights: Right[];
  mailboxes: Mailbox[];
  ceiling: Ceiling;
  /** Clerks use what they are given; administrators pass it on. */
  whose: "clerk" | "administrator";
  grants: Grants;
  chosenMailboxes: string[];
  mailboxProblem?: string;
  onGrants: (grants: Grants) => void;
  onMailboxes: (types: string[]) => void;
};

/** Units with their rights, and mailboxes, to tick. What a right needs comes with it, and is said. */
export function GrantEditor(props: Props) {
  const { units, rights, mailboxes, ceiling, whose, grants, chosenMailboxes, mailboxProblem, onGrants, onMailboxes } = props;
  const t = useTexts();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const [said, setSaid] = useState("");
  const words = search.trim().toLowerCase();
  const found = units.filter(({ number: id, name }) => `${id} ${name}`.toLowerCase().includes(words));
  const held = units.filter(({ id }) => grants.has(id)).length;
  const label = (id: string) => rights.find((right) => right.id === id)?.label ?? id;

  const change = (unit: Unit, right: Right, on: boolean) => {
    const { grants: next, also } = toggle(grants, unit.id, right.id, on, rightsFor(unit, rights));
    setSaid(
      also.length === 0 ? "" : t(on ? "grants.alsoOn" : "grants.alsoOff", { right: right.label, rights: list(also.map(label)) }),
    );
    onGrants(next);
  };

  return (
    <>
      {units.length > 0 && (
        <section className="portal-group">
          <Title headingLevel="h3">{t("grants.units")}</Title>
          <p>{t(`grants.unitsText.${whose}`)}</p>
          <Toolbar isStatic inset={{ default: "insetNone" }}>
            <ToolbarContent>
              {units.length > 5 && (
                <ToolbarItem>
                  <UnitSearch
                    value={search}
                    onChange={(words) => {
                      setSearch(words);
                      setShown(SHOWN);
                    }}
                  />
                </ToolbarItem>
              )}
              <ToolbarItem alignSelf="center">
                <Button variant="link" isInline onClick={() => { onGrants(setAll(grants, found, rights, true, ceiling)); setSaid(""); }}>
                  {t("grants.all")}
                </Button>
              </ToolbarItem>
              <ToolbarItem alignSelf="center">
                <Button variant="link" isInline onClick={() => { onGrants(setAll(grants, found, rights, false, ceiling)); setSaid(""); }}>
                  {t("grants.noneOf")}
                </Button>
              </ToolbarItem>
              <ToolbarItem alignSelf="center">
                <span role="status">{t("grants.held", { count: units.length, held: number(held), units: number(units.length) })}</span>
              </ToolbarItem>
            </ToolbarContent>
          </Toolbar>
          <p role="status" className="portal-said">
            {said}
          </p>
          {found.slice(0, shown).map((unit) => (
            <UnitRights key={unit.id} unit={unit} rights={rights} ceiling={ceiling} grants={grants} label={label} onGrants={onGrants} onChange={change} />
          ))}
          {found.length === 0 && <p>{t("grants.noUnit")}</p>}
          {found.length > shown && (
            <Button variant="link" onClick={() => { setShown(shown + SHOWN); }}>
              {t("grants.more", { count: Math.min(SHOWN, found.length - shown) })}
            </Button>
          )}
        </section>
      )}
      {mailboxes.length > 0 && (
        <section className="portal-group">
          <Title headingLevel="h3">{t("grants.mailboxes")}</Title>
          <p>{t(`grants.mailboxesText.${whose}`)}</p>
          {mailboxes.map((mailbox) => (
            <Checkbox
              key={mailbox.type}
              id={`mailbox-${mailbox.type}`}
              label={mailbox.label}
              isChecked={chosenMailboxes.includes(mailbox.type)}
              onChange={(_, on) => {
                onMailboxes(on ? [...chosenMailboxes, mailbox.type] : chosenMailboxes.filter((type) => type !== mailbox.type));
              }}
            />
          ))}
          <p role="alert" className="portal-problem">
            {mailboxProblem}
          </p>
        </section>
      )}
    </>
  );
}

type UnitProps = {
  unit: Unit;
  rights: Right[];
  ceiling: Ceiling;
  grants: Grants;
  label: (id: string) => string;
  onGrants: (grants: Grants) => void;
  onChange: (unit: Unit, right: Right, on: boolean) => void;
};

function UnitRights({ unit, rights, ceiling, grants, label, onGrants, onChange }: UnitProps) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const available = rightsFor(unit, rights);
  const changeable = grantable(unit, rights, ceiling);
  const state = extent(unit, rights, grants, ceiling);
  const held = grants.get(unit.id);
  const whole = (
    <Checkbox
      id={`unit-${unit.id}`}
      label={`${unit.number} ${unit.name}`}
      description={unit.typeLabel}
      isChecked={state === "some" ? null : state === "all"}
      isDisabled={changeable.length === 0}
      onChange={() => {
        onGrants(setAll(grants, [unit], rights, state !== "all", ceiling));
      }}
    />
  );
  if (available.length <= 1) {
    return whole;
  }
  return (
    <div>
      {whole}
      <ExpandableSection
        isIndented
        toggleText={t("grants.rights", { held: held?.size ?? 0, rights: available.length })}
        toggleContent={
          <span>
            {t("grants.rights", { held: held?.size ?? 0, rights: available.length })}
            <span className="pf-v5-screen-reader"> {unit.number}</span>
          </span>
        }
        isExpanded={open}
        onToggle={(_, next) => {
          setOpen(next);
        }}
      >
        {available.map((right) => (
          <Checkbox
            key={right.id}
            id={`right-${unit.id}-${right.id}`}
            label={right.label}
            description={
              [
                ...(right.requires.length > 0 ? [t("grants.needs", { rights: list(right.requires.map(label)) })] : []),
                ...(right.needsIdentifier && !unit.identifier ? [t("grants.noIdentifier")] : []),
                ...(changeable.includes(right) ? [] : [t("grants.notHeld")]),
              ].join(" ") || undefined
            }
            isChecked={held?.has(right.id) ?? false}
            isDisabled={!changeable.includes(right)}
            onChange={(_, on) => {
              onChange(unit, right, on);
            }}
          />
        ))}
      </ExpandableSection>
    </div>
  );
}
