/** Works as files bring them, made up: their passages with versions, people, dates and sources, and the records they become. */
import fc from "fast-check";
import { standingAlone } from "../../translations/exchange/beside.ts";
import type { BroughtNote, BroughtPassage, Counts } from "../../translations/exchange/brought.ts";
import { broughtPieces, TRANSLATION, type Head } from "../../translations/exchange/records.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { sourceText } from "../../translations/ledger/work.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Anchor } from "../../translations/notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { plainRendering } from "./renderings.ts";

export const HEAD: Head = {
  ...{ id: "gospel", title: "A gospel", originalTitle: "", issuer: "", originalIssuer: "", issued: "" },
  ...{ language: "en", sourceLanguage: "zh-Hans", about: "", rights: "" },
  translation: { id: TRANSLATION, title: "A gospel", publisher: "", translators: [], editors: [] },
  otherTranslations: [{ id: "asv", title: "asv", language: "en", publisher: "", translators: [], editors: [] }],
};
const DAY = "2026-11-27";

export function recordsOf(passages: readonly BroughtPassage[], head = HEAD): LedgerRecord[] {
  const making = { id: "import/1", at: `${DAY}T00:00:00.000Z`, newSalt: saltsFrom("exchange") };
  return [...broughtPieces(head, passages, { name: "Ada" }, DAY, making)].flat();
}

const words: fc.Arbitrary<RenderingJson> = plainRendering
  .map((rendering) => canonical(rendering))
  .filter((rendering) => canonicalText(rendering) !== "")
  .map(renderingToJson);
const line = fc.constantFrom("Mark 1:1", "§ 3", "a “quoted” one", "one, two", "tab\there", "规划");

/** Where something stands in a text, as shares of its length. */
const span = fc.option(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
);
const note = fc.record({
  author: fc.constantFrom("", "Ada", "by “Bo” (2), of]", "DeepL (program)"),
  date: fc.constantFrom("2010-03", "2010-03-24T10:00:00Z"),
  category: fc.constantFrom(undefined, "terminology" as const, "source corrected" as const),
  body: fc.constantFrom("Why.", "Two\n\nparagraphs, “one” quoted.", "[2010-03]\n\\[not a head, by Ada]", "\\”n”"),
  alternatives: fc.subarray(["a “way”", "back\\slash", "two\nlines"]),
  target: span,
  source: span,
});
type MadeNote = typeof note extends fc.Arbitrary<infer Made> ? Made : never;

/** What stands at such a place; null if that is nothing, or a table could not tell which of several it is. */
function anchorIn(text: string, place: MadeNote["target"]): Anchor | null {
  if (place === null || text === "") return null;
  const [from, to] = place.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b) as [number, number];
  const anchor = anchorAt(text, from, Math.max(to, from + 1));
  let at = text.indexOf(anchor.exact);
  while (at >= 0 && at < anchor.start) at = text.indexOf(anchor.exact, at + anchor.exact.length);
  return at === anchor.start ? anchor : null;
}

/** @param text of the rendering, @param original of its source. */
function noteOn(
  { target, source, category, alternatives, ...rest }: MadeNote,
  text: string,
  original: string,
): BroughtNote {
  const of = anchorIn(original, source);
  return {
    ...rest,
    target: anchorIn(text, target),
    ...(of && { source: of }),
    ...(category && { category }),
    ...(alternatives.length > 0 && { alternatives }),
  };
}

const version = fc.record({
  notes: fc.array(note, { maxLength: 3 }),
  isOther: fc.boolean(),
  rendering: fc.oneof({ weight: 5, arbitrary: words }, fc.constant(null)),
  date: fc.constantFrom("2010", "2010-03", "2010-03-24", "2010-03-24T10:00:00Z"),
  by: fc.subarray(["Ada", "Rogier Creemers", "刘伟"]),
  rationale: fc.constantFrom("", "Nearer to the Greek.", "Two\n\nparagraphs, “one” quoted."),
  revises: fc.nat(),
  withdrawn: fc.option(
    fc.record({
      by: fc.constantFrom(null, { name: "Ada" }, { name: "DeepL", program: true as const }),
      reason: fc.constantFrom("The wrong file.", "Two\n\nparagraphs, “one” quoted.", ""),
    }),
    { freq: 4 },
  ),
});

/** The last up to that one which was not withdrawn; 0 if there is none. */
function standingAt(versions: readonly { withdrawn: object | null }[], current: number): number {
  return versions.slice(0, current).findLastIndex(({ withdrawn }) => withdrawn === null) + 1;
}

/** The days on which versions were withdrawn, as a file that is read counts them. */
export function daysOfWithdrawals(all: readonly BroughtPassage[]): Counts {
  const days = all.flatMap(({ versions }) => versions).filter(({ withdrawn }) => withdrawn !== undefined).length;
  return days === 0 ? {} : { "days of withdrawals": days };
}

/** Passages as any file may bring them. */
export const passages: fc.Arbitrary<BroughtPassage[]> = fc
  .array(
    fc.record({
      locator: line,
      kind: fc.constantFrom("part" as const, "heading" as const, "paragraph" as const, "item" as const),
      level: fc.integer({ min: 1, max: 8 }),
      remark: fc.constantFrom("", "Not held."),
      source: fc.subarray(["神的兒子，耶穌基督福音的起頭。", "“約翰”\t來了"]),
      versions: fc.array(version, { maxLength: 4 }),
      current: fc.nat(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(({ versions, remark, current, ...rest }, index) => ({
      id: `p-${index + 1}`,
      ...rest,
      ...(remark !== "" && { remark }),
      versions: versions.map(({ revises, by, notes, isOther, withdrawn, ...made }, at) => {
        const gone = withdrawn === null ? {} : { withdrawn };
        // Of one that was withdrawn its words are not given out, nor what was said of them.
        const each = withdrawn ? { ...made, rendering: null, rationale: "" } : made;
        const base = at === 0 ? null : [at, null, 1][revises % 3]!;
        const text = each.rendering ? canonicalText(renderingFromJson(each.rendering)) : "";
        return {
          ...each,
          ...gone,
          ...(notes.length > 0 &&
            !withdrawn && {
              notes: notes.map((made) => noteOn(made, text, sourceText({ words: rest.source }))),
            }),
          ...(isOther && { translation: "asv" }),
          base,
          by: by.map((name) => ({ name, role: base === null ? ("translator" as const) : ("reviser" as const) })),
        };
      }),
      current: standingAt(versions, versions.length === 0 ? 0 : 1 + (current % versions.length)),
    })),
  );

/** Headings and paragraphs, as a text has them. */
export const chapters: fc.Arbitrary<BroughtPassage[]> = fc
  .array(fc.record({ heading: fc.option(fc.integer({ min: 1, max: 6 })), rendering: words, title: line }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    standingAlone(
      all.map(({ heading, rendering, title }) => {
        const of = heading === null ? rendering : renderingToJson(parseText(title));
        return { kind: heading === null ? "paragraph" : "heading", level: heading ?? 0, rendering: of, passage: null };
      }),
    ),
  );
