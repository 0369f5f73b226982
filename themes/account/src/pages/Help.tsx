import {
  Accordion,
  AccordionContent,
  AccordionItem,
  AccordionToggle,
  ActionGroup,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Radio,
  SearchInput,
  TextArea,
  Title,
} from "@patternfly/react-core";
import { useMemo, useState } from "react";
import { newKey, Problem, useApi } from "../api";
import { readHelp, searchHelp } from "../help";
import { useRealmText, useTexts } from "../i18n";
import { useMe } from "../me";
import { Note } from "../Note";
import { PageFrame } from "../PageFrame";
import { Nothing } from "../states";
import { DialogFailure } from "./account/DialogFailure";

const LONGEST = 4000;
const LINKS = ["Faq", "Support", "Accessibility", "Terms", "Privacy", "Imprint"] as const;

/** Answers to what people ask, and a way to ask the operator what is not among them. */
export default function Help() {
  const t = useTexts();
  const realmText = useRealmText();
  const me = useMe();
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const chapters = useMemo(
    () => readHelp(realmText, new Set(me.memberships.flatMap(({ menu }) => menu)), me.operator),
    [realmText, me],
  );
  const found = searchHelp(chapters, search);
  const count = found.reduce((sum, { topics }) => sum + topics.length, 0);

  return (
    <PageFrame title={t("help.title")} description={t("help.description")} arrival="help">
      <div className="portal-narrow">
        <div role="search">
          <SearchInput
            aria-label={t("help.search")}
            placeholder={t("help.search")}
            resetButtonLabel={t("accounts.searchReset")}
            value={search}
            onChange={(_, text) => {
              setSearch(text);
            }}
            onClear={() => {
              setSearch("");
            }}
          />
        </div>
        <p role="status" className="pf-v5-u-my-sm">
          {t("help.found", { count })}
        </p>
        {found.map(({ about, topics }) => (
          <section key={about} className="pf-v5-u-mb-lg">
            <Title headingLevel="h2" size="lg">
              {t(about === "general" ? "help.general" : `menu.${about}`)}
            </Title>
            <Accordion asDefinitionList={false} headingLevel="h3" isBordered>
              {topics.map(({ id, question, answer }) => {
                const expanded = open.has(id);
                return (
                  <AccordionItem key={id}>
                    <AccordionToggle
                      id={`help-${id}`}
                      isExpanded={expanded}
                      onClick={() => {
                        setOpen((before) => {
                          const next = new Set(before);
                          if (!next.delete(id)) {
                            next.add(id);
                          }
                          return next;
                        });
                      }}
                    >
                      {question}
                    </AccordionToggle>
                    <AccordionContent id={`help-${id}-answer`} isHidden={!expanded}>
                      {answer.split("\n").map((paragraph) => (
                        <p key={paragraph}>{paragraph}</p>
                      ))}
                    </AccordionContent>
                  </AccordionItem>
                );
              })}
            </Accordion>
          </section>
        ))}
        {count === 0 && <Nothing title={t("help.none")} text={t("help.noneText")} />}
        <Contact />
      </div>
    </PageFrame>
  );
}

function Contact() {
  const t = useTexts();
  const realmText = useRealmText();
  const { offers } = useMe();
  const contact = realmText("portalBrandContact");
  const links = LINKS.map((name) => ({ name, to: realmText(`portalFooter${name}Url`) })).filter(({ to }) => /^https?:\/\//.test(to));
  return (
    <section className="portal-group pf-v5-u-mt-xl">
      <Title headingLevel="h2">{t("help.contact")}</Title>
      {contact && (
        <p>
          {t("help.write")}{" "}
          <a className="portal-link" href={`mailto:${contact}`}>
            {contact}
          </a>
        </p>
      )}
      {offers.includes("messages") && <MessageForm />}
      {links.length > 0 && (
        <ul className="portal-actions pf-v5-u-mt-lg" aria-label={t("help.links")}>
          {links.map(({ name, to }) => (
            <li key={name}>
              <a className="portal-link" href={to} target="_blank" rel="noreferrer">
                {t(`help.link.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const KINDS = ["feedback", "support"] as const;

function MessageForm() {
  const t = useTexts();
  const api = useApi();
  const { email } = useMe();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("support");
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [error, setError] = useState<unknown>();
  const [key, setKey] = useState(newKey);
  const problem = missing ? t("help.missing") : error instanceof Problem ? error.errors[0]?.detail : undefined;

  const send = async () => {
    setSent(false);
    if (!text.trim()) {
      setMissing(true);
      document.getElementById("help-text")?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await api.sendMessage(kind, text.trim(), key);
      setSent(true);
      setText("");
      setKey(newKey());
    } catch (caught) {
      setError(caught);
      if (caught instanceof Problem) {
        setKey(newKey());
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      noValidate
      aria-label={t("help.contact")}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {!problem && <DialogFailure error={error} />}
      <FormGroup role="radiogroup" label={t("help.kind")} fieldId="help-kind" isInline>
        {[...KINDS].reverse().map((each) => (
          <Radio
            key={each}
            id={`help-kind-${each}`}
            name="help-kind"
            label={t(`help.kind.${each}`)}
            isChecked={kind === each}
            onChange={() => {
              setKind(each);
              setKey(newKey());
            }}
          />
        ))}
      </FormGroup>
      <div className="portal-group">
        <FormGroup label={t("help.text")} fieldId="help-text" isRequired>
          <TextArea
            id="help-text"
            value={text}
            rows={5}
            maxLength={LONGEST}
            resizeOrientation="vertical"
            isRequired
            validated={problem ? "error" : "default"}
            aria-describedby="help-text-help"
            onChange={(_, typed) => {
              setText(typed);
              setMissing(false);
              setSent(false);
              setKey(newKey());
            }}
          />
          <FormHelperText>
            <HelperText id="help-text-help" aria-live="polite">
              <HelperTextItem variant={problem ? "error" : "default"}>{problem ?? t("help.textHelp", { email })}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <div aria-live="polite">{sent && <Note variant="success" title={t("help.sent")} />}</div>
      </div>
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={busy}>
          {t("help.send")}
        </Button>
      </ActionGroup>
    </Form>
  );
}
