import { useEnvironment } from "@keycloak/keycloak-account-ui";
import { useMemo } from "react";
import { environment } from "./environment";
import { readLines } from "./lines";
import type { components } from "./openapi";

export type Role = "principal-administrator" | "administrator" | "clerk" | "data-centre-user";
export type Status = "PENDING" | "ACTIVE" | "LOCKED" | "DEACTIVATED";
export type Access = "ACTIVE" | "INACTIVE";
export type Deed = "bind" | "edit" | "grant" | "lock" | "unlock" | "one-time-password" | "password-link" | "user-id-link";
export type MenuEntry = "accounts" | "changes" | "mailboxes" | "organization" | "rights" | "units";
export type CellState = "USABLE" | "NOT_GRANTED" | "NO_IDENTIFIER" | "NOT_AVAILABLE";

/** As the server sends it: all of it, with nothing for what is missing. */
type Sent<T> = T extends (infer E)[]
  ? Sent<E>[]
  : T extends object
    ? { [K in keyof T]-?: Sent<Exclude<T[K], undefined>> }
    : T;
type Schema<N extends keyof components["schemas"]> = Sent<components["schemas"][N]>;
/** A schema whose texts are known to be of a few. */
type Narrowed<N extends keyof components["schemas"], Fields extends Partial<Record<keyof Schema<N>, unknown>>> = Omit<
  Schema<N>,
  keyof Fields
> &
  Fields;

export type Organization = Schema<"OrganizationView">;
export type OrganizationDetail = Narrowed<"OrganizationDetail", { administrators: AccountRow[] }>;
export type ApplicationStatus = "UNCONFIRMED" | "WAITING" | "APPROVED" | "REJECTED";
export type ApplicationRow = Narrowed<"ApplicationRow", { role: Role; status: ApplicationStatus }>;
export type KnownNumber = Schema<"NumberView">;
/** The account that approval meets. */
export type MetAccount = Narrowed<
  "MetAccount",
  { outcome: "RETURNS" | "JOINS" | "REFUSED"; status: Status | null; locks: LockView[] }
>;
export type ApplicationDetail = Narrowed<"ApplicationDetail", { application: ApplicationRow; meets: MetAccount | null }>;
/** What is approved where it is not what was applied for, and which account was seen that it meets. */
export type Approval = { memberNumbers?: string[]; units?: string[]; meets?: string; confirmed?: boolean };
export type NewApplication = PersonalData & {
  role?: Role;
  memberNumbers: string[];
  birthDate: string;
  postalAddress: PostalAddress;
  units: string[];
  locale: string;
};
/** Without a state if the right is switched off, or gone from the portal. */
export type ActivationRequest = Narrowed<"ActivationRequestView", { state: CellState | null }>;
/** What there is in the portal at all, as the operator needs it. */
export type PortalCatalogue = Narrowed<"PortalCatalogue", { roles: Role[] }>;
export type Overview = Schema<"Overview">;
export type UnitValues = { number: string; name: string; type: string; identifier: string };
export type Membership = Narrowed<"MyMembership", { role: Role; menu: MenuEntry[] }>;
export type Offer = "access-id-letter" | "login-name" | "messages" | "postal-address";
export type Me = Narrowed<"Me", { offers: Offer[]; memberships: Membership[] }>;
export type AccountRow = Narrowed<"AccountRow", { role: Role; status: Status; access: Access }>;
export type UnitGrant = Schema<"UnitGrant">;
export type LockView = Narrowed<
  "LockView",
  {
    scope: "USER" | "MEMBERSHIP" | "ORGANIZATION";
    cause: "ADMINISTRATOR" | "OPERATOR" | "LAST_ADMINISTRATOR" | "WRONG_PASSWORDS";
  }
>;
export type AccountDetail = Narrowed<"AccountDetail", { account: AccountRow; locks: LockView[]; may: Deed[] }>;
/** With the version that was read, for the write that follows. */
export type Versioned<T> = { value: T; version: string };
export type Page<T> = { total: number; items: T[] };
export type Unit = Schema<"UnitView">;
export type Right = Schema<"RightView">;
/** Ids of the rights that are switched off. */
export type Restrictions = Schema<"Restrictions">;
/** What can be granted at all, and what of it the person holds, and so can give and take. */
export type RightList = Narrowed<"RightList", { items: Right[]; held: Held }>;
export type Held = Narrowed<"HeldRights", { grants: UnitGrant[] }>;
export type Mailbox = Schema<"MailboxView">;
export type LockPreview = Schema<"LockPreview">;
export type OneTimePassword = Narrowed<
  "OneTimePasswordView",
  { way: "HANDED_OVER" | "LETTER" | "LINK"; state: "VALID" | "EXPIRED" | "NONE" }
>;
export type PersonalData = { firstName: string; lastName: string; email: string; phone: string };
export type NewAccount = PersonalData & Partial<Assignment> & { termsConfirmed: boolean; role?: Role; birthDate?: string };
/** Of an administrator with whether it holds these only, or the whole organization. */
export type Assignment = { grants: UnitGrant[]; mailboxes: string[]; bound?: boolean };
export type Matrix = Narrowed<
  "Matrix",
  { items: { unit: Unit; cells: Record<string, CellState | undefined> }[] }
>;
export type Change = Narrowed<
  "ChangeView",
  {
    actorKind: "ADMINISTRATOR" | "OPERATOR" | "SELF" | "SYSTEM";
    subjectKind: "ACCOUNT" | "ORGANIZATION" | "UNIT" | "MAILBOX" | "APPLICATION";
    before: Record<string, unknown>;
    after: Record<string, unknown>;
  }
>;
export type ChangePage = Narrowed<"ChangeList", { items: Change[] }>;

/** What becomes, or would become, of a row of a file. */
export type Fate = "CREATED" | "CHANGED" | "UNCHANGED" | "REJECTED";
export type ImportedRow = { line: number; fate: Fate; code: string; errors: FieldError[] };
type ImportEnd = { summary: { complete: boolean } };
export type OwnData = Schema<"OwnData">;
export type PostalAddress = Schema<"PostalAddress">;
export type Letter = Narrowed<
  "LetterView",
  { kind: "one-time-password" | "access-id" | "member-number"; state: "waiting" | "void" | "printed" }
>;
export type LetterPage = Narrowed<"LetterList", { items: Letter[] }>;
export type NotedLetters = Schema<"NotedLetters">;
export type Holder = Narrowed<"Holder", { account: AccountRow }>;

export type FieldError = { field: string; code: string; detail: string };
type ProblemBody = { title?: string; detail?: string; code?: string; errors?: FieldError[] };

/** The server refuses (RFC 9457). Title and detail are for people, in their language. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: FieldError[];

  constructor(status: number, body: ProblemBody) {
    super(body.title ?? "");
    this.status = status;
    this.code = body.code ?? "";
    this.detail = body.detail ?? "";
    this.errors = body.errors ?? [];
  }
}

/** The server was not reached. */
export class Unreachable extends Error {}

type Call = {
  method?: "GET" | "POST" | "PUT";
  query?: URLSearchParams;
  body?: unknown;
  /** In place of a body of JSON. */
  csv?: Blob;
  version?: string;
  /** Makes something, and replaces nothing. */
  fresh?: boolean;
  signal?: AbortSignal;
  /** The same key for the same wish: what is asked twice is done once. */
  key?: string;
};

type Tokens = { token?: string; updateToken: (seconds: number) => Promise<boolean>; login: () => Promise<void> };

/** A key for a wish that must be carried out once only. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

/** The portal's REST API, called with the person's token. */
export function createApi(base: string, locale: string, tokens: Tokens) {
  async function send(path: string, call: Call): Promise<Response> {
    try {
      await tokens.updateToken(5);
    } catch {
      if (tokens.token) {
        throw new Unreachable();
      }
      // The session is over: the login page is on its way.
      await tokens.login();
      return never();
    }
    const headers: Record<string, string> = {
      Authorization: `Bearer ${tokens.token ?? ""}`,
      "Accept-Language": locale,
    };
    if (call.body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    if (call.csv) {
      headers["Content-Type"] = "text/csv";
    }
    if (call.version !== undefined) {
      headers["If-Match"] = call.version;
    }
    if (call.fresh) {
      headers["If-None-Match"] = "*";
    }
    if (call.key !== undefined) {
      headers["Idempotency-Key"] = call.key;
    }
    const query = call.query?.toString();
    let response: Response;
    try {
      response = await fetch(base + path + (query ? `?${query}` : ""), {
        method: call.method ?? "GET",
        headers,
        body: call.csv ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
        signal: call.signal,
      });
    } catch (error) {
      throw call.signal?.aborted ? error : new Unreachable();
    }
    if (response.status === 401) {
      await tokens.login();
      return never();
    }
    if (!response.ok) {
      throw new Problem(response.status, (await response.json().catch(() => ({}))) as ProblemBody);
    }
    return response;
  }

  async function read<T>(path: string, call: Call = {}): Promise<T> {
    return (await (await send(path, call)).json()) as T;
  }

  async function readVersioned<T>(path: string, call: Call = {}): Promise<Versioned<T>> {
    return versioned<T>(await send(path, call));
  }

  /** Nothing, if what was written is beyond the person's reach from then on. */
  async function readVersionedIfAny<T>(path: string, call: Call = {}): Promise<Versioned<T> | undefined> {
    const response = await send(path, call);
    return response.status === 204 ? undefined : versioned<T>(response);
  }

  async function versioned<T>(response: Response): Promise<Versioned<T>> {
    return { value: (await response.json()) as T, version: response.headers.get("ETag") ?? "" };
  }

  /** All pages of a list that people see as a whole. */
  async function readAll<T>(path: string, signal?: AbortSignal): Promise<T[]> {
    const items: T[] = [];
    for (;;) {
      const query = new URLSearchParams({ first: String(items.length), max: "100" });
      const page = await read<Page<T>>(path, { query, signal });
      items.push(...page.items);
      if (page.items.length === 0 || items.length >= page.total) {
        return items;
      }
    }
  }

  const org = (id: string) => `/organizations/${encodeURIComponent(id)}`;
  const application = (id: string) => `/applications/${encodeURIComponent(id)}`;
  const activationRequest = (id: string) => `/activation-requests/${encodeURIComponent(id)}`;
  const account = (organization: string, id: string) => `${org(organization)}/accounts/${encodeURIComponent(id)}`;

  return {
    me: (signal?: AbortSignal) => read<Me>("/me", { signal }),
    myRights: async (organization: string, signal?: AbortSignal): Promise<Matrix> => {
      const page = (first: number) =>
        read<Matrix>("/me/rights", {
          query: new URLSearchParams({ organization, first: String(first), max: "100" }),
          signal,
        });
      const matrix = await page(0);
      while (matrix.items.length < matrix.total) {
        const next = await page(matrix.items.length);
        if (next.items.length === 0) {
          break;
        }
        matrix.items.push(...next.items);
      }
      return matrix;
    },
    requestRight: (organization: string, unit: string, right: string, key: string) =>
      read<{ addressee: "administrators" | "operator" }>("/me/right-requests", {
        method: "POST",
        body: { organization, unit, right },
        key,
      }),
    organization: (id: string, signal?: AbortSignal) =>
      readVersioned<OrganizationDetail>(org(id), { signal }),
    organizations: (query: URLSearchParams, signal?: AbortSignal) => read<Page<Organization>>("/organizations", { query, signal }),
    createOrganization: (body: { memberNumber: string; name: string; kind: string }) =>
      read<Organization>("/organizations", { method: "POST", body }),
    changeOrganization: (id: string, body: { name: string; kind: string }, version: string) =>
      readVersioned<Organization>(org(id), { method: "PUT", body, version }),
    createUnit: (id: string, { number, ...body }: UnitValues) =>
      read<Unit>(`${org(id)}/units/${encodeURIComponent(number)}`, { method: "PUT", body, fresh: true }),
    unit: (id: string, number: string, signal?: AbortSignal) =>
      readVersioned<Unit>(`${org(id)}/units/${encodeURIComponent(number)}`, { signal }),
    changeUnit: (id: string, number: string, body: UnitValues, version: string) =>
      read<Unit>(`${org(id)}/units/${encodeURIComponent(number)}`, { method: "PUT", body, version }),
    restrictions: (id: string, signal?: AbortSignal) => readVersioned<Restrictions>(`${org(id)}/restrictions`, { signal }),
    restrict: (id: string, rights: string[], version: string) =>
      readVersioned<Restrictions>(`${org(id)}/restrictions`, { method: "PUT", body: { rights }, version }),
    applications: (query: URLSearchParams, signal?: AbortSignal) => read<Page<ApplicationRow>>("/applications", { query, signal }),
    application: (id: string, signal?: AbortSignal) => read<ApplicationDetail>(application(id), { signal }),
    enterApplication: async (body: NewApplication, key: string) => {
      const response = await send("/applications", { method: "POST", body, key });
      return (response.headers.get("Location") ?? "").replace(/^.*\//, "");
    },
    applicationForm: async (id: string) => (await send(`${application(id)}/form.pdf`, {})).blob(),
    previewApproval: (id: string, memberNumbers: string[]) =>
      read<{ meets: MetAccount | null }>(`${application(id)}/approval-preview`, {
        query: new URLSearchParams(memberNumbers.map((number) => ["member-number", number])),
      }),
    approveApplication: (id: string, body: Approval) =>
      read<ApplicationDetail>(`${application(id)}/approve`, { method: "POST", body }),
    rejectApplication: (id: string, reason: string) =>
      read<ApplicationDetail>(`${application(id)}/reject`, { method: "POST", body: { reason } }),
    activationRequests: (query: URLSearchParams, signal?: AbortSignal) =>
      read<Page<ActivationRequest>>("/activation-requests", { query, signal }),
    completeActivationRequest: async (id: string) => {
      await send(`${activationRequest(id)}/done`, { method: "POST" });
    },
    declineActivationRequest: async (id: string, reason: string) => {
      await send(`${activationRequest(id)}/decline`, { method: "POST", body: { reason } });
    },
    catalogue: (signal?: AbortSignal) => read<PortalCatalogue>("/catalogue", { signal }),
    overview: (signal?: AbortSignal) => read<Overview>("/overview", { signal }),
    units: (id: string, signal?: AbortSignal) => readAll<Unit>(`${org(id)}/units`, signal),
    rights: (id: string, signal?: AbortSignal) => read<RightList>(`${org(id)}/rights`, { signal }),
    mailboxes: async (id: string, signal?: AbortSignal) =>
      (await read<{ items: Mailbox[] }>(`${org(id)}/mailboxes`, { signal })).items,
    changeMailbox: (id: string, type: string, notificationAddress: string) =>
      read<Mailbox>(`${org(id)}/mailboxes/${encodeURIComponent(type)}`, { method: "PUT", body: { notificationAddress } }),
    accounts: (id: string, query: URLSearchParams, signal?: AbortSignal) =>
      read<Page<AccountRow>>(`${org(id)}/accounts`, { query, signal }),
    /** Without an organization, of the whole portal. */
    changes: (id: string | undefined, query: URLSearchParams, signal?: AbortSignal) =>
      read<ChangePage>(`${id === undefined ? "" : org(id)}/changes`, { query, signal }),
    exportChanges: async (id: string | undefined, query: URLSearchParams) =>
      (await send(`${id === undefined ? "" : org(id)}/changes/export`, { query })).blob(),
    exportAccounts: async (id: string) => (await send(`${org(id)}/accounts/export`, {})).blob(),
    /**
     * Makes clerks of a file, or tells what would become of its rows, as the server gets to them.
     *
     * @returns whether the server has read the file to its end
     */
    importAccounts: async (id: string, file: Blob, rehearsal: boolean, take: (rows: ImportedRow[]) => void, signal: AbortSignal) => {
      const query = new URLSearchParams({ "dry-run": String(rehearsal) });
      const response = await send(`${org(id)}/accounts/import`, { method: "POST", query, csv: file, signal });
      let end: ImportEnd | undefined;
      try {
        await readLines(response.body ?? new ReadableStream(), (lines) => {
          const found = lines as (ImportedRow | ImportEnd)[];
          take(found.filter((line) => "fate" in line));
          end = found.find((line) => "summary" in line) ?? end;
        });
      } catch (error) {
        throw signal.aborted ? error : new Unreachable();
      }
      if (!end) {
        throw new Unreachable();
      }
      return end.summary.complete;
    },
    holders: (id: string, unit: string, query: URLSearchParams, signal?: AbortSignal) =>
      read<Page<Holder>>(`${org(id)}/units/${encodeURIComponent(unit)}/accounts`, { query, signal }),
    ownData: (signal?: AbortSignal) => read<OwnData>("/me/personal-data", { signal }),
    chooseLoginName: async (loginName: string) => {
      await send("/me/login-name", { method: "PUT", body: { loginName } });
    },
    changePostalAddress: (address: PostalAddress) => read<PostalAddress>("/me/postal-address", { method: "PUT", body: address }),
    requestAccessIdLetter: async (organization: string, key: string) => {
      const query = new URLSearchParams({ organization });
      await send("/me/access-id-letter", { method: "POST", query, key });
    },
    sendMessage: async (kind: "feedback" | "support", text: string, key: string) => {
      await send("/me/messages", { method: "POST", body: { kind, text }, key });
    },
    createAccount: async (id: string, body: NewAccount, key: string) => {
      const response = await send(`${org(id)}/accounts`, { method: "POST", body, key });
      return (response.headers.get("Location") ?? "").replace(/^.*\//, "");
    },
    account: (organization: string, id: string, signal?: AbortSignal) =>
      readVersioned<AccountDetail>(account(organization, id), { signal }),
    changeAccount: (organization: string, id: string, body: PersonalData, version: string) =>
      readVersioned<AccountDetail>(account(organization, id), { method: "PUT", body, version }),
    grant: (organization: string, id: string, body: Assignment, version: string) =>
      readVersionedIfAny<AccountDetail>(`${account(organization, id)}/grants`, { method: "PUT", body, version }),
    lockPreview: (organization: string, id: string, signal?: AbortSignal) =>
      read<LockPreview>(`${account(organization, id)}/lock-preview`, { signal }),
    lock: async (organization: string, id: string, body: { reason: string; confirmed: boolean }) => {
      await send(`${account(organization, id)}/lock`, { method: "POST", body });
    },
    showOneTimePassword: (organization: string, id: string) =>
      read<OneTimePassword>(`${account(organization, id)}/one-time-password`),
    setOneTimePassword: async (organization: string, id: string, key: string) => {
      await send(`${account(organization, id)}/one-time-password`, { method: "POST", key });
    },
    sendPasswordLink: async (organization: string, id: string, key: string) => {
      await send(`${account(organization, id)}/password-link`, { method: "POST", key });
    },
    sendUserIdLink: async (organization: string, id: string, key: string) => {
      await send(`${account(organization, id)}/user-id-link`, { method: "POST", key });
    },
    unlock: async (organization: string, id: string) => {
      await send(`${account(organization, id)}/unlock`, { method: "POST" });
    },
    letters: (query: URLSearchParams, signal?: AbortSignal) => read<LetterPage>("/letters", { query, signal }),
    makeLettersPdf: async (letters: string[]) =>
      (await send("/letters/pdf", { method: "POST", body: { letters } })).blob(),
    noteLettersPrinted: (letters: string[]) =>
      read<NotedLetters>("/letters/printed", { method: "POST", body: { letters } }),
  };
}

export type Api = ReturnType<typeof createApi>;

export function useApi(): Api {
  const { keycloak } = useEnvironment();
  return useMemo(
    () =>
      createApi(`${environment.serverBaseUrl}/realms/${environment.realm}/portal`, environment.locale, {
        get token() {
          return keycloak.token;
        },
        updateToken: (seconds) => keycloak.updateToken(seconds),
        login: () => keycloak.login(),
      }),
    [keycloak],
  );
}
