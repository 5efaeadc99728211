/**
 * Pages in a second language, which is made up: what is not in its brackets is in no catalogue. Only rooms that are named here
 * have all their sentences in one; the pages of the others are still English throughout.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ENGLISH, speak, wordsFrom } from "../../editor/language/language.ts";
import { renderPage } from "../../editor/render.tsx";
import { MADE_UP, unbracketed } from "../help/made-up.ts";
import { everyView } from "./pages-states.ts";

/** Rooms with all their sentences in a catalogue. */
const DONE = ["people", "shell", "works"];
/** Rooms whose pages still have sentences of their own. */
const TO_DO = [
  ...["apparatus", "care", "citing", "comparing", "design", "drafting", "passage", "playback"],
  ...["prosemirror", "reading", "rendering", "reviewing"],
];

/** The pages that stand wholly in rooms that are done. */
const PAGES = [
  ...["works", "error", "about", "review"],
  ...["account", "ask", "join", "people", "person-change", "reset", "sign-in"],
];

beforeEach(() => speak(MADE_UP));
afterEach(() => speak(ENGLISH));

const ASSETS = { scripts: [], styles: [], preload: [] };

/** What is the same in every language: the name of the program, and the numbers of versions. */
const SAME = /Variorum|\bv\d+\b/g;

/** All words that a view brings along: names, titles, what people wrote. */
function dataIn(value: unknown): string[] {
  if (typeof value === "string") return [value, ...value.split(/\s+/)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(dataIn);
}

function withoutData(text: string, data: readonly string[]): string {
  const longest = [...new Set(data)].filter((each) => each.length > 1).sort((a, b) => b.length - a.length);
  return longest.reduce((left, each) => left.replaceAll(each, ""), text);
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe.each(everyView().filter(({ view }) => PAGES.includes(view.page)))("$name", ({ view, visit }) => {
  test("has no word of its own outside the catalogues", () => {
    const html = renderPage(view, visit, ASSETS);
    expect(html).toContain('<html lang="x-made-up"');
    const left = withoutData(decoded(unbracketed(html)).replace(SAME, ""), [...dataIn(view), ...dataIn(visit)]);
    expect(left.match(/\p{L}[^\u{1F}\n]*/gu) ?? []).toEqual([]);
  });
});

test("each room is done, or said not to be", async () => {
  const { readdirSync } = await import("node:fs");
  const rooms = readdirSync(new URL("../../editor/", import.meta.url), { withFileTypes: true })
    .filter((each) => each.isDirectory() && !["language", "links"].includes(each.name))
    .map(({ name }) => name);
  expect([...DONE, ...TO_DO].sort()).toEqual(rooms.sort());
  expect(wordsFrom({ en: "a" })).toBe("⟦á⟧");
});
