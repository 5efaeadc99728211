/** Changes and long words, told in a few. */
import { curling } from "../design/wording.ts";
import type { ToldChange } from "../prosemirror/marking.ts";

/** A change in a few words: “Clarify” → “Sort out”. */
export function inWords({ kind, before, after, sentence, made: as }: ToldChange): string {
  if (sentence !== null) return curling(before, after)(sentence);
  if (kind === "moved")
    return before !== "" && after === ""
      ? `“${shortened(before)}” moved from here`
      : `“${shortened(after)}” moved to here`;
  const made = as && `, ${as}`;
  if (before === "") return `“${shortened(after)}” added${made}`;
  return after === "" ? `“${shortened(before)}” taken out` : `“${shortened(before)}” → “${shortened(after)}”${made}`;
}

const characters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Long words with their middle left out: 40 letters stay of their beginning and 20 of their end. */
export function shortened(words: string): string {
  if (words.length <= 70) return words;
  // Only the ends are cut into letters: what is long grows with every one that is typed.
  const letters = characters.segment(words);
  let [head, tail] = [0, words.length];
  for (let count = 0; count < 40 && head < words.length; count++) {
    const { index, segment } = letters.containing(head)!;
    head = index + segment.length;
  }
  for (let count = 0; count < 20 && tail > head; count++) tail = letters.containing(tail - 1)!.index;
  return tail <= head ? words : `${words.slice(0, head).trimEnd()} … ${words.slice(tail).trimStart()}`;
}
