/** Where an update wrote: in the reason for the whole, or elsewhere. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { wroteElsewhere } from "../../server/sync/written.ts";
import { notesOf, seedDraft, summaryOf, textOf } from "../../translations/draft/draft.ts";
import { parseText } from "../../translations/text/parse.ts";

/** What somebody does to a draft, and whether it is done to more than the reason. */
const DEEDS: readonly [deed: (doc: Y.Doc) => void, elsewhere: boolean][] = [
  [(doc) => summaryOf(doc).insert(0, "Because. "), false],
  [(doc) => summaryOf(doc).delete(0, Math.min(2, summaryOf(doc).length)), false],
  [(doc) => textOf(doc).insert(1, "word "), true],
  [(doc) => textOf(doc).delete(1, Math.min(2, textOf(doc).length - 1)), true],
  [(doc) => notesOf(doc).set("n", { id: "n" }), true],
];

test("whatever two people do, of each it is known whether they wrote more than the reason", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.nat(DEEDS.length - 1)), { minLength: 1, maxLength: 20 }),
      fc.boolean(),
      (all, thinned) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, seedDraft({ rendering: parseText("Some words to begin with."), summary: "So." }));
        const updates: Uint8Array[][] = [[], []];
        const more = [false, false];
        for (const [second, number] of all) {
          const [own, who] = [new Y.Doc(), second ? 1 : 0];
          Y.applyUpdate(own, Y.encodeStateAsUpdate(doc));
          const [deed, elsewhere] = DEEDS[number]!;
          const made: Uint8Array[] = [];
          own.on("update", (bytes: Uint8Array) => void made.push(bytes));
          deed(own);
          for (const bytes of made) Y.applyUpdate(doc, bytes);
          updates[who]!.push(...made);
          if (made.length > 0) more[who] ||= elsewhere;
        }
        for (const who of [0, 1]) {
          const own = updates[who]!;
          const log = thinned && own.length > 0 ? [Y.mergeUpdates(own)] : own;
          expect(wroteElsewhere(doc, summaryOf(doc), log)).toBe(more[who]);
        }
      },
    ),
  );
});
