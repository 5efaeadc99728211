/**
 * Writing ProseMirror's steps into flat text, each at its own place: words go in and out where the step says, a split puts
 * a marker in, a join takes one out, lists and headings let one say something else. No text is ever compared with
 * other text, except in a step that replaces blocks by blocks. A step that cuts a character outside the basic plane is
 * written as one of the whole character: of halves that are put in or taken out by themselves Yjs makes what means nothing.
 */
import type { Node } from "prosemirror-model";
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from "prosemirror-transform";
import * as Y from "yjs";
import type { Rendering } from "../text/schema.ts";
import { lastWhere } from "../text/search.ts";
import {
  attributesOf,
  flatOf,
  flatOfWords,
  indexAt,
  markersIn,
  markerSaying,
  markValue,
  sameMarks,
  saidBy,
  say,
  tokensBetween,
  type Flat,
  type Token,
  type Words,
} from "./flat.ts";
import { AS_BEFORE, isListed, NOTHING, placeOf, samePlace, saying, type Before } from "./places.ts";
import { deleteAt, formatAt, insertAt, type MarkValue } from "./ytext.ts";

/** Steps one after another: from `docs[i]` the step `steps[i]` leads to `docs[i + 1]`, the last one to `after`. */
export interface Edits {
  steps: readonly Step[];
  docs: readonly Node[];
  after: Rendering;
}

/**
 * Writes steps into a text that reads as `docs[0]`, in one transaction of the caller's.
 * @param bare whether the text's first block has no marker.
 * @returns the same, afterwards.
 */
export function writeSteps(text: Y.Text, { steps, docs, after }: Edits, bare: boolean): boolean {
  let plain = true;
  steps.forEach((step, number) => {
    const [from, to] = [docs[number]!, docs[number + 1] ?? after];
    const flat = flatOf(from, bare);
    if (step instanceof AddMarkStep) format(text, flat, step, markValue(step.mark));
    else if (step instanceof RemoveMarkStep) format(text, flat, step, null);
    else {
      const words = isOfWords(step, flat);
      if (words) flatOfWords(flat, to, step.from);
      for (const edit of editsOf(step, flat, to).toReversed()) replace(text, edit);
      const now = flatOf(to, bare);
      plain &&= words && !(bare && losesFirst(now));
      if (!plain) bare = setFirstMarker(text, now);
    }
  });
  return plain ? bare : writePlaces(text, after, bare);
}

/** True for words that give way to words inside one block. */
function isOfWords(step: Step, { blocks }: Flat): step is ReplaceStep {
  if (!(step instanceof ReplaceStep) || step.slice.content.content.some((node) => !node.isText)) return false;
  const block = blocks[lastWhere(blocks, ({ from }) => from <= step.from)];
  return block !== undefined && step.to <= block.from + block.size;
}

/** A first block without words and marker would not be read. */
function losesFirst({ blocks }: Flat): boolean {
  return blocks.length > 1 && blocks[0]!.size === 0;
}

/** Gives the first block a marker if it can't do without one. Gives whether it has none. */
function setFirstMarker(text: Y.Text, flat: Flat): boolean {
  // The letters are the same on both sides.
  let missing = flat.length + Number(flat.bare) - text.length;
  if (missing > 1 || (missing > 0 && losesFirst(flat))) {
    insertAt(text, 0, markerSaying(""), {});
    missing--;
  }
  return missing > 0;
}

function format(
  text: Y.Text,
  flat: Flat,
  { from, to, mark }: AddMarkStep | RemoveMarkStep,
  value: MarkValue | null,
): void {
  for (const block of flat.blocks) {
    const [first, last] = [Math.max(from, block.from), Math.min(to, block.from + block.size)];
    if (first >= last) continue;
    const [start, end] = [first - Number(cuts(flat, first)), last + Number(cuts(flat, last))];
    formatAt(text, block.index + start - block.from, end - start, { [mark.type.name]: value });
  }
}

/** Behind the first `index` letters and markers, `old` gives way to `now`. */
export interface Edit {
  index: number;
  old: readonly Token[];
  now: readonly Token[];
  /** What markers that come in say: of a block that is split, and nothing else, what the new block is. */
  said: string;
}

function editsOf(step: Step, before: Flat, doc: Node): Edit[] {
  const edits: Edit[] = [];
  const after = flatOf(doc, before.bare);
  step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
    const back = Number(cuts(before, oldFrom) || cuts(after, newFrom));
    const on = Number(cuts(before, oldTo) || cuts(after, newTo));
    const [oldStart, newStart] = [oldFrom - back, newFrom - back];
    const old = tokensBetween(before, oldStart, oldTo + on);
    const now = tokensBetween(flatOf(doc, before.bare && oldStart > 0), newStart, newTo + on);
    if (old.length === 0 && now.length === 0) return;
    const split = old.length === 0 && now.length === 1 && now[0] === null;
    edits.push({
      ...(split ? placeOfSplit(before, oldStart) : { index: indexAt(before, oldStart), said: "" }),
      old,
      now,
    });
  });
  return edits;
}

/** True between the two halves of a character. */
function cuts(flat: Flat, position: number): boolean {
  return isHalf(flat, position - 1, 0xd800) && isHalf(flat, position, 0xdc00);
}

/** True if the unit behind `position` is one of the first halves, which begin at 0xD800, or of the second, at 0xDC00. */
function isHalf(flat: Flat, position: number, first: number): boolean {
  const unit = tokensBetween(flat, position, position + 1)[0]?.text.charCodeAt(0) ?? NaN;
  return unit >= first && unit < first + 0x400;
}

/** A block split at its very start keeps its marker with its words: the new one goes before it, and begins what it began. */
function placeOfSplit(before: Flat, position: number): Pick<Edit, "index" | "said"> {
  const index = indexAt(before, position);
  const number = lastWhere(before.blocks, (block) => block.index <= index);
  const block = before.blocks[number];
  if (!block || block.size === 0) return { index, said: "" };
  if (index > block.index) return { index, said: index < block.index + block.size ? AS_BEFORE : "" };
  if (before.bare && number === 0) return { index, said: "" };
  return { index: index - 1, said: saying(block.place, before.blocks[number - 1]?.place ?? NOTHING) };
}

/**
 * Lets `now` stand where `old` stands. Markers stay the markers they were as far as there are markers on both sides.
 * @param trims true if words that are the same at both ends are to stay as well, though it is not a change of blocks.
 */
export function replace(text: Y.Text, { index, old, now, said }: Edit, trims = false): void {
  if (!old.includes(null) && !now.includes(null)) return swap(text, trimmed(index, old, now, trims), "");
  const [was, is] = [parted(old), parted(now)];
  const kept = Math.min(was.length, is.length) - 1;
  const starts: number[] = [];
  for (let [number, at] = [0, index]; number < was.length; at += lengthOf(was[number]!) + 1, number++) starts.push(at);
  // The last first: what stands before keeps its place.
  for (let number = kept; number >= 0; number--) {
    const [wasPart, isPart] = number === kept ? [joined(was, kept), joined(is, kept)] : [was[number]!, is[number]!];
    swap(text, trimmed(starts[number]!, wasPart, isPart, trims || kept > 0), said);
  }
}

/** Parted at its markers. */
function parted(tokens: readonly Token[]): Words[][] {
  const parts: Words[][] = [[]];
  for (const token of tokens) {
    if (token) parts.at(-1)!.push(token);
    else parts.push([]);
  }
  return parts;
}

function joined(parts: readonly Words[][], from: number): Token[] {
  return parts.slice(from).flatMap((part, number): Token[] => (number === 0 ? part : [null, ...part]));
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + (token?.text.length ?? 1), 0);
}

interface Swap {
  index: number;
  remove: number;
  tokens: readonly Token[];
}

/**
 * A step that replaces blocks by blocks takes their words along: those that are the same at both ends stay. No character
 * outside the basic plane is cut: of its halves Yjs makes two that mean nothing.
 */
function trimmed(index: number, old: readonly Token[], now: readonly Token[], trims: boolean): Swap {
  const [was, is] = [lengthOf(old), lengthOf(now)];
  if (!trims || was === 0 || is === 0) return { index, remove: was, tokens: now };
  const most = Math.min(was, is);
  const same = alike(old, now, most);
  const head = /[\ud800-\udbff]$/.test(textOf(between(now, same - 1, same))) ? same - 1 : same;
  const back = alike(old, now, most - head, true);
  const tail = /^[\udc00-\udfff]/.test(textOf(between(now, is - back, is - back + 1))) ? back - 1 : back;
  return { index: index + head, remove: was - head - tail, tokens: between(now, head, is - tail) };
}

/** How many UTF-16 code units and markers are the same from the start on, or from the end back; `most` at most. */
function alike(old: readonly Token[], now: readonly Token[], most: number, back = false): number {
  const [a, b] = [new Cursor(old, back), new Cursor(now, back)];
  let count = 0;
  while (count < most) {
    const [x, y] = [a.token, b.token];
    if (x && y && !sameMarks(x.marks, y.marks)) break;
    const length = Math.min(a.left, b.left, most - count);
    let same = 0;
    while (same < length && a.unit(same) === b.unit(same)) same++;
    count += same;
    if (same < length) break;
    a.pass(length);
    b.pass(length);
  }
  return count;
}

/** Goes over tokens from the start, or back from the end. */
class Cursor {
  readonly #tokens: readonly Token[];
  readonly #back: boolean;
  #at = 0;
  #passed = 0;

  constructor(tokens: readonly Token[], back: boolean) {
    [this.#tokens, this.#back] = [tokens, back];
  }

  get token(): Token {
    return this.#tokens.at(this.#back ? -1 - this.#at : this.#at)!;
  }

  /** How many units of the token are left. */
  get left(): number {
    return (this.token?.text.length ?? 1) - this.#passed;
  }

  /** The unit so many behind this place; a marker is −1. */
  unit(behind: number): number {
    const text = this.token?.text;
    if (text === undefined) return -1;
    const at = this.#passed + behind;
    return text.charCodeAt(this.#back ? text.length - 1 - at : at);
  }

  pass(count: number): void {
    this.#passed += count;
    if (this.left === 0) [this.#at, this.#passed] = [this.#at + 1, 0];
  }
}

/** The tokens from one unit to another. */
function between(tokens: readonly Token[], from: number, to: number): Token[] {
  const found: Token[] = [];
  let start = 0;
  for (const token of tokens) {
    const end = start + (token?.text.length ?? 1);
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    if (first < last) found.push(token && { ...token, text: token.text.slice(first - start, last - start) });
    start = end;
  }
  return found;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token?.text ?? "").join("");
}

function swap(text: Y.Text, { index, remove, tokens }: Swap, marker: string): void {
  if (remove > 0) deleteAt(text, index, remove);
  let at = index;
  for (const token of gathered(tokens)) {
    if (token) insertAt(text, at, token.text, attributesOf(token.marks));
    else insertAt(text, at, markerSaying(marker), null);
    at += token?.text.length ?? 1;
  }
}

function gathered(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token && last && sameMarks(token.marks, last.marks))
      out[out.length - 1] = { ...last, text: last.text + token.text };
    else out.push(token);
  }
  return out;
}

/**
 * Lets the markers of a text with the words of `rendering` say what they must for its blocks to stand where they stand;
 * those that do are left alone. Gives whether the first block has no marker.
 */
export function writePlaces(text: Y.Text, rendering: Rendering, bare: boolean): boolean {
  const { blocks } = flatOf(rendering, bare);
  if (bare && !samePlace(placeOf("", NOTHING), blocks[0]!.place)) {
    insertAt(text, 0, markerSaying(""), {});
    return writePlaces(text, rendering, false);
  }
  const markers = bare ? [null, ...markersIn(text)] : markersIn(text);
  let before: Before = NOTHING;
  blocks.forEach(({ place, index }, number) => {
    const marker = markers[number];
    const was = placeOf(saidBy(marker), before);
    if (!samePlace(was, place)) letSay(text, index - 1, marker, saying(place, before, !isListed(was)));
    before = place;
  });
  return bare;
}

/** What is no marker of ours but stands for one gives way to one. */
function letSay(text: Y.Text, index: number, marker: unknown, said: string): void {
  if (marker instanceof Y.Map) return say(marker as Y.Map<unknown>, said);
  deleteAt(text, index, 1);
  insertAt(text, index, markerSaying(said), null);
}
