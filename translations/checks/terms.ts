/** Terms of the glossary that the source has and of which no rendering stands in the text. */
import { tokensOf } from "../text/tokens.ts";
import type { Finding } from "./finding.ts";
import type { Term } from "../ledger/work.ts";

/** At most so many terms are looked for. */
const MOST_TERMS = 2_000;

/** Where the source has a term whose rendering, preferred or admitted, doesn't stand in the text in any form of its words. */
export function lostTerms(source: string, rendering: string, terms: readonly Term[]): Finding[] {
  const here = stemmed(rendering);
  return terms.slice(0, MOST_TERMS).flatMap((term): Finding[] => {
    const from = term.source.trim() === "" ? -1 : source.indexOf(term.source);
    if (from < 0) return [];
    const isSaid = [term.rendering, ...term.alternatives].some(
      (words) => words.trim() !== "" && here.includes(stemmed(words)),
    );
    return isSaid ? [] : [{ check: "term", at: null, source: { from, to: from + term.source.length } }];
  });
}

/** A text as the stems of its words, so that `data elements` stands in `a data element`. */
function stemmed(text: string): string {
  const stems = tokensOf(text, true).map(({ token }) => token);
  return ` ${stems.join(" ")} `;
}
