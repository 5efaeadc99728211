/**
 * What an editor would look at twice, found without a model: in a rendering by itself and beside its source, and in what a
 * revision touches. Codes and places; sentences are left to pages. English and Chinese are known by their words, of other
 * languages only what needs none is looked at. Each look takes time in proportion to the text.
 */
import { differingFrom } from "./against.ts";
import { oddIn } from "./alone.ts";
import { type Finding, knownLanguage } from "./finding.ts";
import { termsOtherwise } from "./terms.ts";
import type { Term } from "../ledger/work.ts";

export type { Check, Finding, Place, Touch } from "./finding.ts";
export { type Doubt, doubtOf } from "./significance.ts";
export { touchedBy } from "./touched.ts";

/** Texts longer than this, in UTF-16 code units, are not looked at. */
const LONGEST = 20_000;
/** More findings than this say nothing that fewer don't. */
const MOST = 100;

/** A text with its language as a tag (BCP 47). */
export interface Text {
  text: string;
  language: string;
}

/** What else is known of a rendering that is looked at. */
export interface Beside {
  /** The words it revises: a quotation mark that loses its partner to a revision is told, where one alone runs on. */
  base?: string | null;
  terms?: readonly Term[];
}

/**
 * What to look at in a rendering, in its order, at most a hundred; what is lost comes last, in the order of the source.
 * @param source its source; null or empty where none is held.
 */
export function findingsIn(rendering: Text, source: Text | null, { base = null, terms = [] }: Beside = {}): Finding[] {
  if (rendering.text.length > LONGEST || (source?.text.length ?? 0) > LONGEST) return [];
  const here = { text: rendering.text, language: knownLanguage(rendering.language) };
  const found = oddIn(here.text, here.language, base);
  if (source !== null && source.text.trim() !== "" && here.text.trim() !== "") {
    found.push(...differingFrom({ text: source.text, language: knownLanguage(source.language) }, here));
    found.push(...termsOtherwise(source, rendering, terms));
  }
  return found.sort(inOrder).slice(0, MOST);
}

function inOrder(x: Finding, y: Finding): number {
  const [atX, atY] = [x.at?.from ?? Infinity, y.at?.from ?? Infinity];
  return atX === atY ? (x.source?.from ?? 0) - (y.source?.from ?? 0) : atX - atY;
}
