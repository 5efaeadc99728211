/** The life of a passage: laws of its axis and of what lies on it, and of a work's map. */
import "../help/laws.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { axisOf, stretchesOf, type LifeEvent } from "../../translations/ledger/life.ts";
import { changedMost, mapOf, waitsLongest } from "../../translations/ledger/standing.ts";

const anyAt = fc
  .tuple(
    fc.date({ min: new Date("1890-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
    fc.constantFrom(4, 7, 10, 24),
  )
  .map(([date, length]) => date.toISOString().slice(0, length));

test("an axis keeps the order of time within its ends, and its ticks are few, rising and in it", () => {
  fc.assert(
    fc.property(fc.array(anyAt, { minLength: 1, maxLength: 20 }), (all) => {
      const { place, ticks } = axisOf(all);
      const sorted = all.toSorted((one, other) => Date.parse(one) - Date.parse(other));
      const places = sorted.map(place);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(places.every((each) => each >= 0 && each <= 1)).toBe(true);
      expect(places[0]).toBe(0);
      if (Date.parse(sorted[0]!) < Date.parse(sorted.at(-1)!)) expect(places.at(-1)).toBe(1);
      const marks = ticks.map((tick) => tick.place);
      expect(marks).toEqual(marks.toSorted((one, other) => one - other));
      expect(new Set(marks).size).toBe(marks.length);
      expect(ticks.length).not.toBe(1);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(marks.every((each) => each >= 0 && each <= 1)).toBe(true);
    }),
  );
});

test.each([
  [
    ["1890", "2026"],
    ["1900", "2000"],
  ],
  [
    ["2026-01-15", "2026-08-20"],
    ["2026-04", "2026-07"],
  ],
  [["2026-11-28T09:00:00.000Z", "2026-11-28T10:00:00.000Z"], []],
  [["2026-11-28"], []],
])("the ticks of %j are %j", (all, ticks) => expect(axisOf(all).ticks.map(({ at }) => at)).toEqual(ticks));

const anyEvent = fc.record({
  kind: fc.constantFrom("proposed" as const, "returned" as const, "accepted" as const, "declined" as const),
  at: anyAt,
  proposal: fc.constantFrom("p1", "p2", "p3", "p4"),
});

test("proposals that were on their way at once lie in rows of their own", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 16 }), (all) => {
      const events = all
        .map((each): LifeEvent => ({ ...each, number: null, people: [], count: 0 }))
        .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
      const { rows, stretches } = stretchesOf(events);
      expect(new Set(stretches.map(({ proposal }) => proposal))).toEqual(new Set(all.map(({ proposal }) => proposal)));
      expect(stretches.every(({ row }) => row < rows)).toBe(true);
      const end = (to: string | null): number => (to === null ? Infinity : Date.parse(to));
      for (const one of stretches)
        for (const other of stretches)
          if (one !== other && one.row === other.row)
            expect(end(one.to) < Date.parse(other.from) || end(other.to) < Date.parse(one.from)).toBe(true);
    }),
  );
});

const anyPart = fc.record({
  id: fc.uuid(),
  depth: fc.nat(2),
  tally: fc.record({
    passages: fc.nat(9),
    versions: fc.nat(30),
    since: fc.option(fc.constantFrom("2026-01-01", "2025-01-01", "2026-06-01")),
  }),
});

test("a map has parts side by side, the one that changed most in the darkest tone, and lists no part twice", () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 12 }), (parts) => {
      const map = mapOf(parts);
      expect(new Set(map.map(({ part }) => part.depth)).size).toBeLessThanOrEqual(1);
      if (parts.length > 0) expect(map.length).toBeGreaterThan(0);
      const changed = changedMost(parts, 99);
      const rate = ({ tally }: (typeof parts)[number]) => (tally.passages === 0 ? 0 : tally.versions / tally.passages);
      expect(changed.map(rate)).toEqual(changed.map(rate).toSorted((one, other) => other - one));
      if (changed.length > 0) expect(map.find(({ part }) => part === changed[0])!.heat).toBe(4);
      for (const { part, heat } of map) expect(heat > 0).toBe(rate(part) > 0);
      const waits = waitsLongest(parts, 99).map(({ tally }) => tally.since!);
      expect(waits).toEqual(waits.toSorted());
      expect(waits.length).toBe(map.filter(({ part }) => part.tally.since !== null).length);
    }),
  );
});
