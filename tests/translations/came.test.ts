/** What came while somebody wrote: told exactly where another version stands than is revised, and once it is known no more. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cameUnknown, knownAs } from "../../translations/ledger/came.ts";
import type { ProposalHere, Version } from "../../translations/ledger/state.ts";

const OWN = "own";

/** As many versions of the own translation, of which the newest stands. */
function versionsOf(count: number): Version[] {
  return Array.from(
    { length: count },
    (_, at) =>
      ({
        ...{ number: at + 1, madeCurrent: true, translation: OWN, standsSince: at, removals: [] },
        contributors: [
          { id: "ann", name: "Ann", role: "proposer" },
          { id: "rex", name: "Rex", role: "approver" },
        ],
        date: "2026-01-02",
      }) as unknown as Version,
  );
}

function partOn(base: number): ProposalHere {
  return { passage: "p", kind: "revision", base, status: "draft" } as unknown as ProposalHere;
}

const COUNT_AND_BASE = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count })));

test("the version that stands is told, with who made it, exactly if another one is revised", () => {
  fc.assert(
    fc.property(COUNT_AND_BASE, ([count, base]) => {
      const came = { passage: "p", number: count, by: ["Ann"], date: "2026-01-02" };
      const told = cameUnknown(partOn(base), { versions: versionsOf(count) }, OWN, new Set());
      expect(told).toEqual(base === count ? null : came);
    }),
  );
});

test("a version that is known is told no more, and the next one is, whatever else is known", () => {
  fc.assert(
    fc.property(COUNT_AND_BASE, fc.array(fc.string()), ([count, base], others) => {
      const known = new Set([...others, knownAs({ passage: "p", number: count })]);
      expect(cameUnknown(partOn(base), { versions: versionsOf(count) }, OWN, known)).toBeNull();
      const next = cameUnknown(partOn(base), { versions: versionsOf(count + 1) }, OWN, known);
      expect(next?.number ?? null).toBe(known.has(`p/v${count + 1}`) ? null : count + 1);
    }),
  );
});
