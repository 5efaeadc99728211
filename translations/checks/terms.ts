/** Terms of the glossary that the source has: none of their renderings stands in the text, or one that is not to be used does. */
import { termPlaces } from "../terms/in-source.ts";
import { tokensOf } from "../text/tokens.ts";
import type { Term } from "../ledger/work.ts";
import type { Finding, Place } from "./finding.ts";

/** At most so many terms are looked for. */
const MOST_TERMS = 2_000;

/**
 * Where the source has a term whose renderings, preferred or admitted, don't stand in the text in any form of their words; and
 * where one stands there that is not recommended or obsolete, unless those that are stand there as often as the term does, for
 * then it renders something else. One finding a term, the first.
 */
export function termsOtherwise(source: string, rendering: string, terms: readonly Term[]): Finding[] {
  const places = termPlaces(source, terms.slice(0, MOST_TERMS));
  if (places.length === 0) return [];
  const here = tokensOf(rendering, true);
  const stems = here.map(({ token }) => token);
  const found = new Map<string, Finding>();
  for (const { from, to, terms: meant } of places) {
    const key = source.slice(from, to);
    if (found.has(key)) continue;
    const times = places.filter((each) => source.slice(each.from, each.to) === key).length;
    const good = placesIn(stems, meant.flatMap(admitted));
    const bad = placesIn(stems, meant.flatMap(unwelcome)).filter(
      (each) => !good.some((other) => other.from < each.to && each.from < other.to),
    );
    const instead = meant[0]!.rendering;
    if (bad.length > 0 && good.length < times) {
      const at = { from: here[bad[0]!.from]!.from, to: here[bad[0]!.to - 1]!.to };
      found.set(key, { check: "avoided", at, source: { from, to }, instead });
    } else if (good.length === 0) found.set(key, { check: "term", at: null, source: { from, to }, instead });
  }
  return [...found.values()];
}

function admitted({ rendering, alternatives }: Term): string[] {
  return [rendering, ...alternatives];
}

function unwelcome({ avoided = [], obsolete = [] }: Term): string[] {
  return [...avoided, ...obsolete];
}

/** Where any of some renderings stands in a text, both as stems, without overlaps. What a rendering has in brackets may be left out. */
function placesIn(stems: readonly string[], renderings: readonly string[]): Place[] {
  const sought = renderings.flatMap((words) => [words, words.replaceAll(/\s*[(（[].*?[)）\]]/gu, "")]);
  const runs = [...new Set(sought)].map((words) => tokensOf(words, true).map(({ token }) => token));
  const found = runs
    .filter((run) => run.length > 0)
    .flatMap((run) =>
      stems.flatMap((_, from) =>
        run.every((token, next) => stems[from + next] === token) ? [{ from, to: from + run.length }] : [],
      ),
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const places: Place[] = [];
  for (const each of found) if (each.from >= (places.at(-1)?.to ?? 0)) places.push(each);
  return places;
}
