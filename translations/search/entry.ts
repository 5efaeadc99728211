/** What an index keeps of a passage as it stands, of an earlier version, or of an earlier wording of a source: tokens, by field. */
import { tokensOf, type Token } from "../text/tokens.ts";

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

/** What says when: a day is found by itself, its month and its year. @param date ISO 8601 */
export function aboutDate(date: string): string[] {
  const [year = "", month = "", day = ""] = date.slice(0, 10).split("-");
  const found = [year, year + month, year + month + day].map((each) => `d${each}`);
  return [...new Set(found)];
}

/** The token of a year, month or day as {@link aboutDate} has it; null of what is none. */
export function dateAsked(date: string): string | null {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date) ? `d${date.replaceAll("-", "")}` : null;
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
