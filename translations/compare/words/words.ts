/** What changed between two passages, word by word: the door of this room. How it is found stands in `diff.ts`. */
export { anchors } from "./anchors.ts";
export { commonRuns, type Crossing, MOST_PAIRS, withoutOverlap } from "./common-runs.ts";
export type { BlockNews, ToldBlock } from "./block-news.ts";
export { describe, type Description, madeBy, type News, type ToldMark } from "./describe.ts";
export { type Dictionary, icuWords, withTerms } from "./dictionary.ts";
export { diffLayouts, diffRenderings, diffTexts } from "./diff.ts";
export {
  codeOf,
  type LettersChanged,
  type LookAlikeScript,
  signOf,
  type UnseenChange,
  unseenChange,
  type UnseenPlace,
  type UnseenRun,
} from "./invisible.ts";
export { fewer, joinTouching, pairMoves } from "./join.ts";
export { excerpt, type Excerpt, keptWords, type Pairs } from "./kept.ts";
export { movedPairs, withMoves } from "./moves.ts";
export { atSigns, type Shown, type Sign, signsOf, signsOfAll } from "./signs.ts";
export { isStopWord } from "./stops.ts";
export { summary, type Summary } from "./summary.ts";
export { overlap, poured, sameWords, shared, wordBag, type WordBag } from "./word-bag.ts";
