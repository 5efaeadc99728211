/** Words of terms: as they are kept, when two terms are one, and which words somebody has seen. */
import { digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { isInvisible, plainly } from "../text/well-formed.ts";
import { termWords, type Term, type TermWords } from "./work.ts";

/** What a term may be called in its address. */
export const TERM_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What may be said of a rendering: the best first. */
export const STANDINGS = ["preferred", "admitted", "avoided", "obsolete"] as const;
export type TermStanding = (typeof STANDINGS)[number];

/** The renderings of a term, each with how it stands. */
export function renderingsOf({ rendering, alternatives, avoided = [], obsolete = [] }: TermWords): {
  words: string;
  standing: TermStanding;
}[] {
  const as = (standing: TermStanding, all: readonly string[]) => all.map((words) => ({ words, standing }));
  return [
    ...as("preferred", [rendering]),
    ...as("admitted", alternatives),
    ...as("avoided", avoided),
    ...as("obsolete", obsolete),
  ];
}

/** Words of a term as they are kept: each text plain, lists without what is empty or doubled. */
export function cleaned(given: TermWords): TermWords {
  const one = (text: string): string => plainly(text.replaceAll(/\r\n?/g, "\n"));
  // What stands in a list is a line: so it can be written in a form and in a table.
  const plain = (texts: readonly string[] = []) =>
    [...new Set(texts.flatMap((text) => one(text).split("\n")).map(plainly))].filter((each) => !isInvisible(each));
  const { source, rendering, alternatives, remark, provenance, forms, avoided, obsolete, within, scope = "" } = given;
  return termWords({
    ...{ source: one(source), rendering: one(rendering), alternatives: plain(alternatives) },
    ...{ remark: one(remark), provenance: one(provenance), scope: one(scope) },
    ...{ forms: plain(forms), avoided: plain(avoided), obsolete: plain(obsolete), within: plain(within) },
  });
}

/** By what two terms of one work are the same: their source words, and where or in which meaning they hold. */
export function keyOf({ source, scope = "", within = [] }: TermWords): string {
  return canonicalJson([source, scope, [...within].sort()]);
}

/** True if a term says just this. */
export function isSameTerm(words: TermWords, standing: TermWords | Term | null): boolean {
  return standing !== null && canonicalJson({ ...termWords(words) }) === canonicalJson({ ...termWords(standing) });
}

/**
 * Which words a page showed of a term: another text whenever these are others. Who decides sends it back, so that nobody decides
 * on words that they have not seen.
 */
export function seenOf(...words: (Term | TermWords | null | undefined)[]): string {
  const plain = words.map((each) => (each ? termWords(each) : null));
  return digestOfText(canonicalJson(plain)).slice(0, 16);
}
