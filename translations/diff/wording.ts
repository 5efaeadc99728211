/** A text as the diff reads it: its words as columns, a number for the letters of each, and the marks on each. */
import type { Layout } from "../text/layout.ts";
import type { Mark } from "../text/schema.ts";
import { codeOf, scanWords, type WordColumns } from "../text/words.ts";

/**
 * One side of a comparison: the words of `text`, or of a window of it. The columns run beside each other. A version
 * never changes, so its wording is made once and kept by whoever compares it often.
 */
export interface Wording extends WordColumns {
  text: string;
  /** The marks on each word, spelled so that equal marks are equal strings; null if no word has any. */
  marks: readonly string[] | null;
  /** Where the white space before the first word begins, and that after the last word ends. */
  start: number;
  end: number;
}

/** The wording of plain text between two seams. What looks like a list marker is a word as any other. */
export function wordingOfText(text: string, start = 0, end = text.length): Wording {
  return wording(text, scanWords(text, start, end), null, start, end);
}

/** The wording of a rendering's layout. Markers of lists and headings are no words: they stand between words. */
export function wordingOfLayout({ text, blocks, runs }: Layout): Wording {
  const columns: WordColumns = { from: [], to: [], sign: [], code: [] };
  for (const { from, to } of blocks) {
    const found = scanWords(text.slice(from, to));
    for (let i = 0; i < found.from.length; i++) {
      columns.from.push(found.from[i]! + from);
      columns.to.push(found.to[i]! + from);
      columns.sign.push(found.sign[i]!);
      columns.code.push(found.code[i]!);
    }
  }
  return wording(text, columns, marksOf(columns, runs), 0, text.length);
}

/** A wording of words that are cut already, one string each. */
export function wordingOfWords(all: readonly string[]): Wording {
  const columns: WordColumns = { from: [], to: [], sign: all.map(() => false), code: all.map(codeOf) };
  let at = 0;
  for (const word of all) {
    columns.from.push(at);
    columns.to.push((at += word.length));
  }
  return wording(all.join(""), columns, null, 0, at);
}

/** The words of `whole` that stand between two seams. */
export function windowOf(whole: Wording, start: number, end: number): Wording {
  if (start === 0 && end === whole.text.length) return whole;
  const [first, last] = [firstFrom(whole.from, start), firstFrom(whole.from, end)];
  return {
    text: whole.text,
    from: whole.from.slice(first, last),
    to: whole.to.slice(first, last),
    sign: whole.sign.slice(first, last),
    code: whole.code.slice(first, last),
    marks: whole.marks?.slice(first, last) ?? null,
    start,
    end,
  };
}

/** The index of the first number in `sorted` that is not below `at`. */
function firstFrom(sorted: readonly number[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wording(
  text: string,
  { from, to, sign, code }: WordColumns,
  marks: readonly string[] | null,
  start: number,
  end: number,
): Wording {
  return { text, from, to, sign, code, marks, start, end };
}

function marksOf({ from, to }: WordColumns, runs: Layout["runs"]): string[] | null {
  if (runs.every(({ marks }) => marks.length === 0)) return null;
  let first = 0;
  return from.map((start, index) => {
    while (first < runs.length && runs[first]!.to <= start) first++;
    let spelled = "";
    for (let i = first; i < runs.length && runs[i]!.from < to[index]!; i++)
      spelled += spellMarks(runs[i]!.marks, Math.max(0, runs[i]!.from - start));
    return spelled;
  });
}

function spellMarks(marks: readonly Mark[], at: number): string {
  return marks.length > 0 || at > 0 ? `${at}:${JSON.stringify(marks)};` : "";
}

/** The letters of word `index`; "" outside the words. */
export function lettersOf({ text, from, to }: Wording, index: number): string {
  return text.slice(from[index], to[index] ?? 0);
}

/** Whether word `i` of one side has the letters of word `j` of the other. */
export function sameWord(a: Wording, i: number, b: Wording, j: number): boolean {
  return a.code[i] === b.code[j] && sameStretch(a.text, a.from[i]!, a.to[i]!, b.text, b.from[j]!, b.to[j]!);
}

/** Whether `count` words from `i` on equal those of the other side from `j` on, with all that stands between them. */
export function sameRun(a: Wording, i: number, b: Wording, j: number, count: number): boolean {
  if (count === 1) return sameWord(a, i, b, j);
  return a.text.slice(a.from[i], a.to[i + count - 1]) === b.text.slice(b.from[j], b.to[j + count - 1]);
}

/** Whether what stands before word `i` of one side equals what stands before word `j` of the other. */
export function sameGap(a: Wording, i: number, b: Wording, j: number): boolean {
  return sameStretch(a.text, gapStart(a, i), gapEnd(a, i), b.text, gapStart(b, j), gapEnd(b, j));
}

function sameStretch(a: string, fromA: number, toA: number, b: string, fromB: number, toB: number): boolean {
  if (toA - fromA !== toB - fromB) return false;
  for (let i = fromA, j = fromB; i < toA; i++, j++) if (a.charCodeAt(i) !== b.charCodeAt(j)) return false;
  return true;
}

/** Where the word before `index` ends: the gap's beginning. `index` may be one past the last word. */
export function gapStart({ to, start }: Wording, index: number): number {
  return index > 0 ? to[index - 1]! : start;
}

/** Where word `index` begins: the gap's end. */
export function gapEnd({ from, end }: Wording, index: number): number {
  return index < from.length ? from[index]! : end;
}

/** Whether a line ends between word `index` and the one before it. */
export function lineEndsBefore(side: Wording, index: number): boolean {
  const end = gapEnd(side, index);
  for (let at = gapStart(side, index); at < end; at++) if (side.text.charCodeAt(at) === 10) return true;
  return false;
}
