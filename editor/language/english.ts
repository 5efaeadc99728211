/** What English sentences of several rooms are made with: numbers with their nouns, names in a row, days. */

const PLURALS = new Intl.PluralRules("en");

/** The form that English takes with `number`. */
export function plural<Form>(number: number, one: Form, other: Form): Form {
  return PLURALS.select(number) === "one" ? one : other;
}

/** "1 note", "2 notes", "no notes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number === 0 ? "no" : number} ${plural(number, one, many)}`;
}

const GROUPED = new Intl.NumberFormat("en");

/** 200,000: digits in threes. */
export function grouped(number: number): string {
  return GROUPED.format(number);
}

/** A number of bytes as people say it: 1.5 GB, 300 MB, 4 kB. */
export function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

/** "a", "a and b", "a, b and c". */
export function inARow(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const MONTH = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** "January" for 1. */
export function monthOf(number: number): string {
  return MONTH.format(Date.UTC(2000, number - 1));
}

/** "Chinese" for `zh-Hans`: the language, without its script or country. */
export function languageNamed(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(tag.split("-")[0]!) ?? tag;
}
