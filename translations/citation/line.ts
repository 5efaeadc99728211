/** Small spellings that every citation needs: one clean line of text, a day, a web address. Knows nothing of works. */
import { wellFormed } from "../text/well-formed.ts";

// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;
/** Explicit embeddings, overrides and isolates: they can make a line read in another order than it is written. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const WHITE_SPACE = /[\t-\r \u0085\u2028\u2029]+/g;

/**
 * `text` as one line that no format stumbles over: NFC, runs of tab, line end and space made one space, none at
 * either end, control and direction-override characters dropped, a lone surrogate U+FFFD. Letters of every script
 * stay as they are. `line(line(x))` equals `line(x)`.
 */
export function line(text: string): string {
  const visible = text.replace(CONTROL, "").replace(DIRECTION, "");
  return wellFormed(visible).replace(WHITE_SPACE, " ").trim().normalize("NFC");
}

/** Year, month and day, as far as they are known: `[2022, 1, 24]`, `[2022]`, or `[]`. */
export type Day = readonly number[];

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The day of an ISO 8601 day, month, year or instant; of an instant, its day in UTC. `[]` if it is none of these. */
export function dayOf(iso: string): Day {
  const [, ...parts] = DATE.exec(utcDay(iso)) ?? [];
  const day = parts.filter((part) => part !== undefined).map(Number);
  const [year = 0, month = 1, date = 1] = day;
  const real = new Date(Date.UTC(2000, month - 1, date));
  real.setUTCFullYear(year, month - 1, date);
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date ? day : [];
}

function utcDay(iso: string): string {
  if (!iso.includes("T")) return iso;
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? "" : instant.toISOString().slice(0, 10);
}

/** A day as ISO 8601, as far as it is known; "" for none. */
export function isoDay(day: Day): string {
  return day.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}

/** What no web address may hold unescaped (RFC 3986): spaces, quotation marks, braces, backslashes and the like. */
const UNSAFE = /[\s<>"{}|\\^`]/gu;

/** `url` on one line with what may not stand in an address percent-encoded, so that no format ends it early. */
export function addressLine(url: string): string {
  return line(url).replace(UNSAFE, (sign) => encodeURIComponent(sign));
}

/** True for an absolute http or https address: the only kind a citation points to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^/\s]/i.test(url);
}
