/**
 * Anchors: the words a note hangs on, quoted with their surroundings, and how they are found again in a text.
 * Follows the W3C Web Annotation Data Model's TextQuoteSelector and TextPositionSelector; the quotation decides,
 * the offsets only help. Nothing here guesses: words that can't be told from a lookalike count as not found.
 * How an anchor follows its words from one version to the next stands in `carry.ts`.
 */
import type { Anchor } from "./note.ts";

/** How much of the surroundings an anchor keeps on each side, in UTF-16 code units. */
const CONTEXT = 32;

/** So much agreement beside a quotation is more than chance: about two English words, or a Chinese clause. */
const TELLING = 10;

/** Of words that stand more often than this in a text nobody can say which are meant, except by their place. */
const MOST_ALIKE = 500;

/** Where an anchor's words stand in a text; `moved` if not at the anchor's own offsets. */
export interface Place {
  start: number;
  end: number;
  how: "exact" | "moved";
}

/** One occurrence of the quotation, and how far the text around it agrees with the anchor's, in code units. */
export interface Occurrence {
  start: number;
  end: number;
  agreement: number;
  /** True if all of the prefix and all of the suffix agree. */
  whole: boolean;
  /** True if one side alone agrees so far, or as far as the text's own edge, that this is no chance. */
  telling: boolean;
}

/**
 * The anchor on `text.slice(start, end)`, offsets in UTF-16 code units. A range that cuts a character in two
 * (a surrogate pair, a letter and its combining signs) is widened to hold it whole; one Chinese character will do.
 * @throws RangeError if the range is empty, inverted or outside the text.
 */
export function anchorAt(text: string, start: number, end: number): Anchor {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length)
    throw new RangeError(`anchorAt: ${start} to ${end} is not a range of a text of ${text.length} code units`);
  if (start >= end) throw new RangeError(`anchorAt: nothing stands between ${start} and ${end}; choose some words`);
  const characters = charactersOf(text);
  const from = characters.startAt(start);
  const to = characters.endAt(end);
  return {
    exact: text.slice(from, to),
    prefix: text.slice(characters.endAt(Math.max(0, from - CONTEXT)), from),
    suffix: text.slice(to, characters.startAt(Math.min(text.length, to + CONTEXT))),
    start: from,
    end: to,
  };
}

/**
 * The anchor on the `nth` occurrence (counted from 1, without overlaps) of `exact` in `text`.
 * @throws RangeError if there are not so many.
 */
export function anchorOn(text: string, exact: string, nth = 1): Anchor {
  let start = -1;
  if (exact !== "" && nth >= 1) start = text.indexOf(exact);
  for (let n = 1; n < nth && start >= 0; n++) start = text.indexOf(exact, start + exact.length);
  if (start < 0)
    throw new RangeError(`anchorOn: "${exact}" does not stand ${nth} time(s) in the text; quote it exactly`);
  return anchorAt(text, start, start + exact.length);
}

/**
 * Where the words of `anchor` stand in `text`: `exact` if at their offsets, `moved` if elsewhere and there is no
 * doubt that it is they. Null if the words are not there letter for letter, or can't be told from others like them.
 */
export function resolve(anchor: Anchor, text: string): Place | null {
  const { start, exact } = anchor;
  const there = text.startsWith(exact, start) ? occurrencesFrom(anchor, text, start, start)[0] : undefined;
  const found = there?.whole ? there : choose(occurrences(anchor, text), start);
  return found && { start: found.start, end: found.end, how: found.start === anchor.start ? "exact" : "moved" };
}

/**
 * Every occurrence of the anchor's quotation in `text`, in order, overlapping ones too. One inside a longer word, or
 * inside a character, is no occurrence, unless the anchor was on a part of a word itself. None if they are more than
 * {@link MOST_ALIKE}.
 */
export function occurrences(anchor: Anchor, text: string): Occurrence[] {
  return occurrencesFrom(anchor, text, 0, text.length);
}

/** Those that start at `from` to `to`. */
function occurrencesFrom(anchor: Anchor, text: string, from: number, to: number): Occurrence[] {
  const { exact } = anchor;
  const found: Occurrence[] = [];
  if (exact === "") return found;
  const characters = charactersOf(text);
  let looked = 0;
  for (let start = text.indexOf(exact, from); start >= 0 && start <= to; start = text.indexOf(exact, start + 1)) {
    if (++looked > MOST_ALIKE) return [];
    const end = start + exact.length;
    const letters = characters.startAt(start) === start && characters.endAt(end) === end;
    if (letters && sameEdges(anchor, text, start, end)) found.push(occurrence(anchor, text, start, end));
  }
  return found;
}

/**
 * The one of `found` that is the anchor's without doubt, or null. Of several that agree equally with the anchor's
 * surroundings the one at offset `standing` is taken, if it is among them.
 */
export function choose(found: readonly Occurrence[], standing?: number): Occurrence | null {
  const [best, second] = [...found].sort((a, b) => b.agreement - a.agreement);
  if (!best) return null;
  const there = found.find(({ start }) => start === standing);
  if (there?.agreement === best.agreement) return there;
  return !second || clearly(best, second) ? best : null;
}

function clearly(best: Occurrence, second: Occurrence): boolean {
  if (best.whole) return !second.whole;
  return best.telling && best.agreement - second.agreement >= (second.telling ? TELLING : TELLING / 2);
}

function occurrence({ prefix, suffix }: Anchor, text: string, start: number, end: number): Occurrence {
  let before = 0;
  while (before < prefix.length && prefix.at(-1 - before) === text[start - 1 - before]) before++;
  let after = 0;
  while (after < suffix.length && suffix[after] === text[end + after]) after++;
  const toBegin = before > 0 && before === prefix.length && before === start;
  const toEnd = after > 0 && after === suffix.length && end + after === text.length;
  return {
    start,
    end,
    agreement: before + after,
    whole: before === prefix.length && after === suffix.length,
    telling: before >= TELLING || after >= TELLING || toBegin || toEnd,
  };
}

/** Where the quotation began or ended with a word, a word must begin or end: "in" is not the "in" of "continue". */
function sameEdges({ exact, prefix, suffix }: Anchor, text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const after = text.slice(end, end + CONTEXT);
  return (
    (isInsideWord(prefix, exact) || !isInsideWord(before, exact)) &&
    (isInsideWord(exact, suffix) || !isInsideWord(exact, after))
  );
}

/** A letter or digit of a script that parts its words; the others have no edges to see. */
const WORD =
  "(?!\\p{scx=Han}|\\p{scx=Hira}|\\p{scx=Kana}|\\p{scx=Thai}|\\p{scx=Laoo}|\\p{scx=Khmr}|\\p{scx=Mymr})[\\p{L}\\p{N}]";
const ENDS_IN_WORD = new RegExp(`${WORD}\\p{M}*$`, "u");
const BEGINS_IN_WORD = new RegExp(`^${WORD}`, "u");

function isInsideWord(left: string, right: string): boolean {
  return ENDS_IN_WORD.test(left.slice(-CONTEXT)) && BEGINS_IN_WORD.test(right);
}

/** Edges of the characters that readers see (Unicode's extended grapheme clusters, UAX #29). */
interface Characters {
  /** The start of the character that `offset` stands in; `offset` itself if it stands between two. */
  startAt(offset: number): number;
  /** The end of that character; `offset` itself if it stands between two. */
  endAt(offset: number): number;
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

function charactersOf(text: string): Characters {
  return {
    startAt: (offset) => characterAround(text, offset)?.start ?? offset,
    endAt: (offset) => characterAround(text, offset)?.end ?? offset,
  };
}

/** Between two such signs one character ends and another begins, whatever stands around them. */
const PLAIN = /[ \u00a0\p{Script=Latin}\p{Script=Han}\p{Nd}]/u;

function isApart(text: string, at: number): boolean {
  return at <= 0 || at >= text.length || (PLAIN.test(text[at - 1]!) && PLAIN.test(text[at]!));
}

/** The character that `offset` stands in the middle of. Only the text near it is looked at: asking takes a copy of it. */
function characterAround(text: string, offset: number): { start: number; end: number } | null {
  if (isApart(text, offset)) return null;
  let [from, to] = [offset - 1, offset + 1];
  while (!isApart(text, from)) from--;
  while (!isApart(text, to)) to++;
  const found = segmenter.segment(text.slice(from, to)).containing(offset - from);
  if (!found || from + found.index === offset) return null;
  return { start: from + found.index, end: from + found.index + found.segment.length };
}
