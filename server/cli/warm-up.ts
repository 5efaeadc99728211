/** A comparison runs twice as quick once JavaScript's engine has compiled it for what comes: made-up revisions do that. */
import { performance } from "node:perf_hooks";
import { diffTexts } from "../../translations/compare/words/words.ts";

/** Words of the kinds that come; the engine keeps texts with Chinese in them, and texts without, in different ways. */
const ENGLISH =
  "Clarify the relationship between government and markets; promote better integration, let supervision of innovation run through it (all of it), and sort out 14th-plan goals to 97.5% for all.".split(
    " ",
  );
const MIXED = [...ENGLISH, "(厘清政府和市场关系);", "厘清", "2021–2025", "“orderly”"];

/** In milliseconds. Without it the first thousand comparisons of paragraphs take about twice as long as those after them. */
const WARM_UP = 700;

/** Compares passages of up to 160 words, from hardly changed to rewritten, until the engine knows them all. */
export function warmUp(): void {
  const dice = diceFrom(14);
  const pairs = Array.from({ length: 200 }, (_, index) =>
    madeUpRevision(dice, index % 3 === 0 ? MIXED : ENGLISH, 8 + ((index * 37) % 152), (index % 10) / 20),
  );
  const end = performance.now() + WARM_UP;
  for (let at = 0; performance.now() < end; at = (at + 1) % pairs.length) diffTexts(...pairs[at]!);
}

/** A passage of `length` words, and the same with about this share of them changed. As JSON brings them: each of one piece. */
function madeUpRevision(
  dice: () => number,
  vocabulary: readonly string[],
  length: number,
  share: number,
): [older: string, newer: string] {
  const word = () => vocabulary[Math.floor(dice() * vocabulary.length)]!;
  const older = Array.from({ length }, word);
  const revised = (kept: string) => [[], [word()], [word(), kept], [kept.toLowerCase()]][Math.floor(dice() * 4)]!;
  const newer = older.flatMap((kept) => (dice() < share + 1 / length ? revised(kept) : [kept]));
  return JSON.parse(JSON.stringify([older.join(" "), newer.join(" ")])) as [string, string];
}

/** Numbers from 0 up to 1, the same in every run (a linear congruential generator). */
function diceFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
