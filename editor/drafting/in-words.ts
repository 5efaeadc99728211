/** Changes and long words, told in a few. */
import { curling } from "../design/wording.ts";
import type { ToldChange } from "../prosemirror/marking.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** A change in a few words: “Clarify” → “Sort out”. */
export function inWords({ kind, before, after, sentence, made }: ToldChange): string {
  if (sentence !== null) return curling(before, after)(sentence);
  const words = wordsFrom(DESK).changes;
  const [went, came] = [shortened(before), shortened(after)];
  if (kind === "moved") return before !== "" && after === "" ? words.movedFrom(went) : words.movedTo(came);
  if (before !== "" && after === "") return words.takenOut(went);
  const change = before === "" ? words.added(came) : words.replaced(went, came);
  return made === "" ? change : words.andMade(change, made);
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
