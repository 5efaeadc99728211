/** Terms of the glossary that the source has: none of their renderings stands in the text, or one that is not to be used does. */
import { termPlaces, type TermPlace } from "../terms/in-source.ts";
import { isFree, placesWithin, searched } from "../terms/places.ts";
import type { Term } from "../ledger/work.ts";
import type { Finding } from "./finding.ts";

/** At most so many terms are looked for. */
const MOST_TERMS = 3_000;

interface Written {
  text: string;
  language: string;
}

/**
 * Where the source has a term whose renderings, preferred or admitted, don't stand in the text in any form of their words; and
 * where one stands there that is not recommended or obsolete, unless those that are stand there as often as the term does, for
 * then it renders something else. One finding a term, the first.
 */
export function termsOtherwise(source: Written, rendering: Written, terms: readonly Term[]): Finding[] {
  const places = termPlaces(source.text, terms.slice(0, MOST_TERMS), source.language);
  const here = searched(rendering.text, rendering.language);
  return [...byTerms(places)].flatMap((all): Finding[] => {
    const { from, to, terms: meant } = all[0]!;
    const good = placesWithin(here, meant.flatMap(admitted));
    const bad = placesWithin(here, meant.flatMap(unwelcome)).filter((place) => isFree(good, place));
    const about = { source: { from, to }, instead: meant[0]!.rendering };
    if (bad.length > 0 && good.length < all.length) return [{ check: "avoided", at: bad[0]!, ...about }];
    return good.length === 0 ? [{ check: "term", at: null, ...about }] : [];
  });
}

/** The places of the same terms, those that come first before the others. */
function byTerms(places: readonly TermPlace[]): Iterable<TermPlace[]> {
  const found = new Map<string, TermPlace[]>();
  for (const place of places) {
    const key = place.terms.map(({ id }) => id).join(" ");
    const known = found.get(key);
    if (known) known.push(place);
    else found.set(key, [place]);
  }
  return found.values();
}

function admitted({ rendering, alternatives }: Term): string[] {
  return [rendering, ...alternatives];
}

function unwelcome({ avoided = [], obsolete = [] }: Term): string[] {
  return [...avoided, ...obsolete];
}
