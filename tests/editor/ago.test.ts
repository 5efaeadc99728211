/** How long ago something was, in words: never longer than it is, never in a unit that says next to nothing. */
import "../help/laws.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ago } from "../../editor/language/english.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

test.each([
  [0, "now"],
  [59_999, "now"],
  [MINUTE, "1 minute ago"],
  [119 * MINUTE, "119 minutes ago"],
  [2 * HOUR, "2 hours ago"],
  [DAY - 1, "23 hours ago"],
  [DAY, "yesterday"],
  [3 * DAY, "3 days ago"],
  [13 * DAY, "13 days ago"],
  [14 * DAY, "2 weeks ago"],
  [90 * DAY, "2 months ago"],
  [400 * DAY, "13 months ago"],
  [800 * DAY, "2 years ago"],
])("%d milliseconds are said as %s", (milliseconds, said) => expect(ago(milliseconds)).toBe(said));

test("what was longer ago is never said to be nearer", () => {
  const lengths = {
    second: 1_000,
    minute: MINUTE,
    hour: HOUR,
    day: DAY,
    week: 7 * DAY,
    month: 30.44 * DAY,
    year: 365.25 * DAY,
  };
  const said = (milliseconds: number): number => {
    const words = ago(milliseconds);
    if (words === "now") return 0;
    if (words === "yesterday") return DAY;
    const [, number, unit] = /^(\d+) (\w+?)s? ago$/.exec(words)!;
    return Number(number) * lengths[unit as keyof typeof lengths];
  };
  const any = fc.double({ min: 0, max: 5_000 * DAY, noNaN: true });
  fc.assert(
    fc.property(any, any, (one, other) => {
      const [near, far] = one < other ? [one, other] : [other, one];
      expect(said(near)).toBeLessThanOrEqual(said(far));
      expect(said(far)).toBeLessThanOrEqual(far + 1e-6);
    }),
  );
});
