/** Days of the calendar as ISO 8601 writes them (`2026-11-28`), by UTC: the same for everybody, wherever they read them. */

const DAY = 24 * 60 * 60 * 1_000;

/** True of a day that there is, in the years 1 to 9999. */
export function isDay(written: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(written) && !written.startsWith("0000") && dayAt(startOf(written)) === written;
}

/** The day of an instant: milliseconds since 1970. */
export function dayAt(instant: number): string {
  return Number.isNaN(instant) ? "" : new Date(instant).toISOString().slice(0, 10);
}

/** The day so many days after another, before it if there are fewer than none. */
export function dayAfter(day: string, days: number): string {
  return dayAt(startOf(day) + days * DAY);
}

/** How many days it is from one day to another; fewer than none if that came before. */
export function daysUntil(from: string, to: string): number {
  return Math.round((startOf(to) - startOf(from)) / DAY);
}

/** When a day begins: milliseconds since 1970. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}
