/** Word files as they are written: what goes out comes in again, with and without what is tracked in it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { rendering } from "../help/renderings.ts";
import { textsOfParts, wordsBack } from "../help/word.ts";
import type { BroughtPassage } from "../../translations/exchange/brought.ts";
import { docxFormat } from "../../translations/exchange/formats.ts";
import { broughtPieces, TRANSLATION, type Head } from "../../translations/exchange/records.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { workAfter } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import { parseText } from "../../translations/text/parse.ts";
import { docxParts } from "../../translations/exchange/docx-parts.ts";
import { DocxPen } from "../../translations/exchange/docx-pen.ts";
import { linedOf } from "../../translations/exchange/docx-shapes.ts";
import { tracked, untracked, type TrackedLine } from "../../translations/exchange/docx-tracked.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import type { Rendering } from "../../translations/text/schema.ts";

const OF = { title: "A work", language: "en", sourceLanguage: "zh-Hans" };
const NOBODY = { author: "", date: null };
const words: fc.Arbitrary<Rendering> = rendering
  .map(canonical)
  .filter((each) => canonicalText(each) !== "" && !/[\ufffe\uffff]/.test(canonicalText(each)));

/** The parts of a file of these passages. */
function fileOf(
  passages: readonly { id: string; of: Rendering; lines: TrackedLine[] }[],
  signed = NOBODY as { author: string; date: string | null },
) {
  const pen = new DocxPen(OF.language);
  const body = function* () {
    for (const { id, lines } of passages) yield pen.passage(id, lines, [], signed);
  };
  const stamped = passages.map(({ id, of }) => ({
    passage: id,
    address: `/w/${id}/v1`,
    digest: digestOfText(canonicalText(of)),
  }));
  return textsOfParts(docxParts(pen, OF, body(), () => stamped));
}

/** A piece as a rendering, also one that was read as a passage that is a heading. */
function read({ kind, level, rendering: { type, content = [] } }: Piece): unknown {
  const block = (each: object) => (kind === "heading" ? { ...each, type: "heading", attrs: { level } } : each);
  return renderingToJson(renderingFromJson({ type, content: content.map(block) }));
}

describe("words as a Word file", () => {
  test("come back as they were, each known by its passage", () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (all) => {
        const passages = all.map((of, index) => ({ id: `p-${index + 1}`, of, lines: untracked(linedOf(of)) }));
        const { pieces, notTaken } = wordsBack(fileOf(passages));
        expect(pieces.map(({ passage }) => passage)).toEqual(passages.map(({ id }) => id));
        expect(pieces.map(read)).toEqual(all.map(renderingToJson));
        expect(notTaken).toEqual({});
      }),
    );
  });
});

const HEAD: Head = {
  ...{ id: "gospel", title: "A gospel", originalTitle: "福音", issuer: "", originalIssuer: "", issued: "" },
  ...{ language: "en", sourceLanguage: "zh-Hans", about: "What it is.", rights: "" },
  translation: { id: TRANSLATION, title: "A gospel", publisher: "", translators: [{ name: "Ada" }], editors: [] },
};

/** A work as it goes out. */
function goingOut(passages: readonly BroughtPassage[]) {
  const making = { id: "import/1", at: "2026-11-27T00:00:00.000Z", newSalt: saltsFrom("word") };
  const records = [...broughtPieces(HEAD, passages, { name: "Ada" }, "2026-11-27", making)].flat();
  const work = workAfter(records)!;
  const told = work.passages.map((passage): Told => {
    const stream = passageStream({ work: HEAD.id, passage: passage.id });
    const own = records.filter((record) => record.stream === stream);
    const versions = own.reduce<readonly Version[]>(evolveVersions, []);
    return { passage, versions, address: (version) => `/gospel/${passage.id}/v${version}` };
  });
  return { work, told };
}

const LONG = `a-passage-${"with-a-long-name-".repeat(3)}1`;

/** A passage with one version of these words. */
function passageOf(id: string, text: string, more: Partial<BroughtPassage & BroughtPassage["versions"][0]> = {}) {
  const { rationale = "", notes = [], ...rest } = more;
  const by = [{ name: "Ada", role: "translator" as const }];
  const version = { rendering: renderingToJson(parseText(text)), date: "2026-11-20", by, rationale, notes, base: null };
  return {
    ...{
      id,
      locator: `§ ${id}`,
      kind: "paragraph" as const,
      level: 1,
      source: ["神的兒子，耶穌"],
      current: text ? 1 : 0,
    },
    versions: text === "" ? [] : [version],
    ...rest,
  };
}

describe("a work as a Word file", () => {
  const note = { author: "Bo", date: "2026-11-21", body: "Mark has no article.\n\nNor has Luke." };
  const { work, told } = goingOut([
    passageOf("p-1", "The beginning", { kind: "heading", level: 2 }),
    passageOf("p-2", "Of the good news.", {
      rationale: "Nearer to the Greek.",
      notes: [{ ...note, target: anchorOn("Of the good news.", "good") }],
    }),
    passageOf("p-3", ""),
    passageOf(LONG, "1. one\n2. two\n\n| A line\n| and another"),
  ]);
  const [bare, beside] = [false, true].map((withSource) => textsOfParts(docxFormat(withSource).parts(work, told)));

  test("holds headings, lists and verse, and brings every passage back under its own name", () => {
    for (const file of [bare!, beside!]) {
      const { pieces, notTaken } = wordsBack(file);
      expect(pieces.map(({ passage, kind, level }) => [passage, kind, level])).toEqual([
        ["p-1", "heading", 2],
        ["p-2", "paragraph", 0],
        [LONG, "paragraph", 0],
      ]);
      expect(canonicalText(renderingFromJson(pieces[2]!.rendering))).toBe("1. one\n2. two\n\n| A line\n| and another");
      expect(notTaken).toEqual({});
    }
  });

  test("has notes on their words, and why a version reads so, as remarks by their people", () => {
    const [, { notes = [] }] = wordsBack(bare!).pieces as [Piece, Piece];
    expect(notes).toMatchObject([
      {
        author: "Ada",
        date: "2026-11-20T00:00:00Z",
        body: "Nearer to the Greek.",
        target: { exact: "Of the good news." },
      },
      { author: "Bo", date: "2026-11-21T00:00:00Z", body: note.body, target: { exact: "good" } },
    ]);
  });

  test("names each version with its address and digest, and has the source if it is wanted", () => {
    const [document, said] = ["word/document.xml", "customXml/item1.xml"].map((name) => bare!.get(name)!);
    for (const text of [document, said]) {
      expect(text).toContain("/gospel/p-2/v1");
      expect(text).toContain(digestOfText("Of the good news."));
    }
    expect(document).not.toContain("神的兒子");
    expect(beside!.get("word/document.xml")).toContain("神的兒子");
  });

  test("is the same each time, and says what it leaves out", () => {
    expect([...textsOfParts(docxFormat(false).parts(work, told))]).toEqual([...bare!]);
    expect(told.map(docxFormat(false).leftOut)).toEqual([
      { sources: 1 },
      { sources: 1 },
      { sources: 1, "passages without words": 1 },
      { sources: 1 },
    ]);
    expect(told.map(docxFormat(true).leftOut)[1]).toEqual({});
  });
});

describe("two renderings with their changes tracked", () => {
  const both = fc.tuple(words, words);
  test("read as the first without them, and as the second with them", () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const { changes } = diffRenderings(a, b);
        const lines = tracked(linedOf(a), linedOf(b), changes);
        const file = fileOf([{ id: "p-1", of: a, lines }], { author: "刘伟", date: "2026-11-27" });
        const reading = (choice: "accepted" | "rejected") => wordsBack(file, { tracked: choice }).pieces.map(read);
        expect(reading("accepted")).toEqual([renderingToJson(b)]);
        expect(reading("rejected")).toEqual([renderingToJson(a)]);
      }),
      { numRuns: 300 },
    );
  });
});
