/**
 * Laws of what a revision puts back over random histories, whatever way its words came about: typed, restored, taken from a file or
 * chosen when it was brought up to date, a revision is its words.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../translations/compare/change.ts";
import { putBack } from "../../../translations/compare/lineage/lineage.ts";
import { conflictsIn, mergedRendering, mergeRenderings } from "../../../translations/compare/merge/merge.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { canonicalText } from "../../../translations/text/canonical.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { words } from "../../../translations/text/words.ts";
import { chainOf } from "../../help/chains.ts";
import "../../help/laws.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

function found(versions: readonly string[], text: string) {
  const readings = versions.map((each, index) => ({ number: index + 1, text: each }));
  const changes = [...diffTexts(versions.at(-1)!, text)];
  return { changes, signs: putBack(readings, changes, text) };
}

const isOfWords = (change: Change, a: string, b: string): boolean =>
  change.kind !== "reformatted" &&
  change.only !== "punctuation" &&
  /[a-z]/i.test(a.slice(change.fromA, change.toA) + b.slice(change.fromB, change.toB));

test("an earlier version restored whole is told at its changes of words, with versions that came after it", () => {
  let [told, all] = [0, 0];
  fc.assert(
    fc.property(seeds, (seed) => {
      const { versions, dice } = chainOf(seed);
      const back = dice.below(versions.length - 1);
      const text = versions[back]!;
      const { changes, signs } = found(versions, text);
      const worded = changes.flatMap((change, at) => (isOfWords(change, versions.at(-1)!, text) ? [at] : []));
      for (const { change } of signs) expect(worded).toContain(change);
      for (const { version } of signs) expect(version).toBeGreaterThan(back + 1);
      told += signs.length;
      all += worded.length;
    }),
    { numRuns: 200 },
  );
  // Where three texts are laid on each other otherwise than two, a word of a sentence that was written anew is passed over.
  expect(all).toBeGreaterThan(200);
  expect(told / all).toBeGreaterThan(0.99);
});

test("one change of a version undone alone, among others of one’s own, is told at that change", () => {
  let told = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { versions, dice } = chainOf(seed);
      const [before, last] = [versions.at(-2)!, versions.at(-1)!];
      const made = diffTexts(before, last).filter((change) => isOfWords(change, before, last));
      const undone = made[dice.below(Math.max(1, made.length))];
      if (!undone) return;
      const text = last.slice(0, undone.fromB) + before.slice(undone.fromA, undone.toA) + last.slice(undone.toB);
      const { changes, signs } = found(versions, text);
      // Words of one sentence may stand elsewhere in it as well, so that nothing differs.
      if (changes.length !== 1 || !isOfWords(changes[0]!, last, text)) return;
      expect(signs).toEqual([{ change: 0, version: versions.length }]);
      told++;
    }),
    { numRuns: 200 },
  );
  expect(told).toBeGreaterThan(60);
});

test("every sign is true: words that are put in stood in a version before the one that is named, and what is only taken out was put in by one", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { versions, revision } = chainOf(seed);
      const { changes, signs } = found(versions, revision);
      for (const { change, version } of signs) {
        const { fromB, toB } = changes[change]!;
        const own = words(revision.slice(fromB, toB)).map(({ from, to }) => revision.slice(fromB + from, fromB + to));
        const earlier = versions.slice(0, version - 1).join(" ");
        if (own.length > 0) expect(own.some((word) => earlier.includes(word))).toBe(true);
        expect(version).toBeLessThanOrEqual(versions.length);
      }
    }),
    { numRuns: 200 },
  );
});

test("brought up to date, a revision that put nothing back puts back only what was chosen so", () => {
  let choices = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { versions, revision } = chainOf(seed);
      // It was written beside the one before the last, by somebody who knew of no other.
      const [base, last] = [versions.at(-2)!, versions.at(-1)!];
      const sides = [base, revision, last].map((text) => parseText(text));
      const merge = mergeRenderings(sides[0]!, sides[1]!, sides[2]!);
      const conflicts = conflictsIn(merge);
      const settled = (side: "theirs" | "base"): string =>
        canonicalText(
          mergedRendering(
            merge,
            conflicts.map(() => ({ side })),
          ),
        );
      // With the version’s words wherever both changed the same, nothing of that version is undone.
      const { signs } = found(versions, settled("theirs"));
      expect(signs.filter(({ version }) => version === versions.length && conflicts.length === 0)).toEqual([]);
      // With those from before wherever both did, what that version changed there is told.
      const text = settled("base");
      if (conflicts.length === 0 || text === last) return;
      const back = found(versions, text);
      const worded = back.changes.some((change) => isOfWords(change, last, text));
      if (text === base && worded) expect(back.signs.length).toBeGreaterThan(0);
      choices++;
    }),
    { numRuns: 150 },
  );
  expect(choices).toBeGreaterThan(5);
});
