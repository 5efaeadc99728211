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
import { BLANK, QUOTED, QUOTED_GOES_ON, VERSE, VERSE_GOES_ON } from "../../translations/text/parse.ts";
import { LIMITS } from "../../translations/text/limits.ts";

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
/** A hyphen at a line's end, with the part of a word after it. What stands before it is looked for from here. */
const BROKEN = /([-\u2010])[\t \u00a0]*\n[\t \u00a0]*(\p{Ll}[\p{L}\p{M}]*)/gu;

/** The words that stand somewhere in a text, those with a hyphen in them too, whatever their case. */
export function wordsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  let last = { from: -1, to: -1 };
  for (const { index: from, 0: word } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    found.add(word.toLowerCase());
    if (from === last.to + 1 && /[-\u2010]/.test(text[last.to]!))
      found.add(text.slice(last.from, from + word.length).toLowerCase());
    last = { from, to: from + word.length };
  }
  return found;
}

/**
 * How to make one line of a paragraph of several, parted by LF: edits in order, none touching another. `known` is what
 * {@link wordsIn} finds in all that was pasted.
 */
export function mendLines(text: string, known: ReadonlySet<string>): Mending[] {
  const mendings = [...brokenWords(text, known), ...lineEnds(text)].sort((a, b) => a.from - b.from);
  return mendings.filter(({ from }, index) => index === 0 || from >= mendings[index - 1]!.to);
}

function brokenWords(text: string, known: ReadonlySet<string>): Mending[] {
  let done = 0;
  return [...text.matchAll(BROKEN)].flatMap(({ index: from, 0: end, 1: hyphen, 2: after }): Mending[] => {
    const before = wordEndingAt(text, done, from);
    if (before === "") return [];
    done = from + end.length;
    const to = done - after!.length;
    if (known.has((before + after!).toLowerCase())) return [{ from, to, by: "" }];
    return known.has((before + hyphen! + after!).toLowerCase()) ? [{ from, to, by: hyphen! }] : [];
  });
}

/** The letters that end at `to`, none of them before `least`; the first is no mark. */
function wordEndingAt(text: string, least: number, to: number): string {
  let from = to;
  for (let at = to; at > least;) {
    const letter = lastCharacter(text, at);
    if (!/[\p{L}\p{M}]/u.test(letter)) break;
    at -= letter.length;
    if (at >= least && /\p{L}/u.test(letter)) from = at;
  }
  return text.slice(from, to);
}

/** Line ends with the blanks around them. Found from the line end on, as a run of blanks may be long and have none. */
function lineEnds(text: string): Mending[] {
  let done = 0;
  return [...text.matchAll(/\n[\t \u00a0]*/g)].map(({ index, 0: end }) => {
    let from = index;
    while (from > done && /[\t \u00a0]/.test(text[from - 1]!)) from--;
    const soft = from > done && text[from - 1] === "\u00ad";
    if (soft) from--;
    const to = (done = index + end.length);
    const [left, right] = [lastCharacter(text, from), text.slice(to, to + 2)];
    const joins = soft || (SPACELESS.test(left) && SPACELESS.test(firstCharacter(right)));
    return { from, to, by: joins ? "" : " " };
  });
}

/** Nobody sets prose in shorter lines than this, and verse seldom in longer ones, in UTF-16 code units. */
const NARROWEST = 60;

/** How long the longest line of a text is, in UTF-16 code units. */
export function widestLine(text: string): number {
  return text.split("\n").reduce((most, line) => Math.max(most, line.trimEnd().length), 0);
}

/**
 * True for lines that a program broke, each where the next word had no room in `width`, as in an e-mail. Whoever ends a line
 * by hand leaves room.
 */
export function isWrapped(text: string, width: number): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const isFull = (line: string, next: string): boolean =>
    line.trimEnd().length + 1 + (/^\S+/.exec(next.trimStart())?.[0].length ?? 0) > width;
  return (
    width >= NARROWEST && lines.every((line, index) => index === lines.length - 1 || isFull(line, lines[index + 1]!))
  );
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

/** Lines that belong together; `apart` says that an empty line stood before them, `whole` that they stay lines. */
interface Chunk {
  lines: string[];
  apart: boolean;
  whole: boolean;
}

const NUMBERED = /^([\t ]*)(\d{1,5})\. /;
const ITEM_OR_HEADING = /^[\t ]*- |^#{1,6} /;
const SIGN_ALONE = /^[>|]$/;

/**
 * Plain text of several lines with one line for each paragraph, item and line of verse, as `parseText` reads them. Empty
 * lines part paragraphs; an item goes on until the next item or an empty line. A line that begins with a number is an item
 * where one may stand: at the beginning, as the first of a list, or as the one after the last; otherwise it is a year.
 */
export function textOfLines(text: string): string {
  const known = text.replace(/\r\n?/g, "\n");
  return blocksOf(known.split("\n"), wordsIn(known), 0).join("\n");
}

/** @param depth how many quotations there are around; in too many of them, lines are left as they are. */
function blocksOf(lines: readonly string[], words: ReadonlySet<string>, depth: number): string[] {
  if (depth > LIMITS.depth) return [...lines];
  return chunksOf(lines, words, depth).flatMap(({ lines: own, apart, whole }, index) => [
    ...(apart && index > 0 ? [""] : []),
    ...(whole ? own : [wordsOf(own, words)]),
  ]);
}

function chunksOf(lines: readonly string[], words: ReadonlySet<string>, depth: number): Chunk[] {
  const chunks: Chunk[] = [];
  /** The number that a list goes on with, by how far it is indented. */
  const next = new Map<number, number>();
  let apart = true;
  for (let at = 0; at < lines.length;) {
    const whole = wholeAt(lines, at, words, depth);
    if (whole) {
      chunks.push({ lines: whole.lines, apart, whole: true });
      [at, apart] = [whole.end, false];
      continue;
    }
    const line = lines[at++]!.replace(BULLET, "- ");
    if (BLANK.test(line.replace(INVISIBLE, ""))) {
      apart = true;
      continue;
    }
    const [, indent = "", digits] = NUMBERED.exec(line) ?? [];
    const numbered = digits !== undefined && (apart || indent !== "" || [1, next.get(0)].includes(Number(digits)));
    if (apart || numbered || chunks.at(-1)!.whole || ITEM_OR_HEADING.test(line))
      chunks.push({ lines: [line], apart, whole: false });
    else chunks.at(-1)!.lines.push(line);
    if (numbered) next.set(indent.length, Number(digits) + 1);
    apart = false;
  }
  return chunks;
}

/** The lines of a quotation or of verse that begins there, as `parseText` reads them, and where it ends; null if none does. */
function wholeAt(
  lines: readonly string[],
  from: number,
  words: ReadonlySet<string>,
  depth: number,
): { lines: string[]; end: number } | null {
  const quoted = QUOTED.test(lines[from]!);
  if (!quoted && !VERSE.test(lines[from]!)) return null;
  const goesOn = quoted ? QUOTED_GOES_ON : VERSE_GOES_ON;
  let end = from + 1;
  while (end < lines.length && goesOn.test(lines[end]!)) end++;
  const own = lines.slice(from, end);
  if (!quoted) return { lines: own.map(withoutInvisibles), end };
  const inner = blocksOf(
    own.map((line) => line.slice(2)),
    words,
    depth + 1,
  );
  return { lines: inner.map((line) => (line === "" ? ">" : `> ${line}`)), end };
}

function wordsOf(lines: readonly string[], known: ReadonlySet<string>): string {
  const text = lines.join("\n");
  const joined = withoutInvisibles(mended(text, mendLines(text, known)));
  // A sign alone on its line is a word; with the next line behind it, it would begin a quotation, or verse.
  return lines.length > 1 && SIGN_ALONE.test(lines[0]!) && /^[>|] /.test(joined) ? `\\${joined}` : joined;
}
