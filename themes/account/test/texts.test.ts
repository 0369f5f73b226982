import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OUR_PAGES } from "../src/menu";

const MESSAGES = join(import.meta.dirname, "../../src/main/resources/theme/portal/account/messages");
const SOURCES = join(import.meta.dirname, "../src");
const PREFIX = "portalConsole.";
const ACTIONS = "providers/organizations/src/main/java/io/github/orgportal/organizations/changelog/Action.java";

function texts(language: string): Map<string, string> {
  const lines = readFileSync(join(MESSAGES, `messages_${language}.properties`), "utf8").split("\n");
  return new Map(
    lines.filter((line) => line && !line.startsWith("#")).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

const placeholders = (text = "") => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const source = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(SOURCES, file), "utf8"))
  .join("\n");
const quoted = [...source.matchAll(/["`]([a-z][A-Za-z]*(?:\.[\w$.{}-]+)*|\$\{\w+\}\.[a-z]\w*)["`]/g)].map(([, text = ""]) => text);

/** Whether the code names a key: as it is, without its plural, or with a value in it. */
function isNamed(key: string): boolean {
  const bare = key.slice(PREFIX.length).replace(/_(one|other)$/, "");
  return quoted.some((text) =>
    text.includes("${")
      ? new RegExp(`^${text.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.]/g, "\\.")).join("[\\w-]+")}$`).test(bare)
      : text === bare,
  );
}

describe("Z-6 texts", () => {
  const german = texts("de");
  const english = texts("en");

  it("are there in both languages, with the same values in them", () => {
    expect([...german.keys()]).toEqual([...english.keys()]);
    german.forEach((text, key) => {
      expect(placeholders(text), key).toEqual(placeholders(english.get(key)));
      expect(text.trim(), key).not.toBe("");
    });
  });

  it("are all used", () => {
    expect([...german.keys()].filter((key) => key.startsWith(PREFIX) && !isNamed(key))).toEqual([]);
  });

  it("H-1 answer what they ask, for every page of the menu", () => {
    const topics = [...german].filter(([key]) => key.startsWith("portalHelpTopics")).flatMap(([, names]) => names.split(" "));
    const asked = [...german.keys()].filter((key) => key.startsWith("portalHelp.")).sort();
    expect(asked).toEqual(topics.flatMap((topic) => [`portalHelp.${topic}.answer`, `portalHelp.${topic}.question`]).sort());
    OUR_PAGES.forEach(({ entry }) => {
      expect(german.has(`portalHelpTopics.${entry}`), entry).toBe(true);
    });
  });

  it("G-1 name every change that the log can tell of", () => {
    const actions = readFileSync(join(import.meta.dirname, "../../..", ACTIONS), "utf8");
    const names = [...actions.matchAll(/^ {4}([A-Z_]+),?$/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !german.has(`${PREFIX}action.${name}`))).toEqual([]);
    expect(names.filter((name) => !source.includes(`"${name}"`))).toEqual([]);
  });

  it("are all there", () => {
    const named = [...source.matchAll(/\bt\(\s*"([^"]+)"/g), ...source.matchAll(/\? "([\w.]+)" : "[\w.]+"/g), ...source.matchAll(/\? "[\w.]+" : "([\w.]+)"/g)]
      .map(([, key = ""]) => key)
      .filter((key) => key.includes(".") || source.includes(`t("${key}"`));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !["", "_other"].some((end) => german.has(PREFIX + key + end)))).toEqual([]);
  });
});
