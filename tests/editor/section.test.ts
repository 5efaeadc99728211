/**
 * A section revised as one text: a passage is written in before it is a part of a proposal, upon what its draft will begin
 * with. Nothing of that is lost or doubled, whoever writes there at once; and what nobody wrote in stays no part.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { factsOfAll } from "../../editor/drafting/section-facts.ts";
import { MOST_CONNECTED, toLetGo } from "../../editor/drafting/section-pool.ts";
import type { Facts } from "../../editor/drafting/state.ts";
import { beginningIn, beginningOf, readDraft, seedDraft, textOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

const PASSAGES = ["Clarify the relation.", "厘清政府和市场关系。", "", "Two blocks.\n\n- of *words*\n- and more"];

const begun = (words: string): Y.Doc => {
  const doc = exactDoc();
  Y.applyUpdate(doc, seedDraft({ rendering: parseText(words) }));
  return doc;
};
const saidBy = (doc: Y.Doc): string => canonicalText(readDraft(doc, "").rendering);

test("the same words begin a draft alike, letter for letter; other words otherwise", () => {
  const updates = PASSAGES.map((words) => seedDraft({ rendering: parseText(words) }));
  for (const [at, words] of PASSAGES.entries()) {
    expect(seedDraft({ rendering: parseText(words) })).toEqual(updates[at]);
    expect(beginningIn(updates[at]!)).toBe(beginningOf({ rendering: parseText(words) }));
  }
  expect(new Set(updates.map(beginningIn)).size).toBe(PASSAGES.length);
});

test("a beginning is written as pages have it that were opened before: else WRITTEN_SO counts on", () => {
  const update = seedDraft({ rendering: parseText("One *two*.\n\n- three") });
  expect(Buffer.from(update).toString("base64")).toMatchInlineSnapshot(
    `"AQWY7+TEBwAHAQR0ZXh0AYSY7+TEBwAKT25lICp0d28qLoeY7+TEBwoBKACY7+TEBwsCaXMBdwIhYoSY7+TEBwsFdGhyZWUA"`,
  );
});

interface Typed {
  who: 0 | 1;
  passage: number;
  at: number;
  words: string;
}

const letters = fc.string({ unit: fc.constantFrom("a", "Z", "字", " ", "é"), minLength: 1, maxLength: 4 });
const typed: fc.Arbitrary<Typed> = fc.record({
  who: fc.constantFrom(0, 1),
  passage: fc.nat(PASSAGES.length - 1),
  at: fc.nat(40),
  words: letters,
});

/**
 * Two pages that write in untouched passages, and the drafts at the workbench, which begin when the first of them asks. `typed`
 * goes on before and after each of them has joined, in any order.
 */
function revise(steps: readonly Typed[], joins: readonly (readonly [0 | 1, number])[]) {
  const pages = [0, 1].map(() => PASSAGES.map(begun));
  const drafts = new Map<number, Y.Doc>();
  const joined = [new Set<number>(), new Set<number>()];
  const meet = (who: 0 | 1, passage: number): void => {
    const [own, draft] = [pages[who]![passage]!, drafts.get(passage)!];
    Y.applyUpdate(draft, Y.encodeStateAsUpdate(own, Y.encodeStateVector(draft)));
    Y.applyUpdate(own, Y.encodeStateAsUpdate(draft, Y.encodeStateVector(own)));
  };
  const join = (who: 0 | 1, passage: number): void => {
    if (!drafts.has(passage)) drafts.set(passage, begun(PASSAGES[passage]!));
    joined[who]!.add(passage);
    meet(who, passage);
  };
  const wrote = [new Set<number>(), new Set<number>()];
  steps.forEach(({ who, passage, at, words }, index) => {
    const text = textOf(pages[who]![passage]!);
    text.insert(Math.min(at, text.length), words);
    wrote[who]!.add(passage);
    const [by, of] = joins[index % joins.length]!;
    if (wrote[by]!.has(of)) join(by, of);
  });
  for (const who of [0, 1] as const) for (const passage of wrote[who]!) join(who, passage);
  for (const who of [0, 1] as const) for (const passage of joined[who]!) meet(who, passage);
  return { pages, drafts, wrote };
}

test("what two people typed in passages, before and after these became parts, is what the parts say, and no other is a part", () => {
  fc.assert(
    fc.property(
      fc.array(typed, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.nat(PASSAGES.length - 1)), { minLength: 1 }),
      (steps, joins) => {
        const { pages, drafts, wrote } = revise(steps, joins);
        expect([...drafts.keys()].sort()).toEqual([...new Set([...wrote[0]!, ...wrote[1]!])].sort());
        for (const [passage, draft] of drafts) {
          for (const who of [0, 1] as const)
            if (wrote[who]!.has(passage)) expect(saidBy(pages[who]![passage]!)).toBe(saidBy(draft));
          const own = steps.filter((step) => step.passage === passage).map(({ words }) => words);
          expect(textOf(draft).length).toBe(textOf(begun(PASSAGES[passage]!)).length + own.join("").length);
          for (const words of own) expect(textOf(draft).toString()).toContain(words[0]);
        }
      },
    ),
  );
});

test("the one that was used longest ago is let go, and none that is needed", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ used: fc.nat(20), isNeeded: fc.boolean() }), { maxLength: MOST_CONNECTED }),
      (connected) => {
        const last = toLetGo(connected);
        const free = connected.filter(({ isNeeded }) => !isNeeded);
        if (last === null) expect(free).toEqual([]);
        else expect(last.used).toBe(Math.min(...free.map(({ used }) => used)));
      },
    ),
  );
});

const CALM: Facts = {
  ...{ connected: true, opened: true, synced: true, unsaved: false, kept: true, savedAt: null },
  ...{ refused: null, reason: "", mayWrite: true },
};
const known = { sessions: [CALM], reason: CALM, asks: false, reached: true, kept: true };

test("all is said to be saved once everything is, and what has ended is no matter of the others", () => {
  expect(factsOfAll(known)).toMatchObject({ connected: true, synced: true, unsaved: false, refused: null });
  expect(factsOfAll({ ...known, asks: true })).toMatchObject({ connected: true, unsaved: true });
  expect(factsOfAll({ ...known, reached: false })).toMatchObject({ connected: false, synced: false });
  const lost = { ...CALM, connected: false, synced: false };
  expect(factsOfAll({ ...known, sessions: [CALM, lost] }).connected).toBe(false);
  expect(factsOfAll({ ...known, sessions: [CALM, { ...lost, joining: true }] }).connected).toBe(true);
  expect(factsOfAll({ ...known, sessions: [{ ...lost, refused: CLOSE.closed }] })).toMatchObject({
    connected: true,
    refused: null,
  });
  expect(factsOfAll({ ...known, reason: { ...CALM, refused: CLOSE.roleTaken } }).refused).toBe(CLOSE.roleTaken);
});
