/** Where terms of a glossary stand in a source: what a column of it marks, and a check of its rendering goes by. */
import { outlineOf } from "../ledger/sections.ts";
import type { Passage, Term } from "../ledger/work.ts";
import { apart, formsOf, placesWithin, searched } from "./places.ts";

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

/**
 * The places of terms in a source, in order; of those that overlap the longest from the left, so that none stands in another.
 * Each term stands where {@link placesWithin} says.
 * @param language of the source (BCP 47).
 */
export function termPlaces(source: string, terms: readonly Term[], language: string): TermPlace[] {
  const read = searched(source, language);
  const found = new Map<string, TermPlace>();
  for (const term of terms)
    for (const { from, to } of placesWithin(read, formsOf(term))) {
      const known = found.get(`${from}-${to}`);
      if (known) known.terms.push(term);
      else found.set(`${from}-${to}`, { from, to, terms: [term] });
    }
  return apart([...found.values()]);
}
