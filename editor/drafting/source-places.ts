/** Where words stand in a source, for who says which of them are meant. */

/** Of words that stand more often than this, nobody chooses from a list: a word more beside them says which. */
const MOST_PLACES = 50;
/** So much beside them is shown of the source, in UTF-16 code units. */
const BESIDE = 12;

/** A place where words stand in the source, with what stands beside them. */
export interface SourcePlace {
  at: number;
  before: string;
  behind: string;
}

/** Where `words` stand in `source`, if more than one place may be meant; none otherwise, or if they are too many. */
export function placesOf(source: string, words: string): SourcePlace[] {
  const places: SourcePlace[] = [];
  for (let at = words === "" ? -1 : source.indexOf(words); at >= 0; at = source.indexOf(words, at + 1)) {
    const end = at + words.length;
    places.push({ at, before: source.slice(Math.max(0, at - BESIDE), at), behind: source.slice(end, end + BESIDE) });
    if (places.length > MOST_PLACES) return [];
  }
  return places.length > 1 ? places : [];
}
