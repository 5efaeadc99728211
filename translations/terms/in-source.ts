/** Where terms of a glossary stand in a source: what a column of it marks, and a check of its rendering goes by. */
import { isSpaced } from "../text/words.ts";
import { outlineOf } from "../ledger/sections.ts";
import type { Passage, Term } from "../ledger/work.ts";

/** `source.slice(from, to)` is a term; several, where its words have several meanings. */
export interface TermPlace {
  from: number;
  to: number;
  terms: Term[];
}

/** The terms of a glossary that hold in a passage: those of the whole work, and those of passages that it is or stands under. */
export function termsHolding(terms: readonly Term[], passages: readonly Passage[], passage: string): Term[] {
  if (terms.every(({ within }) => within === undefined)) return [...terms];
  const { places, above } = outlineOf(passages);
  const over = new Set<string>([passage]);
  for (let at = places.get(passage) ?? -1; at >= 0; at = above[at]!) over.add(passages[at]!.id);
  return terms.filter(({ within }) => within === undefined || within.some((each) => over.has(each)));
}

/** The places of terms in a source, in order; of those that overlap the longest from the left, so that none stands in another. */
export function termPlaces(source: string, terms: readonly Term[]): TermPlace[] {
  const bySpelling = new Map<string, Term[]>();
  for (const term of terms)
    for (const words of new Set([term.source, ...(term.forms ?? [])])) {
      if (words.trim() === "") continue;
      const known = bySpelling.get(words);
      if (known) known.push(term);
      else bySpelling.set(words, [term]);
    }
  const found = [...bySpelling].flatMap(([words, own]) =>
    placesOf(source, words).map((place) => ({ ...place, terms: own })),
  );
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const places: TermPlace[] = [];
  for (const each of found) if (each.from >= (places.at(-1)?.to ?? 0)) places.push(each);
  return places;
}

/** Of scripts that put spaces between words, whole words alone. */
function placesOf(source: string, words: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let from = source.indexOf(words); from >= 0; from = source.indexOf(words, from + words.length)) {
    const to = from + words.length;
    const isCut =
      (isSpaced(source, from) && from > 0 && isSpaced(source, from - 1)) ||
      (isSpaced(source, to - 1) && isSpaced(source, to));
    if (!isCut) places.push({ from, to });
  }
  return places;
}
