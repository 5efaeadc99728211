/** Copies of a draft that got the same updates are the same, marks and all, however those were grouped and ordered. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { seedDraft } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { parseText } from "../../translations/text/parse.ts";
import { expectSame, live, lives } from "../help/draft-lives.ts";
import { SEED_WORDS } from "../help/live.ts";

const SEED = seedDraft({ rendering: parseText(SEED_WORDS) });

/** A life, and for each of three copies how it hears of it: by which chance order, in groups of how many. */
const heard = fc.record({
  life: lives(fc.constant("nothing"), 60),
  ways: fc.array(fc.record({ order: fc.infiniteStream(fc.nat()), group: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 3,
    maxLength: 3,
  }),
});

function shuffled<T>(all: readonly T[], order: fc.Stream<number>): T[] {
  const left = [...all];
  return all.map(() => left.splice(order.next().value! % left.length, 1)[0]!);
}

/** A copy that hears `updates` in groups, and what it wrote of its own meanwhile. */
function listener(updates: readonly Uint8Array[], group: number): { doc: Y.Doc; wrote: number } {
  const doc = exactDoc();
  let wrote = 0;
  doc.on("update", (_update, origin) => (wrote += origin === "heard" ? 0 : 1));
  for (let at = 0; at < updates.length; at += group)
    doc.transact(() => updates.slice(at, at + group).forEach((update) => Y.applyUpdate(doc, update)), "heard");
  return { doc, wrote };
}

test("copies hear the same in any order and any groups, are the same, and write nothing of their own", async () => {
  await fc.assert(
    fc.asyncProperty(heard, async ({ life, ways }) => {
      const told: Uint8Array[] = [SEED];
      await live(life, SEED, {
        arrive: (bytes) => Promise.resolve(void told.push(bytes)),
        act: () => Promise.resolve(),
      });
      const plain = listener(told, 1);
      expect(plain.wrote).toBe(0);
      for (const { order, group } of ways) {
        const other = listener(shuffled(told, order), group);
        expect(other.wrote).toBe(0);
        expectSame(other.doc, plain.doc);
      }
    }),
    { numRuns: 150 },
  );
});
