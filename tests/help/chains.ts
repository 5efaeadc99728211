/** Histories of a passage, from a seed: each version made of the one before by somebody who puts in, takes out and replaces words. */
import { edited, PROSE, written } from "./two-edits.ts";
import { Dice } from "./network.ts";

/** Three to six versions, oldest first, and a revision of the last that says nothing of theirs on purpose. */
export function chainOf(seed: number): { versions: string[]; revision: string; dice: Dice } {
  const dice = new Dice(seed);
  const start = dice.below(PROSE.length - 40);
  const chain = [PROSE.slice(start, start + 16 + dice.below(24))];
  const count = 3 + dice.below(4);
  while (chain.length < count) chain.push(edited(chain.at(-1)!, dice, false));
  const revision = written(edited(chain.at(-1)!, dice, false));
  return { versions: chain.map(written), revision, dice };
}
