/** Which notes give a reason for which change: one that is hung where a change says so gives one for it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonedChanges } from "../../server/aside/reasoned.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { made } from "../help/two-edits.ts";

test("a reason hung on the words of a change is one for it: given once, it is missing there no more", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (seed) => {
      const [base, words] = made(seed)
        .slice(0, 2)
        .map((text) => renderingToJson(parseText(text)));
      const text = canonicalText(renderingFromJson(words!));
      const bare = reasonedChanges(base!, words!, [], []);
      const notes = bare.flatMap(({ words: hung }, at): Note[] => {
        if (!hung) return [];
        const said = { author: { name: "Ann" }, date: "2026-01-01", category: "style" as const, body: "Why." };
        return [{ ...said, id: `n${at}`, target: anchorAt(text, hung.from, hung.to), source: null, alternatives: [] }];
      });
      for (const [at, change] of reasonedChanges(base!, words!, notes, []).entries()) {
        expect(bare[at]).toMatchObject({ kind: change.kind, before: change.before, after: change.after, reasons: [] });
        if (change.words) expect(change.reasons).toContain(`n${at}`);
      }
    }),
    { numRuns: 300 },
  );
});
