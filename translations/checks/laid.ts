/**
 * The sentences of a Chinese source laid beside those of its English rendering, in order: by their lengths (Gale and Church
 * 1993), by figures and Latin words that stand in both, and by words of a dictionary.
 */
import type { Place } from "./finding.ts";
import { DICTIONARY } from "./dictionary.ts";

/** English letters that a Chinese one becomes, and how far single sentences are from that. */
export const A_LETTER = 2.9;
const SPREAD = 3.4;

/** What it costs to lay so many sentences beside so many, before they are looked at. */
type Moves = readonly (readonly [a: number, b: number, cost: number])[];
export const MOVES: Moves = [
  [1, 1, 0.1],
  [1, 0, 4.5],
  [0, 1, 4.5],
  [2, 1, 2.4],
  [1, 2, 2.4],
  [2, 2, 4.5],
  [3, 1, 4.8],
  [1, 3, 4.8],
];
/** What is the same in both speaks for a pair. */
const SAME = 1.5;
/** So does a word whose rendering stands there, and one without it speaks against. */
const [SAID, UNSAID] = [0.5, 0.25];

export interface Sentence extends Place {
  /** In letters of the rendering. */
  length: number;
  han: number;
  isLine: boolean;
  /** Figures and Latin words. */
  marks: ReadonlySet<string>;
  /** Words of the dictionary, of a source; all words, of a rendering; in order. */
  words: readonly string[];
}

/** Sentences laid beside each other, as many of the source as of the rendering or fewer. */
export interface Beside {
  theirs: readonly Sentence[];
  ours: readonly Sentence[];
}

/** The sentences of a source. */
export function sourceSentences(text: string): Sentence[] {
  return sentencesIn(text, /[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)/gu, chineseWords);
}

export function renderedSentences(text: string): Sentence[] {
  return sentencesIn(text, /[^\s](?:[^.!?\n]|[.!?](?=[^\s"”’)]))*(?:[.!?]+["”’)]*|\n|$)/gu, englishWords);
}

/** The clauses of a stretch of a source. */
export function clausesIn(source: string, from: number, to: number): Sentence[] {
  const clauses = sentencesIn(
    source.slice(from, to),
    /[^，；：。！？（）()\n]+(?:[，；：。！？（）()]|\n|$)/gu,
    chineseWords,
  );
  return clauses.map((clause) => ({ ...clause, from: clause.from + from, to: clause.to + from }));
}

type WordsOf = (text: string) => string[];

function sentencesIn(text: string, pattern: RegExp, wordsOf: WordsOf): Sentence[] {
  const found = Array.from(text.matchAll(pattern), ({ 0: written, index }): Sentence => {
    const from = index + (written.length - written.trimStart().length);
    return sentenceAt(written.trim(), from, written.endsWith("\n") || index + written.length === text.length, wordsOf);
  });
  return found.filter(({ length }) => length > 0);
}

export function sentenceAt(sentence: string, from: number, isLine: boolean, wordsOf: WordsOf = () => []): Sentence {
  const han = hanIn(sentence);
  const length = lettersIn(sentence) + A_LETTER * han;
  return { from, to: from + sentence.length, length, han, isLine, marks: marksIn(sentence), words: wordsOf(sentence) };
}

function hanIn(text: string): number {
  return text.match(/\p{sc=Han}/gu)?.length ?? 0;
}

function lettersIn(text: string): number {
  return text.match(/[A-Za-z0-9]/g)?.length ?? 0;
}

export function marksIn(sentence: string): Set<string> {
  return new Set(sentence.toLowerCase().match(/[a-z]{2,}|[0-9]+/g));
}

function englishWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
}

const LONGEST_WORD = 5;

/** Words of the dictionary, the longest at each place, and words of Latin letters. */
function chineseWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.matchAll(/\p{sc=Han}+|[A-Za-z]{2,}/gu))
    if (/^[A-Za-z]/.test(run)) words.push(run.toLowerCase());
    else
      for (let from = 0; from < run.length;) {
        const length = longestAt(run, from);
        if (length > 0) words.push(run.slice(from, from + length));
        from += length || 1;
      }
  return words;
}

function longestAt(run: string, from: number): number {
  for (let length = Math.min(LONGEST_WORD, run.length - from); length > 0; length--)
    if (DICTIONARY.has(run.slice(from, from + length))) return length;
  return 0;
}

/** Of a Chinese word, those among the words of a rendering that may stand for it. */
export type Renderings = (chinese: string) => ReadonlySet<string>;

/** Looks each word up once. */
export function renderingsAmong(ours: readonly Sentence[]): Renderings {
  const english = [...new Set(ours.flatMap(({ words }) => words))];
  const known = new Map<string, ReadonlySet<string>>();
  return (chinese) => {
    let found = known.get(chinese);
    if (!found) {
      const starts = DICTIONARY.get(chinese) ?? [chinese];
      found = new Set(english.filter((word) => starts.some((start) => begins(word, start))));
      known.set(chinese, found);
    }
    return found;
  };
}

function begins(word: string, start: string): boolean {
  return start.length < 4 ? word === start || word === `${start}s` : word.startsWith(start);
}

/** A word that is rendered elsewhere beside the same sentence may be left out here. */
const REPEATED = 0.4;
/** So many pairs of words are looked at: as many as two sentences of three hundred words have. */
const MOST_PAIRS = 100_000;

/**
 * Of the clauses of a sentence, how many words of each are rendered by words of their own beside it, and how many are not; none of either,
 * where there are too many words to tell.
 */
export function saidIn(
  clauses: readonly Sentence[],
  ours: readonly Sentence[],
  renderings: Renderings,
): { said: number; unsaid: number }[] {
  const theirs = clauses.flatMap(({ words }, clause) => words.map((word) => ({ word, clause })));
  const english = ours.flatMap(({ words }) => words);
  if (theirs.length * english.length > MOST_PAIRS) return clauses.map(() => ({ said: 0, unsaid: 0 }));
  const pairs = theirs.flatMap(({ word }, their) => {
    const known = renderings(word);
    if (known.size === 0) return [];
    return english.flatMap((each, our) => {
      const far = Math.abs(their / theirs.length - our / english.length);
      return known.has(each) ? [{ their, our, far }] : [];
    });
  });
  const [said, taken] = [new Set<number>(), new Set<number>()];
  for (const { their, our } of pairs.sort((x, y) => x.far - y.far)) {
    if (said.has(their) || taken.has(our)) continue;
    said.add(their);
    taken.add(our);
  }
  const known = new Set([...said].map((their) => theirs[their]!.word));
  const counts = clauses.map(() => ({ said: 0, unsaid: 0 }));
  theirs.forEach(({ word, clause }, their) => {
    if (said.has(their)) counts[clause]!.said++;
    else counts[clause]!.unsaid += known.has(word) ? REPEATED : 1;
  });
  return counts;
}

/** The cheapest way through both, in order. */
export function laid(
  a: readonly Sentence[],
  b: readonly Sentence[],
  moves: Moves,
  renderings: Renderings = () => NONE,
): Beside[] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width).fill(Infinity);
  const came = new Uint8Array(costs.length);
  costs[0] = 0;
  const [theirMarks, ourMarks] = [marksAmong(a, b), marksAmong(b, a)];
  const placesOf = placesIn(b, renderings);
  const rendered = a.map(({ words }) => {
    const places = words.map(placesOf);
    return b.map((_, j) => places.map((each) => each[j]!));
  });
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++)
      moves.forEach(([di, dj, cost], move) => {
        if (di > i || dj > j) return;
        const before = costs[(i - di) * width + (j - dj)]!;
        const rows = rendered.slice(i - di, i).map((row) => row.slice(j - dj, j));
        const marks = [theirMarks.slice(i - di, i), ourMarks.slice(j - dj, j)] as const;
        const total = before + cost + besides(a.slice(i - di, i), b.slice(j - dj, j), ...marks) - dictionarySays(rows);
        if (total < costs[i * width + j]!) {
          costs[i * width + j] = total;
          came[i * width + j] = move;
        }
      });
  const found: Beside[] = [];
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const [di, dj] = moves[came[i * width + j]!]!;
    found.push({ theirs: a.slice(i - di, i), ours: b.slice(j - dj, j) });
    i -= di;
    j -= dj;
  }
  return found.reverse();
}

const NONE: ReadonlySet<string> = new Set();

/** Of a word, in which of these sentences something stands for it. */
function placesIn(b: readonly Sentence[], renderings: Renderings): (word: string) => readonly boolean[] {
  const spoken = b.map(({ words }) => new Set(words));
  const found = new Map<string, readonly boolean[]>();
  return (word) => {
    let places = found.get(word);
    if (!places) {
      const known = [...renderings(word)];
      places = spoken.map((here) => known.some((each) => here.has(each)));
      found.set(word, places);
    }
    return places;
  };
}

/** Of each sentence, its marks that stand in any of the others. */
function marksAmong(sentences: readonly Sentence[], others: readonly Sentence[]): string[][] {
  const known = new Set(others.flatMap(({ marks }) => [...marks]));
  return sentences.map(({ marks }) => [...marks].filter((mark) => known.has(mark)));
}

function dictionarySays(rows: readonly (readonly (readonly boolean[])[])[]): number {
  let sum = 0;
  for (const row of rows)
    if (row.length > 0) row[0]!.forEach((_, at) => (sum += row.some((each) => each[at]) ? SAID : -UNSAID));
  return sum;
}

export function sum(sentences: readonly Sentence[]): number {
  return sentences.reduce((total, { length }) => total + length, 0);
}

/** What it costs that these lie beside those. @param theirs, ours the marks of each that stand on the other side */
function besides(
  a: readonly Sentence[],
  b: readonly Sentence[],
  theirs: readonly (readonly string[])[],
  ours: readonly (readonly string[])[],
): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [long, short] = [sum(a), sum(b)];
  const far = (short - long) / Math.sqrt(SPREAD * ((long + short) / 2));
  const words = new Set(ours.flat());
  const same = theirs.flat().filter((word) => words.has(word)).length;
  return Math.min(12, (far * far) / 3) - SAME * same + SAME * (words.size - same) * 0.5;
}
