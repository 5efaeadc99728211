/** A work's glossary as words that are not cut, in scripts that put no space between words. */
import { icuWords, withTerms, type Dictionary } from "../compare/words/words.ts";
import { isUnspaced } from "../text/words.ts";
import type { Term } from "../ledger/work.ts";

/** By glossary, which never changes: another one is another array. */
const dictionaries = new WeakMap<readonly Term[], Dictionary>();

/**
 * ICU's words, among which the terms are words as they stand, in the source and in the translation. Terms in scripts that
 * put spaces between words throughout are cut there as all words are.
 */
export function dictionaryOf(terms: readonly Term[]): Dictionary {
  let known = dictionaries.get(terms);
  if (!known) dictionaries.set(terms, (known = dictionaryAnew(terms)));
  return known;
}

/** The terms that stand in one of the texts, spelled in any of their ways: of a glossary, what can matter to these. */
export function termsIn(terms: readonly Term[], texts: readonly string[]): Term[] {
  const text = texts.join("\n").normalize("NFC");
  return terms.filter((term) => spellings(term).some((words) => words !== "" && text.includes(words)));
}

function spellings({ source, rendering, alternatives, forms = [] }: Term): string[] {
  return [source, rendering, ...alternatives, ...forms].map((words) => words.normalize("NFC"));
}

function dictionaryAnew(terms: readonly Term[]): Dictionary {
  const unspaced = [...new Set(terms.flatMap(spellings))].filter(hasUnspaced);
  return unspaced.length === 0 ? icuWords : withTerms(icuWords, unspaced);
}

/** Whether any character is of a script without spaces: `5G网络`, `卡拉OK`. */
function hasUnspaced(words: string): boolean {
  return Array.from({ length: words.length }, (_, at) => at).some((at) => isUnspaced(words, at));
}
