/**
 * The clock by which a page tells time. The server tells UTC and says so; once the browser has taken the page over, every
 * time on it is told by the reader's own clock, all at once: never two clocks on one page. Whatever draws a time reads
 * `clock`, and is drawn again when it changes.
 */
import { signal, type Signal } from "@preact/signals";

/** An instant as a clock in some zone shows it. */
interface Shown {
  year: string;
  /** 1 to 12. */
  month: number;
  day: string;
  /** "14:02". */
  minute: string;
  /** "14:02:07". */
  second: string;
}

export interface Clock {
  /** Behind a time of day, with a space before it: " UTC", or "" on the reader's own clock. */
  suffix: string;
  show(instant: Date): Shown;
}

export const UTC: Clock = {
  suffix: " UTC",
  show(instant) {
    const iso = instant.toISOString();
    const [date, time] = [iso.slice(0, -14), iso.slice(-13)];
    const [year, month, day] = [date.slice(0, -6), date.slice(-5, -3), date.slice(-2)];
    return { year, month: Number(month), day: String(Number(day)), minute: time.slice(0, 5), second: time.slice(0, 8) };
  },
};

export const clock: Signal<Clock> = signal(UTC);

/** A clock of a zone by its IANA name; of UTC's, {@link UTC} itself. */
export function clockIn(timeZone: string): Clock {
  if (/^(Etc\/)?(UTC|UCT|Zulu|Universal|GMT)$/.test(timeZone)) return UTC;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return {
    suffix: "",
    show(instant) {
      const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
      const at = (type: Intl.DateTimeFormatPartTypes): string => part.get(type) ?? "";
      const minute = `${at("hour")}:${at("minute")}`;
      return {
        year: at("year"),
        month: Number(at("month")),
        day: String(Number(at("day"))),
        minute,
        second: `${minute}:${at("second")}`,
      };
    },
  };
}
