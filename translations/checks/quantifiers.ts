/** Words for how many of all, of an English text: what is said of all, of nearly all, of most, of many or of few. */
import type { Keyed } from "./leftovers.ts";
import type { Piece } from "./pieces.ts";

const QUANTIFIERS: Readonly<Record<string, string>> = {
  ...{ all: "all", every: "all", everyone: "all", everybody: "all", everything: "all" },
  ...{ most: "most", majority: "most", many: "many", numerous: "many", few: "few", some: "some" },
};
const NEARLY = /^(?:nearly|almost|virtually)$/;
/** Those that say nothing of a number: `at all`, `all right`, `most beautiful`. */
const BEFORE = /^(?:at|in|of|the|that|after|above|we|you|they|us|them|it|not|how|so|as|too|a)$/;

/** The quantifiers, by what they say. */
export function quantifiersOf(pieces: readonly Piece[]): Keyed[] {
  return pieces.flatMap(({ low, from, to }, at) => {
    const key = Object.hasOwn(QUANTIFIERS, low) ? QUANTIFIERS[low]! : null;
    const before = pieces[at - 1];
    if (key === null || BEFORE.test(before?.low ?? "")) return [];
    if (key === "all" && before && NEARLY.test(before.low)) return [{ key: "nearly all", from: before.from, to }];
    return [{ key, from, to }];
  });
}
