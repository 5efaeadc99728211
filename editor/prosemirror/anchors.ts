/**
 * Where a draft's notes hang. A draft anchor is a pair of Yjs positions, which follow every edit, and the words
 * themselves with their surroundings, which tell whether the positions still mean what they meant.
 *
 * An anchor covers exactly its words or it covers nothing. Positions die without a word when a paragraph is split
 * before them or is cut and pasted; then, and only then, the words are looked for with all of their surroundings,
 * which must be found once and no more, and must have stood only once when the anchor was made. Nothing is ever
 * matched loosely; what may have taken the words' place is shown to the person who wrote the note, never taken.
 */
import * as Y from "yjs";
import { canonical } from "../../translations/text/canonical.ts";
import { layout, type Layout } from "../../translations/text/layout.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Anchor } from "../../translations/notes/note.ts";
import type { DraftTree, Stretch } from "./tree.ts";

/** Words are those of the {@link Flow}. */
export interface DraftAnchor {
  /** Y.RelativePosition as JSON, into the draft's rendering. */
  from: unknown;
  to: unknown;
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

function flowIn(tree: DraftTree): Flow {
  return laidOut(tree.rendering).flow;
}

/**
 * The anchor of what is selected from `from` to `to`, without white space at its ends; null if no word is left.
 * A part of a character counts as the whole.
 */
export function anchorOf(tree: DraftTree, from: number, to: number): DraftAnchor | null {
  const { flow, letters } = laidOut(tree.rendering);
  const range = trimmed(flow.words, firstAtLeast(flow.positions, from), firstAtLeast(flow.positions, to));
  if (!range) return null;
  const { start, end, exact, prefix, suffix } = anchorAt(flow.words, ...range);
  const first = relativeTo(tree.stretches, flow.positions[start]!, 0);
  const last = relativeTo(tree.stretches, flow.positions[end - 1]! + 1, -1);
  if (!first || !last) return null;
  const twin = hasTwin(letters, prefix + exact + suffix);
  return { from: first, to: last, exact, prefix, suffix, ...(twin && { twin }) };
}

function hasTwin({ letters }: Letters, whole: string): boolean {
  const sought = bare(whole);
  return letters.indexOf(sought, letters.indexOf(sought) + 1) >= 0;
}

/** Where an anchor's words stand now, or null. */
export function resolve(tree: DraftTree, anchor: DraftAnchor): Span | null {
  const { flow, letters } = laidOut(tree.rendering);
  const found = byPosition(tree, flow, anchor) ?? bySurroundings(flow, letters, anchor);
  return found && { from: flow.positions[found[0]]!, to: flow.positions[found[1] - 1]! + 1 };
}

/**
 * True if an anchor that resolves would not do so for long: its positions are dead, or the words around it have
 * changed since. A fresh one from `anchorOf` mends it.
 */
export function isWorn(tree: DraftTree, anchor: DraftAnchor): boolean {
  const { flow, letters } = laidOut(tree.rendering);
  const found = byPosition(tree, flow, anchor);
  if (!found) return bySurroundings(flow, letters, anchor) !== null;
  const { prefix, suffix } = anchorAt(flow.words, ...found);
  if (prefix !== anchor.prefix || suffix !== anchor.suffix) return true;
  return hasTwin(letters, prefix + anchor.exact + suffix) !== (anchor.twin ?? false);
}

/** Where positions go in an edit, as ProseMirror's `Mapping` says. */
interface Mapping {
  map(position: number, assoc: number): number;
}

/** True if letters of `span` were taken out by an edit, or parted. */
export function isTouched({ from, to }: Span, mapping: Mapping): boolean {
  return mapping.map(to, -1) - mapping.map(from, 1) !== to - from;
}

/**
 * The anchor after an edit made here that touched its words; null if it can stay as it is. The binding writes an edit
 * into Yjs as the smallest difference, and may keep letters of a deleted sentence for the like ones of another: then
 * positions that seem alive mean nothing any more, and are dropped.
 */
export function afterTouch(tree: DraftTree, anchor: DraftAnchor): DraftAnchor | null {
  const flow = flowIn(tree);
  const found = byPosition(tree, flow, anchor);
  if (!found) return null;
  const { prefix, suffix } = anchorAt(flow.words, ...found);
  const same = prefix === anchor.prefix && suffix === anchor.suffix && !anchor.twin;
  return same ? null : { ...anchor, from: null, to: null };
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
export function standsInstead(tree: DraftTree, anchor: DraftAnchor): (Span & { words: string }) | null {
  const flow = flowIn(tree);
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

function byPosition(tree: DraftTree, flow: Flow, anchor: DraftAnchor): Range | null {
  const [from, to] = [absolute(tree.stretches, anchor.from), absolute(tree.stretches, anchor.to)];
  if (from === null || to === null || from >= to) return null;
  const range: Range = [firstAtLeast(flow.positions, from), firstAtLeast(flow.positions, to)];
  return flow.words.slice(...range) === anchor.exact && range[0] < range[1] ? range : null;
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
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A beginning (`assoc` 0) holds on to the letter after it, an end (−1) to the letter before it. */
function relativeTo(stretches: readonly Stretch[], position: number, assoc: 0 | -1): unknown {
  const home = stretches.find(({ pos, length }) =>
    assoc < 0 ? pos < position && position <= pos + length : pos <= position && position < pos + length,
  );
  if (!home) return null;
  const relative = Y.createRelativePositionFromTypeIndex(home.text, home.index + position - home.pos, assoc);
  return JSON.parse(JSON.stringify(Y.relativePositionToJSON(relative))) as unknown;
}

interface Id {
  client: number;
  clock: number;
}

function isId(value: unknown): value is Id {
  const { client, clock } = (value ?? {}) as Partial<Id>;
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && client! >= 0 && clock! >= 0;
}

/** Only positions on a letter count; everything else that JSON can say is no position. */
function absolute(stretches: readonly Stretch[], json: unknown): number | null {
  const { item, assoc } = (json ?? {}) as { item?: unknown; assoc?: unknown };
  const doc = stretches[0]?.text.doc;
  if (!isId(item) || !doc) return null;
  const relative = new Y.RelativePosition(null, null, Y.createID(item.client, item.clock), assoc === -1 ? -1 : 0);
  const found = Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
  const home = found && homeOf(stretches, found.type, found.index, assoc === -1);
  return home ? home.pos + found.index - home.index : null;
}

function homeOf(stretches: readonly Stretch[], type: unknown, at: number, end: boolean): Stretch | undefined {
  return stretches.find(
    ({ text, index, length }) =>
      text === type && (end ? index < at && at <= index + length : index <= at && at < index + length),
  );
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
