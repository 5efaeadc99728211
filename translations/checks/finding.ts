/** What checks answer: codes and places, never a sentence. Offsets are UTF-16 code units. */

/** `text.slice(from, to)`, never empty. */
export interface Place {
  from: number;
  to: number;
}

/**
 * What a check of a rendering asks to look at.
 * - `number`, `unit`: a number, a date or a measure that only one side has, or that differ.
 * - `source-word`: an address, a link's target, a note's mark or a word of Latin letters of the source that is lost.
 * - `missing`: a sentence of the source that has no counterpart.
 * - `term`: a term of the glossary of which no rendering stands here.
 * - `avoided`: a rendering of such a term that the glossary calls not recommended or obsolete.
 * - `quotes`, `brackets`: one without its partner.
 * - `doubled`: a word, a comma or a space that stands there twice.
 * - `spacing`: no space behind a comma, or one before it.
 * - `punctuation`: marks of the other writing: Chinese ones in English, Western ones between Chinese words.
 */
export type Check =
  | "number"
  | "unit"
  | "source-word"
  | "missing"
  | "term"
  | "avoided"
  | "quotes"
  | "brackets"
  | "doubled"
  | "spacing"
  | "punctuation";

/** One side at least has a place. */
export interface Finding {
  check: Check;
  /** In the rendering; null for what is lost. */
  at: Place | null;
  /** In the source; null where that has no words for it. */
  source: Place | null;
  /** Of a term: the rendering that is preferred. */
  instead?: string;
}

/** What a change touches that a reader relies on. */
export type Touch = "number" | "date" | "unit" | "negation" | "modal" | "actor" | "quotation" | "term";

/** Where a revision touches such a thing: in the old words, the new ones, or both. */
export interface Touched {
  touch: Touch;
  a: Place | null;
  b: Place | null;
}

/** The languages that are known by their words; of others only what needs no language is looked at. */
export type Known = "en" | "zh";

/** Which of them a tag (BCP 47) is of. */
export function knownLanguage(tag: string | undefined): Known | null {
  const primary = /^[a-z]+/i.exec(tag ?? "")?.[0].toLowerCase();
  return primary === "en" || primary === "zh" ? primary : null;
}
