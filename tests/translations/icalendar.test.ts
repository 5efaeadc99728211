/** What stands in a calendar is read out of it again, letter by letter, by a reader that shares nothing with the writer; and RFC 5545's own rules. */
import "../help/laws.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, type CalendarDay } from "../../translations/exchange/icalendar.ts";

/** A line of it: the name, its parameters and its value. */
interface Line {
  name: string;
  value: string;
}

/** As RFC 5545, section 3.1, has it read: lines unfolded, each parted at the first colon. */
function linesIn(text: string): Line[] {
  return text
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .slice(0, -1)
    .map((line) => ({ name: line.slice(0, line.indexOf(":")), value: line.slice(line.indexOf(":") + 1) }));
}

/** Section 3.3.11 backwards. */
function textOf(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));
}

function readIn(text: string): CalendarDay[] {
  const days: CalendarDay[] = [];
  let [alarm, day] = [false, {} as Record<string, string>];
  let reminded: number[] = [];
  for (const { name, value } of linesIn(text)) {
    if (name === "BEGIN" && value === "VALARM") alarm = true;
    else if (name === "END" && value === "VALARM") alarm = false;
    else if (name === "BEGIN" && value === "VEVENT") [day, reminded] = [{}, []];
    else if (name === "TRIGGER") reminded.push(Number(/^-P(\d+)D$/.exec(value)![1]));
    else if (name === "END" && value === "VEVENT")
      days.push({
        ...{ uid: textOf(day["UID"]!), changes: Number(day["SEQUENCE"]), title: textOf(day["SUMMARY"]!), reminded },
        changed: day["DTSTAMP"]!.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6.000Z"),
        day: day["DTSTART;VALUE=DATE"]!.replace(/^(....)(..)(..)$/, "$1-$2-$3"),
        ...{ words: textOf(day["DESCRIPTION"] ?? ""), address: day["URL"]! },
      });
    else if (!alarm) day[name] = value;
  }
  return days;
}

const letters = fc.string({
  unit: fc.oneof(
    fc.constantFrom("a", ",", ";", "\\", "\n", ":", '"', "n", " ", "é", "治", "理", "😀", "👩‍🚀", "\u202e", "\ufeff"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 120,
});
/** What can be kept of a text: no other control characters, ends of lines of one kind. */
const kept = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

const anyDay = fc.record({
  uid: fc.stringMatching(/^request-[a-z0-9]{16}$/),
  changed: fc.constantFrom("2026-11-28T09:00:07.000Z", "2026-01-02T23:59:59.000Z"),
  changes: fc.nat(99),
  day: fc.constantFrom("2026-12-05", "2027-02-28"),
  ...{ title: letters, words: letters },
  address: fc.webUrl(),
  reminded: fc.constantFrom([7, 2], [], [1]),
});

test("what is read is what was written", () => {
  fc.assert(
    fc.property(letters, fc.array(anyDay, { maxLength: 4 }), (name, days) => {
      const text = calendarOf(name, days);
      expect(readIn(text)).toEqual(days.map((day) => ({ ...day, title: kept(day.title), words: kept(day.words) })));
      expect(textOf(linesIn(text).find((line) => line.name === "NAME")!.value)).toBe(kept(name));
    }),
  );
});

test("no line is longer than 75 bytes, no letter is cut, and the same is always the same bytes", () => {
  fc.assert(
    fc.property(letters, fc.array(anyDay, { minLength: 1, maxLength: 3 }), (name, days) => {
      const bytes = Buffer.from(calendarOf(name, days));
      const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      let from = 0;
      for (let end = bytes.indexOf("\r\n"); end >= 0; end = bytes.indexOf("\r\n", from)) {
        const line = bytes.subarray(from, end);
        expect(line.length).toBeLessThanOrEqual(75);
        expect(() => strict.decode(line)).not.toThrow();
        expect(line.includes(10) || line.includes(13)).toBe(false);
        from = end + 2;
      }
      expect(from).toBe(bytes.length);
      expect(calendarOf(name, structuredClone(days))).toBe(bytes.toString());
    }),
  );
});

test("a day reads as calendars have it", () => {
  const day = {
    ...{ uid: "request-x", changed: "2026-11-28T09:00:00.123Z", changes: 2, day: "2026-12-05" },
    ...{ title: "Revise Section 10; 治理, again", words: "", address: "https://example.org/nip14/s10", reminded: [7] },
  };
  expect(calendarOf("Ann’s", [day]).split("\r\n")).toEqual([
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Variorum//Requests//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"],
    ...["NAME:Ann’s", "X-WR-CALNAME:Ann’s", "BEGIN:VEVENT", "UID:request-x", "DTSTAMP:20261128T090000Z"],
    ...["LAST-MODIFIED:20261128T090000Z", "SEQUENCE:2", "DTSTART;VALUE=DATE:20261205"],
    "SUMMARY:Revise Section 10\\; 治理\\, again",
    ...["URL:https://example.org/nip14/s10", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D"],
    "DESCRIPTION:Revise Section 10\\; 治理\\, again",
    ...["END:VALARM", "END:VEVENT", "END:VCALENDAR", ""],
  ]);
});
