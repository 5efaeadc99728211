/**
 * Pages in a second language, which is made up: what is not in its brackets is in no catalogue. Only rooms that are named here
 * have all their sentences in one; the pages of the others are still English throughout.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compare } from "../../editor/comparing/comparing.ts";
import { ENGLISH, speak, wordsFrom } from "../../editor/language/language.ts";
import type { View } from "../../editor/pages.ts";
import { renderPage } from "../../editor/render.tsx";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { isHeld } from "../../translations/ledger/state.ts";
import { MADE_UP, unbracketed } from "../help/made-up.ts";
import { everyView } from "./pages-states.ts";

/** Rooms with all their sentences in a catalogue. */
const DONE = [
  "apparatus",
  "care",
  "citing",
  "comparing",
  "design",
  "drafting",
  "passage",
  "people",
  "playback",
  "reading",
  "refusals",
  "rendering",
  "reviewing",
  "shell",
  "works",
];
/** Rooms whose pages still have sentences of their own. */
const TO_DO = ["prosemirror"];

/** The pages that stand wholly in rooms that are done. */
const PAGES = [
  ...[
    "works",
    "error",
    "about",
    "collation",
    "compare",
    "draft-history",
    "origins",
    "passage",
    "review",
    "version",
    "work",
  ],
  ...["account", "ask", "join", "people", "person-change", "remove", "reset", "settings", "sign-in"],
];

beforeEach(() => speak(MADE_UP));
afterEach(() => speak(ENGLISH));

const ASSETS = { scripts: [], styles: [], preload: [] };

/** What is the same in every language: the name of the program, how an address begins, and the numbers of versions. */
const SAME = /Variorum|https:\/\/|\bv\d+\b/g;

/** The words in letters of this alphabet. */
function wordsIn(text: string): string[] {
  return text.match(/\p{Script=Latin}{2,}/gu) ?? [];
}

/** All words that a view brings along: of names, titles, what people wrote. */
function dataIn(value: unknown): string[] {
  if (typeof value === "string") return wordsIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(dataIn);
}

/** What is said of the changes between a draft's steps: these sentences come from `translations/compare`, as English as the words compared. */
function comparedIn(view: View): string[] {
  if (view.page !== "draft-history") return [];
  const base = view.base && isHeld(view.base) ? [view.base.words.rendering] : [];
  const texts = [...base, ...Object.values(view.renderings)];
  return texts.flatMap((older) => texts.flatMap((newer) => dataIn(compare(older, newer, view.terms))));
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
    const data = new Set([...dataIn(view), ...dataIn(visit), ...comparedIn(view)]);
    expect(wordsIn(decoded(unbracketed(html)).replace(SAME, "")).filter((word) => !data.has(word))).toEqual([]);
  });
});

test("a refusal is told whole in another language, and names what it is about as it is", () => {
  const told = refusalInWords({ code: "not-allowed", why: "letting-go-who-began", began: "Aeia Uo", passage: "s10" });
  expect(told).toBe("⟦s10: ⟦Aeia Uo bégán thís própósál ánd stáys wíth ít. Ít cán bé gívén úp.⟧ Nóthíng wás chángéd.⟧");
});

const EDITOR = new URL("../../editor/", import.meta.url);
const SHOWN = /^(title|alt|placeholder|label|hint|about|aria-label)$/;

/** The words that stand between the elements of a file, or in what they show, and in no catalogue. */
function ownWords(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(new URL(path, EDITOR), "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    const shown = ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) ? node.initializer : undefined;
    if (shown && ts.isStringLiteral(shown)) found.push(shown.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found.filter((words) => /\p{L}{2}/u.test(words.replace(SAME, "")));
}

test.each(DONE)("%s/ has no words between its elements", (room) => {
  for (const name of readdirSync(new URL(`${room}/`, EDITOR)))
    if (name.endsWith(".tsx") && !name.endsWith("words.tsx")) expect(ownWords(`${room}/${name}`), name).toEqual([]);
});

test("each room is done, or said not to be", () => {
  const rooms = readdirSync(EDITOR, { withFileTypes: true })
    .filter((each) => each.isDirectory() && !["language", "links"].includes(each.name))
    .map(({ name }) => name);
  expect([...DONE, ...TO_DO].sort()).toEqual(rooms.sort());
});

test("the made-up language brackets and accents each sentence, and leaves what it names", () => {
  const { plain, about } = wordsFrom({ en: { plain: "a page", about: (name: string) => `about ${name}, a person` } });
  expect([plain, about("Ada Lee")]).toEqual(["⟦á págé⟧", "⟦ábóút Ada Lee, á pérsón⟧"]);
});
