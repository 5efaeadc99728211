/**
 * A rendering as a row of words and beginnings of blocks, as a draft's flat text has them: what three sides are merged
 * in. White space belongs to the word after it.
 */
import { flatOf, renderingOf, type Words } from "../../draft/flat.ts";
import { NOTHING, saying, type Before } from "../../draft/places.ts";
import { canonical } from "../../text/canonical.ts";
import { layout, type Layout } from "../../text/layout.ts";
import type { Rendering } from "../../text/schema.ts";
import { words } from "../../text/words.ts";

/** A word, or the beginning of a block. */
export interface Token {
  /** The word's letters; a line end for the beginning of a block. */
  letters: string;
  /** What block begins, as a draft's marker says it (`draft/places.ts`); of a word null. */
  said: string | null;
  /** The letters with their marks; none at the beginning of a block. */
  words: readonly Words[];
  /** The white space before a word, with its marks. */
  gap: readonly Words[];
  /** White space at the end of its block, if it is the last there; canonical form leaves some. */
  tail: readonly Words[];
  /** Where it stands in the rendering's text (`text/layout.ts`), in UTF-16 code units; -1 for what stands in none. */
  at: number;
}

export function isBlock({ said }: Token): boolean {
  return said !== null;
}

/** The beginning of a block. */
export function blockToken(said: string, at: number): Token {
  return { letters: "\n", said, words: [], gap: [], tail: [], at };
}

/** The words and blocks of a rendering, in its canonical form. */
export function tokensOf(rendering: Rendering): Token[] {
  const form = canonical(rendering);
  const { blocks } = layout(form);
  let before: Before = NOTHING;
  return flatOf(form, false).blocks.flatMap(({ node, place }, index) => {
    const runs: Words[] = [];
    node.forEach(({ text = "", marks }) => runs.push({ text, marks }));
    const said = saying(place, before);
    before = place;
    const { from } = blocks[index]!;
    const found = wordTokens(runs, from);
    return [found.length > 0 ? blockToken(said, from) : { ...blockToken(said, from), tail: runs }, ...found];
  });
}

/** The words of one block, which begins at `at`. */
export function wordTokens(runs: readonly Words[], at: number): Token[] {
  const text = runs.map((run) => run.text).join("");
  const found = words(text);
  return found.map(({ from, to }, index) => {
    const [before, after] = [found[index - 1]?.to ?? 0, index === found.length - 1 ? text.length : to];
    return {
      letters: text.slice(from, to),
      said: null,
      words: cut(runs, from, to),
      gap: before < from ? cut(runs, before, from) : [],
      tail: to < after ? cut(runs, to, after) : [],
      at: at + from,
    };
  });
}

function cut(runs: readonly Words[], from: number, to: number): Words[] {
  let start = 0;
  const found: Words[] = [];
  for (const { text, marks } of runs) {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (part !== "") found.push({ text: part, marks });
    start += text.length;
  }
  return found;
}

/** The row as flat text to be compared: a line end for each beginning of a block. Marks are left out. */
export function layoutOf(tokens: readonly Token[]): { layout: Layout; starts: number[] } {
  let text = "";
  const starts: number[] = [];
  const blocks: { from: number; to: number; pos: number; type: "paragraph" }[] = [];
  for (const token of tokens) {
    text += textOf(token.gap);
    starts.push(text.length);
    text += token.letters;
    if (isBlock(token)) blocks.push({ from: text.length, to: text.length, pos: 0, type: "paragraph" });
    text += textOf(token.tail);
    blocks.at(-1)!.to = text.length;
  }
  return { layout: { text, runs: [], blocks }, starts };
}

/** The canonical rendering of a row, which begins with a block. */
export function renderingOfTokens(tokens: readonly Token[]): Rendering {
  const blocks: { said: string; words: Words[] }[] = [];
  for (const [index, { said, gap, words: letters, tail }] of tokens.entries()) {
    if (said !== null) blocks.push({ said, words: [] });
    const isLast = index + 1 === tokens.length || isBlock(tokens[index + 1]!);
    blocks.at(-1)!.words.push(...gap, ...letters, ...(isLast ? tail : []));
  }
  return canonical(renderingOf(blocks));
}

export function textOf(words: readonly Words[]): string {
  return words.length === 1 ? words[0]!.text : words.map(({ text }) => text).join("");
}
