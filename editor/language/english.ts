/** What English sentences of several rooms are made with: numbers with their nouns, names in a row, days. */

import { namesNoLanguage } from "../../translations/text/schema.ts";

/** Made when it is first asked for: each takes milliseconds, and whoever compares two texts in a terminal may need none. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

const plurals = once(() => new Intl.PluralRules("en"));

/** The form that English takes with `number`. */
export function plural<Form>(number: number, one: Form, other: Form): Form {
  return plurals().select(number) === "one" ? one : other;
}

/** "1 note", "2 notes", "no notes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number === 0 ? "no" : number} ${plural(number, one, many)}`;
}

/** "2 discussions", "2 discussions, 1 of them open". */
export function discussions(all: number, open: number): string {
  const said = count(all, "discussion");
  return open === all ? said : `${said}, ${open === 0 ? "none" : open} of them open`;
}

const wholeNumbers = once(() => new Intl.NumberFormat("en"));

/** 200,000: digits in threes. */
export function grouped(number: number): string {
  return wholeNumbers().format(number);
}

const places = (least: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: least,
  maximumFractionDigits: least,
});

const twoPlaces = once(() => new Intl.NumberFormat("en", places(2)));

/** 0.25: to two places. */
export function hundredths(number: number): string {
  return twoPlaces().format(number);
}

function measured(number: number, unit: string, least: number): string {
  return new Intl.NumberFormat("en", { style: "unit", unit, ...places(least) }).format(number);
}

/** A number of bytes as people say it: 1.5 GB, 300 MB, 4 kB. */
export function size(bytes: number): string {
  if (bytes >= 1e9) return measured(bytes / 1e9, "gigabyte", 1);
  return bytes >= 1e6 ? measured(bytes / 1e6, "megabyte", 0) : measured(Math.ceil(bytes / 1e3), "kilobyte", 0);
}

/** British English has no comma before "and". */
const row = once(() => new Intl.ListFormat("en-GB", { type: "conjunction" }));

/** "a", "a and b", "a, b and c". */
export function inARow(names: readonly string[]): string {
  return row().format(names);
}

/** Quotation marks at the beginning or the end of what somebody says. */
const QUOTED = /^["“”„«»‹›‘「『《]|["“”»«」』》]$/u;

/** What somebody says, in quotation marks, unless it begins or ends with some of its own. */
export function quoted(words: string): string {
  return QUOTED.test(words) ? words : `“${words}”`;
}

const relative = once(() => new Intl.RelativeTimeFormat("en", { numeric: "auto" }));

/** Each unit with its milliseconds, the longest first. */
const UNITS = [
  ["year", 365.25 * 86_400_000],
  ["month", 30.44 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "3 days ago", "yesterday", "now": so many milliseconds before now, in the longest unit of which there are two, or one where none is shorter. */
export function ago(milliseconds: number): string {
  const [unit, length] = UNITS.find(
    ([unit, length]) => milliseconds >= (unit === "day" || unit === "minute" ? 1 : 2) * length,
  ) ?? ["second", 0];
  return relative().format(length === 0 ? 0 : -Math.floor(milliseconds / length), unit);
}

const months = once(() => new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }));

/** "January" for 1. */
export function monthOf(number: number): string {
  return months().format(Date.UTC(2000, number - 1));
}

/** With a capital letter, as a line begins. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "28 November 2026" of an ISO 8601 day or instant, "November 2026" and "2026" of less; what is no date as it is. */
export function dayNamed(iso: string): string {
  const [, year, month = "", day = ""] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?/.exec(iso) ?? [];
  if (year === undefined) return iso;
  return [day && String(Number(day)), month && monthOf(Number(month)), year].filter(Boolean).join(" ");
}

/** "Chinese" for `zh-Hans`: the language, without its script or country; null if the tag names none. */
export function languageNamed(tag: string): string | null {
  if (namesNoLanguage(tag)) return null;
  return new Intl.DisplayNames("en", { type: "language" }).of(tag.split("-")[0]!) ?? tag;
}
