import { ActionGroup, Button, FileUpload, Form, FormGroup, Label, Progress, Switch, Title, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { CheckCircleIcon, EqualsIcon, ExclamationCircleIcon, PencilAltIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useId, useRef, useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { type Fate, type ImportedRow, useApi } from "../api";
import { COLUMNS, type Fault, MOST_ROWS, readTable, recode, type Row, type Table as CsvTable, writeTable } from "../csv";
import { download } from "../download";
import { environment } from "../environment";
import { formats } from "../format";
import { useTexts } from "../i18n";
import { cutPage } from "../list";
import { Note } from "../Note";
import { PageFrame } from "../PageFrame";
import { Pages } from "../Pages";
import { usePlace } from "../place";
import { Nothing } from "../states";
import { Steps } from "../Steps";
import { UnsavedGuard } from "../UnsavedGuard";
import { ImportColumns } from "./ImportColumns";
import { DialogFailure } from "./account/DialogFailure";

const { number } = formats(environment.locale);
const STEPS = ["file", "check", "run"] as const;
const FATES: Fate[] = ["CREATED", "CHANGED", "UNCHANGED", "REJECTED"];
const LOOKS = {
  CREATED: { color: "green", icon: <CheckCircleIcon /> },
  CHANGED: { color: "blue", icon: <PencilAltIcon /> },
  UNCHANGED: { color: "grey", icon: <EqualsIcon /> },
  REJECTED: { color: "red", icon: <ExclamationCircleIcon /> },
} as const;
/** As spreadsheets of the person's country divide cells. */
const SEPARATOR = environment.locale.startsWith("de") ? ";" : ",";
const BIGGEST = 20_000_000;

type Chosen = { name: string; bytes: Uint8Array<ArrayBuffer>; table?: CsvTable; fault?: Fault };
type Run = {
  rehearsal: boolean;
  rows: ImportedRow[];
  state: "running" | "complete" | "stopped";
  error?: unknown;
};

function choose(name: string, bytes: Uint8Array<ArrayBuffer>): Chosen {
  const found = readTable(bytes);
  return "fault" in found ? { name, bytes, fault: found } : { name, bytes, table: found };
}

/** Makes many clerks at once: a file, what would become of each of its rows, and then the real thing. */
export default function ImportClerks() {
  const t = useTexts();
  const api = useApi();
  const navigate = useNavigate();
  const { organization, trail, path } = usePlace();
  const [chosen, setChosen] = useState<Chosen>();
  const [run, setRun] = useState<Run>();
  const stop = useRef<AbortController>(undefined);
  const heading = useId();
  const moved = useRef(false);
  const accounts = path("accounts");
  const step = !run ? 0 : run.rehearsal ? 1 : 2;
  const running = run?.state === "running";

  useEffect(() => () => stop.current?.abort(), []);

  useEffect(() => {
    if (moved.current) {
      document.getElementById(heading)?.focus();
    }
    moved.current = true;
  }, [step, running, heading]);

  const start = async (file: Chosen, rehearsal: boolean) => {
    const abort = new AbortController();
    stop.current = abort;
    setRun({ rehearsal, rows: [], state: "running" });
    const change = (next: (before: Run) => Run) => {
      setRun((before) => before && next(before));
    };
    try {
      const complete = await api.importAccounts(
        organization.id,
        new Blob([file.bytes]),
        rehearsal,
        (rows) => {
          change((before) => ({ ...before, rows: [...before.rows, ...rows] }));
        },
        abort.signal,
      );
      change((before) => ({ ...before, state: complete ? "complete" : "stopped" }));
    } catch (error) {
      change((before) => ({ ...before, state: "stopped", error: abort.signal.aborted ? undefined : error }));
    }
  };
  const again = () => {
    setRun(undefined);
    setChosen(undefined);
  };

  return (
    <PageFrame
      title={t("import.title")}
      description={t("import.description", { organization: organization.name })}
      trail={[...trail, { to: accounts, text: t("accounts.title") }]}
      arrival={organization.id}
    >
      <UnsavedGuard when={running && !run.rehearsal} text={t("import.leave")} />
      <Steps names={STEPS.map((each) => t(`import.step.${each}`))} at={step} />
      <Title headingLevel="h2" id={heading} tabIndex={-1} className="portal-title pf-v5-u-mb-md">
        {t("create.heading", { number: step + 1, of: STEPS.length, step: t(`import.step.${STEPS[step]}`) })}
      </Title>
      {!run ? (
        <ChooseFile
          organization={organization.id}
          chosen={chosen}
          onChoose={setChosen}
          onCheck={(file) => void start(file, true)}
          onCancel={() => void navigate(accounts)}
        />
      ) : !chosen?.table ? null : running ? (
        <Running run={run} total={chosen.table.rows.length} onStop={() => stop.current?.abort()} />
      ) : (
        <Report
          run={run}
          name={chosen.name}
          table={chosen.table}
          accounts={accounts}
          onRun={() => void start(chosen, false)}
          onCheck={() => void start(chosen, true)}
          onAgain={again}
        />
      )}
    </PageFrame>
  );
}

type ChooseProps = {
  organization: string;
  chosen?: Chosen;
  onChoose: (chosen?: Chosen) => void;
  onCheck: (chosen: Chosen) => void;
  onCancel: () => void;
};

function ChooseFile({ organization, chosen, onChoose, onCheck, onCancel }: ChooseProps) {
  const t = useTexts();
  const take = async (file: File) => {
    onChoose(
      file.size > BIGGEST
        ? { name: file.name, bytes: new Uint8Array(), fault: { fault: "rows", values: { most: number(MOST_ROWS) } } }
        : choose(file.name, new Uint8Array(await file.arrayBuffer())),
    );
  };
  return (
    <>
      <Form
        className="portal-narrow"
        aria-label={t("import.title")}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen?.table) {
            onCheck(chosen);
          }
        }}
      >
        <p>{t("import.how", { most: number(MOST_ROWS) })}</p>
        <div className="portal-group">
          <FormGroup label={t("import.file")} fieldId="import-file-filename">
            <FileUpload
              id="import-file"
              filename={chosen?.name}
              filenamePlaceholder={t("import.drop")}
              browseButtonText={t("import.choose")}
              clearButtonText={t("import.remove")}
              hideDefaultPreview
              validated={chosen?.fault ? "error" : "default"}
              onFileInputChange={(_, file) => void take(file)}
              onClearClick={() => {
                onChoose(undefined);
              }}
            />
          </FormGroup>
          <div aria-live="polite">
            {chosen?.table && (
              <Note variant="success" title={t("import.rows", { count: chosen.table.rows.length, rows: number(chosen.table.rows.length) })}>
                {t("import.checkFirst")}
              </Note>
            )}
            {chosen?.fault && (
              <Note
                variant="danger"
                title={t(`import.fault.${chosen.fault.fault}`)}
                actionLinks={
                  chosen.fault.fault === "encoding" ? (
                    <Button
                      variant="secondary"
                      onClick={() => {
                        onChoose(choose(chosen.name, recode(chosen.bytes)));
                      }}
                    >
                      {t("import.recode")}
                    </Button>
                  ) : undefined
                }
              >
                {t(`import.faultText.${chosen.fault.fault}`, { ...chosen.fault.values, most: number(MOST_ROWS) })}
              </Note>
            )}
          </div>
        </div>
        <ActionGroup>
          <Button type="submit" isDisabled={!chosen?.table}>
            {t("import.check")}
          </Button>
          <Button variant="link" onClick={onCancel}>
            {t("cancel")}
          </Button>
        </ActionGroup>
      </Form>
      <ImportColumns
        organization={organization}
        onTemplate={() => {
          download(
            new Blob([writeTable({ columns: COLUMNS.map(({ name }) => name), rows: [] }, SEPARATOR)], { type: "text/csv" }),
            t("import.templateName"),
          );
        }}
      />
    </>
  );
}

function Running({ run, total, onStop }: { run: Run; total: number; onStop: () => void }) {
  const t = useTexts();
  const done = run.rows.length;
  return (
    <div className="portal-narrow portal-group">
      <Progress
        aria-label={t(run.rehearsal ? "import.checking" : "import.running")}
        title={t("import.progress", { done: number(done), total: number(total) })}
        value={total === 0 ? 0 : Math.min(100, Math.floor((done * 100) / total))}
        valueText={t("import.progress", { done: number(done), total: number(total) })}
      />
      <p>{t(run.rehearsal ? "import.checkingText" : "import.runningText")}</p>
      <Button variant="secondary" onClick={onStop}>
        {t("import.stop")}
      </Button>
    </div>
  );
}

type ReportProps = {
  run: Run;
  name: string;
  table: CsvTable;
  accounts: string;
  onRun: () => void;
  onCheck: () => void;
  onAgain: () => void;
};

function Report({ run, name, table, accounts, onRun, onCheck, onAgain }: ReportProps) {
  const t = useTexts();
  const [faultsOnly, setFaultsOnly] = useState(false);
  const [wanted, setPage] = useState(1);
  const counts = new Map(FATES.map((fate) => [fate, run.rows.filter((row) => row.fate === fate).length]));
  const count = (fate: Fate) => counts.get(fate) ?? 0;
  const work = count("CREATED") + count("CHANGED");
  const shown = faultsOnly ? run.rows.filter(({ fate }) => fate === "REJECTED") : run.rows;
  const { page, items } = cutPage(shown, wanted);
  const rowAt = new Map(table.rows.map((row) => [row.line, row]));
  const rejected = run.rows.filter(({ fate }) => fate === "REJECTED").flatMap(({ line }) => rowAt.get(line) ?? []);
  const kind = run.rehearsal ? "fate" : "done";

  return (
    <div className="portal-group">
      <DialogFailure error={run.error} />
      {run.state === "stopped" ? (
        <Note variant="warning" title={t(run.rehearsal ? "import.checkStopped" : "import.stopped")}>
          {!run.rehearsal && t("import.stoppedText")}
        </Note>
      ) : count("REJECTED") > 0 ? (
        <Note variant="warning" title={t(`import.${kind}.faults`, { count: count("REJECTED"), rows: number(count("REJECTED")) })}>
          {t(run.rehearsal ? "import.faultsText" : "import.faultsLeft")}
        </Note>
      ) : work === 0 && run.rehearsal ? (
        <Note variant="info" title={t("import.nothing")} />
      ) : (
        <Note variant="success" title={t(run.rehearsal ? "import.good" : "import.finished")}>
          {count("CREATED") > 0 && t(run.rehearsal ? "import.mails" : "import.mailsSent")}
        </Note>
      )}
      <div className="portal-actions">
        {run.rehearsal && run.state === "complete" && (
          <Button isDisabled={work === 0} onClick={onRun}>
            {t("import.do", { count: work, rows: number(work) })}
          </Button>
        )}
        {run.state === "stopped" && (
          <Button onClick={run.rehearsal ? onCheck : onRun}>{t(run.rehearsal ? "import.checkAgain" : "import.goOn")}</Button>
        )}
        {!run.rehearsal && (
          <Link className={`pf-v5-c-button ${run.state === "complete" ? "pf-m-primary" : "pf-m-secondary"}`} to={accounts}>
            {t("import.toList")}
          </Link>
        )}
        {rejected.length > 0 && (
          <Button
            variant="secondary"
            onClick={() => {
              download(new Blob([writeTable({ columns: table.columns, rows: rejected }, SEPARATOR)], { type: "text/csv" }), t("import.faultsName"));
            }}
          >
            {t("import.saveFaults")}
          </Button>
        )}
        <Button variant="link" onClick={onAgain}>
          {t("import.another")}
        </Button>
      </div>
      <Toolbar inset={{ default: "insetNone" }}>
        <ToolbarContent>
          {FATES.filter((fate) => count(fate) > 0).map((fate) => (
            <ToolbarItem key={fate} alignSelf="center">
              <Label {...LOOKS[fate]}>
                {t(`import.${kind}.${fate}`)}: {number(count(fate))}
              </Label>
            </ToolbarItem>
          ))}
          {count("REJECTED") > 0 && (
            <ToolbarItem alignSelf="center">
              <Switch
                id="import-faults"
                label={t("import.faultsOnly")}
                isChecked={faultsOnly}
                onChange={(_, on) => {
                  setFaultsOnly(on);
                  setPage(1);
                }}
              />
            </ToolbarItem>
          )}
        </ToolbarContent>
      </Toolbar>
      <p role="status">{t("import.shown", { count: shown.length, rows: number(shown.length), name })}</p>
      {shown.length === 0 ? (
        <Nothing title={t("import.noRows")} text={t("import.noRowsText")} />
      ) : (
        <>
          <Table variant="compact" aria-label={t("import.report")} gridBreakPoint="grid-lg">
            <Thead>
              <Tr>
                <Th modifier="fitContent">{t("import.line")}</Th>
                <Th>{t("accounts.name")}</Th>
                <Th width={30}>{t("person.email")}</Th>
                <Th modifier="nowrap">{t("import.fate")}</Th>
                <Th width={35}>{t("import.why")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((row) => (
                <Line key={row.line} row={row} cell={(column) => cellOf(table, rowAt.get(row.line), column)} kind={kind} />
              ))}
            </Tbody>
          </Table>
          <Pages total={shown.length} page={page} onPage={setPage} />
        </>
      )}
    </div>
  );
}

function cellOf(table: CsvTable, row: Row | undefined, column: string): string {
  return row?.cells[table.columns.indexOf(column)]?.trim() ?? "";
}

function Line({ row, cell, kind }: { row: ImportedRow; cell: (column: string) => string; kind: string }) {
  const t = useTexts();
  return (
    <Tr>
      <Td dataLabel={t("import.line")}>{number(row.line)}</Td>
      <Td dataLabel={t("accounts.name")} modifier="breakWord">
        {[cell("last_name"), cell("first_name")].filter(Boolean).join(", ") || "–"}
      </Td>
      <Td dataLabel={t("person.email")} modifier="breakWord">
        {cell("email") || "–"}
      </Td>
      <Td dataLabel={t("import.fate")}>
        <Label isCompact {...LOOKS[row.fate]}>
          {t(`import.${kind}.${row.fate}`)}
        </Label>
      </Td>
      <Td dataLabel={t("import.why")} modifier="breakWord">
        <Why row={row} />
      </Td>
    </Tr>
  );
}

/** Why a row was rejected: the fields at fault in the server's words, or what is wrong with it as a whole. */
function Why({ row }: { row: ImportedRow }) {
  const t = useTexts();
  if (row.fate !== "REJECTED") {
    return "–";
  }
  return row.errors.length > 0 ? (
    <ul>
      {row.errors.map(({ field, detail }) => (
        <li key={field}>
          <strong>{t(`import.field.${fieldOf(field)}`)}:</strong> {detail}
        </li>
      ))}
    </ul>
  ) : (
    t(`import.code.${CODES.includes(row.code) ? row.code : "other"}`)
  );
}

const CODES = [
  "cells_missing",
  "too_many_rows",
  "not_stored",
  "not_allowed",
  "not_valid",
  "exists_already",
  "account_shared",
  "account_locked",
  "mail_impossible",
  "changed_meanwhile",
];

function fieldOf(field: string): string {
  const first = (field === "login_name" ? "loginName" : field).split(".")[0];
  return COLUMNS.find((column) => column.field === first)?.field ?? "other";
}
