/** Laws of what people are asked to do: days, what may be done with a request and what comes of it, how it presses, when it ends by itself. */
import "../help/laws.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import { dayAfter, dayAt, daysUntil, isDay } from "../../translations/requests/days.ts";
import { noticeOf, noticesOfAsking, noticesOfStep } from "../../translations/requests/notices.ts";
import { byDay, nextStage, pressing, remindersOf } from "../../translations/requests/reminders.ts";
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

  test("reminds whoever is asked of each stage once, whenever it is looked at, and of what is late whoever asks, too", () => {
    const stages = (until: string) =>
      ([7, 2, "late"] as const).map((stage) => [stage, dayAfter(until, stage === "late" ? 1 : -stage)] as const);
    let reminded = 0;
    fc.assert(
      fc.property(anyRequest, fc.nat(60), fc.array(fc.nat(70 * 24), { maxLength: 40 }), (given, ahead, hours) => {
        const request = { ...given, until: given.until && dayAfter("2026-11-01", ahead) };
        const begin = Date.parse("2026-10-30T00:00:00.000Z");
        const looks = hours.map((hour) => begin + hour * 3_600_000).sort((one, other) => one - other);
        const told = new Set<string>();
        for (const now of looks)
          for (const reminder of remindersOf(request, now)) {
            const { person, key, at } = noticeOf(reminder);
            expect(Date.parse(at)).toBeLessThanOrEqual(now);
            expect(Date.parse(at)).toBeGreaterThan(Date.parse(request.at));
            told.add(`${person} ${key}`);
          }
        const { of, by, until } = request;
        const due =
          until === null
            ? []
            : stages(until).filter(([, day], at, all) => {
                const [start, next] = [Date.parse(`${day}T00:00:00.000Z`), all[at + 1]?.[1]];
                const end = next === undefined ? Infinity : Date.parse(`${next}T00:00:00.000Z`);
                return start > Date.parse(request.at) && looks.some((now) => now >= start && now < end);
              });
        const people = (stage: string | number) => new Set(stage === "late" ? [of, by] : [of]);
        const expected = due.flatMap(([stage]) =>
          [...people(stage)].flatMap((person) =>
            person === null ? [] : [`${person} ${request.id} ${until} ${stage}`],
          ),
        );
        expect([...told].sort()).toEqual(expected.sort());
        reminded += told.size;
        expect(remindersOf({ ...request, standing: "done" }, begin)).toEqual([]);
        // Between one look and the next that it asks for, nothing comes due.
        const next = nextStage(request, begin);
        if (next !== null) {
          expect(next).toBeGreaterThan(begin);
          expect(remindersOf(request, next - 1)).toEqual(remindersOf(request, begin));
        }
      }),
    );
    expect(reminded).toBeGreaterThan(0);
  });

  test("a day that was set, or handed on, within a stage is no news of that stage", () => {
    const request: Request = {
      ...asked({
        ...{ id: "r1", work: "w", about: { kind: "section", id: "s1" }, task: "check", by: "rex", of: "ann" },
        ...{ until: "2026-12-10", why: "", at: "2026-11-01T00:00:00.000Z" },
      }),
    };
    const on = (of: Request, day: string) =>
      remindersOf(of, Date.parse(`${day}T12:00:00.000Z`)).map(({ stage }) => stage);
    expect([on(request, "2026-12-02"), on(request, "2026-12-04"), on(request, "2026-12-09")]).toEqual([[], [7], [2]]);
    const step = { act: "hand", by: "ann", to: "ben", at: "2026-12-04T00:00:00.000Z", word: "" } as const;
    const handed = requestAfter(request, step);
    expect([on(handed, "2026-12-04"), on(handed, "2026-12-08"), on(handed, "2026-12-11")]).toEqual([
      [],
      [2],
      ["late", "late"],
    ]);
    const far = { act: "postpone", by: "rex", until: "2027-01-10", at: "2026-12-09T00:00:00.000Z", word: "" } as const;
    expect(on(requestAfter(handed, far), "2026-12-11")).toEqual([]);
    expect(on(requestAfter(handed, far), "2027-01-03")).toEqual([7]);
  });

  test("nobody is told of their own deed, each of one thing, and whom it concerns is", () => {
    const request = asked({
      ...({ id: "r1", work: "w", about: { kind: "section", id: "s1" }, task: "check", by: "rex", of: "ann" } as const),
      ...{ until: null, why: "Soon.", at: "2026-11-01T00:00:00.000Z" },
    });
    const told = (notices: ReturnType<typeof noticesOfAsking>) =>
      notices.map(({ person, kind }) => `${person} ${kind}`);
    expect(told(noticesOfAsking(request))).toEqual(["ann request-asked"]);
    expect(told(noticesOfAsking({ ...request, of: "rex" }))).toEqual([]);
    const after = (step: Parameters<typeof requestAfter>[1], of: Request = request) =>
      noticesOfStep(of, requestAfter(of, step), step);
    const at = "2026-11-02T00:00:00.000Z";
    expect(told(after({ act: "hand", by: "ann", to: "ben", at, word: "" }))).toEqual([
      ...["ben request-handed", "rex request-passed-on"],
    ]);
    expect(told(after({ act: "hand", by: "olive", to: "ben", at, word: "" }))).toEqual([
      ...["ben request-handed", "rex request-passed-on", "ann request-passed-on"],
    ]);
    expect(told(after({ act: "done", by: "ann", at, word: "" }))).toEqual(["rex request-ended"]);
    expect(told(after({ act: "settled", by: null, at, word: "" }))).toEqual(["ann request-ended", "rex request-ended"]);
    expect(told(after({ act: "take", by: "ben", at, word: "" }, { ...request, of: null }))).toEqual([
      "rex request-taken",
    ]);
    expect(told(after({ act: "take-back", by: "rex", at, word: "" }))).toEqual(["ann request-ended"]);
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
