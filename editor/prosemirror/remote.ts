/**
 * What another wrote, or what one's own undo brought back, as a transaction of ProseMirror: as few nodes are made anew
 * as can be, and every position goes where its letter goes.
 */
import { Fragment, type Node, type NodeType } from "prosemirror-model";
import { TextSelection, type EditorState, type Selection, type Transaction } from "prosemirror-state";
import { ReplaceStep, Step, StepMap, StepResult } from "prosemirror-transform";
import {
  flatOf,
  flatOfBlocks,
  flatOfWords,
  indexAt,
  marksOf,
  positionAt,
  saidBy,
  type Flat,
} from "../../translations/draft/flat.ts";
import { ancestors, isBehindBoth, NOTHING, placeOf, type Before, type Place } from "../../translations/draft/places.ts";
import { embedBehind, indexAfter, rangeAfter, type Marker, type Run } from "../../translations/draft/ytext.ts";
import { lastWhere } from "../../translations/text/search.ts";
import { schema } from "../../translations/text/schema.ts";

/** The document becomes this one, and positions go where the map says. It is never sent anywhere. */
class ReplaceWhole extends Step {
  readonly #doc: Node;
  readonly #map: StepMap;

  constructor(doc: Node, map: StepMap) {
    super();
    this.#doc = doc;
    this.#map = map;
  }

  apply(): StepResult {
    return StepResult.ok(this.#doc);
  }

  override getMap(): StepMap {
    return this.#map;
  }

  invert(doc: Node): Step {
    return new ReplaceWhole(doc, this.#map.invert());
  }

  map(): null {
    return null;
  }

  toJSON(): never {
    throw new Error("This step has no JSON: what it brought is in the Yjs document.");
  }
}

/** `runs` of letters alone, as the steps they are; null if a letter came before the first marker. */
export function ofLetters(state: EditorState, flat: Flat, runs: readonly Run[]): Transaction | null {
  const transaction = state.tr;
  let [old, shift] = [0, 0];
  for (const { kind, count, letters, format } of runs) {
    if (kind === "stayed") old += count;
    else if (kind === "went") {
      const from = positionAt(flat, old) + shift;
      transaction.delete(from, from + count);
      [old, shift] = [old + count, shift - count];
    } else {
      if (old === 0 && !flat.bare) return null;
      const at = positionAt(flat, old) + shift;
      transaction.insert(at, schema.text(letters!, marksOf(format)));
      shift += count;
    }
  }
  const [step, ...more] = transaction.steps;
  if (step instanceof ReplaceStep && more.length === 0) flatOfWords(flat, transaction.doc, step.from);
  return transaction;
}

/** A marker that alone came, went, or says something else, behind the first `index` letters and markers. */
export interface MarkerChange {
  kind: "came" | "went" | "says";
  marker: Marker;
  index: number;
}

/**
 * What one marker did, as the step that it is: a block was split, two were joined, or one became a heading or ceased to be
 * one. Null if it did something else, or other blocks may change their places by it.
 */
export function ofMarker(state: EditorState, flat: Flat, change: MarkerChange): Transaction | null {
  if (change.kind === "says") return become(state, flat, change);
  // The first block may have no marker afterwards, or another that goes before it.
  if (change.index === 0) return null;
  return change.kind === "came" ? split(state, flat, change) : join(state, flat, change);
}

/** A block is split, or what it is in as well: an item, a stanza, a quotation. */
function split(state: EditorState, flat: Flat, { marker, index }: MarkerChange): Transaction | null {
  const number = lastWhere(flat.blocks, (block) => block.index <= index);
  const { from, index: first, place } = flat.blocks[number]!;
  const made = placeOf(saidBy(marker), place);
  const depth = depthOf(made);
  if (depth === null || !staysBehind(marker, place, made)) return null;
  const at = from + index - first;
  const types = [...Array<null>(depth - 1).fill(null), typeOf(made)];
  const transaction = state.tr.split(at, depth, types);
  const now = [
    { from, place },
    { from: at + 2 * depth, place: made },
  ];
  flatOfBlocks(flat, transaction.doc, { number, count: 1, now, more: 2 * depth });
  return transaction;
}

function join(state: EditorState, flat: Flat, { marker, index }: MarkerChange): Transaction | null {
  const number = lastWhere(flat.blocks, (block) => block.index <= index);
  const [kept, gone] = [flat.blocks[number]!, flat.blocks[number + 1]!];
  const depth = depthOf(gone.place);
  if (depth === null || !staysBehind(marker, gone.place, kept.place)) return null;
  const transaction = state.tr.join(gone.from - depth, depth);
  const now = [{ from: kept.from, place: kept.place }];
  flatOfBlocks(flat, transaction.doc, { number, count: 2, now, more: -2 * depth });
  return transaction;
}

function become(state: EditorState, flat: Flat, { marker, index }: MarkerChange): Transaction | null {
  const number = lastWhere(flat.blocks, (block) => block.index <= index + 1);
  const { from, place } = flat.blocks[number]!;
  const made = placeOf(saidBy(marker), flat.blocks[number - 1]?.place ?? NOTHING);
  if (made.shared !== place.shared || made.start !== place.start || !staysBehind(marker, place, made)) return null;
  const { type, attrs } = typeOf(made);
  const transaction = state.tr;
  if (made.heading !== place.heading) transaction.setNodeMarkup(from - 1, type, attrs);
  flatOfBlocks(flat, transaction.doc, { number, count: 1, now: [{ from, place: made }], more: 0 });
  return transaction;
}

/** True if the blocks behind a marker stand where they stood if the block before them becomes another. */
function staysBehind(marker: Marker, was: Before, is: Before): boolean {
  if (was.within !== is.within) return false;
  return was.heading === is.heading || isBehindBoth(saidBy(embedBehind(marker)), was, is);
}

/** How deep a block is parted from the one before it; null if so deep that a list is. */
function depthOf({ within, shared }: Place): number | null {
  const depth = 1 + ancestors(within) - shared;
  return depth <= 2 ? depth : null;
}

/** What a block is at a place in that of which it is a part. */
function typeOf({ heading, within }: Place): { type: NodeType; attrs: { level: number } | null } {
  if (heading > 0) return { type: schema.nodes.heading, attrs: { level: heading } };
  return { type: within.endsWith("v") ? schema.nodes.verse_line : schema.nodes.paragraph, attrs: null };
}

/** The document becomes `after`. */
export function ofAll(state: EditorState, flat: Flat, after: Node, bare: boolean, runs: readonly Run[]): Transaction {
  const grafted = graft(state.doc, after);
  if (grafted === state.doc) return state.tr;
  return state.tr.step(new ReplaceWhole(grafted, mapBetween(state.doc, flat, grafted, flatOf(grafted, bare), runs)));
}

/** The document becomes `after`, and nothing is known of what stayed. */
export function ofNothing(state: EditorState, after: Node): Transaction {
  return state.tr.step(new ReplaceWhole(after, new StepMap([0, state.doc.content.size, after.content.size])));
}

/**
 * The selection after `runs`. A caret holds to the letter before it, which may be the last that was typed here. What was
 * selected stays selected as far as it is there; if nothing of it is, a caret stands before what took its place, so that
 * what is typed next never replaces another's words.
 */
export function selectionAfter(
  selection: Selection,
  flat: Flat,
  now: Flat,
  doc: Node,
  runs: readonly Run[],
): Selection | null {
  if (!(selection instanceof TextSelection)) return null;
  const [from, to] = [indexAt(flat, selection.from), indexAt(flat, selection.to)];
  const caret = (index: number): number => positionAt(now, indexAfter(runs, index));
  const range = selection.empty ? null : rangeAfter(runs, from, to);
  if (!range) return TextSelection.near(doc.resolve(caret(from)), -1);
  // A marker at an end is no letter: the end holds to the letters around it, as a caret does.
  const ends = range.map((index) => doc.resolve(positionAt(now, index)));
  const [anchor, head] = selection.anchor <= selection.head ? ends : ends.reverse();
  return TextSelection.between(anchor!, head!);
}

/** `after`, with the nodes of `before` where they say the same. */
function graft(before: Node, after: Node): Node {
  if (before.isTextblock || after.isTextblock) return before.eq(after) ? before : after;
  if (before.type !== after.type) return after;
  const [was, is] = [before.children, [...after.children]];
  const most = Math.min(was.length, is.length);
  let head = 0;
  while (head < most && was[head]!.eq(is[head]!)) is[head] = was[head++]!;
  if (head === was.length && head === is.length && before.sameMarkup(after)) return before;
  let tail = 0;
  while (tail < most - head && was.at(-1 - tail)!.eq(is.at(-1 - tail)!)) {
    is[is.length - 1 - tail] = was.at(-1 - tail)!;
    tail++;
  }
  if (was.length === is.length) for (let at = head; at < is.length - tail; at++) is[at] = graft(was[at]!, is[at]!);
  return after.copy(Fragment.fromArray(is));
}

/** Where positions go: what stays keeps its place among its neighbours, whatever becomes of the blocks around it. */
function mapBetween(before: Node, old: Flat, after: Node, now: Flat, runs: readonly Run[]): StepMap {
  const ranges = new Ranges();
  const [olds, news] = [new Starts(old), new Starts(now)];
  let [a, b] = [0, 0];
  const keep = (count: number): void => {
    for (const end = a + count; a < end;) {
      const [from, to] = [olds.of(a), news.of(b)];
      ranges.upTo(from.position, to.position);
      const together = Math.min(from.letters, to.letters, end - a);
      ranges.pass(together);
      [a, b] = [a + together, b + together];
    }
  };
  for (const { kind, count } of runs) {
    if (kind === "stayed") keep(count);
    else {
      if (kind === "went") a += count;
      else b += count;
      ranges.changed = true;
    }
  }
  keep(old.length - a);
  ranges.upTo(before.content.size, after.content.size);
  return new StepMap(ranges.all);
}

/** The ranges of a StepMap in the making: where it begins in the old document, its old size, its new size, and so on. */
class Ranges {
  readonly all: number[] = [];
  #old = 0;
  #now = 0;
  /** True if something came or went since the last position that stayed. */
  changed = false;

  upTo(old: number, now: number): void {
    if (this.changed || old - this.#old !== now - this.#now) this.all.push(this.#old, old - this.#old, now - this.#now);
    [this.#old, this.#now, this.changed] = [old, now, false];
  }

  pass(count: number): void {
    [this.#old, this.#now] = [this.#old + count, this.#now + count];
  }
}

/** Tells of letters and markers, asked for in order, where they begin. */
class Starts {
  readonly #blocks: Flat["blocks"];
  #next = 0;

  constructor({ blocks }: Flat) {
    this.#blocks = blocks;
  }

  /** Where the letter or marker behind the first `index` begins, and how many letters follow it in one piece. */
  of(index: number): { position: number; letters: number } {
    const blocks = this.#blocks;
    while (this.#next < blocks.length && blocks[this.#next]!.index <= index) this.#next++;
    const block = blocks[this.#next - 1];
    if (block && index < block.index + block.size)
      return { position: block.from + index - block.index, letters: block.index + block.size - index };
    return { position: blocks[this.#next]!.from - 1, letters: 1 };
  }
}
