import { afterEach, describe, expect, it, vi } from "vitest";

vi.stubGlobal("document", { getElementById: () => ({ textContent: '{"baseUrl":"https://portal.example/realms/r/account/"}' }) });
vi.stubGlobal("location", { href: "https://portal.example/" });
vi.mock("@keycloak/keycloak-account-ui", () => ({}));
const { createApi, newKey, Problem, Unreachable } = await import("../src/api");

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status, headers })));
  vi.stubGlobal("fetch", sent);
  return sent;
}

function tokens(change: object = {}) {
  return { token: "secret", updateToken: vi.fn(() => Promise.resolve(true)), login: vi.fn(() => Promise.resolve()), ...change };
}

afterEach(() => vi.unstubAllGlobals());

describe("the API", () => {
  it("renews the token before each call, and says the language", async () => {
    const sent = answering(200, { memberships: [] });
    const own = tokens();
    await createApi("/portal", "de", own).me();
    expect(own.updateToken).toHaveBeenCalledWith(5);
    expect(sent.mock.calls[0]).toMatchObject([
      "/portal/me",
      { method: "GET", headers: { Authorization: "Bearer secret", "Accept-Language": "de" } },
    ]);
  });

  it("writes against the version that was read", async () => {
    const sent = answering(200, {}, { ETag: '"2"' });
    const data = { firstName: "", lastName: "", email: "", phone: "" };
    const answer = await createApi("/portal", "de", tokens()).changeAccount("o", "../x", data, '"1"');
    expect(sent.mock.calls[0]).toMatchObject(["/portal/organizations/o/accounts/..%2Fx", { headers: { "If-Match": '"1"' } }]);
    expect(answer.version).toBe('"2"');
  });

  it("gives a refusal in the server's words", async () => {
    answering(409, { title: "Gibt es schon", detail: "…", code: "exists_already", errors: [{ field: "email", code: "x", detail: "y" }] });
    const refusal = createApi("/portal", "de", tokens()).me();
    await expect(refusal).rejects.toBeInstanceOf(Problem);
    await expect(refusal).rejects.toMatchObject({ status: 409, code: "exists_already", errors: [{ field: "email" }] });
  });

  it("R-4 takes letters as a file, and tells that the press is busy in the server's words", async () => {
    const sent = answering(200, {});
    expect(await createApi("/portal", "de", tokens()).makeLettersPdf(["1", "2"])).toBeInstanceOf(Blob);
    expect(sent.mock.calls[0]).toMatchObject(["/portal/letters/pdf", { method: "POST", body: '{"letters":["1","2"]}' }]);
    answering(503, { title: "Es wird gerade gedruckt", detail: "… in 10 Sekunden …", code: "printing_busy" }, { "Retry-After": "10" });
    await expect(createApi("/portal", "de", tokens()).makeLettersPdf(["1"])).rejects.toMatchObject({ status: 503, message: "Es wird gerade gedruckt" });
  });

  it("tells a lost connection from a session that is over", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(createApi("/portal", "de", tokens()).me()).rejects.toBeInstanceOf(Unreachable);
    const offline = tokens({ updateToken: () => Promise.reject(new Error()) });
    await expect(createApi("/portal", "de", offline).me()).rejects.toBeInstanceOf(Unreachable);
    expect(offline.login).not.toHaveBeenCalled();
    const over = tokens({ token: undefined, updateToken: () => Promise.reject(new Error()) });
    void createApi("/portal", "de", over).me();
    await vi.waitFor(() => {
      expect(over.login).toHaveBeenCalled();
    });
  });

  it("reads lists to their end, and no further", async () => {
    const pages = [{ total: 3, items: [1, 2] }, { total: 3, items: [3] }];
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify(pages.shift())))));
    expect(await createApi("/portal", "de", tokens()).units("o")).toEqual([1, 2, 3]);
    expect(pages).toEqual([]);
  });

  it("makes keys that do not repeat", () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
  });
});
