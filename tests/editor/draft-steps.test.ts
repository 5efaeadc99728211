/** The steps of a draft's history as a reader meets them: laws, and the rule in a notation that reads as it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOfStep, sameOn, writersOf, type ReadStep } from "../../editor/playback/draft-steps.ts";
import { AGAINST, neededFor, readSteps, type LoggedStep } from "../../editor/playback/playback.ts";
import type { Person } from "../../translations/notes/note.ts";
import { clockOfWork } from "../help/worked.ts";

const ONE = { id: "x", passage: "s1", beside: 0 };

const PEOPLE: Record<string, Person> = { a: { id: "a", name: "Ann" }, b: { id: "b", name: "Ben" } };
const START = Date.parse("2026-11-24T14:00:00.000Z");

/** "a10-12 b15-15 ab?": who wrote, and from when to when, in seconds; "." is the workbench, "?" a time not known. */
function log(notation: string): LoggedStep[] {
  return notation.split(" ").map((step, index) => {
    const [, who = "", from, to] = /^([ab.]+)(?:(\d+)-(\d+)|\?)$/.exec(step)!;
    return { step: index + 1, from: instant(from), to: instant(to), by: peopleOf(who) };
  });
}

function instant(seconds: string | undefined): string | null {
  return seconds === undefined ? null : new Date(START + Number(seconds) * 1_000).toISOString();
}

function peopleOf(letters: string): Person[] {
  return (letters.match(/[ab]/g) ?? []).map((letter) => PEOPLE[letter]!);
}

/** "a2-4": by a, steps 2 to 4 of the log. */
const told = (notation: string): string =>
  readSteps(log(notation), "gathered")
    .map(({ by, first, last }) => `${by.map(({ id }) => id).join("")}${first}-${last}`)
    .join(" ");

describe("steps gathered for reading", () => {
  test.each([
    ["what the draft began with stands alone", ".0-0 a1-5", "1-1 a2-2"],
    ["one person's steps without a long pause are one", ".0-0 a10-12 a20-30 a60-61", "1-1 a2-4"],
    ["another person's step is another", ".0-0 a10-12 b15-16 b20-22 a25-26", "1-1 a2-2 b3-4 a5-5"],
    ["a pause of more than three quarters of a minute parts them", ".0-0 a10-12 a57-58 a104-105", "1-1 a2-3 a4-4"],
    ["no step is longer than five minutes", ".0-0 a0-100 a110-200 a210-290 a299-301", "1-1 a2-4 a5-5"],
    ["a single step of the log may be", ".0-0 a0-900 a905-906", "1-1 a2-2 a3-3"],
    ["four short turns, one upon the other, are writing together", ".0-0 a1-2 b3-4 a5-6 b7-8", "1-1 ab2-5"],
    ["three are an answer, and stand alone", ".0-0 a1-2 b3-4 a5-6", "1-1 a2-2 b3-3 a4-4"],
    ["long turns are not", ".0-0 a1-20 b21-40 a41-60 b61-80", "1-1 a2-2 b3-3 a4-4 b5-5"],
    ["those who write together in the log stay so", ".0-0 ab1-2 ba4-5 a6-7", "1-1 ab2-3 a4-4"],
    ["times that are not known part nobody", ".? a? a? b?", "1-1 a2-3 b4-4"],
  ])("%s", (_, steps, expected) => expect(told(steps)).toBe(expected));
});

const logs = fc
  .array(
    fc.record({
      by: fc.constantFrom("a", "b", "ab", ""),
      pause: fc.oneof(fc.nat(8_000), fc.nat(120_000)),
      lasts: fc.oneof(fc.nat(4_000), fc.nat(400_000)),
      known: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((rows) => {
    let at = START;
    return rows.map(({ by, pause, lasts, known }, index): LoggedStep => {
      const from = (at += pause);
      const to = (at += lasts);
      const time = (ms: number) => (known ? new Date(ms).toISOString() : null);
      return { step: index + 1, from: time(from), to: time(to), by: peopleOf(by) };
    });
  });

const span = ({ from, to }: ReadStep): number => (from && to ? Date.parse(to) - Date.parse(from) : 0);

describe("laws", () => {
  test("both levels cover the log once, in order, the beginning alone", () => {
    fc.assert(
      fc.property(logs, fc.constantFrom("gathered" as const, "every" as const), (steps, level) => {
        const read = readSteps(steps, level);
        const covered = read.flatMap(({ first, last }) => steps.slice(first - 1, last).map(({ step }) => step));
        expect(covered).toEqual(steps.map(({ step }) => step));
        expect(read.every(({ first, last }) => first <= last)).toBe(true);
        if (read.length > 0) expect([read[0]!.first, read[0]!.last]).toEqual([1, 1]);
        if (level === "every") expect(read).toHaveLength(steps.length);
      }),
    );
  });

  test("a step names exactly the people of its steps in the log, each once, and lies within their times", () => {
    fc.assert(
      fc.property(logs, (steps) => {
        for (const step of readSteps(steps, "gathered")) {
          const own = steps.slice(step.first - 1, step.last);
          expect(step.by).toEqual(writersOf(own));
          const times = own.flatMap(({ from, to }) => [from, to]).filter((time) => time !== null);
          expect([step.from, step.to]).toEqual([times[0] ?? null, times.at(-1) ?? null]);
        }
      }),
    );
  });

  test("no step that was gathered spans more than five minutes, and one of several people is short turns alone", () => {
    fc.assert(
      fc.property(logs, (steps) => {
        const known = steps.every(({ from }) => from !== null);
        for (const step of readSteps(steps, "gathered").filter(({ first, last }) => last > first)) {
          if (known) expect(span(step)).toBeLessThanOrEqual(5 * 60_000);
          const own = steps.slice(step.first - 1, step.last);
          const mixed = own.some(({ by }) => by.length !== step.by.length);
          if (mixed) for (const turn of readSteps(own, "every")) expect(span(turn)).toBeLessThanOrEqual(10_000);
        }
      }),
    );
  });

  test("what follows changes nothing of what is long past", () => {
    fc.assert(
      fc.property(logs, logs, (steps, more) => {
        const last = Math.max(START, ...steps.map(({ to }) => Date.parse(to ?? instant("0")!)));
        const later = more.map(({ by, from, to }, index) => ({
          step: steps.length + index + 1,
          from: from && new Date(Date.parse(from) - START + last + 3_600_000).toISOString(),
          to: to && new Date(Date.parse(to) - START + last + 3_600_000).toISOString(),
          by,
        }));
        fc.pre(steps.length > 0 && later.every(({ from }) => from !== null) && steps.every(({ to }) => to !== null));
        const before = readSteps(steps, "gathered");
        expect(readSteps([...steps, ...later], "gathered").slice(0, before.length)).toEqual(before);
      }),
    );
  });

  test("each step is found again on the other level, and what a page needs is in the log", () => {
    fc.assert(
      fc.property(logs, fc.constantFrom(...AGAINST), (steps, against) => {
        const [gathered, every] = [readSteps(steps, "gathered"), readSteps(steps, "every")];
        gathered.forEach((step, index) => {
          expect(sameOn(gathered, every[sameOn(every, step) - 1]!)).toBe(index + 1);
          const needed = neededFor(step, steps.length, { at: index + 1, level: "gathered", against });
          expect(needed).toContain(step.last);
          expect(needed).toEqual([...new Set(needed)].sort((a, b) => a - b));
          for (const number of needed) expect(steps[number - 1]?.step).toBe(number);
        });
        expect(neededFor(undefined, 0, { at: 0, level: "gathered", against })).toEqual([]);
      }),
    );
  });

  test("five thousand steps are gathered in a moment", () => {
    const steps = Array.from({ length: 5_000 }, (_, index) => ({
      step: index + 1,
      from: new Date(START + index * 3_000).toISOString(),
      to: new Date(START + index * 3_000 + 2_000).toISOString(),
      by: peopleOf(index % 2 ? "a" : "b"),
    }));
    const worked = clockOfWork();
    expect(readSteps(steps, "gathered").length).toBeLessThan(300);
    expect(worked()).toBeLessThan(500);
  });
});

test("an address says only what is not usual", () => {
  const shown = { at: 3, level: "gathered", against: "before" } as const;
  expect(addressOfStep("nip14", ONE, shown)).toBe("/nip14/proposals/x/history?step=3");
  expect(addressOfStep("nip14", ONE, { ...shown, level: "every", against: "now" })).toBe(
    "/nip14/proposals/x/history?step=3&level=every&against=now",
  );
});
