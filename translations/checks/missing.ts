/**
 * What of a source has no counterpart in its rendering: sentences by their lengths (Gale and Church 1993) and by what stands
 * in both, figures and Latin words; items of a list by their number; and clauses of a sentence that is rendered with far
 * fewer letters than any other would be. Spoken of only where the rendering as a whole says too little.
 */
import { withoutCode } from "./alone.ts";
import type { Finding, Known, Place } from "./finding.ts";

/** English letters that a Chinese one becomes, and how far single sentences are from that. */
const [A_LETTER, SPREAD] = [2.9, 3.4];
/** English letters that a rendering has at least for a Chinese one, all in all; with fewer something is not there. */
const SPARSE = 2.1;
/** With fewer than these a part of what is said is lost, however tersely it is said; */
const SCANT = 1.9;
/** in a passage of so many Chinese letters: a shorter one may be said in a word or two. */
const LEAST_SCANT = 35;
/** Texts of more sentences than this are not laid beside each other. */
const MOST_SENTENCES = 60;
/** A sentence of fewer Chinese letters may be said in the one beside it; one on a line of its own may not. */
const [LEAST, LEAST_LINE] = [8, 3];

/** What it costs to lay so many sentences beside so many, before their lengths are looked at. */
type Moves = readonly (readonly [a: number, b: number, cost: number])[];
const MOVES: Moves = [
  [1, 1, 0.1],
  [1, 0, 4.5],
  [0, 1, 4.5],
  [2, 1, 2.4],
  [1, 2, 2.4],
  [2, 2, 4.5],
];
/** Items of a list are not joined. */
const ITEM_MOVES = MOVES.filter(([a, b]) => a < 2 && b < 2);
/** What is the same in both speaks for a pair. */
const SAME = 1.5;

interface Sentence extends Place {
  /** In letters of the rendering. */
  length: number;
  han: number;
  isLine: boolean;
  marks: ReadonlySet<string>;
}

/** Sentences and clauses laid beside each other, as many of the source as of the rendering or fewer. */
interface Beside {
  theirs: readonly Sentence[];
  ours: readonly Sentence[];
}

export function missingIn(source: string, rendering: string, languages: readonly (Known | null)[]): Finding[] {
  if (languages[0] !== "zh" || languages[1] !== "en") return [];
  const [there, here] = [withoutCode(source), withoutCode(rendering)];
  const items = missingItems(there, here);
  return items.length > 0 ? items : missingSentences(there, here);
}

function missingSentences(source: string, rendering: string): Finding[] {
  const han = hanIn(source);
  // Latin words of the source stand in both.
  const said = lettersIn(rendering) - lettersIn(source);
  if (said > SPARSE * han) return [];
  const theirs = sentencesIn(source, /[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)/gu);
  const ours = sentencesIn(rendering, /[^\s](?:[^.!?\n]|[.!?](?=[^\s"”’)]))*(?:[.!?]+["”’)]*|\n|$)/gu);
  if (theirs.length > MOST_SENTENCES || ours.length > MOST_SENTENCES) return [];
  const rows = laid(theirs, ours, MOVES);
  const alone = rows
    .filter(({ ours }) => ours.length === 0)
    .flatMap(({ theirs }) => theirs)
    .filter(({ han, isLine }) => han >= (isLine ? LEAST_LINE : LEAST));
  if (alone.length > 0 && (theirs.length > 1 || ours.length === 0)) return alone.map(lost);
  return said > SCANT * han || han < LEAST_SCANT ? [] : missingClauses(source, rows);
}

function lost({ from, to }: Place): Finding {
  return { check: "missing", at: null, source: { from, to } };
}

/** In the pair that says least of what it should: the clauses of which nothing stands there, from the first to the last. */
function missingClauses(source: string, rows: readonly Beside[]): Finding[] {
  const [least] = rows
    .filter(({ theirs, ours }) => theirs.length > 0 && ours.length > 0)
    .toSorted((x, y) => shortfall(y) - shortfall(x));
  if (!least) return [];
  const [first, last] = [least.theirs[0]!, least.theirs.at(-1)!];
  const known = new Set(least.ours.flatMap(({ marks }) => [...marks]));
  const clauses = clausesIn(source, first.from, last.to).filter(
    ({ han, marks }) => han >= LEAST && ![...marks].some((mark) => known.has(mark)),
  );
  const [from, to] = [clauses[0]?.from ?? first.from, clauses.at(-1)?.to ?? last.to];
  return [lost({ from, to })];
}

function shortfall({ theirs, ours }: Beside): number {
  return sum(theirs) - sum(ours);
}

function sum(sentences: readonly Sentence[]): number {
  return sentences.reduce((total, { length }) => total + length, 0);
}

function clausesIn(source: string, from: number, to: number): Sentence[] {
  const clauses = sentencesIn(source.slice(from, to), /[^，；：。！？\n]+(?:[，；：。！？]|\n|$)/gu);
  return clauses.map((clause) => ({ ...clause, from: clause.from + from, to: clause.to + from }));
}

const ITEM = /^[ \t>]*(?:[-*•]|\d{1,3}[.、)])[ \t]+(.*\S)/gmu;

/** Items of a list, where the rendering has fewer: those that have nothing of a counterpart. */
function missingItems(source: string, rendering: string): Finding[] {
  const [theirs, ours] = [itemsIn(source), itemsIn(rendering)];
  const lack = theirs.length - ours.length;
  if (lack <= 0 || ours.length === 0 || theirs.length > MOST_SENTENCES) return [];
  const words = marksIn(rendering);
  const isNamed = ({ marks }: Sentence): boolean => [...marks].some((mark) => words.has(mark));
  const strange = theirs.filter((item) => item.marks.size > 0 && !isNamed(item));
  if (strange.length >= lack) return strange.slice(0, lack).map(lost);
  const alone = laid(theirs, ours, ITEM_MOVES).filter((row) => row.ours.length === 0);
  return alone
    .flatMap((row) => row.theirs)
    .filter((item) => !isNamed(item))
    .slice(0, lack)
    .map(lost);
}

function itemsIn(text: string): Sentence[] {
  return Array.from(text.matchAll(ITEM), ({ 0: line, 1: item, index }) => {
    const from = index + line.length - item!.length;
    return sentenceAt(item!, from, true);
  });
}

function sentencesIn(text: string, pattern: RegExp): Sentence[] {
  const found = Array.from(text.matchAll(pattern), ({ 0: written, index }): Sentence => {
    const from = index + (written.length - written.trimStart().length);
    return sentenceAt(written.trim(), from, written.endsWith("\n") || index + written.length === text.length);
  });
  return found.filter(({ length }) => length > 0);
}

function sentenceAt(sentence: string, from: number, isLine: boolean): Sentence {
  const han = hanIn(sentence);
  const length = lettersIn(sentence) + A_LETTER * han;
  return { from, to: from + sentence.length, length, han, isLine, marks: marksIn(sentence) };
}

function hanIn(text: string): number {
  return text.match(/\p{sc=Han}/gu)?.length ?? 0;
}

function lettersIn(text: string): number {
  return text.match(/[A-Za-z0-9]/g)?.length ?? 0;
}

function marksIn(sentence: string): Set<string> {
  return new Set(sentence.toLowerCase().match(/[a-z]{2,}|[0-9]+/g));
}

/** The cheapest way through both, in order. */
function laid(a: readonly Sentence[], b: readonly Sentence[], moves: Moves): Beside[] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width).fill(Infinity);
  const came = new Uint8Array(costs.length);
  costs[0] = 0;
  const theirWords = new Set(a.flatMap(({ marks }) => [...marks]));
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++)
      moves.forEach(([di, dj, cost], move) => {
        if (di > i || dj > j) return;
        const before = costs[(i - di) * width + (j - dj)]!;
        const total = before + cost + besides(a.slice(i - di, i), b.slice(j - dj, j), theirWords);
        if (total < costs[i * width + j]!) {
          costs[i * width + j] = total;
          came[i * width + j] = move;
        }
      });
  const rows: Beside[] = [];
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const [di, dj] = moves[came[i * width + j]!]!;
    rows.push({ theirs: a.slice(i - di, i), ours: b.slice(j - dj, j) });
    i -= di;
    j -= dj;
  }
  return rows.reverse();
}

function besides(a: readonly Sentence[], b: readonly Sentence[], theirWords: ReadonlySet<string>): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [long, short] = [sum(a), sum(b)];
  const far = (short - long) / Math.sqrt(SPREAD * ((long + short) / 2));
  const words = new Set(b.flatMap(({ marks }) => [...marks]).filter((word) => theirWords.has(word)));
  const own = a.flatMap(({ marks }) => [...marks]);
  const same = own.filter((word) => words.has(word)).length;
  return Math.min(12, (far * far) / 3) - SAME * same + SAME * (words.size - same) * 0.5;
}
