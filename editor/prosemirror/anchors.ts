/**
 * Where a draft's notes hang. A draft anchor is a pair of Yjs positions, which follow every edit, and the words
 * themselves with their surroundings, which tell whether the positions still mean what they meant.
 *
 * An anchor covers exactly its words or it covers nothing. Positions die without a word when a paragraph is split
 * before them or is cut and pasted; then, and only then, the words are looked for with all of their surroundings,
 * which must be found once and no more. Nothing is ever matched loosely.
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
  const flow: Flow = { words: "", offsets: [], positions: [] };
  const add = (letter: string, offset: number, position: number): void => {
    if (letter === " " && (flow.words === "" || flow.words.endsWith(" "))) return;
    flow.words += letter;
    flow.offsets.push(offset);
    flow.positions.push(position);
  };
  for (const { from, to, pos } of blocks) {
    if (from < to) add(" ", from - 1, pos - 1);
    for (let at = from; at < to; at++) add(WHITE_SPACE.test(text[at]!) ? " " : text[at]!, at, pos + at - from);
  }
  return flow;
}

/**
 * The anchor of what is selected from `from` to `to`, without white space at its ends; null if no word is left.
 * A part of a character counts as the whole.
 */
export function anchorOf(tree: DraftTree, from: number, to: number): DraftAnchor | null {
  const flow = flowOf(layout(tree.rendering));
  const range = trimmed(flow.words, firstAtLeast(flow.positions, from), firstAtLeast(flow.positions, to));
  if (!range) return null;
  const { start, end, exact, prefix, suffix } = anchorAt(flow.words, ...range);
  const first = relativeTo(tree.stretches, flow.positions[start]!, 0);
  const last = relativeTo(tree.stretches, flow.positions[end - 1]! + 1, -1);
  return first && last ? { from: first, to: last, exact, prefix, suffix } : null;
}

/** Where an anchor's words stand now, or null. */
export function resolve(tree: DraftTree, anchor: DraftAnchor): Span | null {
  const flow = flowOf(layout(tree.rendering));
  const found = byPosition(tree, flow, anchor) ?? bySurroundings(flow, anchor);
  return found && { from: flow.positions[found[0]]!, to: flow.positions[found[1] - 1]! + 1 };
}

/**
 * True if an anchor that resolves would not do so for long: its positions are dead, or the words around it have
 * changed since. A fresh one from `anchorOf` mends it.
 */
export function isWorn(tree: DraftTree, anchor: DraftAnchor): boolean {
  const flow = flowOf(layout(tree.rendering));
  const found = byPosition(tree, flow, anchor);
  if (!found) return bySurroundings(flow, anchor) !== null;
  const { prefix, suffix } = anchorAt(flow.words, ...found);
  return prefix !== anchor.prefix || suffix !== anchor.suffix;
}

type Range = [start: number, end: number];

function byPosition(tree: DraftTree, flow: Flow, anchor: DraftAnchor): Range | null {
  const [from, to] = [absolute(tree.stretches, anchor.from), absolute(tree.stretches, anchor.to)];
  if (from === null || to === null || from >= to) return null;
  const range: Range = [firstAtLeast(flow.positions, from), firstAtLeast(flow.positions, to)];
  return flow.words.slice(...range) === anchor.exact && range[0] < range[1] ? range : null;
}

function bySurroundings({ words }: Flow, { prefix, exact, suffix }: DraftAnchor): Range | null {
  const whole = prefix + exact + suffix;
  const at = words.indexOf(whole);
  if (exact === "" || at < 0 || words.indexOf(whole, at + 1) >= 0) return null;
  const range: Range = [at + prefix.length, at + prefix.length + exact.length];
  const found = anchorAt(words, ...range);
  return found.exact === exact && found.prefix === prefix && found.suffix === suffix ? range : null;
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
  const draft = flowOf(layout(rendering));
  const place = layout(form);
  const flow = flowOf(place);
  const [from, to] = [firstAtLeast(draft.positions, span.from), firstAtLeast(draft.positions, span.to)];
  const start = letterAt(flow.words, lettersIn(draft.words.slice(0, from)));
  const end = letterAt(flow.words, lettersIn(draft.words.slice(0, to)) - 1) + 1;
  if (start >= end) return null;
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

/** Where letter number `count` (from 0) stands; past the end if there are fewer. */
function letterAt(words: string, count: number): number {
  for (let at = 0, seen = 0; at < words.length; at++) {
    if (words[at] !== " " && seen++ === count) return at;
  }
  return words.length;
}

/** The span of a draft's rendering that an anchor into the text of the very same rendering covers, or null. */
export function spanInLayout(place: Layout, { start, end, exact }: Anchor): Span | null {
  if (place.text.slice(start, end) !== exact || start >= end) return null;
  const flow = flowOf(place);
  const [from, to] = [firstAtLeast(flow.offsets, start), firstAtLeast(flow.offsets, end)];
  return from < to ? { from: flow.positions[from]!, to: flow.positions[to - 1]! + 1 } : null;
}
