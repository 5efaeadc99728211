/** One base and two revisions of it, from a seed: words put in, taken out, replaced and put elsewhere, paragraphs parted. */
import { Dice } from "./network.ts";

/** The words of a base: prose with the usual small words, and no others, so that the same word stands often. */
export const PROSE =
  "the government shall promote the development of digital markets , and the people of the county shall share in it ; where a plan is made , it is made for ten years , and each year the council reports on the plan . of all that was done , what was left undone is told first , and why it was left . no office may change the plan by itself , but any citizen may ask that it be changed , and shall be heard .".split(
    " ",
  );
const FRESH = "clear wide early common rural swift modest lawful joint open fair plain useful sound daily".split(" ");

/** Base, ours and theirs as lines of text. */
export function made(seed: number): [base: string, ours: string, theirs: string] {
  const dice = new Dice(seed);
  const start = dice.below(PROSE.length - 40);
  const base = PROSE.slice(start, start + 12 + dice.below(28));
  return [base, edited(base, dice), edited(base, dice)].map(written) as [string, string, string];
}

/** @param moves false: nothing is put elsewhere. */
export function edited(base: readonly string[], dice: Dice, moves = true): string[] {
  const words = [...base];
  for (let count = dice.below(5); count > 0; count--) {
    const at = dice.below(words.length);
    const length = 1 + dice.below(3);
    const fresh = (): string => FRESH[dice.below(FRESH.length)]!;
    const kind = dice.below(moves ? 10 : 9);
    if (kind < 3) words.splice(at, 0, ...Array.from({ length }, fresh));
    else if (kind < 6) words.splice(at, length);
    else if (kind < 9) words.splice(at, length, ...Array.from({ length: 1 + dice.below(3) }, fresh));
    else words.splice(dice.below(words.length), 0, ...words.splice(at, 4 + length));
  }
  return words;
}

export function written(words: readonly string[]): string {
  return words.join(" ").replaceAll(/ ([,;.])/g, "$1");
}
