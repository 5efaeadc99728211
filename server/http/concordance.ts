/**
 * Where a term stands in its work: every passage whose source has it, with what the rendering that stands there says for it. The
 * sources of a work are looked through in slices, between which others are answered; renderings are read of a page of them alone.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Concordance, ConcordanceLine, Piece } from "../../editor/glossary/glossary.ts";
import { outlineOf } from "../../translations/ledger/sections.ts";
import { STANDINGS } from "../../translations/ledger/term-words.ts";
import { sourceText, type Passage, type TermWords, type Work } from "../../translations/ledger/work.ts";
import { formsOf, placesOf, renderedIn, type Place } from "../../translations/terms/places.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { layout } from "../../translations/text/layout.ts";
import type { Read } from "../reading/reading.ts";
import type { Workbench } from "./workbench.ts";

/** So many passages are shown at once, */
const SHOWN = 40;
/** and so many looked at for those of one kind. */
const LOOKED_AT = 400;
/** So many letters are looked through, each once for every spelling, before others are answered. */
const SLICE = 1_000_000;
/** About so many characters stand before and behind a term in a long passage. */
const AROUND = 160;

/** What is asked for. */
export interface ConcordanceAsked {
  /** Only passages where another rendering stands than the preferred one, or none. */
  others: boolean;
  /** The passage behind which it goes on; "" from the beginning. */
  after: string;
}

/** The places of passages that have a term, by work, which never changes: another description is another value. */
const known = new WeakMap<Work, LRUCache<string, readonly number[]>>();
/** Of so many terms of a work it is remembered where they stand. */
const REMEMBERED = 50;

/** A page of the concordance of a term. */
export async function concordanceOf(
  { reading }: Pick<Workbench, "reading">,
  work: Work,
  term: TermWords,
  { others, after }: ConcordanceAsked,
): Promise<Concordance> {
  const all = await passagesWith(work, term);
  const behind = outlineOf(work.passages).places.get(after) ?? -1;
  const rest = all.filter((place) => place > behind);
  const looked = rest.slice(0, others ? LOOKED_AT : SHOWN).map((place) => work.passages[place]!);
  const read = await reading.read(
    work.id,
    looked.map(({ id }) => id),
  );
  const open = await reading.openIn(work.id);
  const lines: ConcordanceLine[] = [];
  let last: Passage | undefined;
  for (const passage of looked) {
    if (lines.length === SHOWN) break;
    last = passage;
    await othersFirst();
    const { waiting = 0, written = 0 } = open.get(passage.id) ?? {};
    const line = lineOf(work, passage, read.get(passage.id)?.current ?? null, term, waiting + written);
    if (!others || (line.stands !== "preferred" && line.stands !== "unrendered")) lines.push(line);
  }
  const isOver = last === undefined || all.at(-1) === outlineOf(work.passages).places.get(last.id);
  return { passages: all.length, others, lines, next: isOver ? null : last!.id };
}

/** The places of all passages in which a term holds and stands, in the order of the work. */
async function passagesWith(work: Work, term: TermWords): Promise<readonly number[]> {
  const forms = formsOf(term);
  const { within = [] } = term;
  const key = digestOfJson([forms, within]);
  const ofWork = known.get(work) ?? new LRUCache<string, readonly number[]>({ max: REMEMBERED });
  known.set(work, ofWork);
  const before = ofWork.get(key);
  if (before) return before;
  const isWithin = branchesOf(work, within);
  const found: number[] = [];
  let looked = 0;
  for (const [place, passage] of work.passages.entries()) {
    if (!isWithin(place)) continue;
    const source = sourceText(passage.source);
    looked += (source.length + 100) * forms.length;
    if (looked > SLICE) {
      await othersFirst();
      looked = 0;
    }
    if (placesOf(source, forms, work.sourceLanguage).length > 0) found.push(place);
  }
  ofWork.set(key, found);
  return found;
}

/** Whether a passage is one of these, or stands under one; with none of them, always. */
function branchesOf({ passages }: Work, within: readonly string[]): (place: number) => boolean {
  if (within.length === 0) return () => true;
  const { places, ends } = outlineOf(passages);
  const spans = within.flatMap((id) => {
    const from = places.get(id);
    return from === undefined ? [] : [{ from, to: ends[from]! }];
  });
  return (place) => spans.some(({ from, to }) => place >= from && place < to);
}

function lineOf(
  work: Work,
  passage: Passage,
  current: Read["current"],
  term: TermWords,
  open: number,
): ConcordanceLine {
  const source = sourceText(passage.source);
  const text = current?.words ? layout(renderingFromJson(current.words.rendering)).text : null;
  const rendered = text === null ? [] : renderedIn(text, term, work.language);
  const stands = STANDINGS.find((standing) => rendered.some((each) => each.standing === standing));
  return {
    passage: { id: passage.id, locator: passage.locator },
    version: current?.number ?? null,
    source: piecesOf(source, placesOf(source, formsOf(term), work.sourceLanguage)),
    rendering: text === null ? [] : piecesOf(text, rendered),
    stands: stands ?? (text === null ? "unrendered" : "none"),
    open,
  };
}

/** A text with what is marked in it; of a long one what stands around the first mark. */
function piecesOf(text: string, places: readonly (Place & { standing?: Piece["mark"] })[]): Piece[] {
  const sorted = places.toSorted((a, b) => a.from - b.from);
  const [from, to] = cut(text, sorted[0] ?? { from: 0, to: 0 });
  const pieces: Piece[] = [];
  const add = (begin: number, end: number, mark: Piece["mark"]) => {
    if (end > begin) pieces.push({ words: text.slice(begin, end), mark });
  };
  if (from > 0) pieces.push({ words: "… ", mark: null });
  let at = from;
  for (const place of sorted) {
    if (place.from < at || place.to > to) continue;
    add(at, place.from, null);
    add(place.from, place.to, place.standing ?? "term");
    at = place.to;
  }
  add(at, to, null);
  if (to < text.length) pieces.push({ words: " …", mark: null });
  return pieces;
}

function cut(text: string, { from, to }: Place): [from: number, to: number] {
  if (text.length <= 3 * AROUND) return [0, text.length];
  const begin = from <= AROUND ? 0 : boundary(text, from - AROUND);
  const end = text.length - to <= AROUND ? text.length : boundary(text, to + AROUND);
  return [begin, Math.max(end, to)];
}

/** The next space, or a place between two whole characters near by. */
function boundary(text: string, at: number): number {
  const space = text.slice(at, at + 30).search(/\s/);
  if (space >= 0) return at + space;
  return /[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at + 1 : at;
}
