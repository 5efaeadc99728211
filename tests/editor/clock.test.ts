/** Times as a page tells them: UTC from the server, the reader's own clock afterwards, the same way everywhere. */
import { describe, expect, test } from "vitest";
import { clockIn, UTC } from "../../editor/design/clock.ts";
import { day, moment, stretch } from "../../editor/design/wording.ts";

const SHANGHAI = clockIn("Asia/Shanghai");
const NEPAL = clockIn("Asia/Kathmandu");
const NEW_YORK = clockIn("America/New_York");

describe("an instant", () => {
  test.each([
    [UTC, "24 November 2026, 23:30 UTC"],
    [SHANGHAI, "25 November 2026, 07:30"],
    [NEPAL, "25 November 2026, 05:15"],
    [NEW_YORK, "24 November 2026, 18:30"],
  ])("is told by the clock of the page, its day too", (clock, told) => {
    expect(moment("2026-11-24T23:30:00.000Z", clock)).toBe(told);
    expect(day("2026-11-24T23:30:00.000Z", clock)).toBe(told.replace(/,.*/, ""));
  });

  test("stands in summer time where its zone has one", () => {
    expect(moment("2026-07-01T12:00:00Z", NEW_YORK)).toBe("1 July 2026, 08:00");
    expect(moment("2026-12-01T12:00:00Z", NEW_YORK)).toBe("1 December 2026, 07:00");
  });

  test("of midnight is 00, not 24", () => {
    expect(moment("2026-11-24T16:00:00Z", SHANGHAI)).toBe("25 November 2026, 00:00");
  });

  test("written with an offset is the same instant", () => {
    expect(moment("2026-11-25T00:30:00+01:00", UTC)).toBe("24 November 2026, 23:30 UTC");
  });
});

test("a day, a month or a year has no clock and is the same everywhere", () => {
  for (const clock of [UTC, SHANGHAI, NEW_YORK]) {
    expect(day("2022-01-24", clock)).toBe("24 January 2022");
    expect(moment("2022-01-24", clock)).toBe("24 January 2022");
    expect(day("2021-12", clock)).toBe("December 2021");
    expect(day("2021", clock)).toBe("2021");
  }
  expect(day("soon", SHANGHAI)).toBe("soon");
  expect(day("2022-T", SHANGHAI)).toBe("2022");
});

test("a stretch of time says each part once, by one clock", () => {
  const told = (from: string, to: string, clock = SHANGHAI) => stretch(from, to, false, clock);
  expect(told("2026-11-24T14:02:07Z", "2026-11-24T14:02:40Z")).toBe("24 November 2026, 22:02");
  expect(told("2026-11-24T14:02:07Z", "2026-11-24T14:05:40Z")).toBe("24 November 2026, 22:02 to 22:05");
  expect(told("2026-11-24T15:59:00Z", "2026-11-24T16:01:00Z")).toBe(
    "24 November 2026, 23:59 to 25 November 2026, 00:01",
  );
  expect(told("2026-11-24T15:59:00Z", "2026-11-24T16:01:00Z", UTC)).toBe("24 November 2026, 15:59 to 16:01 UTC");
  expect(stretch("2026-11-24T14:02:07Z", "2026-11-24T14:02:40Z", true, SHANGHAI)).toBe("24 November 2026, 22:02:07");
  expect(stretch("2026-11-24T14:02:07Z", "2026-11-24T14:02:40Z", true, UTC)).toBe("24 November 2026, 14:02:07 UTC");
});

test("a zone that keeps UTC says UTC", () => {
  for (const zone of ["UTC", "Etc/UTC", "GMT"]) expect(clockIn(zone)).toBe(UTC);
  expect(clockIn("Europe/London").suffix).toBe("");
});
