/**
 * White space and line ends in texts of any length, in one pass. A pattern such as `\s*\n\s*` looks through a run of
 * spaces once from each of them: 80,000 no-break spaces take it a minute.
 */

import type { Layout, Run } from "./layout.ts";
import { firstWhere } from "./search.ts";

/** White space; behind a line end with the signs of quotations and of verse, where a block begins. */
const SPACES = /[^\S\n]*\n(?:\s|>(?=\s))*(?:\| )?|\s+/g;

/**
 * Words on one line: white space with a line end in it becomes ` ¶ `, or ` / ` where a stanza goes on with its next line;
 * other white space stays as it is.
 */
export function withPilcrows(text: string): string {
  return text.replace(SPACES, (white) => {
    const end = white.indexOf("\n");
    if (end < 0) return white;
    return white.endsWith("| ") && end === white.lastIndexOf("\n") ? " / " : " ¶ ";
  });
}

/**
 * The words of a rendering from `from` to `to` of its text on one line, as they are read: without the signs of lists,
 * headings, verse and quotations, the ends of blocks as {@link withPilcrows} has them, raised letters raised.
 */
export function lineOf({ text, blocks, runs }: Layout, from: number, to: number): string {
  let [line, at] = ["", from];
  for (let index = firstWhere(blocks, (block) => block.to >= from); index < blocks.length; index++) {
    const block = blocks[index]!;
    if (block.from > to) break;
    line +=
      between(text.slice(at, block.from)) + withRaised(text, runs, Math.max(from, block.from), Math.min(to, block.to));
    at = Math.min(to, block.to);
  }
  return line + between(text.slice(at, to));
}

/** What parts two blocks; nothing for the signs of a block whose line has begun before. */
function between(gap: string): string {
  return gap.includes("\n") ? withPilcrows(gap).replace(/^.*?( [¶/] ).*$/su, "$1") : "";
}

const RAISED = lettersBeside("0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ");

function lettersBeside(pairs: string): ReadonlyMap<string, string> {
  return new Map(pairs.match(/../gsu)!.map((pair) => [pair[0]!, pair[1]!]));
}

/** Raised letters as the signs that Unicode has for them, which are heard as such too: `10⁶`. What has none stays. */
function withRaised(text: string, runs: readonly Run[], from: number, to: number): string {
  let line = "";
  for (let index = firstWhere(runs, (run) => run.to > from); index < runs.length && runs[index]!.from < to; index++) {
    const run = runs[index]!;
    const words = text.slice(Math.max(from, run.from), Math.min(to, run.to));
    const raised = run.marks.some(({ type }) => type.name === "superscript");
    line += raised ? Array.from(words, (letter) => RAISED.get(letter) ?? letter).join("") : words;
  }
  return line;
}

/** How many spaces (U+0020) `text` begins with. */
export function spacesBefore(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === 0x20) count++;
  return count;
}

/** How many spaces (U+0020) `text` ends with. */
export function spacesAfter(text: string): number {
  let count = 0;
  while (text.charCodeAt(text.length - 1 - count) === 0x20) count++;
  return count;
}
