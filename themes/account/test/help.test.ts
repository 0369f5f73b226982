import { describe, expect, it } from "vitest";
import { readHelp, searchHelp } from "../src/help";

const texts: Record<string, string> = {
  portalHelpTopics: "tan  lost login",
  "portalHelpTopics.accounts": "create",
  "portalHelpTopics.operator": "login",
  "portalHelp.tan.question": "Keine TAN?",
  "portalHelp.tan.answer": "Im Spam-Ordner nachsehen.",
  "portalHelp.login.question": "Wie anmelden?",
  "portalHelp.login.answer": "Mit Passwort und TAN.",
  "portalHelp.create.question": "Wie anlegen?",
  "portalHelp.create.answer": "Unter Benutzer.",
};
const text = (key: string) => texts[key] ?? "";

describe("H-1 help", () => {
  it("has the topics that the texts name, in their order, without those that have no text", () => {
    expect(readHelp(text, new Set(), false).map(({ about, topics }) => [about, ...topics.map(({ id }) => id)])).toEqual([["general", "tan", "login"]]);
  });

  it("has no topics about pages that a person does not have", () => {
    expect(readHelp(text, new Set(["accounts", "units"]), false).map(({ about }) => about)).toEqual(["general", "accounts"]);
  });

  it("has topics of its own for the operator's staff", () => {
    expect(readHelp(text, new Set(), true).map(({ about }) => about)).toEqual(["general", "operator"]);
  });

  it("is searched by all words, in questions and answers alike", () => {
    const chapters = readHelp(text, new Set(["accounts"]), false);
    const ids = (search: string) => searchHelp(chapters, search).flatMap(({ topics }) => topics.map(({ id }) => id));
    expect(ids("tan")).toEqual(["tan", "login"]);
    expect(ids(" TAN  spam ")).toEqual(["tan"]);
    expect(ids("nirgends")).toEqual([]);
    expect(ids("")).toEqual(["tan", "login", "create"]);
  });
});
