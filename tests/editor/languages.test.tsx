/**
 * Pages in a second language, which is made up: what is not in its brackets is in no catalogue.
 */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compare } from "../../editor/comparing/comparing.ts";
import { ENGLISH, speak, wordsFrom } from "../../editor/language/language.ts";
import type { View } from "../../editor/pages.ts";
import { renderPage } from "../../editor/render.tsx";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { MADE_UP, unbracketed } from "../help/made-up.ts";
import { everyView } from "./pages-states.ts";

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

/** What is said of the changes on a page: these sentences come from `translations/compare`, as English as the words compared. */
function comparedIn(view: View): string[] {
  if (view.page !== "draft-history" && view.page !== "proposal") return [];
  const texts = renderingsIn(view);
  return texts.flatMap((older) => texts.flatMap((newer) => dataIn(compare(older, newer, view.terms))));
}

function renderingsIn(value: unknown): RenderingJson[] {
  if (typeof value !== "object" || value === null) return [];
  return "type" in value && value.type === "doc"
    ? [value as RenderingJson]
    : Object.values(value).flatMap(renderingsIn);
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe.each(everyView())("$name", ({ view, visit }) => {
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

/** What is written like a sentence: begun with a capital, or ended as one. */
const SENTENCE = /^\p{Lu}\p{Ll}+ \p{Ll}|\p{L} \p{L}.*\p{Ll}[.?!…]$/u;
/** Faults of the program are told to those who mend it. */
const FOR_PROGRAMMERS = ["This step has no JSON: what it brought is in the Yjs document."];

/** The words that stand between the elements of a file, or in what they show, or are a sentence; of a catalogue none. */
function ownWords(path: string): string[] {
  const written = readFileSync(new URL(path, EDITOR), "utf8");
  if (/: Catalogue</.test(written)) return [];
  const source = ts.createSourceFile(path, written, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    const shown = ts.isJsxAttribute(node) && SHOWN.test(node.name.getText()) ? node.initializer : undefined;
    if (shown && ts.isStringLiteral(shown)) found.push(shown.text);
    const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (text && SENTENCE.test(node.text.trim())) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found.filter((words) => /\p{L}{2}/u.test(words.replace(SAME, "")) && !FOR_PROGRAMMERS.includes(words));
}

const ROOMS = readdirSync(EDITOR, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

test.each(ROOMS)("%s/ has no words of its own outside its catalogue", (room) => {
  for (const name of readdirSync(new URL(`${room}/`, EDITOR)))
    if (/\.tsx?$/.test(name)) expect(ownWords(`${room}/${name}`), name).toEqual([]);
});

test("the made-up language brackets and accents each sentence, and leaves what it names", () => {
  const { plain, about } = wordsFrom({ en: { plain: "a page", about: (name: string) => `about ${name}, a person` } });
  expect([plain, about("Ada Lee")]).toEqual(["⟦á págé⟧", "⟦ábóút Ada Lee, á pérsón⟧"]);
});
