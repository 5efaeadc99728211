/**
 * Where a draft's notes hang. A draft anchor is a pair of Yjs positions, which follow every edit, and the words
 * themselves with their surroundings.
 *
 * An anchor covers exactly its words or it covers nothing. Its positions live as long as its first and its last letter,
 * whatever becomes of the paragraphs around them. When these were cut and pasted, or brought back by undo, the words are
 * looked for with all of their surroundings, which must be found once and no more, and must have stood only once when
 * the anchor was made. Nothing is ever matched loosely; what may have taken the words' place is shown to the person who
 * wrote the note, never taken.
 */
import { anchorAt } from "../notes/anchor.ts";
import type { Anchor } from "../notes/note.ts";
import { canonical } from "../text/canonical.ts";
import { layout, type Layout } from "../text/layout.ts";
import { schema, type Rendering } from "../text/schema.ts";
import { firstWhere } from "../text/search.ts";
import { flatOf, indexAt, positionAt, type Reading } from "./flat.ts";
import { indexOfPlace, placeAt, type PlaceJson } from "./ytext.ts";

/** Words are those of the {@link Flow}. */
export interface DraftAnchor {
  /** Into the draft's text: the first letter, and the last. */
  from: PlaceJson;
  to: PlaceJson;
  exact: string;
  prefix: string;
  suffix: string;
  /**
   * True if the same words with the same surroundings stood elsewhere too when this was made. Then only the positions
   * can tell which they are, and once these are dead the words count as gone.
   */
  twin?: boolean;
}

/** Positions of ProseMirror; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The words of a rendering as one line: blocks parted by one space, white space collapsed, no markers. Splitting and
 * joining paragraphs, or making one a heading, leaves it as it is.
 */
interface Flow {
  words: string;
  /** For each code unit of `words`: its offset into the layout's text, and its ProseMirror position. */
  offsets: number[];
  positions: number[];
}

const WHITE_SPACE = /[\t-\r \u0085\u2028\u2029]/;

function flowOf({ text, blocks }: Layout): Flow {
  // Joined at the end: asking a growing string how it ends copies all of it.
  const [letters, offsets, positions]: [string[], number[], number[]] = [[], [], []];
  const add = (letter: string, offset: number, position: number): void => {
    if (letter === " " && (letters.at(-1) ?? " ") === " ") return;
    letters.push(letter);
    offsets.push(offset);
    positions.push(position);
  };
  for (const { from, to, pos } of blocks) {
    if (from < to) add(" ", from - 1, pos - 1);
    for (let at = from; at < to; at++) add(WHITE_SPACE.test(text[at]!) ? " " : text[at]!, at, pos + at - from);
  }
  return { words: letters.join(""), offsets, positions };
}

/** The words without their spaces, which come and go where paragraphs of Chinese are split and joined. */
interface Letters {
  letters: string;
  /** For each code unit of `letters`: its index in the flow's words. */
  at: number[];
}

function lettersOf({ words }: Flow): Letters {
  const at: number[] = [];
  for (let index = 0; index < words.length; index++) if (words[index] !== " ") at.push(index);
  return { letters: bare(words), at };
}

function bare(words: string): string {
  return words.replaceAll(" ", "");
}

/** A rendering laid out for its notes. */
interface Laid {
  place: Layout;
  flow: Flow;
  letters: Letters;
}

/** A rendering never changes, so it is laid out once, however many notes ask for it. */
const laid = new WeakMap<Rendering, Laid>();

function laidOut(rendering: Rendering): Laid {
  const known = laid.get(rendering);
  if (known) return known;
  const place = layout(rendering);
  const flow = flowOf(place);
  const made = { place, flow, letters: lettersOf(flow) };
  laid.set(rendering, made);
  return made;
}

/**
 * The anchor of what is selected from `from` to `to`, without white space at its ends; null if no word is left.
 * A part of a character counts as the whole.
 */
export function anchorOf(reading: Reading, from: number, to: number): DraftAnchor | null {
  const { flow, letters } = laidOut(reading.rendering);
  const range = trimmed(flow.words, firstAtLeast(flow.positions, from), firstAtLeast(flow.positions, to));
  if (!range) return null;
  const { start, end, exact, prefix, suffix } = anchorAt(flow.words, ...range);
  const flat = flatOf(reading.rendering, reading.bare);
  const first = placeAt(reading.text, indexAt(flat, flow.positions[start]!), 0);
  const last = placeAt(reading.text, indexAt(flat, flow.positions[end - 1]! + 1), -1);
  const twin = hasTwin(letters, prefix + exact + suffix);
  return { from: first, to: last, exact, prefix, suffix, ...(twin && { twin }) };
}

function hasTwin({ letters }: Letters, whole: string): boolean {
  const sought = bare(whole);
  return letters.indexOf(sought, letters.indexOf(sought) + 1) >= 0;
}

/** Where an anchor's words stand now, or null. */
export function resolve(reading: Reading, anchor: DraftAnchor): Span | null {
  const { flow, letters } = laidOut(reading.rendering);
  const found = byPosition(reading, flow, anchor) ?? bySurroundings(flow, letters, anchor);
  return found && { from: flow.positions[found[0]]!, to: flow.positions[found[1] - 1]! + 1 };
}

/**
 * True if an anchor that resolves would not do so for long: its positions are dead, or the words around it have
 * changed since. A fresh one from `anchorOf` mends it.
 */
export function isWorn(reading: Reading, anchor: DraftAnchor): boolean {
  const { flow, letters } = laidOut(reading.rendering);
  const found = byPosition(reading, flow, anchor);
  if (!found) return bySurroundings(flow, letters, anchor) !== null;
  const { prefix, suffix } = anchorAt(flow.words, ...found);
  if (prefix !== anchor.prefix || suffix !== anchor.suffix) return true;
  return hasTwin(letters, prefix + anchor.exact + suffix) !== (anchor.twin ?? false);
}

/** So much of the surroundings, in UTF-16 code units, is enough to know a place by if it is found once. */
const TELLING = 10;
/** What stands in the place of a note's words may be so much longer than they were; beyond that it is a new text. */
const GROWTH = { times: 4, atLeast: 80 };

/**
 * What stands now where the words of an anchor stood that does not resolve: the stretch between what stood before them
 * and what stood after them, if each is still found once. Null if the place is not known for sure, or is empty. It is
 * for a person to say whether the note belongs there.
 */
export function standsInstead({ rendering }: Reading, anchor: DraftAnchor): (Span & { words: string }) | null {
  const { flow } = laidOut(rendering);
  const start = endOfOnly(flow.words, anchor.prefix);
  const end = start === null ? null : startOfOnly(flow.words, anchor.suffix);
  const range = start === null || end === null ? null : trimmed(flow.words, start, end);
  if (!range || range[1] - range[0] > Math.max(GROWTH.atLeast, GROWTH.times * anchor.exact.length)) return null;
  const [from, to] = [flow.positions[range[0]]!, flow.positions[range[1] - 1]! + 1];
  return { from, to, words: flow.words.slice(...range) };
}

/** Where the words before an anchor end: the longest part of them, the nearest to it, that stands once in `words`. */
function endOfOnly(words: string, prefix: string): number | null {
  if (prefix.length < TELLING) return words.startsWith(prefix) ? prefix.length : null;
  for (let length = prefix.length; length >= TELLING; length--) {
    const part = prefix.slice(-length);
    const at = words.indexOf(part);
    if (at >= 0) return words.indexOf(part, at + 1) < 0 ? at + length : null;
  }
  return null;
}

function startOfOnly(words: string, suffix: string): number | null {
  if (suffix.length < TELLING) return words.endsWith(suffix) ? words.length - suffix.length : null;
  for (let length = suffix.length; length >= TELLING; length--) {
    const part = suffix.slice(0, length);
    const at = words.indexOf(part);
    if (at >= 0) return words.indexOf(part, at + 1) < 0 ? at : null;
  }
  return null;
}

type Range = [start: number, end: number];

function byPosition({ text, rendering, bare }: Reading, flow: Flow, anchor: DraftAnchor): Range | null {
  const [first, last] = [indexOfPlace(text, anchor.from), indexOfPlace(text, anchor.to)];
  if (first === null || last === null) return null;
  const flat = flatOf(rendering, bare);
  const range: Range = [
    firstAtLeast(flow.positions, positionAt(flat, first)),
    firstAtLeast(flow.positions, positionAt(flat, last)),
  ];
  return range[0] < range[1] && flow.words.slice(...range) === anchor.exact ? range : null;
}

/** Shorter surroundings are those of a text's beginning or end, and must be so again. */
const AT_AN_EDGE = 16;

function bySurroundings(
  flow: Flow,
  { letters, at }: Letters,
  { prefix, exact, suffix, twin }: DraftAnchor,
): Range | null {
  if (twin || exact === "") return null;
  const [before, words, whole] = [bare(prefix), bare(exact), bare(prefix + exact + suffix)];
  const found = letters.indexOf(whole);
  if (words === "" || found < 0 || letters.indexOf(whole, found + 1) >= 0) return null;
  const first = found + before.length;
  const range: Range = [at[first]!, at[first + words.length - 1]! + 1];
  if (flow.words.slice(...range) !== exact) return null;
  const now = anchorAt(flow.words, ...range);
  const same = (was: string, is: string): boolean => was.length >= AT_AN_EDGE || bare(was) === bare(is);
  return same(prefix, now.prefix) && same(suffix, now.suffix) ? range : null;
}

/** A range without white space at its ends and with its characters whole. */
function trimmed(words: string, start: number, end: number): Range | null {
  let [from, to] = [start, end];
  while (from < to && words[from] === " ") from++;
  while (from < to && words[to - 1] === " ") to--;
  if (from >= to) return null;
  const whole = anchorAt(words, from, to);
  return [whole.start, whole.end];
}

/** The first index of an ascending list whose value is at least `value`; the length if there is none. */
function firstAtLeast(ascending: readonly number[], value: number): number {
  return firstWhere(ascending, (each) => each >= value);
}

/**
 * The anchor into the canonical text of the words at `span` of a draft's rendering, or null if making it canonical
 * changed them.
 */
export function canonicalAnchor(rendering: Rendering, span: Span, form = canonical(rendering)): Anchor | null {
  const [{ flow: draft }, { place, flow, letters }] = [laidOut(rendering), laidOut(form)];
  const [from, to] = [firstAtLeast(draft.positions, span.from), firstAtLeast(draft.positions, span.to)];
  const start = letters.at[lettersBefore(draft, from)] ?? flow.words.length;
  const end = (letters.at[lettersBefore(draft, to) - 1] ?? flow.words.length) + 1;
  if (start >= end || end > flow.words.length) return null;
  const found = anchorAt(flow.words, start, end);
  if (tidy(found.exact) !== tidy(draft.words.slice(from, to))) return null;
  return anchorAt(place.text, flow.offsets[found.start]!, flow.offsets[found.end - 1]! + 1);
}

/** What canonical form makes of one line of words. */
function tidy(words: string): string {
  if (words === "") return "";
  return canonical(schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, schema.text(words)))).textContent;
}

/** Letters are what canonical form neither adds nor drops: everything but plain spaces. */
function lettersIn(words: string): number {
  return tidy(words).replaceAll(" ", "").length;
}

/** How many letters stand before a place of a flow, counted once for each stretch of it. */
interface Tally {
  /** Where a stretch begins, ascending. */
  starts: number[];
  /** The letters before it. */
  before: number[];
}

/** So long is a stretch at least, in UTF-16 code units: each is made canonical once, and once more for each note in it. */
const STRETCH = 256;
/** Between two such signs canonical form sees no link: none joins what stands before it, as marks and jamo do. */
const APART = /[ \p{Script=Latin}\p{Script=Han}\p{Nd}]/u;

const tallies = new WeakMap<Flow, Tally>();

function tallyOf(flow: Flow): Tally {
  const known = tallies.get(flow);
  if (known) return known;
  const { words } = flow;
  const tally: Tally = { starts: [0], before: [0] };
  for (let start = 0, at = STRETCH; at < words.length; at++) {
    if (!APART.test(words[at - 1]!) || !APART.test(words[at]!)) continue;
    tally.before.push(tally.before.at(-1)! + lettersIn(words.slice(start, at)));
    tally.starts.push(at);
    start = at;
    at += STRETCH;
  }
  tallies.set(flow, tally);
  return tally;
}

function lettersBefore(flow: Flow, at: number): number {
  const { starts, before } = tallyOf(flow);
  const stretch = Math.max(0, firstAtLeast(starts, at) - 1);
  return before[stretch]! + lettersIn(flow.words.slice(starts[stretch], at));
}

/** The span of a draft's rendering that an anchor into the text of the very same rendering covers, or null. */
export function spanIn(rendering: Rendering, { start, end, exact }: Anchor): Span | null {
  const { place, flow } = laidOut(rendering);
  if (place.text.slice(start, end) !== exact || start >= end) return null;
  const [from, to] = [firstAtLeast(flow.offsets, start), firstAtLeast(flow.offsets, end)];
  return from < to ? { from: flow.positions[from]!, to: flow.positions[to - 1]! + 1 } : null;
}
