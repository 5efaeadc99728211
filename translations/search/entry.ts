/** What an index keeps of a passage as it stands, of an earlier version, or of an earlier wording of a source: tokens, by field. */
import { tokensOf, type Token } from "../text/tokens.ts";
import type { Clause } from "./asked.ts";

/** Where words are looked for; `about` holds who made a version, and when. */
export const FIELDS = ["rendering", "source", "note", "reason", "about"] as const;
export type Field = (typeof FIELDS)[number];

/** Tokens in order; a {@link GAP} between texts, over which no phrase goes. */
export type Entry = Readonly<Partial<Record<Field, readonly string[]>>>;

/** No token of any text. */
export const GAP = "¶";

/** The tokens of several texts as one list. */
export function joined(texts: readonly (readonly Token[])[]): string[] {
  return texts.flatMap((tokens, at) => [...(at > 0 ? [GAP] : []), ...tokens.map(({ token }) => token)]);
}

/** What says when: the year, and the whole as it is known. @param date ISO 8601 */
export function aboutDate(date: string): string[] {
  const [year = "", month = "", day = ""] = date.slice(0, 10).split("-");
  return [...new Set([dated(year), dated(year + month + day)])];
}

/** The ways in which {@link aboutDate} says a year, a month (itself, or one of its days) or a day; null of what is none. */
export function dateAsked(date: string): Clause | null {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date)) return null;
  const asked = date.replaceAll("-", "");
  const days = asked.length === MONTH ? Array.from({ length: 31 }, (_, day) => String(day + 1).padStart(2, "0")) : [];
  return ["", ...days].map((day) => [dated(asked + day)]);
}

/** So many figures are a year and a month. */
const MONTH = 6;

function dated(figures: string): string {
  return `d${figures}`;
}

/** What says who. */
export function aboutPerson(name: string): string[] {
  return tokensOf(name, false).map(({ token }) => `p${token}`);
}

/** The words of a name side by side, as {@link aboutPerson} has them; null if there are none. */
export function personAsked(name: string): string[] | null {
  const found = aboutPerson(name);
  return found.length === 0 ? null : found;
}
