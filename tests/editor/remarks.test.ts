/** Where discussions stand on the page of a proposal: at the change whose words they quote, whatever it is numbered, and on no others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import { difference, type Difference } from "../../editor/difference/difference.ts";
import type { ThreadEntry } from "../../editor/discussing/discussing.ts";
import { remarksIn, spansOf } from "../../editor/reviewing/remarks.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { made } from "../help/two-edits.ts";

function found(base: string, proposed: string): Difference {
  return difference(renderingToJson(parseText(base)), renderingToJson(parseText(proposed)), "inline");
}

/** What is said of each change of a proposal whose words somebody can see, by the number that it had. */
function saidOfEach(base: string, proposed: string): ThreadEntry[] {
  const here = found(base, proposed);
  return here.changes.flatMap((change) => {
    const spans = spansOf(change, here);
    if (!spans) return [];
    const anchor = (text: string, span: { start: number; end: number } | null) =>
      span && anchorAt(text, span.start, span.end);
    const quoted = {
      target: anchor(here.a.text, spans.target),
      proposed: anchor(here.b.text, spans.proposed),
      source: null,
    };
    const on = { proposal: "p", passage: "s1", text: "", base: 1 };
    const thread = { id: String(change.number), on, quoted, comments: [], resolved: null };
    return [{ thread, gone: false, changed: null }];
  });
}

function viewOf(threads: ThreadEntry[]): ProposalView {
  return { threads, passage: { id: "s1" }, proposal: { submission: null }, draft: null } as unknown as ProposalView;
}

test("what is said of a change stands at it, while it is proposed as it was", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const [base, proposed] = made(seed);
      const said = saidOfEach(base, proposed);
      const { at, elsewhere } = remarksIn(viewOf(said), found(base, proposed));
      expect(elsewhere).toEqual([]);
      for (const [number, entries] of at)
        expect(entries.map(({ thread, gone }) => [thread.id, gone])).toEqual([[String(number), false]]);
    }),
  );
});

test("of words that are proposed otherwise by then it says so, and it stands at no change but one with these words", () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const [base, proposed, later] = made(seed);
      const said = saidOfEach(base, proposed);
      const now = found(base, later);
      const { at, elsewhere } = remarksIn(viewOf(said), now);
      expect([...at.values()].flat().length + elsewhere.length).toBe(said.length);
      for (const [number, entries] of at) {
        const change = now.changes.find((each) => each.number === number)!;
        for (const { thread, gone } of entries) {
          if (thread.id !== String(number)) moved++;
          const words = [
            now.a.text.slice(change.older.from, change.older.to),
            now.b.text.slice(change.newer.from, change.newer.to),
          ];
          const { target, proposed: other } = thread.quoted!;
          const overlaps = [target?.exact, other?.exact].some((exact) =>
            words.some(
              (each) => exact !== undefined && (each.includes(exact) || exact.includes(each) || shares(each, exact)),
            ),
          );
          expect(overlaps).toBe(true);
          if (!gone && other) expect(now.b.text).toContain(other.exact);
        }
      }
    }),
  );
  expect(moved).toBeGreaterThan(0);
});

/** True if two runs of words have one in common. */
function shares(one: string, other: string): boolean {
  const words = new Set(one.split(/\s+/));
  return other.split(/\s+/).some((word) => words.has(word));
}
