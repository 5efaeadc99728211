/**
 * Days that something is due, as calendars take them: iCalendar (RFC 5545), each an event of a whole day with reminders before it.
 * The same days are the same bytes: no instant of writing stands in it.
 */

export interface CalendarDay {
  /** By which calendars know it again; the same for good. */
  uid: string;
  /** When it was last changed: ISO 8601 instant; and how often before. */
  changed: string;
  changes: number;
  /** ISO 8601 day. */
  day: string;
  title: string;
  /** More of it; "" for nothing. */
  words: string;
  /** Where it is read: a whole address. */
  address: string;
  /** So many days before, whoever has the calendar is reminded. */
  reminded: readonly number[];
}

/** The longest a line may be in bytes of UTF-8, its end not counted (RFC 5545, section 3.1). */
const LONGEST_LINE = 75;

/** A calendar with these days. `name`: as readers call it. */
export function calendarOf(name: string, days: readonly CalendarDay[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Variorum//Requests//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(eventOf),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventOf({ uid, changed, changes, day, title, words, address, reminded }: CalendarDay): string[] {
  const stamp = instant(changed);
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${changes}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    ...(words === "" ? [] : [`DESCRIPTION:${escaped(words)}`]),
    // An address is no text: nothing of it is escaped, and nothing in it may end the line.
    `URL:${address.replace(/[\r\n]/g, "")}`,
    "TRANSP:TRANSPARENT",
    ...reminded.flatMap((before) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `TRIGGER:-P${before}D`,
      `DESCRIPTION:${escaped(title)}`,
      "END:VALARM",
    ]),
    "END:VEVENT",
  ];
}

/** `2026-11-28T09:30:00.000Z` as `20261128T093000Z`. */
function instant(iso: string): string {
  return `${iso.slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Text as a value of it (RFC 5545, section 3.3.11); signs that no text may hold are left out. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, "\n")
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .replace(/[\\;,]/g, "\\$&")
      .replaceAll("\n", "\\n")
  );
}

/** A line as several, each behind the first begun with a space, none longer than it may be, and no letter cut in two. */
function folded(line: string): string {
  let [written, left] = ["", LONGEST_LINE];
  for (const letter of line) {
    const bytes = bytesOf(letter);
    if (bytes > left) {
      written += "\r\n ";
      left = LONGEST_LINE - 1;
    }
    written += letter;
    left -= bytes;
  }
  return written;
}

/** How many bytes a letter has in UTF-8. */
function bytesOf(letter: string): number {
  const point = letter.codePointAt(0)!;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
