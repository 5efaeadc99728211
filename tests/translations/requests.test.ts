/** Laws of what people are asked to do: days, what may be done with a request and what comes of it, how it presses, when it ends by itself. */
import "../help/laws.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import { dayAfter, dayAt, daysUntil, isDay } from "../../translations/requests/days.ts";
import { byDay, pressing, remindersOn } from "../../translations/requests/reminders.ts";
import {
  actsOn,
  asked,
  canDo,
  lastChanged,
  REQUEST_ACTS,
  requestAfter,
  TASKS,
  type Request,
  type RequestAct,
} from "../../translations/requests/request.ts";
import { settledAt } from "../../translations/requests/settled.ts";

const anyDay = fc
  .date({ min: new Date("0100-01-01"), max: new Date("9990-12-31"), noInvalidDate: true })
  .map((date) => dayAt(date.getTime()));
const person = fc.constantFrom("ann", "ben", "cat", "dan");
const who = fc.record({ id: person, role: fc.constantFrom(...ROLES) });

const anyRequest = fc
  .record({
    ...{ id: fc.uuid(), task: fc.constantFrom(...TASKS), by: person, of: fc.option(person), until: fc.option(anyDay) },
    at: fc.constantFrom("2026-11-01T09:00:00.000Z", "2026-11-02T09:00:00.000Z"),
  })
  .map((given) => asked({ ...given, work: "nip14", about: { kind: "section", id: "s1" }, why: "" }));

/** What is tried with it, by whom: what they may not, they don't. */
const tried = fc.array(fc.record({ who, act: fc.constantFrom(...REQUEST_ACTS), to: fc.option(person) }), {
  maxLength: 12,
});

function after(
  request: Request,
  all: readonly { who: { id: string; role: Role }; act: RequestAct; to: string | null }[],
) {
  return all.reduce((now, { who, act, to }, at) => {
    if (!actsOn(now, who).includes(act)) return now;
    const instant = new Date(Date.UTC(2026, 11, 1, 0, at)).toISOString();
    return requestAfter(now, { act, by: who.id, at: instant, word: "", ...(act === "hand" && { to }) });
  }, request);
}

describe("days", () => {
  test("are those of the calendar, and nothing else", () => {
    fc.assert(fc.property(anyDay, (day) => isDay(day)));
    for (const none of [
      "",
      "2026-02-29",
      "2026-13-01",
      "2026-1-1",
      "0000-01-01",
      "2026-11-28T00:00",
      " 2026-11-28",
      "二〇二六",
    ])
      expect(isDay(none), none).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !isDay(text) || /^\d{4}-\d\d-\d\d$/.test(text)));
    expect(isDay("2028-02-29")).toBe(true);
  });

  test("so many days after a day is so many days from it, across months, leap years and changes of clocks", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3_000, max: 3_000 }), (day, days) => {
        expect(daysUntil(day, dayAfter(day, days))).toBe(days);
        expect(daysUntil(dayAfter(day, days), day)).toBe(-days || 0);
      }),
    );
    expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
    expect(daysUntil("2026-03-28", "2026-03-30")).toBe(2);
  });
});

describe("a request", () => {
  test("is for somebody or for anybody, open or ended, whatever is done with it; and each step is counted", () => {
    fc.assert(
      fc.property(anyRequest, tried, (request, all) => {
        const now = after(request, all);
        expect(now.changes).toBe(now.steps.length);
        expect(lastChanged(now) >= request.at).toBe(true);
        if (now.of === null) expect(now.anybody).toBe(true);
        if (now.standing === "given-up") expect(now.steps.at(-1)).toMatchObject({ act: "give-up" });
        const { id, work, about, task, by, at } = now;
        expect({ id, work, about, task, by, at }).toEqual({
          ...{ id: request.id, work: "nip14", about: request.about },
          task: request.task,
          by: request.by,
          at: request.at,
        });
      }),
    );
  });

  test("that ended is only opened again, and one that is open is not", () => {
    fc.assert(
      fc.property(anyRequest, tried, who, (request, all, one) => {
        const now = after(request, all);
        const may = actsOn(now, one);
        if (now.standing === "open") expect(may).not.toContain("reopen");
        else expect(may.filter((act) => act !== "reopen")).toEqual([]);
      }),
    );
  });

  test("is undone as it was ended: opened again, it stands as before", () => {
    fc.assert(
      fc.property(anyRequest, tried, who, (request, all, one) => {
        const now = after(request, all);
        for (const act of ["done", "take-back", "give-up"] as const) {
          if (!actsOn(now, one).includes(act)) continue;
          const ended = requestAfter(now, { act, by: one.id, at: "2027-01-01T00:00:00.000Z", word: "" });
          if (ended.standing === "open") expect(ended).toMatchObject({ of: null, anybody: true });
          else {
            expect(actsOn(ended, one)).toContain("reopen");
            const again = requestAfter(ended, { act: "reopen", by: one.id, at: "2027-01-02T00:00:00.000Z", word: "" });
            expect({ ...again, steps: [], changes: 0 }).toEqual({ ...now, steps: [], changes: 0 });
          }
        }
      }),
    );
  });

  test("is taken on by those alone who could do it, and touched by nobody whom it is not about", () => {
    fc.assert(
      fc.property(anyRequest, tried, who, (request, all, one) => {
        const now = after(request, all);
        const may = actsOn(now, one);
        if (may.includes("take")) expect(canDo(now.task, one) && now.of === null).toBe(true);
        const ended = now.steps.at(-1)?.by === one.id;
        if (now.of !== one.id && now.by !== one.id && one.role !== "owner" && !ended)
          expect(may.filter((act) => act !== "take")).toEqual([]);
      }),
    );
  });

  test("that settled by itself is opened by nobody", () => {
    fc.assert(
      fc.property(anyRequest, who, (request, one) => {
        const now = requestAfter(request, { act: "settled", by: null, at: "2026-12-01T00:00:00.000Z", word: "" });
        expect([now.standing, actsOn(now, one)]).toEqual(["done", []]);
      }),
    );
  });
});

describe("how it presses", () => {
  test("grows with the days, and is said of none that ended or has no day", () => {
    const grades = [null, 7, 2, "late"];
    fc.assert(
      fc.property(anyRequest, anyDay, fc.integer({ min: 0, max: 20 }), (request, today, later) => {
        const [now, then] = [pressing(request, today), pressing(request, dayAfter(today, later))];
        expect(grades.indexOf(then)).toBeGreaterThanOrEqual(grades.indexOf(now));
        if (request.until === null) expect(now).toBeNull();
        expect(pressing({ ...request, standing: "done" }, today)).toBeNull();
      }),
    );
    const on = (today: string) => pressing({ until: "2026-12-10", standing: "open" }, today);
    expect(["2026-12-02", "2026-12-03", "2026-12-08", "2026-12-10", "2026-12-11"].map(on)).toEqual([
      null,
      7,
      2,
      2,
      "late",
    ]);
  });

  test("reminds whoever is asked once seven and once two days before, and nobody else ever", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRequest, { selector: ({ id }) => id, maxLength: 5 }), anyDay, (all, from) => {
        const days = Array.from({ length: 30 }, (_, at) => dayAfter(from, at));
        const told = days.flatMap((day) =>
          remindersOn(all, day).map(({ request, left }) => `${request.id} ${left} ${day}`),
        );
        const due = all.flatMap(({ id, of, until }) =>
          of === null || until === null ? [] : [7, 2].map((left) => `${id} ${left} ${dayAfter(until, -left)}`),
        );
        expect(told.toSorted()).toEqual(due.filter((each) => days.includes(each.split(" ")[2]!)).toSorted());
      }),
    );
  });

  test("orders all requests in one way", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRequest, { selector: ({ id }) => id }), (all) => {
        const sorted = all.toSorted(byDay);
        expect(all.toReversed().sort(byDay)).toEqual(sorted);
        const days = sorted.map(({ until }) => until ?? "9999-99-99");
        expect(days).toEqual(days.toSorted());
      }),
    );
  });
});

describe("what was asked for is plainly there", () => {
  const request = { task: "decide", at: "2026-11-10T00:00:00.000Z" } as const;
  const by = { name: "Ben" };
  const decided = (at: string) => ({ by, at, reason: "" });
  const part = { passage: "s1", base: 1, returns: [], number: null, removals: [] };

  test("once a proposal was decided, whatever was asked, or was proposed anew where it was to be revised", () => {
    const closed = {
      status: "declined",
      parts: [{ ...part, status: "declined", submission: null, decision: decided("2026-11-12T00:00:00.000Z") }],
    } as const;
    for (const task of ["revise", "check", "decide"] as const)
      expect(settledAt({ ...request, task }, { kind: "proposal", proposal: closed })).toBe("2026-11-12T00:00:00.000Z");
    const open = (at: string) =>
      ({ status: "open", parts: [{ ...part, status: "open", submission: { at }, decision: null }] }) as never;
    const revised = (at: string) => settledAt({ ...request, task: "revise" }, { kind: "proposal", proposal: open(at) });
    expect([revised("2026-11-09T00:00:00.000Z"), revised("2026-11-11T00:00:00.000Z")]).toEqual([
      null,
      "2026-11-11T00:00:00.000Z",
    ]);
    expect(settledAt(request, { kind: "proposal", proposal: open("2026-11-11T00:00:00.000Z") })).toBeNull();
  });

  test("once a section that was to be translated has words everywhere, and never by one that is empty", () => {
    const of = (task: Request["task"], passages: number, wordless: number) =>
      settledAt({ ...request, task }, { kind: "section", passages, wordless });
    expect([of("translate", 3, 1), of("translate", 0, 0), of("check", 3, 0), of("revise", 3, 0)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(of("translate", 3, 0)).toBe("");
  });

  test("once a term was decided on since, and nothing waits", () => {
    const of = (...proposals: { status: string; at: string | null }[]) =>
      settledAt(request, {
        kind: "term",
        term: {
          proposals: proposals.map(({ status, at }) => ({
            status,
            decision: at === null ? null : decided(at),
          })) as never,
        },
      });
    expect(of()).toBeNull();
    expect(of({ status: "accepted", at: "2026-11-09T00:00:00.000Z" })).toBeNull();
    expect(of({ status: "accepted", at: "2026-11-11T00:00:00.000Z" }, { status: "open", at: null })).toBeNull();
    expect(of({ status: "accepted", at: "2026-11-11T00:00:00.000Z" })).toBe("2026-11-11T00:00:00.000Z");
  });
});
