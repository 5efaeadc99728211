/** A text as the diff reads it: its words as columns, a number for the letters of each, and the marks on each. */
import type { Layout } from "../../text/layout.ts";
import { canonicalLanguage } from "../../text/language.ts";
import type { Mark } from "../../text/schema.ts";
import { codeOf, scanOnto, scanWords, sheetFor, type WordColumns } from "../../text/words.ts";

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

/** The same on a sheet: it holds until the sheet is used again. */
export function wordingOnto(sheet: WordColumns, text: string, start: number, end: number): Wording {
  return wording(text, scanOnto(sheet, text, start, end), null, start, end);
}

/** The wording of a rendering's layout. Markers of lists and headings are no words: they stand between words. */
export function wordingOfLayout({ text, blocks, runs }: Layout): Wording {
  const found = blocks.map(({ from, to }) => ({ shift: from, columns: scanWords(text.slice(from, to)) }));
  const all = sheetFor(found.reduce((sum, { columns }) => sum + columns.count, 0));
  for (const { shift, columns } of found) {
    all.from.set(
      columns.from.map((from) => from + shift),
      all.count,
    );
    all.to.set(
      columns.to.map((to) => to + shift),
      all.count,
    );
    all.code.set(columns.code, all.count);
    all.count += columns.count;
  }
  return wording(text, all, marksOf(all, runs), 0, text.length);
}

/** A wording of words that are cut already, one string each. */
export function wordingOfWords(all: readonly string[]): Wording {
  const ends: number[] = [];
  for (const word of all) ends.push((ends.at(-1) ?? 0) + word.length);
  const columns = {
    count: all.length,
    from: Int32Array.from(all, (word, index) => ends[index]! - word.length),
    to: Int32Array.from(ends),
    code: Int32Array.from(all, (word) => codeOf(word)),
  };
  return wording(all.join(""), columns, null, 0, ends.at(-1) ?? 0);
}

function wording(
  text: string,
  { count, from, to, code }: WordColumns,
  marks: readonly string[] | null,
  start: number,
  end: number,
): Wording {
  return { text, count, from, to, code, marks, start, end };
}

function marksOf({ count, from, to }: WordColumns, runs: Layout["runs"]): string[] | null {
  if (runs.every(({ marks }) => marks.length === 0)) return null;
  let first = 0;
  return Array.from({ length: count }, (_, index) => {
    while (first < runs.length && runs[first]!.to <= from[index]!) first++;
    let spelled = "";
    for (let i = first; i < runs.length && runs[i]!.from < to[index]!; i++)
      spelled += spellMarks(runs[i]!.marks, Math.max(0, runs[i]!.from - from[index]!));
    return spelled;
  });
}

function spellMarks(marks: readonly Mark[], at: number): string {
  return marks.length > 0 || at > 0 ? `${at}:${marks.map(spellMark).join(",")};` : "";
}

/** Languages by one tag each, whichever a record has. */
function spellMark({ type, attrs }: Mark): string {
  return type.name === "foreign" ? `foreign ${canonicalLanguage(String(attrs["lang"]))}` : type.name;
}

/** The letters of word `index`; "" outside the words. */
export function lettersOf({ text, from, to }: Wording, index: number): string {
  return text.slice(from[index], to[index] ?? 0);
}

/** Whether word `i` of one side has the letters of word `j` of the other. Codes say so at once, but may deceive. */
export function sameLetters(a: Wording, i: number, b: Wording, j: number): boolean {
  return a.code[i] === b.code[j] && sameStretch(a.text, a.from[i]!, a.to[i]!, b.text, b.from[j]!, b.to[j]!);
}

/** The same, whatever their capitals. */
export function sameButForCase(a: Wording, i: number, b: Wording, j: number): boolean {
  return lettersOf(a, i).toLowerCase() === lettersOf(b, j).toLowerCase();
}

/** Whether `count` words from `i` on equal those of the other side from `j` on, with all that stands between them. */
export function sameRun(a: Wording, i: number, b: Wording, j: number, count: number): boolean {
  if (count === 1) return sameLetters(a, i, b, j);
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
export function gapEnd({ count, from, end }: Wording, index: number): number {
  return index < count ? from[index]! : end;
}

/** Whether a line ends between word `index` and the one before it. */
export function lineEndsBefore(side: Wording, index: number): boolean {
  const end = gapEnd(side, index);
  for (let at = gapStart(side, index); at < end; at++) if (side.text.charCodeAt(at) === 10) return true;
  return false;
}

/**
 * The two sides with codes that tell every word of them from every other: what deceived by its code gets a free one.
 */
export function withTrueCodes(a: Wording, b: Wording): [Wording, Wording] {
  const codes = new Map<string, number>();
  const taken = new Set<number>();
  const trueCode = (side: Wording, index: number): number => {
    const letters = lettersOf(side, index);
    let code = codes.get(letters) ?? side.code[index]!;
    if (!codes.has(letters)) {
      while (taken.has(code)) code += code < 0 ? -1 : 1;
      codes.set(letters, code);
      taken.add(code);
    }
    return code;
  };
  const truly = (side: Wording): Wording => ({ ...side, code: side.code.map((_, index) => trueCode(side, index)) });
  return [truly(a), truly(b)];
}
