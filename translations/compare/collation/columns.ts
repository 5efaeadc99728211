/**
 * Several wordings of a text set in columns, so that words which correspond stand in one: each wording is aligned to
 * the columns of those before it, the best alignment with costs for opening and for going on in a gap (Gotoh 1982).
 * Which wording came first is left to the caller, and so is what the columns mean.
 */
import { area, isEmpty, lengthA, lengthB, whole, type Hunk } from "../change.ts";
import { anchors, excerpt, keptWords, overlap, type Pairs } from "../words/words.ts";
import { heaviestRising } from "../../text/search.ts";
import type { NumberedTexts, NumberedWords } from "./numbered.ts";
import { alike, spelled, type Spelled } from "./similar.ts";

/** For each wording, by column, the index of its word that stands there, or −1. */
export type Cells = readonly Int32Array[];

/** The same word on both sides is worth so much; a sign less, for it holds no place in a sentence. */
const EQUAL = { word: 1, sign: 0.3 };
/** At most for words that are only alike, such as `market` and `markets`; less alike than this is unlike. */
const ALIKE = 0.5;
const LEAST_ALIKE = 0.5;
/** Two unlike words in one column: one replaces the other. Dearer than alike, cheaper than two gaps. */
const REPLACED = -0.1;
/** A word and a sign never share a column. */
const NEVER = -1e9;
/** A gap, and each column or word in it: one long gap reads better than several short ones. */
const OPEN_GAP = 0.4;
const IN_GAP = 0.1;
/** Of equal words in several columns the one with more witnesses wins. */
const COMPANY = 0.01;

/** So many words in a row, found once in each of two wordings, correspond without further thought. */
const SURE_RUN = 8;
/** Of a sure run so many words at either end are weighed again with what stands beside it. */
const LOOSE_END = 2;
/**
 * So many pairs of a column and a word are weighed for one collation, about a second of work. After that, only words
 * that the word diff keeps share a column.
 */
const MOST_WEIGHED = 3_000_000;

/** The cells of `count` columns. */
export interface Columns {
  count: number;
  cells: Cells;
  /** The wordings were too long and too unlike to be weighed throughout: words that correspond may stand apart. */
  coarse: boolean;
}

/**
 * The columns for texts, in order, none of them empty. Of texts equally like the others the first is taken first.
 * @param most how many pairs of a column and a word may be weighed.
 */
export function columnsOf({ texts, letters }: NumberedTexts, most = MOST_WEIGHED): Columns {
  const shared: Shared = {
    wordings: texts,
    letters,
    taken: 0,
    likeness: rememberedLikeness(letters),
    budget: { left: most },
  };
  let cells: Cells = texts.map(() => new Int32Array(0));
  for (const turn of fromTheMiddle(texts)) {
    cells = withWording(cells, turn, shared);
    if (texts[turn.added]!.words.count > 0) shared.taken++;
  }
  return { count: cells[0]?.length ?? 0, cells, coarse: shared.budget.left < 0 };
}

/** A wording to be added, and the one most like it of those taken before, −1 for the first. */
interface Turn {
  added: number;
  nearest: number;
}

/** The wording most like all others, then always the one most like those already taken. */
function fromTheMiddle(wordings: readonly NumberedWords[]): Turn[] {
  const left = [...wordings.keys()];
  const bags = wordings.map(({ numbers }) => numbers.slice().sort());
  const company = wordings.map((_, i) => left.reduce((sum, j) => sum + overlap(bags[i]!, bags[j]!), 0));
  const nearest = wordings.map(() => -1);
  const order: Turn[] = [];
  while (left.length > 0) {
    const next = left.reduce((best, i) => (company[i]! > company[best]! + 1e-9 ? i : best));
    left.splice(left.indexOf(next), 1);
    if (order.length === 0) company.fill(0);
    order.push({ added: next, nearest: nearest[next]! });
    for (const i of left) {
      const likeness = overlap(bags[i]!, bags[next]!);
      if (nearest[i]! < 0 || likeness > company[i]!) nearest[i] = next;
      company[i] = Math.max(company[i]!, likeness);
    }
  }
  return order;
}

/** How alike the words with two numbers are. */
type Likeness = (a: number, b: number) => number;

/** Comparing spellings is slow and the same words come again and again. */
function rememberedLikeness(letters: readonly string[]): Likeness {
  const spellings = new Map<number, Spelled>();
  const known = new Map<number, Map<number, number>>();
  return (a, b) => {
    let row = known.get(a);
    if (!row) known.set(a, (row = new Map<number, number>()));
    let likeness = row.get(b);
    if (likeness === undefined) row.set(b, (likeness = alike(spelledAs(a), spelledAs(b))));
    return likeness;
  };

  function spelledAs(number: number): Spelled {
    let own = spellings.get(number);
    if (!own) spellings.set(number, (own = spelled(letters[number]!)));
    return own;
  }
}

/** What an alignment needs to know of a column. */
interface Profile {
  /** The numbers of the words that stand in it. */
  readings: Set<number>;
  isSign: boolean;
  /** Share of the wordings so far that have a word here. */
  filled: number;
}

/** What the alignment of one wording after another shares. */
interface Shared {
  wordings: readonly NumberedWords[];
  /** What each number stands for. */
  letters: readonly string[];
  /** How many wordings with words stand in the columns so far. */
  taken: number;
  likeness: Likeness;
  budget: { left: number };
}

/**
 * Columns (side a) and words of the wording that is added (side b) that are aligned at once; `columnOf`: in which
 * column each word stands of the wording nearest to the one added.
 */
interface Part extends Hunk {
  columnOf: Int32Array;
}

/** The columns with one wording more. In pairs, `a` is a column and `b` a word of what is added, −1 for none. */
function withWording(cells: Cells, turn: Turn, shared: Shared): Cells {
  const pairs = pairsFor(cells, turn, shared);
  return cells.map((own, wording) =>
    wording === turn.added ? pairs.b : pairs.a.map((column) => (column < 0 ? -1 : own[column]!)),
  );
}

/** Sure runs as they stand, and what is between them aligned. */
function pairsFor(cells: Cells, turn: Turn, shared: Shared): Pairs {
  const most = cells[turn.added]!.length + shared.wordings[turn.added]!.words.count;
  const pairs: PairList = { a: new Int32Array(most), b: new Int32Array(most), count: 0 };
  const columnOf = columnsByWord(cells[turn.nearest] ?? [], shared.wordings[turn.nearest]?.words.count ?? 0);
  let [fromA, fromB] = [0, 0];
  const alignUntil = (toA: number, toB: number): void => {
    const part = { fromA, toA, fromB, toB, columnOf };
    if (!isEmpty(part)) alignPart(pairs, cells, part, turn, shared);
    [fromA, fromB] = [toA, toB];
  };
  const sure = surePairs(turn, shared.wordings);
  sure.a.forEach((other, index) => {
    const [column, word] = [columnOf[other]!, sure.b[index]!];
    alignUntil(column, word);
    put(pairs, column, word);
    [fromA, fromB] = [column + 1, word + 1];
  });
  alignUntil(cells[turn.added]!.length, shared.wordings[turn.added]!.words.count);
  return filled(pairs);
}

/** Pairs being put one after another, with room for more behind the `count` that there are. */
interface PairList extends Pairs {
  count: number;
}

function put(list: PairList, column: number, word: number): void {
  list.a[list.count] = column;
  list.b[list.count++] = word;
}

function filled({ a, b, count }: PairList): Pairs {
  return { a: a.slice(0, count), b: b.slice(0, count) };
}

/** Some columns and some words weighed, as long as the budget lasts. */
function alignPart(pairs: PairList, cells: Cells, part: Part, turn: Turn, shared: Shared): void {
  const { wordings, taken, likeness, budget } = shared;
  const { fromA, fromB } = part;
  budget.left -= area(part);
  if (area(part) === 0) return putApart(pairs, part);
  if (budget.left < 0) return coarsely(pairs, cells, part, turn, shared);
  const found = alignment(profilesOf(cells, part, wordings, taken), wordings[turn.added]!, part, likeness);
  for (const [column, word] of found) put(pairs, column < 0 ? -1 : column + fromA, word < 0 ? -1 : word + fromB);
}

/** Columns (side a) without a word, then words without a column. */
function putApart(pairs: PairList, { fromA, toA, fromB, toB }: Hunk): void {
  for (let column = fromA; column < toA; column++) put(pairs, column, -1);
  for (let word = fromB; word < toB; word++) put(pairs, -1, word);
}

/** Only words that the word diff keeps share a column; all others stand apart. */
function coarsely(pairs: PairList, cells: Cells, part: Part, { added, nearest }: Turn, shared: Shared): void {
  const { wordings, letters } = shared;
  const [own, other] = [wordings[added]!.numbers, wordings[nearest]!.numbers];
  let { fromA, fromB } = part;
  const { toA, toB, columnOf } = part;
  const theirs = wordsIn(cells[nearest]!, fromA, toA);
  const kept = keptWords(
    excerpt((index) => letters[other[index]!]!, [theirs]),
    excerpt((index) => letters[own[index]!]!, [{ from: fromB, to: toB }]),
  );
  const same = rising(sameOf(kept, other, own));
  for (let index = 0; index < same.a.length; index++) {
    const [column, word] = [columnOf[same.a[index]!]!, same.b[index]!];
    putApart(pairs, { fromA, toA: column, fromB, toB: word });
    put(pairs, column, word);
    [fromA, fromB] = [column + 1, word + 1];
  }
  putApart(pairs, { fromA, toA, fromB, toB });
}

/** Those pairs whose words have the same number. */
function sameOf({ a, b }: Pairs, numbersA: Int32Array, numbersB: Int32Array): Pairs {
  const same: PairList = { a: new Int32Array(a.length), b: new Int32Array(a.length), count: 0 };
  for (let index = 0; index < a.length; index++)
    if (numbersA[a[index]!] === numbersB[b[index]!]) put(same, a[index]!, b[index]!);
  return filled(same);
}

/** Which words of a wording stand in some columns: a stretch of it, for they stand in order. */
function wordsIn(own: Int32Array, fromColumn: number, toColumn: number): { from: number; to: number } {
  let [from, to] = [0, 0];
  for (let column = fromColumn; column < toColumn; column++) {
    if (own[column]! < 0) continue;
    if (to === 0) from = own[column]!;
    to = own[column]! + 1;
  }
  return { from, to };
}

/** For each of so many words of a wording the column in which it stands. */
function columnsByWord(own: ArrayLike<number>, words: number): Int32Array {
  const columnOf = new Int32Array(words);
  for (let column = 0; column < own.length; column++) if (own[column]! >= 0) columnOf[own[column]!] = column;
  return columnOf;
}

/** Words in runs that the nearest wording (`a`) and the one added (`b`) have in common, each run once in either, in order. */
function surePairs({ added, nearest }: Turn, wordings: readonly NumberedWords[]): Pairs {
  if (nearest < 0) return { a: new Int32Array(0), b: new Int32Array(0) };
  const [own, theirs] = [wordings[added]!.numbers, wordings[nearest]!.numbers];
  return withoutLooseEnds(anchors(own, theirs, whole(own.length, theirs.length), SURE_RUN, 1), own.length);
}

/** The most of the pairs, ordered by word, that rise in both (the longest increasing subsequence). */
function rising(pairs: Pairs): Pairs {
  const { a, b } = pairs;
  // Pairs that rise already, as all but moved words do, need no lists to find it out.
  if (a.every((other, index) => index === 0 || (other > a[index - 1]! && b[index]! > b[index - 1]!))) return pairs;
  const byWord = [...b.keys()].sort((x, y) => b[x]! - b[y]!);
  const run = heaviestRising(byWord.map((index) => a[index]!)).map((at) => byWord[at]!);
  return { a: Int32Array.from(run, (index) => a[index]!), b: Int32Array.from(run, (index) => b[index]!) };
}

/**
 * The words of the runs that begin at `starts`, without those at the ends of runs that go on together; `most` of them.
 */
function withoutLooseEnds(starts: readonly (readonly [word: number, other: number])[], most: number): Pairs {
  const out: PairList = { a: new Int32Array(most), b: new Int32Array(most), count: 0 };
  let at = 0;
  while (at < starts.length) {
    let last = at;
    while (starts[last + 1]?.[0] === starts[last]![0] + 1 && starts[last + 1]![1] === starts[last]![1] + 1) last++;
    const [[word, other], length] = [starts[at]!, last - at + SURE_RUN];
    for (let i = LOOSE_END; i < length - LOOSE_END; i++)
      if (out.count === 0 || (other + i > out.a[out.count - 1]! && word + i > out.b[out.count - 1]!))
        put(out, other + i, word + i);
    at = last + 1;
  }
  return filled(out);
}

/** @param taken how many wordings with words stand in the columns. */
function profilesOf(cells: Cells, part: Hunk, wordings: readonly NumberedWords[], taken: number): Profile[] {
  return Array.from({ length: lengthA(part) }, (_, index) => {
    const column = part.fromA + index;
    const filled = [...cells.keys()].filter((i) => cells[i]![column]! >= 0);
    const readings = new Set(filled.map((i) => wordings[i]!.numbers[cells[i]![column]!]!));
    const { words } = wordings[filled[0]!]!;
    return { readings, isSign: words.code[cells[filled[0]!]![column]!]! < 0, filled: filled.length / taken };
  });
}

function worth(profile: Profile, number: number, isSign: boolean, likeness: Likeness): number {
  if (profile.readings.has(number)) return (isSign ? EQUAL.sign : EQUAL.word) + COMPANY * profile.filled;
  if (profile.isSign !== isSign) return NEVER;
  if (isSign) return REPLACED;
  let best = 0;
  for (const reading of profile.readings) best = Math.max(best, likeness(reading, number));
  return best < LEAST_ALIKE ? REPLACED : ALIKE * best;
}

/** How an alignment goes on: word and column together, a column without word, a word without column. */
const BOTH = 0;
const COLUMN = 1;
const WORD = 2;

/** A column beside a word, or −1 for none. */
type Pair = readonly [column: number, word: number];

/** A row of the table: by word, the best value of what ends there with each of the three moves. */
interface Row {
  both: Float64Array;
  column: Float64Array;
  word: Float64Array;
}

function rowOf(width: number): Row {
  return { both: nothingYet(width), column: nothingYet(width), word: nothingYet(width) };
}

function nothingYet(width: number): Float64Array {
  return new Float64Array(width).fill(-Infinity);
}

/**
 * Pairs of a column and a word of the part, each counted from its beginning, in order on both sides. Only two rows of
 * values are kept, and all moves in two bits each.
 */
function alignment(profiles: readonly Profile[], wording: NumberedWords, part: Hunk, likeness: Likeness): Pair[] {
  const width = lengthB(part) + 1;
  const before = new Uint8Array((profiles.length + 1) * width);
  const weigh = worths(wording, part, likeness);
  let [above, row] = [rowOf(width), rowOf(width)];
  above.both[0] = 0;
  enterWords(above, before);
  profiles.forEach((profile, index) => {
    const moves = before.subarray((index + 1) * width, (index + 2) * width);
    enterColumn(row, above, weigh(profile), profile.filled, moves);
    enterWords(row, moves);
    [above, row] = [row, above];
  });
  return trace(above, before, profiles.length, width);
}

/**
 * The row of a column: what is worth it with each word, and without. Two bits of each of `moves` say which move came before.
 */
function enterColumn(row: Row, above: Row, gains: Float64Array, filled: number, moves: Uint8Array): void {
  const inGap = IN_GAP * filled;
  const opening = OPEN_GAP * filled;
  const last = gains.length;
  const { both: ownBoth, column: ownColumn } = row;
  const { both: overBoth, column: overColumn, word: overWord } = above;
  ownBoth[0] = -Infinity;
  for (let word = 0; word <= last; word++) {
    const both = overBoth[word]!;
    const column = overColumn[word]!;
    const alone = overWord[word]!;
    if (word < last) {
      const gain = gains[word]!;
      ownBoth[word + 1] = Math.max(both, column, alone) + gain;
      moves[word + 1] = bestOf(both + gain, column + gain, alone + gain);
    }
    const opened = both - inGap - opening;
    const on = column - inGap;
    const after = alone - inGap - opening;
    ownColumn[word] = Math.max(opened, on, after);
    moves[word]! |= bestOf(opened, on, after) << (2 * COLUMN);
  }
}

/** What each word without a column comes to, behind what stands in the row already. */
function enterWords({ both, column, word: alone }: Row, moves: Uint8Array): void {
  alone[0] = -Infinity;
  for (let word = 1; word < alone.length; word++) {
    const opened = both[word - 1]! - IN_GAP - OPEN_GAP;
    const after = column[word - 1]! - IN_GAP - OPEN_GAP;
    const on = alone[word - 1]! - IN_GAP;
    alone[word] = Math.max(opened, after, on);
    moves[word]! |= bestOf(opened, after, on) << (2 * WORD);
  }
}

/** The move with the best value, of equal ones the first. */
function bestOf(both: number, column: number, word: number): number {
  if (word > both && word > column) return WORD;
  return column > both ? COLUMN : BOTH;
}

/** Back from the end, the way of the best value. */
function trace({ both, column: gap, word: alone }: Row, before: Uint8Array, columns: number, width: number): Pair[] {
  const pairs: Pair[] = [];
  let [column, word] = [columns, width - 1];
  let move = bestOf(both[word]!, gap[word]!, alone[word]!);
  while (column > 0 || word > 0) {
    const last = (before[column * width + word]! >> (2 * move)) & 3;
    pairs.push([move === WORD ? -1 : column - 1, move === COLUMN ? -1 : word - 1]);
    if (move !== WORD) column--;
    if (move !== COLUMN) word--;
    move = last;
  }
  return pairs.reverse();
}

/** Answers what each word of a part is {@link worth} in a column; equal words are weighed once for it. */
function worths({ words, numbers }: NumberedWords, { fromB, toB }: Hunk, likeness: Likeness) {
  /** The first word of the part with the same number, for each of its words. */
  const firsts = new Int32Array(toB - fromB);
  const known = new Map<number, number>();
  firsts.forEach((_, word) => {
    const number = numbers[fromB + word]!;
    const first = known.get(number) ?? word;
    if (first === word) known.set(number, word);
    firsts[word] = first;
  });
  const gains = new Float64Array(firsts.length);
  return (profile: Profile): Float64Array => {
    for (let word = 0; word < firsts.length; word++) {
      const [first, at] = [firsts[word]!, fromB + word];
      gains[word] = first < word ? gains[first]! : worth(profile, numbers[at]!, words.code[at]! < 0, likeness);
    }
    return gains;
  };
}
