/** A text as the diff reads it: its words, the letters of each, and the marks on each. */
import type { Layout } from "../text/layout.ts";
import type { Mark } from "../text/schema.ts";
import { words, type Word } from "../text/words.ts";

/** One side of a comparison. `letters` and `marks` run beside `words`. */
export interface Wording {
  text: string;
  words: readonly Word[];
  letters: readonly string[];
  /** The marks on each word, spelled so that equal marks are equal strings; "" for none. */
  marks: readonly string[];
}

/** The wording of plain text. What looks like a list marker is a word as any other. */
export function wordingOfText(text: string): Wording {
  return wording(text, words(text), () => "");
}

/** The wording of a rendering's layout. Markers of lists and headings are no words: they stand between words. */
export function wordingOfLayout({ text, blocks, runs }: Layout): Wording {
  const found = blocks.flatMap(({ from, to }) =>
    words(text.slice(from, to)).map((word) => ({ ...word, from: word.from + from, to: word.to + from })),
  );
  let first = 0;
  return wording(text, found, (word) => {
    while (first < runs.length && runs[first]!.to <= word.from) first++;
    let spelled = "";
    for (let i = first; i < runs.length && runs[i]!.from < word.to; i++)
      spelled += spellMarks(runs[i]!.marks, Math.max(0, runs[i]!.from - word.from));
    return spelled;
  });
}

function wording(text: string, found: readonly Word[], marksOn: (word: Word) => string): Wording {
  return { text, words: found, letters: found.map(({ from, to }) => text.slice(from, to)), marks: found.map(marksOn) };
}

function spellMarks(marks: readonly Mark[], at: number): string {
  return marks.length > 0 || at > 0 ? `${at}:${JSON.stringify(marks)};` : "";
}

/** What stands before word `index`: white space, or a block's marker. `index` may be one past the last word. */
export function gapBefore({ text, words: all }: Wording, index: number): string {
  return text.slice(all[index - 1]?.to ?? 0, all[index]?.from ?? text.length);
}
