/**
 * Who has a seat in a draft that is full. Those who write have seats of their own, so that readers, however many, never
 * keep a translator from their words, nor writers a reader from reading. Among readers whoever is signed in comes before
 * those who are not.
 */
import type { Actor } from "../../translations/ledger/roles.ts";

/** What of a seat decides. */
export interface Sitter {
  /** Null: not signed in. */
  readonly person: Pick<Actor, "id"> | null;
  readonly mayWrite: boolean;
}

/**
 * The seat that gives way to somebody who comes, of those of their kind: among readers a stranger's, the last that came,
 * to whoever is signed in; among writers one of whoever has most there, if that is several, so that no one person's
 * windows fill a draft. Null if nobody gives way.
 * @param seated in the order in which they came: all write, as `comer` does, or all read.
 */
export function givesWay<S extends Sitter>(seated: readonly S[], comer: Sitter): S | null {
  if (comer.mayWrite) return ofTheCrowded(seated, comer);
  return comer.person ? (seated.findLast(({ person }) => !person) ?? null) : null;
}

function ofTheCrowded<S extends Sitter>(seats: readonly S[], comer: Sitter): S | null {
  const counts = new Map<string, number>();
  for (const { person } of seats) if (person) counts.set(person.id, (counts.get(person.id) ?? 0) + 1);
  const own = counts.get(comer.person?.id ?? "") ?? 0;
  const [most, id] = [...counts]
    .map(([id, count]) => [count, id] as const)
    .reduce((a, b) => (b[0] > a[0] ? b : a), [0, ""]);
  if (most > own + 1) return seats.find(({ person }) => person?.id === id) ?? null;
  return own > 0 ? (seats.find(({ person }) => person?.id === comer.person?.id) ?? null) : null;
}
