import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blame, blameAll, blameEach, type Origin } from "../../../translations/compare/lineage/blame.ts";
import { words } from "../../../translations/text/words.ts";
import { forcedWords } from "../../help/forced.ts";
import { awkwardText, pastedText } from "../../help/renderings.ts";

const CORPUS = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

const letters = (text: string) => words(text).map(({ from, to }) => text.slice(from, to));

/** The version of each word of `text`; throws if one stands in none or in two, or a range is out of order. */
function versionOfEach(text: string, origins: readonly Origin[]): number[] {
  let next = 0;
  return words(text).map(({ from, to }) => {
    while (next < origins.length && origins[next]!.to <= from) next++;
    const origin = origins[next];
    if (!origin || from < origin.from || origin.to < to || (origins[next + 1]?.from ?? to) < to)
      throw new Error(`the word at ${from} has not one origin: ${JSON.stringify(origins)}`);
    return origin.version;
  });
}

function obeysLaws(texts: readonly string[]): void {
  const all = blameAll(texts);
  const spelled = texts.map((text) => new Set(letters(text)));
  expect(all).toHaveLength(texts.length);
  texts.forEach((text, index) => {
    const versions = versionOfEach(text, all[index]!);
    const strangers = letters(text).filter((word, at) => versions[at]! > index || !spelled[versions[at]!]!.has(word));
    expect(strangers).toEqual([]);
    const same = texts.lastIndexOf(text, index - 1);
    if (index > 0 && same >= 0) expect(versions).toEqual(versionOfEach(texts[same]!, all[same]!));
  });
}

const sentence = fc
  .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", "great", "sing", "goddess"), { maxLength: 7 })
  .map((row) => `${row.join(" ")}.`);
const passage = fc
  .array(fc.tuple(sentence, fc.constantFrom(" ", "\n")), { maxLength: 4 })
  .map((rows) => rows.map((row) => row.join("")).join(""));
const chain = fc.array(fc.oneof({ weight: 5, arbitrary: passage }, awkwardText, pastedText), { maxLength: 6 });

describe("over any chain of versions", () => {
  test("each word has one origin, an earlier text that has the word; a text come back has its origins again", () =>
    fc.assert(fc.property(chain, obeysLaws), { numRuns: 150 }));

  test("an unchanged text keeps all origins", () =>
    fc.assert(
      fc.property(chain, (texts) => {
        expect(blame([...texts, ...texts.slice(-1)])).toEqual(blame(texts));
      }),
      { numRuns: 60 },
    ));

  test("versions put after it change nothing that was said before", () =>
    fc.assert(
      fc.property(chain, chain, (before, after) => {
        expect(blameAll([...before, ...after]).slice(0, before.length)).toEqual(blameAll(before));
      }),
      { numRuns: 60 },
    ));

  test("a text put back keeps its origins, whatever came between", () =>
    fc.assert(
      fc.property(chain, fc.nat(5), (texts, pick) => {
        fc.pre(texts.length > 0);
        const back = pick % texts.length;
        const origins = blameAll([...texts, texts[back]!]);
        const same = texts.lastIndexOf(texts[back]!);
        expect(origins.at(-1)).toEqual(origins[same]);
      }),
      { numRuns: 60 },
    ));

  test("words of one version only are all of that version", () =>
    fc.assert(
      fc.property(awkwardText, (text) => {
        expect(versionOfEach(text, blame([text])).every((version) => version === 0)).toBe(true);
      }),
    ));
});

/** Each word with its version after it: `the:0 rage:1`. */
function told(...texts: string[]): string {
  const text = texts.at(-1)!;
  const versions = versionOfEach(text, blame(texts));
  return letters(text)
    .map((word, index) => `${word}:${versions[index]}`)
    .join(" ");
}

describe("origins of words", () => {
  test("no version has no origins, an empty text none either", () => {
    expect(blame([])).toEqual([]);
    expect(blame(["all gone", ""])).toEqual([]);
  });

  test("neighbours with one origin are one range, with the space between", () =>
    expect(blame(["Sing the wrath.", "Sing the great wrath."])).toEqual([
      { from: 0, to: 8, version: 0 },
      { from: 9, to: 14, version: 1 },
      { from: 15, to: 21, version: 0 },
    ]));

  test("a word that left and came back in a text otherwise changed keeps its origin", () =>
    expect(
      told("Sing of the wrath, goddess.", "Sing of the rage, goddess.", "Sing of the wrath, immortal goddess."),
    ).toBe("Sing:0 of:0 the:0 wrath:0 ,:0 immortal:2 goddess:0 .:0"));

  test("a sentence that left and came back among new ones keeps its origin", () =>
    expect(told("One came. Two went.", "Two went.", "Three sang.\nOne came. Two went.")).toBe(
      "Three:2 sang:2 .:2 One:0 came:0 .:0 Two:0 went:0 .:0",
    ));

  test("a paragraph in another place keeps its origins", () =>
    expect(told("First of all, this.\nThen that.", "Then that.\nFirst of all, this.")).not.toContain(":1"));

  test("sentences in another order keep their origins, one beside them is new", () =>
    expect(told("Yes, sir. No. Perhaps then.", "Perhaps then. No. Of course. Yes, sir.")).toBe(
      "Perhaps:0 then:0 .:0 No:0 .:0 Of:1 course:1 .:1 Yes:0 ,:0 sir:0 .:0",
    ));

  test("a phrase moved in its sentence keeps its origins", () => {
    const tail = "we walked along the river until the bridge";
    expect(told(`In the morning light ${tail}.`, `${tail} In the morning light.`)).not.toContain(":1");
    expect(told(`In the morning light ${tail}.`, `Here ${tail} In the morning light.`)).toMatch(/^Here:1( \S+:0)+$/);
  });

  test("a text put back is that text, though a copy of it stood longer", () =>
    expect(told("Sing to me.", "Sing to me.\nSing to me.", "Now sing, sing and Sing to me.", "Sing to me.")).toBe(
      "Sing:0 to:0 me:0 .:0",
    ));

  test("a paragraph is found again before a sentence like it in another paragraph", () =>
    expect(told("Holy. Lord.", "Holy. Lord.\nHoly.", "Holy.\nHoly. Lord.")).toBe("Holy:1 .:1 Holy:0 .:0 Lord:0 .:0"));

  test("a word after other white space is the same word", () =>
    expect(told("one  two three", "one two four")).toBe("one:0 two:0 four:1"));

  test("a paragraph written twice is new the second time", () =>
    expect(told("Holy.", "Holy.\nHoly.")).toBe("Holy:0 .:0 Holy:1 .:1"));

  test("a word set otherwise, in other case, is a new word", () =>
    expect(told("the Prophet spoke", "the prophet spoke")).toBe("the:0 prophet:1 spoke:0"));

  test("come one after another, so that a chain can grow", () => {
    const growing = blameEach(["one", "one two"]);
    expect(growing.next().value).toEqual([{ from: 0, to: 3, version: 0 }]);
    expect(growing.next().value).toEqual([
      { from: 0, to: 3, version: 0 },
      { from: 4, to: 7, version: 1 },
    ]);
  });
});

/**
 * The version of each word of the last text, replayed backwards: the one before which it surely was not at its place. Null
 * where the alignments of two neighbours leave it open.
 */
function replayed(texts: readonly string[]): (number | null)[] {
  const back = texts.slice(1).map((text, index) => forcedWords(text, texts[index]!));
  return letters(texts.at(-1)!).map((_, word) => {
    let at = word;
    for (let version = texts.length - 1; version > 0; version--) {
      const before = back[version - 1]![at]!;
      if (before === "unsure") return null;
      if (before === "none") return version;
      at = before;
    }
    return 0;
  });
}

/** How the origins of the last text's words stand to their replay, where that is sure. */
function besideReplay(texts: readonly string[]): { sure: number; older: number; later: number; wrong: string[] } {
  const told = versionOfEach(texts.at(-1)!, blame(texts));
  const spelled = texts.map((text) => new Set(letters(text)));
  const found = { sure: 0, older: 0, later: 0, wrong: [] as string[] };
  const surely = replayed(texts);
  letters(texts.at(-1)!).forEach((word, index) => {
    const [version, known] = [told[index]!, surely[index]!];
    if (known === null) return;
    found.sure++;
    if (version < known) found.older++;
    if (version > known) found.later++;
    if (!spelled[version]!.has(word)) found.wrong.push(`“${word}”: v${version} in\n${texts.join("\n")}`);
  });
  return found;
}

if (existsSync(CORPUS))
  test("the laws hold over the revisions of a living translation, verse by verse and joined", () => {
    const verses = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { versions: { text: string }[] }).versions.map(({ text }) => text));
    const long = verses.filter((texts) => texts.length > 2);
    expect(long.length).toBeGreaterThan(300);
    long.forEach(obeysLaws);
    const joined = [0, 1, 2, 3].map((version) =>
      verses
        .slice(0, 60)
        .map((texts) => texts[Math.min(version, texts.length - 1)])
        .join("\n"),
    );
    obeysLaws([...joined, joined[1]!]);

    const found = verses.filter((texts) => texts.length > 1).map(besideReplay);
    const sum = (of: (one: (typeof found)[number]) => number) => found.reduce((total, one) => total + of(one), 0);
    const [sure, older, later] = [sum((one) => one.sure), sum((one) => one.older), sum((one) => one.later)];
    console.info(`${sure} words replayed; ${older} came back or were moved, ${later} stand in a rewriting.`);
    expect(sure).toBeGreaterThan(10_000);
    expect(found.flatMap(({ wrong }) => wrong)).toEqual([]);
    // A word that left and came back or was moved is older than its place; one that a rewriting happens to have again
    // is called new with it, as in the difference that readers see. Both are rare.
    expect(older / sure).toBeLessThan(0.01);
    expect(later / sure).toBeLessThan(0.005);
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: blame was not tried on real revisions.");
