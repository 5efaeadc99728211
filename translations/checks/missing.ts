/**
 * Sentences of a source that have no counterpart in its rendering, by their lengths (Gale and Church 1993) and by what
 * stands in both: figures and Latin words. Spoken of only where the rendering as a whole says too little.
 */
import type { Finding, Known, Place } from "./finding.ts";

/** English letters that a Chinese one becomes, and how far single sentences are from that. */
const [A_LETTER, SPREAD] = [2.9, 3.4];
/** English letters that a rendering has at least for a Chinese one, all in all; with fewer something is not there. */
const SPARSE = 2.1;
/** Texts of more sentences than this are not laid beside each other. */
const MOST_SENTENCES = 60;
/** A sentence of fewer Chinese letters may be said in the one beside it; one on a line of its own may not. */
const [LEAST, LEAST_LINE] = [8, 3];

/** What it costs to lay so many sentences beside so many, before their lengths are looked at. */
const MOVES: readonly (readonly [a: number, b: number, cost: number])[] = [
  [1, 1, 0.1],
  [1, 0, 4.5],
  [0, 1, 4.5],
  [2, 1, 2.4],
  [1, 2, 2.4],
  [2, 2, 4.5],
];
/** What is the same in both speaks for a pair. */
const SAME = 1.5;

interface Sentence extends Place {
  /** In letters of the rendering. */
  length: number;
  han: number;
  isLine: boolean;
  marks: ReadonlySet<string>;
}

export function missingIn(source: string, rendering: string, languages: readonly (Known | null)[]): Finding[] {
  if (languages[0] !== "zh" || languages[1] !== "en") return [];
  // Latin words of the source stand in both.
  const said = lettersIn(rendering) - lettersIn(source);
  if (said > SPARSE * hanIn(source)) return [];
  const theirs = sentencesIn(source, /[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)/gu);
  const ours = sentencesIn(rendering, /[^\s](?:[^.!?\n]|[.!?](?=[^\s"”’)]))*(?:[.!?]+["”’)]*|\n|$)/gu);
  if (theirs.length < 2 || theirs.length > MOST_SENTENCES || ours.length > MOST_SENTENCES) return [];
  return unpaired(theirs, ours)
    .filter(({ han, isLine }) => han >= (isLine ? LEAST_LINE : LEAST))
    .map(({ from, to }) => ({ check: "missing", at: null, source: { from, to } }));
}

function sentencesIn(text: string, pattern: RegExp): Sentence[] {
  const found = Array.from(text.matchAll(pattern), ({ 0: written, index }): Sentence => {
    const sentence = written.trim();
    const from = index + (written.length - written.trimStart().length);
    const han = hanIn(sentence);
    const isLine = written.endsWith("\n") || index + written.length === text.length;
    return {
      from,
      to: from + sentence.length,
      length: lettersIn(sentence) + A_LETTER * han,
      han,
      isLine,
      marks: marksIn(sentence),
    };
  });
  return found.filter(({ length }) => length > 0);
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

/** The sentences of `a` that the cheapest way through both leaves alone. */
function unpaired(a: readonly Sentence[], b: readonly Sentence[]): Sentence[] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width).fill(Infinity);
  const came = new Uint8Array(costs.length);
  costs[0] = 0;
  const theirWords = new Set(a.flatMap(({ marks }) => [...marks]));
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++)
      MOVES.forEach(([di, dj, cost], move) => {
        if (di > i || dj > j) return;
        const before = costs[(i - di) * width + (j - dj)]!;
        const total = before + cost + besides(a.slice(i - di, i), b.slice(j - dj, j), theirWords);
        if (total < costs[i * width + j]!) {
          costs[i * width + j] = total;
          came[i * width + j] = move;
        }
      });
  const alone: Sentence[] = [];
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const [di, dj] = MOVES[came[i * width + j]!]!;
    i -= di;
    j -= dj;
    if (dj === 0) alone.push(a[i]!);
  }
  return alone.reverse();
}

function besides(a: readonly Sentence[], b: readonly Sentence[], theirWords: ReadonlySet<string>): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [long, short] = [a, b].map((side) => side.reduce((sum, { length }) => sum + length, 0)) as [number, number];
  const far = (short - long) / Math.sqrt(SPREAD * ((long + short) / 2));
  const words = new Set(b.flatMap(({ marks }) => [...marks]).filter((word) => theirWords.has(word)));
  const own = a.flatMap(({ marks }) => [...marks]);
  const same = own.filter((word) => words.has(word)).length;
  return Math.min(12, (far * far) / 3) - SAME * same + SAME * (words.size - same) * 0.5;
}
