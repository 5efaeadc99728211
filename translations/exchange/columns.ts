/** Several translations of one work in the same passages: the first beside its source, each further one beside the first. */
import { namedAs, type Named } from "../people/named.ts";
import { placesIn, type Lying, type Place } from "../align/align.ts";
import type { BroughtPassage, BroughtVersion } from "./brought.ts";
import { beyondSource, Placing, textOf, versionsOf } from "./beside.ts";
import { cutBetween } from "./between.ts";
import type { Piece } from "./pieces.ts";
import { usualRole } from "./values.ts";

/** A further translation, laid beside the first. */
export interface Further {
  /** Its id in the work. */
  translation: string;
  /** Who made it. */
  translators: readonly Named[];
  /** True if it is revised from the first; else it stands by itself. */
  isRevised: boolean;
  /** Its pieces, as they are cut, and how they lie beside those of the first. */
  pieces: readonly Piece[];
  lying: Lying;
}

/** A source and its first translation, as they are cut, and how they lie beside each other. */
export interface First {
  source: readonly Piece[];
  translation: readonly Piece[];
  lying: Lying;
}

/** What comes to stand in one passage; of each further translation, in their order. */
interface Row {
  source: readonly Piece[];
  translation: readonly Piece[];
  further: Piece[][];
}

/**
 * A passage each pair of the source and its first translation, and one each that a further translation has alone.
 * @throws NotTaken if the pieces of one are more together than a passage may be.
 */
export function passagesOfAll(first: First, further: readonly Further[]): BroughtPassage[] {
  const placing = new Placing([...first.translation, ...further.flatMap(({ pieces }) => pieces)]);
  return rowsOf(first, further).map((row) => {
    const isOwn = row.source.length + row.translation.length > 0;
    const passage = placing.next(isOwn ? row.translation : row.further.flat(), row.source);
    const versions = isOwn ? [...passage.versions] : [];
    const own = versions.length;
    const current = row.translation.length > 0 ? passage.current : null;
    let standing = 0;
    further.forEach((each, index) => {
      versions.push(...versionsAs(each, row.further[index]!, versions.length, own));
      standing ||= versions.length;
    });
    // What stands is the first translation, where it has anything.
    return { ...passage, ...beyondSource(first.source, row.source), versions, current: current ?? standing };
  });
}

/** The versions that pieces of a further translation are behind so many others, of which so many are the first translation's. */
function versionsAs(of: Further, pieces: readonly Piece[], before: number, own: number): BroughtVersion[] {
  const by = of.translators.map((who) => ({ ...namedAs(who), role: usualRole(null) }));
  return versionsOf(pieces).map((version) => ({
    ...version,
    base: version.base === null ? (of.isRevised && own > 0 ? own : null) : version.base + before,
    by: version.by.length > 0 ? version.by : by,
    translation: of.translation,
  }));
}

function rowsOf({ source, translation, lying }: First, further: readonly Further[]): Row[] {
  const rows = lying.pairs.map(({ fromA, toA, fromB, toB }): Row => ({
    source: source.slice(fromA, toA),
    translation: translation.slice(fromB, toB),
    further: further.map(() => []),
  }));
  const alone = new Map<number, Row[]>();
  further.forEach(({ pieces, lying: beside }, index) => {
    placesIn(lying, beside).forEach((place, pair) => {
      const { fromB, toB } = beside.pairs[pair]!;
      const found = pieces.slice(fromB, toB);
      if (found.length === 0) return;
      if (place.rows.length === 0) {
        const row: Row = { source: [], translation: [], further: further.map((_, at) => (at === index ? found : [])) };
        alone.set(place.behind, [...(alone.get(place.behind) ?? []), row]);
        return;
      }
      const shares = sharesOf(found, place, (row) => rows[row]!.translation);
      place.rows.forEach((row, at) => rows[row]!.further[index]!.push(...shares[at]!));
    });
  });
  return [...(alone.get(0) ?? []), ...rows.flatMap((row, at) => [row, ...(alone.get(at + 1) ?? [])])];
}

/** Over so many rows, and so many letters of them, a piece is cut; else it stands with the first. */
const MOST_CUT = { rows: 20, letters: 20_000 };

/**
 * What each of the rows has of a pair that stands in several: a piece each, or the parts of one that is cut between them; what
 * can't be told apart stands in the first.
 * @param standing the first translation's pieces in a row.
 */
export function sharesOf(
  pieces: readonly Piece[],
  { rows }: Place,
  standing: (row: number) => readonly Piece[],
): readonly (readonly Piece[])[] {
  if (rows.length === 1) return [pieces];
  if (pieces.length === rows.length) return pieces.map((piece) => [piece]);
  if (rows.length > MOST_CUT.rows) return rows.map((_, at) => (at === 0 ? pieces : []));
  const texts = rows.map((row) => standing(row).map(({ rendering }) => textOf(rendering)).join("\n\n")); // prettier-ignore
  const isCut = pieces.length === 1 && texts.join("").length <= MOST_CUT.letters;
  const parts = isCut ? cutBetween(pieces[0]!, texts) : null;
  return rows.map((_, at) => (parts ? [parts[at]!] : at === 0 ? pieces : []));
}
