/**
 * The canonical form of a plain text file: its paragraphs as they are meant, however their lines were wrapped. Unlike
 * `parse.ts` it makes no rendering, knows no limits, and lets nothing but an empty line end a paragraph: in a re-wrapped
 * text any word may begin a line, also `1980.` or a dash.
 */
import { canonicalWords } from "./canonical.ts";
import { LIMITS } from "./limits.ts";
import { beginsList, BULLET, HEADING, NUMBERED, QUOTED, QUOTED_GOES_ON, VERSE } from "./parse.ts";

/**
 * `text` with its letters in canonical form (NFC, one space for white space, no control characters), an empty line
 * between blocks, and no line end within a paragraph. Where a block begins as the canonical text writes a list, verse,
 * a heading or a quotation, each item, line of verse or paragraph of it keeps a line of its own.
 * `canonicalPlain(canonicalPlain(x))` equals `canonicalPlain(x)`.
 */
export function canonicalPlain(text: string): string {
  return blocksOf(text.split(/\r\n?|\n/), 0).join("\n\n");
}

/** @param depth how many quotations there are around. */
function blocksOf(lines: readonly string[], depth: number): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < lines.length;) {
    const first = canonicalWords(lines[at]!);
    if (first === "") at++;
    else {
      const end = endOfBlock(lines, at, first, depth);
      blocks.push(blockOf(lines.slice(at, end), first, depth));
      at = end;
    }
  }
  return blocks.filter((block) => block !== "");
}

function isQuotation(first: string, depth: number): boolean {
  return QUOTED.test(first) && depth < LIMITS.depth;
}

function endOfBlock(lines: readonly string[], start: number, first: string, depth: number): number {
  if (HEADING.test(first)) return start + 1;
  const goesOn = goesOnIf(first, depth);
  let end = start + 1;
  while (end < lines.length && goesOn(canonicalWords(lines[end]!))) end++;
  return end;
}

function goesOnIf(first: string, depth: number): (line: string) => boolean {
  if (isQuotation(first, depth)) return (line) => QUOTED_GOES_ON.test(line);
  return VERSE.test(first) ? (line) => VERSE.test(line) : (line) => line !== "";
}

function blockOf(lines: readonly string[], first: string, depth: number): string {
  if (isQuotation(first, depth)) return quotationOf(lines, depth);
  if (VERSE.test(first)) return lines.map(canonicalWords).join("\n");
  return beginsList(first) ? listOf(lines) : canonicalWords(lines.join(" "));
}

function quotationOf(lines: readonly string[], depth: number): string {
  const inner = lines.map((line) => line.trimStart().replace(/^> ?/, ""));
  const text = blocksOf(inner, depth + 1).join("\n\n");
  return text.replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">");
}

/** Items with their indents; other lines go on with the item before them. */
function listOf(lines: readonly string[]): string {
  const items: string[][] = [];
  const numbers = new Set<number>([0]);
  for (const line of lines) {
    const words = canonicalWords(line);
    const number = NUMBERED.exec(words)?.[1];
    const begins =
      items.length === 0 || BULLET.test(words) || (number !== undefined && numbers.has(Number(number) - 1));
    if (begins && number !== undefined) numbers.add(Number(number));
    if (begins) items.push([line]);
    else items.at(-1)!.push(line);
  }
  return items.map((item) => indentOf(item[0]!) + canonicalWords(item.join(" "))).join("\n");
}

function indentOf(line: string): string {
  return /^ */.exec(line)![0];
}
