/**
 * Two renderings as one row of paragraphs in which changes are tracked: with all of them it is the second, with none the first.
 * Both are read as letters and ends of paragraphs, one behind another; what is not the same on both sides is deleted on one
 * and inserted on the other. A paragraph of another kind, and words that are marked otherwise, are not the same.
 */
import { Mark } from "prosemirror-model";
import { eachRun, textsOf, type Change, type Hunk } from "../compare/change.ts";
import { movedPairs } from "../compare/words/words.ts";
import type { Line, Lined, List, Shape } from "./docx-shapes.ts";

/** What was done to words, or to the end of a paragraph. */
export interface Done {
  kind: "inserted" | "deleted";
  /** Of words that went elsewhere: the number of the move. */
  move: number | null;
}

/** Words of one look with the same remarks on them. */
export interface Stretch {
  text: string;
  marks: readonly Mark[];
  done: Done | null;
  /** Which of the remarks are on it. */
  remarks: ReadonlySet<number>;
}

export interface TrackedLine extends Line {
  stretches: readonly Stretch[];
  /** What was done to its end. */
  end: Done | null;
}

/** Words of the second rendering that something is said of: offsets into its text. */
export interface Remarked {
  from: number;
  to: number;
}

/** A rendering as it stands. */
export function untracked(lined: Lined, remarks: readonly Remarked[] = []): TrackedLine[] {
  return tracked(lined, lined, [], remarks);
}

/**
 * Both renderings, their changes tracked.
 * @param changes between them, as the diff of these two renderings has them.
 * @param remarks on the second.
 */
export function tracked(
  a: Lined,
  b: Lined,
  changes: readonly Change[],
  remarks: readonly Remarked[] = [],
): TrackedLine[] {
  const [older, newer] = [sideOf(a), sideOf(b)];
  const hunks = changes.filter((change) => !isSameWords(change, a.text, b.text));
  const alike = new Alike(older, newer, hunks);
  const mates = matesOf(older, newer, hunks, alike);
  const moves = new Moves(a, b, changes);
  const pen = new Pen(newer, remarks, alike);
  const put = (side: Side, from: number, to: number): void => {
    const isOlder = side === older;
    for (let at = from; at < to; at++)
      pen.put(side, side.tokens[at]!, (offset) =>
        isOlder ? { kind: "deleted", move: moves.from(offset) } : { kind: "inserted", move: moves.to(offset) },
      );
  };
  for (let i = 0, j = 0; i < older.tokens.length || j < newer.tokens.length; i++, j++) {
    const [fromA, fromB] = [i, j];
    while (i < older.tokens.length && mates.ofOlder[i] === NONE) i++;
    while (j < newer.tokens.length && mates.ofNewer[j] === NONE) j++;
    const [restA, restB] = alike.isOneKind(fromA, i, fromB, j)
      ? [i, j]
      : [lastEnd(older, fromA, i), lastEnd(newer, fromB, j)];
    put(older, fromA, restA);
    put(newer, fromB, restB);
    put(older, restA, i);
    put(newer, restB, j);
    if (j < newer.tokens.length) pen.put(newer, newer.tokens[j]!, () => null);
  }
  return pen.lines;
}

/** Behind the last end of a line among some tokens; their beginning if no line ends there. */
function lastEnd({ tokens }: Side, from: number, to: number): number {
  for (let at = to; at > from; at--) if (tokens[at - 1]! >= ENDS) return at;
  return from;
}

const NONE = -1;

/** A rendering as tokens: an offset of a letter, or `ENDS` and behind it the number of the line that ends. */
interface Side {
  text: string;
  lines: readonly Line[];
  tokens: Int32Array;
  /** The line of each letter, by its offset; none of signs that are no words. */
  lineAt: Int32Array;
  /** The index of each letter among the tokens. */
  tokenAt: Int32Array;
  /** The index of each line's end among them. */
  ends: Int32Array;
  marksAt: (offset: number) => readonly Mark[];
}

const ENDS = 1 << 30;

function sideOf({ text, lines, runs }: Lined): Side {
  const [lineAt, tokenAt] = [new Int32Array(text.length).fill(NONE), new Int32Array(text.length).fill(NONE)];
  const [tokens, ends] = [new Int32Array(text.length + lines.length), new Int32Array(lines.length)];
  const marks: (readonly Mark[])[] = [];
  let count = 0;
  lines.forEach(({ from, to }, line) => {
    for (let at = from; at < to; at++) {
      lineAt[at] = line;
      tokenAt[at] = count;
      tokens[count++] = at;
    }
    ends[line] = count;
    tokens[count++] = ENDS + line;
  });
  for (const run of runs) for (let at = run.from; at < run.to; at++) marks[at] = run.marks;
  return { text, lines, tokens: tokens.subarray(0, count), lineAt, tokenAt, ends, marksAt: (at) => marks[at] ?? [] };
}

/** Which token of one side is the same as which of the other. */
interface Mates {
  ofOlder: Int32Array;
  ofNewer: Int32Array;
}

function matesOf(a: Side, b: Side, hunks: readonly Hunk[], alike: Alike): Mates {
  const mates = {
    ofOlder: new Int32Array(a.tokens.length).fill(NONE),
    ofNewer: new Int32Array(b.tokens.length).fill(NONE),
  };
  const pair = (i: number, j: number): void => {
    mates.ofOlder[i] = j;
    mates.ofNewer[j] = i;
  };
  eachRun(hunks, a.text.length, (from, to, shift) => {
    for (let at = from; at < to; at++) {
      const [line, other] = [a.lineAt[at]!, b.lineAt[at + shift]!];
      if (line === NONE || other === NONE || !alike.are(line, other)) continue;
      if (Mark.sameSet(a.marksAt(at), b.marksAt(at + shift))) pair(a.tokenAt[at]!, b.tokenAt[at + shift]!);
    }
  });
  for (const [line, other] of endsOf(a, b, hunks)) if (alike.are(line, other)) pair(a.ends[line]!, b.ends[other]!);
  return mates;
}

function isSameWords(change: Change, a: string, b: string): boolean {
  const [older, newer] = textsOf(change, a, b);
  return change.kind === "reformatted" && older === newer;
}

/** Lines that may end together: those whose ends stand at the same place of kept text, and the last ones. */
function endsOf(a: Side, b: Side, hunks: readonly Hunk[]): [number, number][] {
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  const along = (from: number, to: number, shift: number): void => {
    while (i < a.lines.length && a.lines[i]!.to < from) i++;
    for (let line = i; line < a.lines.length && a.lines[line]!.to <= to; line++) {
      const at = a.lines[line]!.to + shift;
      while (j < b.lines.length && b.lines[j]!.to < at) j++;
      if (b.lines[j]?.to !== at || line < i) continue;
      found.push([line, j++]);
      i = line + 1;
    }
  };
  eachRun(hunks, a.text.length, along);
  const lasts: [number, number] = [a.lines.length - 1, b.lines.length - 1];
  const last = found.at(-1);
  if (!last || (last[0] < lasts[0] && last[1] < lasts[1])) found.push(lasts);
  return found;
}

function endsIn({ tokens, lines }: Side, from: number, to: number): Line[] {
  return Array.from(tokens.subarray(from, to)).flatMap((token) => (token >= ENDS ? lines[token - ENDS]! : []));
}

function isSameShape(a: Shape, b: Shape): boolean {
  return a.kind === b.kind && a.level === b.level && a.quotations === b.quotations;
}

/** Whether a line of one side is of the same kind as one of the other, and in the same list. */
class Alike {
  readonly #a: Side;
  readonly #b: Side;
  readonly #lists = new Map<List, List>();
  readonly #numbers = new Map<List, number>();

  /** Lists are the same if they begin with the same number, and have kept words in common before any other. */
  constructor(a: Side, b: Side, hunks: readonly Hunk[]) {
    [this.#a, this.#b] = [a, b];
    const taken = new Set<List>();
    for (const { list } of [...a.lines, ...b.lines])
      if (list) this.#numbers.set(list, this.#numbers.get(list) ?? this.#numbers.size + 1);
    let last = NONE;
    eachRun(hunks, a.text.length, (from, to, shift) => {
      for (let at = from; at < to; at++) {
        const line = a.lineAt[at]!;
        if (line === NONE || line === last || b.lineAt[at + shift]! === NONE) continue;
        last = line;
        const [own, there] = [a.lines[line]!, b.lines[b.lineAt[at + shift]!]!];
        const [list, other] = [own.list, there.list];
        if (!list || !other || this.#lists.has(list) || taken.has(other)) continue;
        if (!isSameShape(own.shape, there.shape)) continue;
        if (list.ordered !== other.ordered || list.start !== other.start) continue;
        this.#lists.set(list, other);
        taken.add(other);
      }
    });
  }

  are(line: number, other: number): boolean {
    const [x, y] = [this.#a.lines[line]!, this.#b.lines[other]!];
    return isSameShape(x.shape, y.shape) && (x.list === null ? y.list === null : this.#lists.get(x.list) === y.list);
  }

  /**
   * True if all lines that end between these tokens are of one kind with the line that ends next behind them. Else what is
   * left of both sides there has to stand in that line, for a paragraph without words of its own is as the one before it.
   */
  isOneKind(fromA: number, toA: number, fromB: number, toB: number): boolean {
    const ends = [...endsIn(this.#a, fromA, toA), ...endsIn(this.#b, fromB, toB)];
    if (ends.length === 0) return true;
    const next = this.#b.tokens.subarray(toB).find((token) => token >= ENDS);
    return next === undefined || ends.every((line) => this.#kindOf(line) === this.#kindOf(this.#b.lines[next - ENDS]!));
  }

  #kindOf({ shape, list }: Line): string {
    const number = list ? this.#numbers.get(this.listOf(list)!) : 0;
    return `${shape.kind} ${shape.level} ${shape.quotations} ${number}`;
  }

  /** The list of the second side that one of the first is; itself if none is. */
  listOf(list: List | null): List | null {
    return list && (this.#lists.get(list) ?? list);
  }
}

/** Which letters went elsewhere, by the number of the move. */
class Moves {
  readonly #from = new Map<number, number>();
  readonly #to = new Map<number, number>();

  constructor(a: Lined, b: Lined, changes: readonly Change[]) {
    const pairs = movedPairs(changes, a.text, b.text);
    let number = 0;
    for (const [one, other] of pairs) {
      if (other < one) continue;
      number++;
      for (const { fromA, toA, fromB, toB } of [changes[one]!, changes[other]!]) {
        for (let at = fromA; at < toA; at++) this.#from.set(at, number);
        for (let at = fromB; at < toB; at++) this.#to.set(at, number);
      }
    }
  }

  from(offset: number): number | null {
    return this.#from.get(offset) ?? null;
  }

  to(offset: number): number | null {
    return this.#to.get(offset) ?? null;
  }
}

/** Puts tokens together as lines. */
class Pen {
  readonly lines: TrackedLine[] = [];
  readonly #newer: Side;
  readonly #alike: Alike;
  readonly #opens = new Map<number, number[]>();
  readonly #closes = new Map<number, number[]>();
  #remarks: ReadonlySet<number> = new Set();
  #stretches: (Stretch & { letters: string[] })[] = [];

  constructor(newer: Side, remarks: readonly Remarked[], alike: Alike) {
    [this.#newer, this.#alike] = [newer, alike];
    const isWord = (at: number): boolean => newer.lineAt[at] !== NONE;
    remarks.forEach((remark, number) => {
      let { from, to } = remark;
      while (from < to && !isWord(from)) from++;
      while (from < to && !isWord(to - 1)) to--;
      if (from === to) return;
      this.#opens.set(from, [...(this.#opens.get(from) ?? []), number]);
      this.#closes.set(to, [...(this.#closes.get(to) ?? []), number]);
    });
  }

  put(side: Side, token: number, doneAt: (offset: number) => Done | null): void {
    if (token >= ENDS) return this.#end(side, side.lines[token - ENDS]!, doneAt);
    if (side === this.#newer) this.#remarkedAt(token);
    const [marks, done] = [side.marksAt(token), doneAt(token)];
    let last = this.#stretches.at(-1);
    if (!last || last.remarks !== this.#remarks || !isSameDone(last.done, done) || !Mark.sameSet(last.marks, marks)) {
      last = { text: "", marks, done, remarks: this.#remarks, letters: [] };
      this.#stretches.push(last);
    }
    last.letters.push(side.text[token]!);
  }

  #remarkedAt(offset: number): void {
    const [opens, closes] = [this.#opens.get(offset), this.#closes.get(offset)];
    if (!opens && !closes) return;
    this.#remarks = new Set([...[...this.#remarks].filter((each) => !closes?.includes(each)), ...(opens ?? [])]);
  }

  #end(side: Side, line: Line, doneAt: (offset: number) => Done | null): void {
    // A remark may end where its line does, and no letter stands behind it.
    if (side === this.#newer) this.#remarkedAt(line.to);
    const stretches = this.#stretches.map(({ letters, ...rest }) => ({ ...rest, text: letters.join("") }));
    this.lines.push({ ...line, list: this.#alike.listOf(line.list), stretches, end: doneAt(line.to) });
    this.#stretches = [];
  }
}

function isSameDone(a: Done | null, b: Done | null): boolean {
  return a?.kind === b?.kind && a?.move === b?.move;
}
