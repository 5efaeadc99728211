/** A work's glossary as words that are not cut, in scripts that put no space between words. */
import { icuWords, withTerms, type Dictionary } from "../compare/words/words.ts";
import { isUnspaced } from "../text/words.ts";
import type { Term } from "./work.ts";

/** By glossary, which never changes: another one is another array. */
const dictionaries = new WeakMap<readonly Term[], Dictionary>();

/**
 * ICU's words, among which the terms are words as they stand, in the source and in the translation. Terms in scripts that
 * put spaces between words are cut there as all words are.
 */
export function dictionaryOf(terms: readonly Term[]): Dictionary {
  let known = dictionaries.get(terms);
  if (!known) dictionaries.set(terms, (known = dictionaryAnew(terms)));
  return known;
}

function dictionaryAnew(terms: readonly Term[]): Dictionary {
  const spelled = terms.flatMap(({ source, rendering, alternatives }) => [source, rendering, ...alternatives]);
  const unspaced = [...new Set(spelled.map((words) => words.normalize("NFC")))].filter((words) => isUnspaced(words, 0));
  return unspaced.length === 0 ? icuWords : withTerms(icuWords, unspaced);
}
