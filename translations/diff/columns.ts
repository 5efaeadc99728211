/**
 * Several wordings of a text set in columns, so that words which correspond stand in one: each wording is aligned to
 * the columns of those before it, the best alignment with costs for opening and for going on in a gap (Gotoh 1982).
 * Which wording came first is left to the caller, and so is what the columns mean.
 */
import type { Word } from "../text/words.ts";
import { alike, bag, overlap } from "./similar.ts";

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

/**
 * The columns for `wordings`, in order, none of them empty. Their order decides only which place in a column is
 * whose, so long as no two are spelled the same.
 */
export function columnsOf(wordings: readonly Wording[]): Column[] {
  let columns: number[][] = [];
  const likeness = rememberedLikeness();
  for (const added of fromTheMiddle(wordings)) columns = withWording(columns, added, wordings, likeness);
  return columns;
}

/** The wording most like all others, then always the one most like those already taken. */
function fromTheMiddle(wordings: readonly Wording[]): number[] {
  const left = [...wordings.keys()].sort((i, j) => (spelling(wordings[i]!) < spelling(wordings[j]!) ? -1 : 1));
  const bags = wordings.map(({ letters }) => bag(letters));
  const company = wordings.map((_, i) => left.reduce((sum, j) => sum + overlap(bags[i]!, bags[j]!), 0));
  const order: number[] = [];
  while (left.length > 0) {
    const next = left.reduce((best, i) => (company[i]! > company[best]! + 1e-9 ? i : best));
    left.splice(left.indexOf(next), 1);
    if (order.length === 0) company.fill(0);
    for (const i of left) company[i] = Math.max(company[i]!, overlap(bags[i]!, bags[next]!));
    order.push(next);
  }
  return order;
}

function spelling({ letters }: Wording): string {
  return letters.join("\n");
}

type Likeness = (a: string, b: string) => number;

/** Comparing spellings is slow and the same words come again and again. */
function rememberedLikeness(): Likeness {
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    let row = known.get(a);
    if (!row) known.set(a, (row = new Map<string, number>()));
    let likeness = row.get(b);
    if (likeness === undefined) row.set(b, (likeness = alike(a, b)));
    return likeness;
  };
}

/** What an alignment needs to know of a column. */
interface Profile {
  readings: Set<string>;
  kind: Word["kind"];
  /** Share of the wordings so far that have a word here. */
  filled: number;
}

function withWording(
  columns: readonly number[][],
  added: number,
  wordings: readonly Wording[],
  likeness: Likeness,
): number[][] {
  const profiles = profilesOf(columns, wordings);
  return alignment(profiles, wordings[added]!, likeness).map(([column, word]) => {
    const cells = column < 0 ? new Array<number>(wordings.length).fill(-1) : [...columns[column]!];
    cells[added] = word;
    return cells;
  });
}

function profilesOf(columns: readonly number[][], wordings: readonly Wording[]): Profile[] {
  const taken = wordings.filter((_, i) => columns.some((cells) => cells[i]! >= 0)).length;
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

/** Pairs of a column and a word, in order on both sides; −1 for none. */
function alignment(profiles: readonly Profile[], { words, letters }: Wording, likeness: Likeness): [number, number][] {
  const [height, width] = [profiles.length + 1, words.length + 1];
  const best = MOVES.map(() => new Float64Array(height * width).fill(-Infinity));
  const before = MOVES.map(() => new Uint8Array(height * width));
  best[BOTH]![0] = 0;
  for (let column = 0; column < height; column++)
    for (let word = 0; word < width; word++) {
      const at = column * width + word;
      if (column > 0 && word > 0) {
        const gain = worth(profiles[column - 1]!, letters[word - 1]!, words[word - 1]!.kind, likeness);
        enter(BOTH, at, at - width - 1, gain, 0);
      }
      if (column > 0) {
        const { filled } = profiles[column - 1]!;
        enter(COLUMN, at, at - width, -IN_GAP * filled, -OPEN_GAP * filled);
      }
      if (word > 0) enter(WORD, at, at - 1, -IN_GAP, -OPEN_GAP);
    }
  return trace();

  function enter(move: number, at: number, from: number, gain: number, opening: number): void {
    for (const last of MOVES) {
      const value = best[last]![from]! + gain + (last === move ? 0 : opening);
      if (value > best[move]![at]!) [best[move]![at], before[move]![at]] = [value, last];
    }
  }

  function trace(): [number, number][] {
    const pairs: [number, number][] = [];
    let [column, word] = [height - 1, width - 1];
    let move = MOVES.reduce<number>((a, b) => (best[b]!.at(-1)! > best[a]!.at(-1)! ? b : a), BOTH);
    while (column > 0 || word > 0) {
      const last = before[move]![column * width + word]!;
      pairs.push([move === WORD ? -1 : column - 1, move === COLUMN ? -1 : word - 1]);
      if (move !== WORD) column--;
      if (move !== COLUMN) word--;
      move = last;
    }
    return pairs.reverse();
  }
}
