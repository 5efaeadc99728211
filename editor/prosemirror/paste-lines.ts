/**
 * Lines as they come from a page set in lines, a PDF above all, made into paragraphs again.
 *
 * A line end inside of a paragraph is a space; between two letters of a script without spaces it is nothing. A hyphen
 * at a line end stays as it is, and the space after it, unless the paste itself shows what was meant: a soft hyphen is
 * the printer's, and a word that stands elsewhere in the paste in one piece ("information" for "infor-" and "mation")
 * or with its hyphen ("well-ordered") is written so here too. Dropped everywhere: soft hyphens, zero-width spaces, word
 * joiners and byte order marks, which say where a line may break and are no letters. Joiners that shape letters
 * (U+200C, U+200D) and marks of direction stay. Signs that stand for bullets at the start of a line, followed by a
 * space, make a list; dashes do not, for they may be meant.
 */

/** U+00AD, U+200B, U+2060, U+FEFF: hints for a line's end. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** The signs that word processors and pages set before an item, those of Word's symbol fonts among them. */
const BULLET = /^[\t \u00a0]*[•‣◦▪▫●○■□◆◇►▸⁃∙·\uf0a7\uf0b7\uf0d8\uf0fc][\t \u00a0\u3000]+/u;

/** How long the bullet and the space around it are at the start of `line`; 0 if there is none. */
export function bulletLength(line: string): number {
  return BULLET.exec(line)?.[0].length ?? 0;
}

/** True if a line begins with a sign that stands for a bullet. */
export function startsWithBullet(line: string): boolean {
  return BULLET.test(line);
}

/** The words without what is no letter. */
export function withoutInvisibles(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** What stands at `from` to `to` of a text gives way to `by`. */
export interface Mending {
  from: number;
  to: number;
  by: string;
}

const SPACELESS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\u3000-\u303f\uff00-\uffef]/u;
/** A hyphen between a letter and the line's end, with the part of a word before it and the one after it. */
const BROKEN_WORD = /(\p{L}[\p{L}\p{M}]*)([-\u2010])[\t \u00a0]*\n[\t \u00a0]*(\p{Ll}[\p{L}\p{M}]*)/gu;

/**
 * How to make one line of a paragraph of several, parted by LF: edits in order, none touching another. `known` is all
 * that was pasted, where words are looked for.
 */
export function mendLines(text: string, known: string): Mending[] {
  const mendings = [...brokenWords(text, known), ...lineEnds(text)].sort((a, b) => a.from - b.from);
  return mendings.filter(({ from }, index) => index === 0 || from >= mendings[index - 1]!.to);
}

function brokenWords(text: string, known: string): Mending[] {
  return [...text.matchAll(BROKEN_WORD)].flatMap(({ index, 0: whole, 1: before, 2: hyphen, 3: after }): Mending[] => {
    const [from, to] = [index + before!.length, index + whole.length - after!.length];
    if (standsIn(known, before! + after!)) return [{ from, to, by: "" }];
    return standsIn(known, before! + hyphen! + after!) ? [{ from, to, by: hyphen! }] : [];
  });
}

function standsIn(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${word}(?![\\p{L}\\p{M}\\p{N}])`, "iu").test(text);
}

const LINE_END = /(\u00ad?)[\t \u00a0]*\n[\t \u00a0]*/g;

function lineEnds(text: string): Mending[] {
  return [...text.matchAll(LINE_END)].map(({ index, 0: end, 1: soft }) => {
    const to = index + end.length;
    const [left, right] = [lastCharacter(text, index), text.slice(to, to + 2)];
    const joins = soft !== "" || (SPACELESS.test(left) && SPACELESS.test(firstCharacter(right)));
    return { from: index, to, by: joins ? "" : " " };
  });
}

function lastCharacter(text: string, before: number): string {
  return Array.from(text.slice(Math.max(0, before - 2), before)).at(-1) ?? "";
}

function firstCharacter(text: string): string {
  return Array.from(text)[0] ?? "";
}

/** A text with edits made, which are in order. */
export function mended(text: string, mendings: readonly Mending[]): string {
  let [out, at] = ["", 0];
  for (const { from, to, by } of mendings) {
    out += text.slice(at, from) + by;
    at = to;
  }
  return out + text.slice(at);
}

/** Lines that belong together; `apart` says that an empty line stood before them. */
interface Chunk {
  lines: string[];
  apart: boolean;
}

const NUMBERED = /^([\t ]*)(\d{1,5})\. /;
const ITEM_OR_HEADING = /^[\t ]*- |^#{1,6} /;
const BLANK = /^[\t-\r \u0085\u2028\u2029]*$/;

/**
 * Plain text of several lines with one line for each paragraph and item, as `parseText` reads them. Empty lines part
 * paragraphs; an item goes on until the next item or an empty line. A line that begins with a number is an item where
 * one may stand: at the beginning, as the first of a list, or as the one after the last; otherwise it is a year.
 */
export function textOfLines(text: string): string {
  const known = text.replace(/\r\n?/g, "\n");
  const chunks: Chunk[] = [];
  /** The number that a list goes on with, by how far it is indented. */
  const next = new Map<number, number>();
  let apart = true;
  for (const written of known.split("\n")) {
    const line = written.replace(BULLET, "- ");
    if (BLANK.test(line.replace(INVISIBLE, ""))) {
      apart = true;
      continue;
    }
    const [, indent = "", digits] = NUMBERED.exec(line) ?? [];
    const numbered = digits !== undefined && (apart || indent !== "" || [1, next.get(0)].includes(Number(digits)));
    if (apart || numbered || ITEM_OR_HEADING.test(line)) chunks.push({ lines: [line], apart });
    else chunks.at(-1)!.lines.push(line);
    if (numbered) next.set(indent.length, Number(digits) + 1);
    apart = false;
  }
  return chunks
    .map((chunk, index) => (index === 0 ? "" : chunk.apart ? "\n\n" : "\n") + wordsOf(chunk, known))
    .join("");
}

function wordsOf({ lines }: Chunk, known: string): string {
  const text = lines.join("\n");
  return withoutInvisibles(mended(text, mendLines(text, known)));
}
