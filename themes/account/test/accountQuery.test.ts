import { describe, expect, it } from "vitest";
import { isFiltered, readQuery, serverQuery, writeQuery } from "../src/accountQuery";

const query = (text: string) => readQuery(new URLSearchParams(text));

describe("A-1 the address of the list of accounts", () => {
  it("comes back as it was written", () => {
    for (const text of [
      "",
      "search=kim&role=clerk&status=LOCKED&status=PENDING&page=3",
      "access=INACTIVE&mailbox=benefits&unit=u-1&sort=-status",
    ]) {
      const there = writeQuery(query(text));
      expect(writeQuery(readQuery(there)).toString()).toBe(there.toString());
      expect([...there.keys()].sort()).toEqual([...new URLSearchParams(text).keys()].sort());
    }
  });

  it("says nothing of what it need not say", () => {
    expect(writeQuery(query("sort=name&page=1&search=")).toString()).toBe("");
  });

  it("counts as not said what is wrong", () => {
    const read = query("role=king&status=&access=MAYBE&sort=-shoes&page=-2");
    expect(read).toMatchObject({ role: [], status: [], access: "", sort: { column: "name", descending: false }, page: 1 });
    expect(query("page=1.5").page).toBe(1);
    expect(query("page=1e9").page).toBe(1);
  });

  it("asks the server for twenty at a time", () => {
    const sent = serverQuery(query("search= kim &page=3&sort=-role"));
    expect(Object.fromEntries(sent)).toEqual({ search: "kim", sort: "-role", first: "40", max: "20" });
  });

  it("knows a filter from a place in the list", () => {
    expect(isFiltered(query("page=2&sort=role"))).toBe(false);
    expect(isFiltered(query("status=LOCKED"))).toBe(true);
    expect(isFiltered(query("search=%20"))).toBe(false);
  });
});
