/**
 * A whole work as one text and the places of its passages in it, so that every offset in a comparison of works counts
 * in one text a side. What corresponds to what is found elsewhere.
 */
import { isWhite } from "../../text/words.ts";
import type { Passage } from "./align-passages.ts";

/** Where a passage stands: `text.slice(from, to)`, UTF-16 code units. `id`, where there is one, never changes. */
export interface Place {
  id?: string;
  from: number;
  to: number;
}

/** A work. Its passages are in order and do not overlap; between them stands only white space. */
export interface WorkText {
  text: string;
  passages: readonly Place[];
}

/** What stands between passages that come without the white space between them. */
const BETWEEN = "\n\n";

/** Passages set one after the other, with an empty line between. */
export function workOf(passages: readonly Passage[]): WorkText {
  let from = 0;
  const places = passages.map(({ id, text }) => {
    const place = { from, to: from + text.length, ...(id === undefined ? {} : { id }) };
    from = place.to + BETWEEN.length;
    return place;
  });
  return { text: passages.map(({ text }) => text).join(BETWEEN), passages: places };
}

const LINE = /[^\r\n]+/g;
const LINE_END = /\r\n|[\r\n]/g;

/** The paragraphs of a text that empty lines set apart, each a passage without identity. A line of spaces is empty. */
export function paragraphsOf(text: string): WorkText {
  const passages: { from: number; to: number }[] = [];
  for (const { 0: line, index } of text.matchAll(LINE)) {
    if (isWhite(line)) continue;
    const last = passages.at(-1);
    const lineEnds = last ? [...text.slice(last.to, index).matchAll(LINE_END)].length : 0;
    if (last && lineEnds === 1) last.to = index + line.length;
    else passages.push({ from: index, to: index + line.length });
  }
  return { text, passages };
}
