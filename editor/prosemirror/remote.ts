/**
 * What another wrote, or what one's own undo brought back, as a transaction of ProseMirror: as few nodes are made anew
 * as can be, and every position goes where its letter goes.
 */
import { Fragment, type Node } from "prosemirror-model";
import { TextSelection, type EditorState, type Selection, type Transaction } from "prosemirror-state";
import { ReplaceStep, Step, StepMap, StepResult } from "prosemirror-transform";
import { flatOf, flatOfWords, indexAt, marksOf, positionAt, type Flat } from "../../translations/draft/flat.ts";
import { indexAfter, rangeAfter, type Run } from "../../translations/draft/ytext.ts";
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
