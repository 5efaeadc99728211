/**
 * What changed in passages as a Word file in which it is tracked: accepted, the file says the newer words; rejected, the older.
 * Reasons and notes are remarks on the newer words. Brought back, it is known by those.
 */
import type { Change } from "../compare/change.ts";
import type { Passage, Work } from "../ledger/work.ts";
import { resolve } from "../notes/anchor.ts";
import type { Anchor } from "../notes/note.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import { docxParts, type Part, type Stamped } from "./docx-parts.ts";
import { DocxPen, type Remark, type Signed } from "./docx-pen.ts";
import { EMPTY, linesOf } from "./docx-work.ts";
import { tracked } from "./docx-tracked.ts";

/** One of the two sides. */
export interface ComparedSide {
  rendering: RenderingJson;
  /** Where it stands. */
  address: string;
  digest: string;
}

/** A remark on words of the newer side, or on all of them. */
export interface RemarkOn extends Remark {
  target: Anchor | null;
}

/** A passage on both sides, and who changed it. */
export interface ComparedPassage extends Signed {
  passage: Pick<Passage, "id" | "locator" | "kind" | "level" | "source">;
  /** Null: there were no words. */
  older: ComparedSide | null;
  newer: ComparedSide;
  remarks: readonly RemarkOn[];
}

/** The changes between the words of a passage's two sides. */
export type Differ = (older: RenderingJson, newer: RenderingJson) => readonly Change[];

/** What is compared, as the parts of a Word file. @param changesOf the diff of this program, with the terms of the work. */
export function docxOfChanges(
  work: Pick<Work, "title" | "language" | "sourceLanguage">,
  passages: readonly ComparedPassage[],
  changesOf: Differ,
): Iterable<Part> {
  const pen = new DocxPen(work.language);
  const body = function* (): Generator<string> {
    yield pen.beside("Title", work.title);
    for (const each of passages) {
      yield pen.beside("Line", each.passage.locator);
      for (const words of each.passage.source.words) yield pen.beside("Source", words, work.sourceLanguage);
      yield wordsOf(pen, each, changesOf);
      for (const { address, digest } of sidesOf(each)) yield pen.beside("Version", `${address} · sha256:${digest}`);
    }
  };
  // Of two versions of a passage the last one named counts, which is what the file says.
  const stamped = passages.flatMap((each): Stamped[] =>
    sidesOf(each).map(({ address, digest }) => ({ passage: each.passage.id, address, digest })),
  );
  return docxParts(pen, work, body(), () => stamped);
}

function sidesOf({ older, newer }: ComparedPassage): ComparedSide[] {
  return older ? [older, newer] : [newer];
}

function wordsOf(
  pen: DocxPen,
  { passage, older, newer, remarks, author, date }: ComparedPassage,
  changesOf: Differ,
): string {
  const before = older?.rendering ?? EMPTY;
  const [a, b] = [linesOf(passage, before), linesOf(passage, newer.rendering)];
  const text = canonicalText(renderingFromJson(newer.rendering));
  const places = remarks.map(({ target }) => {
    const place = target && resolve(target, text);
    return place ? { from: place.start, to: place.end } : { from: 0, to: text.length };
  });
  const lines = tracked(a, b, changesOf(before, newer.rendering), places);
  return pen.passage(passage.id, lines, remarks, { author, date });
}
