/**
 * Pages in a second language, which is made up: what is not in its brackets is in no catalogue.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ENGLISH, speak, wordsFrom } from "../../editor/language/language.ts";
import { renderPage } from "../../editor/render.tsx";
import { type Answer, answerInWords, faultsInWords, refusalInWords } from "../../editor/refusals/refusals.ts";
import { findingInWords } from "../../editor/findings/findings.ts";
import { MADE_UP, outside, unbracketed } from "../help/made-up.ts";
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
    const data = new Set([...dataIn(view), ...dataIn(visit)]);
    expect(wordsIn(decoded(unbracketed(html)).replace(SAME, "")).filter((word) => !data.has(word))).toEqual([]);
  });
});

test("a refusal is told whole in another language, and names what it is about as it is", () => {
  const told = refusalInWords({ code: "not-allowed", why: "letting-go-who-began", began: "Aeia Uo", passage: "s10" });
  expect(told).toBe("⟦s10: ⟦Aeia Uo bégán thís própósál ánd stáys wíth ít. Ít cán bé gívén úp.⟧ Nóthíng wás chángéd.⟧");
});

/** The sentences of an answer, each with what it names. */
const ANSWERED: Answer[] = [
  { code: "not-found", why: "address" },
  { code: "not-found", why: "passage", inWork: "Aeiou", passage: "uo-ea" },
  { code: "unknown-field", why: "named", fields: ["aeoe"], known: ["uia"] },
];

test.each(ANSWERED)("the answer %j is told whole in another language", ({ code, why, ...about }) => {
  const told = answerInWords({ code, why, ...about } as Answer);
  expect(outside(told)).toBe("");
  for (const named of Object.values(about).flat()) expect(told).toContain(named);
});

test("what is wrong with fields and with a workbench is told from catalogues alone", () => {
  const faults = faultsInWords([
    { field: "aeiou", wrong: "missing" },
    { field: "", wrong: "type", expected: "object" },
    { field: "oui", wrong: "choice", choices: ["eau", "aie"] },
    { field: "eau", wrong: "most", of: "string", limit: 1000 },
  ]);
  expect(outside(faults)).toBe("");
  for (const named of ["aeiou", "oui", "eau", "aie"]) expect(faults).toContain(named);
  const { wrong, todo } = findingInWords({ name: "files-open", files: ["/aeiou"] });
  expect([outside(wrong), outside(todo)]).toEqual(["", ""]);
  expect(todo).toContain("/aeiou");
});

test("the made-up language brackets and accents each sentence, and leaves what it names", () => {
  const { plain, about, both } = wordsFrom({
    en: {
      plain: "a page",
      about: (name: string) => `about ${name}, a person`,
      both: ({ names: [one, other] }: { names: [string, string] }) => `both ${one} and ${other}`,
    },
  });
  expect([plain, about("Ada Lee")]).toEqual(["⟦á págé⟧", "⟦ábóút Ada Lee, á pérsón⟧"]);
  expect(both({ names: ["Ada", "Lee"] })).toBe("⟦bóth Ada ánd Lee⟧");
});
