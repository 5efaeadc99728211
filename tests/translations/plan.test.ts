/** The corpus: the Plan is well-formed, the validator is shown to see, and the founding of a ledger is repeatable. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceText } from "../../translations/ledger/work.ts";
import type { Anchor, Note } from "../../translations/notes/note.ts";
import { digestOfJson, digestOfText } from "../../translations/text/digest.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { type Corpus, type CorpusProposal, type CorpusVersion, PROJECT } from "../../translations/plan/corpus.ts";
import { workAfter } from "../../translations/ledger/described.ts";
import { isDescribing } from "../../translations/ledger/events.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { validate } from "../../translations/plan/validate.ts";
import { paragraph, textOf } from "../../translations/plan/writing.ts";
import { byPassage } from "../help/records.ts";
import { replay } from "../help/one-passage.ts";

const S10 = "s10-government-and-markets";

/** As the forum prints it, without the two note marks. */
const PASSAGE =
  "Continue to grasp promotion, development, supervision, management, and standardization with both hands—and both hands must be strong; standardize in development; develop in standardization; establish comprehensive, multi-level, three-dimensional oversight systems; let supervision, management, and governance penetrate the entire process of innovation, production, operations, and investment. Clarify the relationship between government and markets (厘清政府和市场关系); promote better integration of efficient markets and active government (推动有效市场和有为政府); stimulate the dynamism of all types of market actors, and promote the sustained, healthy, and orderly development of a digital China.";

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function versionsOf(corpus: Corpus, passage: string): CorpusVersion[] {
  return corpus.histories.find((history) => history.passage === passage)?.versions ?? [];
}

function version(corpus: Corpus, passage: string, number: number): CorpusVersion {
  const found = versionsOf(corpus, passage)[number - 1];
  if (!found) throw new Error(`no ${passage} v${number}`);
  return found;
}

function notesOf(corpus: Corpus): Note[] {
  return [
    ...corpus.histories.flatMap(({ versions }) => versions.flatMap(({ notes }) => notes)),
    ...corpus.proposals.flatMap(({ notes }) => notes),
  ];
}

function first<T>(values: readonly T[]): T {
  if (values.length === 0) throw new Error("there is none");
  return values[0]!;
}

/** A copy of the Plan, broken by `hand`. */
function broken(hand: (corpus: Corpus) => void): Corpus {
  const corpus = structuredClone(plan);
  hand(corpus);
  return corpus;
}

describe("the Plan", () => {
  test("is well-formed", () => {
    expect(validate(plan)).toEqual([]);
  });

  test("has its parts, sections and the passage of Section 10 in order", () => {
    const numbered = (part: number, count: number) => Array.from({ length: count }, (_, at) => `${part}-${at + 1}`);
    expect(plan.work.passages.map(({ id }) => id)).toEqual([
      "part-1",
      ...numbered(1, 2),
      "part-2",
      ...numbered(2, 3),
      "part-3",
      "part-4",
      ...numbered(4, 10),
      S10,
      "part-5",
      ...numbered(5, 10),
      "part-6",
      ...numbered(6, 6),
    ]);
  });

  test("holds v2 of Section 10 letter for letter, and its digest is what sha256sum prints", () => {
    const { rendering, digest } = version(plan, S10, 2);
    expect(Buffer.from(textOf(rendering!), "utf8").equals(Buffer.from(PASSAGE, "utf8"))).toBe(true);
    expect(digest).toBe(sha256(PASSAGE));
  });

  test("knows v1 of Section 10, and holds no word of it", () => {
    expect(version(plan, S10, 1)).toMatchObject({ rendering: null, digest: null, date: "2022-01-24", base: null });
    expect(version(plan, S10, 1).contributors).toHaveLength(6);
  });

  test("hangs Triolo's notes on just their words", () => {
    const words = version(plan, S10, 2).notes.map(({ target, source }) => [target?.exact, source?.exact]);
    expect(words).toEqual([
      ["Clarify", "厘清"],
      ["active government", "有为"],
    ]);
    expect(first(version(plan, S10, 2).notes).alternatives).toEqual(["sorting out (the details)"]);
  });

  test("marks as Chinese exactly the two phrases that are held of the source", () => {
    const inline = version(plan, S10, 2).rendering?.content?.[0]?.content ?? [];
    const chinese = inline.filter(({ marks }) => marks?.some(({ type }) => type === "foreign")).map(({ text }) => text);
    expect(chinese).toEqual(["厘清政府和市场关系", "推动有效市场和有为政府"]);
    expect(plan.work.passages.find(({ id }) => id === S10)?.source).toMatchObject({ held: "phrases", words: chinese });
  });

  test("proposes 'Sort out' for 'Clarify' and nothing else", () => {
    const { base, rendering } = first(plan.proposals);
    expect(base).toBe(2);
    expect(textOf(rendering)).toBe(PASSAGE.replace("Clarify the relationship", "Sort out the relationship"));
  });

  test("has for each of the twenty headings a gloss, a fuller rendering revised from it, and a reason of its own", () => {
    const histories = plan.histories.filter(({ passage }) => /^[45]-\d+$/.test(passage));
    expect(histories).toHaveLength(20);
    for (const { versions } of histories) {
      expect(versions.map(({ number, base }) => [number, base])).toEqual([
        [1, null],
        [2, 1],
      ]);
      expect(versions.map(({ contributors }) => contributors[0]?.role)).toEqual(["glossator", "translator"]);
    }
    expect(new Set(histories.map(({ versions }) => versions[1]?.rationale)).size).toBe(20);
  });

  test("every held version's digest is node's SHA-256 of its canonical text", () => {
    const held = plan.histories.flatMap(({ versions }) => versions.filter(({ rendering }) => rendering !== null));
    expect(held).toHaveLength(41);
    for (const { rendering, digest } of held) expect(digest).toBe(sha256(textOf(rendering!)));
  });

  test("every anchor stands where it says in the words it hangs on", () => {
    const sources = new Map(plan.work.passages.map(({ id, source }) => [id, sourceText(source)]));
    for (const { passage, versions } of plan.histories)
      for (const { notes, rendering } of versions)
        for (const { target, source } of notes) {
          if (target) expect(textOf(rendering!).slice(target.start, target.end)).toBe(target.exact);
          if (source) expect(sources.get(passage)!.slice(source.start, source.end)).toBe(source.exact);
        }
  });
});

describe("the validator catches", () => {
  const section = (corpus: Corpus) => version(corpus, S10, 2);
  const note = (corpus: Corpus) => first(section(corpus).notes);
  const heading = (corpus: Corpus) => version(corpus, "4-1", 2);
  const proposal = (corpus: Corpus) => first(corpus.proposals);
  const passage = (corpus: Corpus, id: string) => first(corpus.work.passages.filter((one) => one.id === id));
  const term = (corpus: Corpus) => first(corpus.work.terms);
  const doubled = (text: string): RenderingJson => ({
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [
          { type: "text", text },
          { type: "text", text },
        ],
      },
    ],
  });

  const CASES: [fault: string, hand: (corpus: Corpus) => void, says: RegExp][] = [
    ["a work's id that is an address of the program", (c) => (c.work.id = "quote"), /the id must be/],
    ["a work without rights", (c) => (c.work.rights = " "), /rights is empty/],
    ["a language that is none", (c) => (c.work.sourceLanguage = "Chinese (simplified)"), /not a language tag/],
    ["a day of issue that the calendar lacks", (c) => (c.work.issued = "2021-02-30"), /no day/],
    ["a translation by nobody", (c) => (c.work.translation.translators = []), /no translator/],
    ["an editor without a name", (c) => (first(c.work.translation.editors).name = ""), /name is empty/],
    ["a translation at no address", (c) => (c.work.translation.url = "digichina"), /not an address/],

    ["a passage's id with a capital", (c) => (passage(c, "4-1").id = "4-A"), /passage "4-A": the id/],
    ["two passages of one id", (c) => c.work.passages.push(passage(c, "4-1")), /passage 4-1: the id is used twice/],
    ["two passages of one locator", (c) => (passage(c, "4-1").locator = "4.2"), /locator "4\.2"/],
    ["a passage without a locator", (c) => (passage(c, "4-1").locator = ""), /locator is empty/],
    ["a level left out in the outline", (c) => (passage(c, "part-1").level = 2), /level 2 can't follow level 0/],
    ["a source said to be held, and empty", (c) => (passage(c, "4-1").source.words = []), /yet has no words/],
    ["a source said not to be held, with words", (c) => (passage(c, "4-1").source.held = "none"), /yet has words/],
    ["source words with a stray space", (c) => (passage(c, "4-1").source.words = ["建设 "]), /not in canonical form/],
    ["source words without provenance", (c) => delete passage(c, "4-1").source.provenance, /no provenance/],
    ["a gap without a remark", (c) => delete passage(c, S10).remark, /no remark/],

    ["a term listed twice", (c) => c.work.terms.push(term(c)), /listed twice/],
    ["a term without a rendering", (c) => (term(c).rendering = ""), /rendering is empty/],
    ["a term without provenance", (c) => (term(c).provenance = ""), /provenance is empty/],
    ["a term found nowhere", (c) => (term(c).source = "元宇宙"), /stands in no words held/],
    [
      "a term found, and said not to be",
      (c) => (term(c).remark += " It does not stand in the words held here."),
      /and it does/,
    ],
    ["a term's empty alternative", (c) => term(c).alternatives.push(""), /alternative "" is empty/],

    ["a history of no passage", (c) => (first(c.histories).passage = "9-9"), /history of 9-9: there is no such/],
    ["a history told twice", (c) => c.histories.push(first(c.histories)), /told twice/],
    ["a version number left out", (c) => (heading(c).number = 3), /should be v2/],
    ["a base that does not exist", (c) => (heading(c).base = 7), /can't be revised from v7/],
    ["a version revised from itself", (c) => (heading(c).base = 2), /can't be revised from v2/],
    ["a second version revised from nothing", (c) => (heading(c).base = null), /can't be revised from nothing/],
    ["a first version revised from a later one", (c) => (version(c, "4-1", 1).base = 2), /can't be revised from v2/],
    ["a version older than its base", (c) => (section(c).date = "2022-01-23"), /older than v1/],
    ["a version without provenance", (c) => (heading(c).provenance = ""), /provenance is empty/],
    ["a revision without a rationale", (c) => (heading(c).rationale = "\n"), /no rationale/],
    ["a version by nobody", (c) => (heading(c).contributors = []), /nobody is named/],
    ["a version on a day that is none", (c) => (heading(c).date = "24 January 2022"), /neither a day nor an instant/],
    ["a version published on a day that is none", (c) => (first(section(c).publishedIn).date = "2022-13-01"), /no day/],

    [
      "a rendering of another schema",
      (c) => (heading(c).rendering = { type: "table" }),
      /not a rendering of this schema/,
    ],
    ["a rendering without words", (c) => (heading(c).rendering = paragraph(" ")), /has no words/],
    [
      "words that are not canonical",
      (c) => (heading(c).rendering = paragraph("Build  a system")),
      /not in canonical form/,
    ],
    ["runs that should be joined", (c) => (heading(c).rendering = doubled("Build")), /not in canonical form/],
    [
      "words changed under their digest",
      (c) => (heading(c).rendering = paragraph("Build a system")),
      /A version never changes/,
    ],
    ["words held without a digest", (c) => (heading(c).digest = null), /do not have the digest/],
    ["a digest of words not held", (c) => (version(c, S10, 1).digest = sha256("")), /its words are not held/],
    [
      "a quotation that is not in the source",
      (c) => (passage(c, S10).source.words = ["厘清市场关系"]),
      /quotes "厘清政府和市场关系"/,
    ],

    ["two notes of one id", (c) => (first(proposal(c).notes).id = "triolo-1"), /note id triolo-1 is used twice/],
    ["a note without a body", (c) => (note(c).body = ""), /body is empty/],
    ["a note by nobody", (c) => (note(c).author.name = ""), /author is empty/],
    ["a note on a day that is none", (c) => (note(c).date = "2022"), /neither a day nor an instant/],
    ["a category that is none", (c) => ((note(c) as { category: string }).category = "taste"), /no category "taste"/],
    ["an empty alternative", (c) => (note(c).alternatives = [""]), /alternative "" is empty/],
    ["an alternative that is no other", (c) => (note(c).alternatives = ["Clarify"]), /what stands there already/],
    ["an alternative offered twice", (c) => (note(c).alternatives = ["order", "order"]), /offered twice/],
    [
      "an anchor on words that are not there",
      (c) => (note(c).target!.exact = "Explain"),
      /on the rendering: "Explain"/,
    ],
    ["an anchor on source words that are not there", (c) => (note(c).source!.exact = "无为"), /on the source: "无为"/],
    [
      "an anchor with other surroundings",
      (c) => (note(c).target!.suffix = " the matter"),
      /on the rendering: "Clarify"/,
    ],
    ["an anchor on words not held", (c) => (section(c).rendering = null), /on the rendering: "Clarify"/],
    ["a note on nothing", (c) => Object.assign(note(c), { target: null, source: null }), /hangs on no words/],

    ["two proposals of one id", (c) => c.proposals.push(proposal(c)), /proposal sort-out: the id is used twice/],
    ["a proposal's id with a space", (c) => (proposal(c).id = "sort out"), /proposal sort out: the id must be/],
    ["a proposal for no passage", (c) => (proposal(c).passage = "9-9"), /there is no passage 9-9/],
    ["a proposal without a reason", (c) => (proposal(c).summary = ""), /summary is empty/],
    ["a proposal by nobody", (c) => (proposal(c).proposers = []), /nobody is named who proposes/],
    ["a proposal without provenance", (c) => (proposal(c).provenance = ""), /provenance is empty/],
    ["a proposal on an earlier version", (c) => (proposal(c).base = 1), /revises v1, which does not stand now/],
    ["a proposal that changes nothing", (c) => (proposal(c).rendering = section(c).rendering!), /changes nothing/],
    ["a supply of words that are held", (c) => (proposal(c).kind = "supply"), /supplies v2/],
  ];

  test.each(CASES)("%s", (_fault, hand, says) => {
    const problems = validate(broken(hand));
    expect(
      problems.some((problem) => says.test(problem)),
      problems.join("\n") || "no problem was seen",
    ).toBe(true);
  });

  const held = plan.histories.flatMap(({ passage: id, versions }) =>
    versions.flatMap(({ number, rendering }) => (rendering ? [{ id, number }] : [])),
  );

  test("any one letter changed in any held version", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...held),
        fc.nat(),
        fc.constantFrom("x", "é", "厘", "—"),
        ({ id, number }, at, letter) => {
          const corpus = broken((copy) => changeLetter(version(copy, id, number).rendering!, at, letter));
          fc.pre(textOf(version(corpus, id, number).rendering!) !== textOf(version(plan, id, number).rendering!));
          expect(validate(corpus)).toContain(
            `${id} v${number}: its words do not have the digest written down for them. A version never changes: add a new one.`,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("any anchor moved by any distance", () => {
    const anchors = notesOf(plan).flatMap((_, index) => [
      { index, on: "target" as const },
      { index, on: "source" as const },
    ]);
    const distance = fc.integer({ min: -2_000, max: 2_000 }).filter((by) => by !== 0);
    fc.assert(
      fc.property(fc.constantFrom(...anchors), distance, ({ index, on }, by) => {
        const corpus = broken((copy) => shift(notesOf(copy)[index]![on], by));
        expect(validate(corpus)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  function changeLetter(rendering: RenderingJson, at: number, letter: string): void {
    const runs = rendering.content?.flatMap(({ content }) => content ?? []) ?? [];
    const run = runs[at % runs.length]!;
    const text = run.text!;
    const place = at % text.length;
    run.text = text.slice(0, place) + letter + text.slice(place + 1);
  }

  function shift(anchor: Anchor | null, by: number): void {
    if (!anchor) throw new Error("every note of the Plan hangs on words of both");
    anchor.start += by;
    anchor.end += by;
  }
});

describe("founding", () => {
  const records = foundingRecords(plan);

  test("gives the same records, digests and all, every time", () => {
    expect(foundingRecords(structuredClone(plan))).toEqual(records);
    expect(digestOfJson(records.map(({ digest }) => digest))).toBe(
      digestOfJson(foundingRecords(plan).map(({ digest }) => digest)),
    );
  });

  test("chains each stream from its first record, and each digest is of its own record", () => {
    const last = new Map<string, { position: number; digest: string }>();
    for (const { stream, position, previous, body, digest } of records) {
      const before = last.get(stream);
      expect([position, previous]).toEqual([(before?.position ?? 0) + 1, before?.digest ?? null]);
      expect(digest).toBe(digestOfText(body));
      last.set(stream, { position, digest });
    }
  });

  test("gives each passage the versions, words and notes that the corpus has", () => {
    for (const { passage, versions } of plan.histories) {
      const state = replay(byPassage(records).get(passage)!);
      expect(state.versions.map(({ words }) => words?.digest ?? null)).toEqual(versions.map(({ digest }) => digest));
      expect(state.versions.map(({ number, base, notes }) => ({ number, base, notes }))).toEqual(
        versions.map(({ number, base, notes }) => ({ number, base, notes })),
      );
      for (const version of state.versions)
        expect(version).toMatchObject({ source: 1, translation: plan.work.translation.id, madeCurrent: true });
    }
  });

  test("leaves the one proposal open, on v2, signed by the project", () => {
    const { versions, proposals } = replay(byPassage(records).get(S10)!);
    expect(versions).toHaveLength(2);
    expect(proposals).toMatchObject([{ id: "sort-out", status: "open", base: 2, openedBy: { id: PROJECT.id } }]);
    expect(first(proposals).submission?.proposers).toEqual([{ id: PROJECT.id, name: PROJECT.name }]);
  });

  test("says what the work is, and its source words, before any version; of a passage without versions no more", () => {
    expect(workAfter(records)).toEqual(plan.work);
    const described = records.findIndex(({ event }) => !isDescribing(event));
    expect(records.slice(described).filter(({ event }) => isDescribing(event))).toEqual([]);
    const more = [...byPassage(records)].filter(([, own]) => own.length > 1).map(([passage]) => passage);
    expect(new Set(more)).toEqual(new Set(plan.histories.map(({ passage }) => passage)));
  });

  const REFUSED: [fault: string, hand: (proposal: CorpusProposal, corpus: Corpus) => void, says: RegExp][] = [
    [
      "a base that does not exist",
      (_, corpus) => (version(corpus, "4-1", 2).base = 9),
      /nip14\/4-1, record-version: .*unknown-version/,
    ],
    ["a proposal on an earlier version", (proposal) => (proposal.base = 1), /open-proposal: .*stale-base.*"current":2/],
    ["a proposal without a reason", (proposal) => (proposal.summary = ""), /submit-proposal: .*reason-required/],
    ["a proposal for no passage", (proposal) => (proposal.passage = "9-9"), /"9-9" is no passage of nip14/],
    [
      "a history of no passage",
      (_, corpus) => (first(corpus.histories).passage = "9-9"),
      /"9-9" is no passage of nip14/,
    ],
  ];

  test.each(REFUSED)("stops with a clear error at %s", (_fault, hand, says) => {
    expect(() => foundingRecords(broken((corpus) => hand(first(corpus.proposals), corpus)))).toThrow(says);
  });
});
