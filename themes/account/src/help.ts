import type { MenuEntry } from "./api";
import { OUR_PAGES } from "./menu";

/** A question that people ask, and its answer. */
export type Topic = { id: string; question: string; answer: string };
/** Questions about one page of the menu, or about all that everybody does. */
export type Chapter = { about: MenuEntry | "general" | "operator"; topics: Topic[] };

/**
 * The questions of the realm's and the theme's texts: `portalHelpTopics` names those for everybody, in their order, and
 * `portalHelpTopics.ENTRY` those for people who have that entry in the menu, `portalHelpTopics.operator` those for the operator's staff; each has a text `portalHelp.ID.question` and one
 * `portalHelp.ID.answer`. What has no text is left out.
 */
export function readHelp(text: (key: string) => string, menu: ReadonlySet<MenuEntry>, operator: boolean): Chapter[] {
  const topics = (key: string) =>
    text(key)
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => ({ id, question: text(`portalHelp.${id}.question`), answer: text(`portalHelp.${id}.answer`) }))
      .filter(({ question, answer }) => question && answer);
  return [
    { about: "general" as const, topics: topics("portalHelpTopics") },
    ...OUR_PAGES.filter(({ entry }) => menu.has(entry)).map(({ entry }) => ({ about: entry, topics: topics(`portalHelpTopics.${entry}`) })),
    ...(operator ? [{ about: "operator" as const, topics: topics("portalHelpTopics.operator") }] : []),
  ].filter((chapter) => chapter.topics.length > 0);
}

/** What is left of the chapters when each of the words must stand in question or answer. */
export function searchHelp(chapters: Chapter[], search: string): Chapter[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return chapters
    .map(({ about, topics }) => ({
      about,
      topics: topics.filter(({ question, answer }) => {
        const content = `${question} ${answer}`.toLowerCase();
        return words.every((word) => content.includes(word));
      }),
    }))
    .filter(({ topics }) => topics.length > 0);
}
