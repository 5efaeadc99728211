/**
 * The text by which a version is cited: always the bytes whose digest it was recorded with, and how offsets count in it.
 *
 * While there were neither verse nor quotations, a paragraph's own `> ` or `| ` had no backslash before it: what was
 * recorded then, and the anchors of its notes, are without those that the canonical text has now.
 */
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { firstWhere } from "../text/search.ts";
import type { Words } from "./events.ts";

/** Where a paragraph that would read as verse or a quotation is escaped. */
const ESCAPED = /^(?:(?: |- |\d{1,5}\. )*)\\(?=[>|] )/gm;

/** Where words stand: offsets in UTF-16 code units. */
interface Range {
  start: number;
  end: number;
}

/** What a version's words read as. */
export interface Cited {
  /** The text that it is cited by. */
  text: string;
  /** The canonical text of its rendering, which all that is derived counts in. */
  canonical: string;
  /** Where in `text` words stand that stand there in `canonical`. */
  toCited: (range: Range) => Range;
  /** Where in `canonical` words stand that stand there in `text`. */
  toCanonical: (range: Range) => Range;
}

/** The two texts of a version's words; of all but old ones they are the same. */
export function citedOf({ rendering, digest }: Words): Cited {
  const canonical = canonicalText(renderingFromJson(rendering));
  const signs = [...canonical.matchAll(ESCAPED)].map(({ index, 0: found }) => index + found.length - 1);
  const once = without(canonical, signs);
  if (signs.length === 0 || digestOfText(once) !== digest) return same(canonical);
  const before = signs.map((at, number) => at - number);
  const fewer = (offset: number): number => offset - firstWhere(signs, (at) => at >= offset);
  return {
    text: once,
    canonical,
    toCited: ({ start, end }) => ({ start: fewer(start), end: fewer(end) }),
    toCanonical: ({ start, end }) => ({
      start: start + firstWhere(before, (at) => at > start),
      end: end + firstWhere(before, (at) => at >= end),
    }),
  };
}

function same(canonical: string): Cited {
  return { text: canonical, canonical, toCited: (range) => range, toCanonical: (range) => range };
}

function without(text: string, signs: readonly number[]): string {
  const ends = [...signs, text.length];
  return ends.map((end, number) => text.slice(number === 0 ? 0 : ends[number - 1]! + 1, end)).join("");
}

/** The canonical text of a version's words as it was when they were recorded. */
export function citedText(words: Words): string {
  return citedOf(words).text;
}
