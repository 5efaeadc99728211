/**
 * Several wordings of a text set in columns, so that words which correspond stand in one: each wording is aligned to
 * the columns of those before it, the best alignment with costs for opening and for going on in a gap (Gotoh 1982).
 * Which wording came first is left to the caller, and so is what the columns mean.
 */
import type { Word } from "../text/words.ts";
import { anchors } from "./anchors.ts";
import { excerpt, keptWords } from "./kept.ts";
import { alike, bag, overlap, spelled, type Spelled } from "./similar.ts";

/** A text that some witnesses have; `letters` runs beside `words`. */
export interface Wording {
  words: readonly Word[];
  letters: readonly string[];
}

/** For each wording the index of its word that stands here, or −1. */
export type Column = readonly number[];

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

export interface Columns {
  columns: Column[];
  /** The wordings were too long and too unlike to be weighed throughout: words that correspond may stand apart. */
  coarse: boolean;
}

/**
 * The columns for `wordings`, in order, none of them empty. Their order decides only which place in a column is
 * whose, so long as no two are spelled the same.
 * @param most how many pairs of a column and a word may be weighed.
 */
export function columnsOf(wordings: readonly Wording[], most = MOST_WEIGHED): Columns {
  const shared: Shared = {
    wordings,
    numbers: numbersOf(wordings),
    taken: 0,
    likeness: rememberedLikeness(),
    budget: { left: most },
  };
  let columns: number[][] = [];
  for (const turn of fromTheMiddle(wordings)) {
    columns = withWording(columns, turn, shared);
    if (wordings[turn.added]!.words.length > 0) shared.taken++;
  }
  return { columns, coarse: shared.budget.left < 0 };
}

/** The words of each wording as numbers: the same letters, the same number. */
function numbersOf(wordings: readonly Wording[]): Int32Array[] {
  const known = new Map<string, number>();
  return wordings.map(({ letters }) =>
    Int32Array.from(letters, (own) => {
      let number = known.get(own);
      if (number === undefined) known.set(own, (number = known.size));
      return number;
    }),
  );
}

/** A wording to be added, and the one most like it of those taken before, −1 for the first. */
interface Turn {
  added: number;
  nearest: number;
}

/** The wording most like all others, then always the one most like those already taken. */
function fromTheMiddle(wordings: readonly Wording[]): Turn[] {
  const left = [...wordings.keys()].sort((i, j) => (spelling(wordings[i]!) < spelling(wordings[j]!) ? -1 : 1));
  const bags = wordings.map(({ letters }) => bag(letters));
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

function spelling({ letters }: Wording): string {
  return letters.join("\n");
}

type Likeness = (a: string, b: string) => number;

/** Comparing spellings is slow and the same words come again and again. */
function rememberedLikeness(): Likeness {
  const spellings = new Map<string, Spelled>();
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    let row = known.get(a);
    if (!row) known.set(a, (row = new Map<string, number>()));
    let likeness = row.get(b);
    if (likeness === undefined) row.set(b, (likeness = alike(spelledAs(a), spelledAs(b))));
    return likeness;
  };

  function spelledAs(letters: string): Spelled {
    let own = spellings.get(letters);
    if (!own) spellings.set(letters, (own = spelled(letters)));
    return own;
  }
}

/** What an alignment needs to know of a column. */
interface Profile {
  readings: Set<string>;
  kind: Word["kind"];
  /** Share of the wordings so far that have a word here. */
  filled: number;
}

/** What the alignment of one wording after another shares. */
interface Shared {
  wordings: readonly Wording[];
  /** The words of each as numbers. */
  numbers: readonly Int32Array[];
  /** How many wordings with words stand in the columns so far. */
  taken: number;
  likeness: Likeness;
  budget: { left: number };
}

/** A column beside an index of a word of the wording that is added; −1 for none. */
type Pair = readonly [column: number, word: number];

/** The columns with one wording more; the cells are those that were given. */
function withWording(columns: readonly number[][], turn: Turn, shared: Shared): number[][] {
  const many = shared.wordings.length;
  return pairsFor(columns, turn, shared).map(([column, word]) => {
    const cells = column < 0 ? new Array<number>(many).fill(-1) : columns[column]!;
    cells[turn.added] = word;
    return cells;
  });
}

/** Sure runs as they stand, and what is between them aligned. */
function pairsFor(columns: readonly number[][], turn: Turn, shared: Shared): Pair[] {
  const { words, letters } = shared.wordings[turn.added]!;
  const pairs: Pair[] = [];
  let [column, word] = [0, 0];
  const alignUntil = (columnEnd: number, wordEnd: number): void => {
    const part = { words: words.slice(word, wordEnd), letters: letters.slice(word, wordEnd) };
    for (const [c, w] of pairsBetween(columns.slice(column, columnEnd), part, turn.nearest, shared))
      pairs.push([c < 0 ? c : c + column, w < 0 ? w : w + word]);
    [column, word] = [columnEnd, wordEnd];
  };
  for (const [sureColumn, sureWord] of surePairs(columns, turn, shared.numbers)) {
    if (sureColumn > column || sureWord > word) alignUntil(sureColumn, sureWord);
    pairs.push([sureColumn, sureWord]);
    [column, word] = [sureColumn + 1, sureWord + 1];
  }
  alignUntil(columns.length, words.length);
  return pairs;
}

/** Some columns and some words weighed, as long as the budget lasts. */
function pairsBetween(columns: readonly number[][], part: Wording, nearest: number, shared: Shared): Pair[] {
  const { wordings, taken, likeness, budget } = shared;
  budget.left -= columns.length * part.words.length;
  if (budget.left < 0) return coarsely(columns, nearest, wordings, part.letters);
  return alignment(profilesOf(columns, wordings, taken), part, likeness);
}

/** Only words that the word diff keeps share a column; all others stand apart. */
function coarsely(
  columns: readonly number[][],
  nearest: number,
  wordings: readonly Wording[],
  own: readonly string[],
): Pair[] {
  const places = [...columns.keys()].filter((column) => columns[column]![nearest]! >= 0);
  const theirs = places.map((column) => wordings[nearest]!.letters[columns[column]![nearest]!]!);
  const whole = (letters: readonly string[]) => excerpt(letters, [{ from: 0, to: letters.length }]);
  const kept = rising(keptWords(whole(theirs), whole(own)).filter(([i, j]) => theirs[i] === own[j]));
  const pairs: Pair[] = [];
  let [column, word] = [0, 0];
  for (const [i, j] of [...kept, null].map((pair) => pair ?? ([-1, own.length] as const))) {
    const place = i < 0 ? columns.length : places[i]!;
    while (column < place) pairs.push([column++, -1]);
    while (word < j) pairs.push([-1, word++]);
    if (i >= 0) pairs.push([column++, word++]);
  }
  return pairs;
}

/** Words in runs that the wording has in common with the one nearest to it, each run once in either, in order. */
function surePairs(
  columns: readonly number[][],
  { added, nearest }: Turn,
  numbers: readonly Int32Array[],
): [column: number, word: number][] {
  if (nearest < 0) return [];
  const [own, theirs] = [numbers[added]!, numbers[nearest]!];
  const columnOf = new Int32Array(theirs.length);
  columns.forEach((cells, column) => {
    if (cells[nearest]! >= 0) columnOf[cells[nearest]!] = column;
  });
  const whole = { fromA: 0, toA: own.length, fromB: 0, toB: theirs.length };
  const starts = anchors(own, theirs, whole, SURE_RUN, 1).map(([word, other]) => [other, word] as const);
  return withoutLooseEnds(starts).map(([other, word]) => [columnOf[other]!, word]);
}

/** The most of the pairs, ordered by word, that rise in both (the longest increasing subsequence). */
function rising(pairs: readonly Pair[]): Pair[] {
  const ordered = [...pairs].sort((a, b) => a[1] - b[1]);
  const ends: number[] = [];
  const before: number[] = [];
  ordered.forEach(([other], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[ends[middle]!]![0] < other) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const out: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) out.push(ordered[at]!);
  return out.reverse();
}

/** The words of the runs that begin at `starts`, without those at the ends of runs that go on together. */
function withoutLooseEnds(starts: readonly Pair[]): Pair[] {
  const out: Pair[] = [];
  let at = 0;
  while (at < starts.length) {
    let last = at;
    while (starts[last + 1]?.[0] === starts[last]![0] + 1 && starts[last + 1]![1] === starts[last]![1] + 1) last++;
    const [[other, word], length] = [starts[at]!, last - at + SURE_RUN];
    for (let i = LOOSE_END; i < length - LOOSE_END; i++) {
      const end = out.at(-1);
      if (!end || (other + i > end[0] && word + i > end[1])) out.push([other + i, word + i]);
    }
    at = last + 1;
  }
  return out;
}

/** @param taken how many wordings with words stand in the columns. */
function profilesOf(columns: readonly number[][], wordings: readonly Wording[], taken: number): Profile[] {
  return columns.map((cells) => {
    const filled = [...cells.keys()].filter((i) => cells[i]! >= 0);
    const readings = new Set(filled.map((i) => wordings[i]!.letters[cells[i]!]!));
    return {
      readings,
      kind: wordings[filled[0]!]!.words[cells[filled[0]!]!]!.kind,
      filled: filled.length / taken,
    };
  });
}

function worth(profile: Profile, letters: string, kind: Word["kind"], likeness: Likeness): number {
  if (profile.readings.has(letters)) return EQUAL[kind] + COMPANY * profile.filled;
  if (profile.kind !== kind) return NEVER;
  if (kind === "sign") return REPLACED;
  let best = 0;
  for (const reading of profile.readings) best = Math.max(best, likeness(reading, letters));
  return best < LEAST_ALIKE ? REPLACED : ALIKE * best;
}

/** How an alignment goes on: word and column together, a column without word, a word without column. */
const BOTH = 0;
const COLUMN = 1;
const WORD = 2;
const MOVES = [BOTH, COLUMN, WORD] as const;

/** Pairs of a column and a word, in order on both sides. Only two rows of values are kept, and all moves in two bits each. */
function alignment(profiles: readonly Profile[], { words, letters }: Wording, likeness: Likeness): Pair[] {
  const [height, width] = [profiles.length + 1, words.length + 1];
  const before = new Uint8Array(height * width);
  let [above, row] = [values(width), values(width)];
  for (let column = 0; column < height; column++) {
    const profile = profiles[column - 1];
    const weigh = profile && rememberedWorth(profile, letters, words, likeness);
    for (const move of MOVES) row[move].fill(-Infinity);
    if (column === 0) row[BOTH][0] = 0;
    for (let word = 0; word < width; word++) {
      let moves = 0;
      if (weigh && word > 0) moves |= enter(BOTH, word, above, word - 1, weigh(word - 1), 0);
      if (profile) moves |= enter(COLUMN, word, above, word, -IN_GAP * profile.filled, -OPEN_GAP * profile.filled) << 2;
      if (word > 0) moves |= enter(WORD, word, row, word - 1, -IN_GAP, -OPEN_GAP) << 4;
      before[column * width + word] = moves;
    }
    [above, row] = [row, above];
  }
  return trace();

  /** The best value by `move`, and the move before it. */
  function enter(move: Move, word: number, from: Values, at: number, gain: number, opening: number): number {
    let [best, chosen] = [-Infinity, 0];
    for (let last = 0; last < 3; last++) {
      const value = from[last]![at]! + gain + (last === move ? 0 : opening);
      if (value > best) [best, chosen] = [value, last];
    }
    row[move][word] = best;
    return chosen;
  }

  function trace(): Pair[] {
    const pairs: Pair[] = [];
    let [column, word] = [height - 1, width - 1];
    let move = MOVES.reduce<Move>((a, b) => (above[b][word]! > above[a][word]! ? b : a), BOTH);
    while (column > 0 || word > 0) {
      const last = (before[column * width + word]! >> (2 * move)) & 3;
      pairs.push([move === WORD ? -1 : column - 1, move === COLUMN ? -1 : word - 1]);
      if (move !== WORD) column--;
      if (move !== COLUMN) word--;
      move = last as Move;
    }
    return pairs.reverse();
  }
}

type Move = (typeof MOVES)[number];
type Values = [Float64Array, Float64Array, Float64Array];

function values(width: number): Values {
  return [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
}

/** {@link worth} of each word by its index; equal words are weighed once. */
function rememberedWorth(
  profile: Profile,
  letters: readonly string[],
  words: readonly Word[],
  likeness: Likeness,
): (word: number) => number {
  const known = new Map<string, number>();
  return (word) => {
    const own = letters[word]!;
    let value = known.get(own);
    if (value === undefined) known.set(own, (value = worth(profile, own, words[word]!.kind, likeness)));
    return value;
  };
}
