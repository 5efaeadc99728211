/**
 * Who has a seat in a draft that is full. Whoever may write in it always gets in; whoever is signed in comes before those
 * who are not: a hundred windows that only look must not keep the translators from their words.
 */
import type { Actor } from "../../translations/ledger/roles.ts";

/** What of a seat decides. */
export interface Sitter {
  /** Null: not signed in. */
  readonly person: Pick<Actor, "id"> | null;
  readonly mayWrite: boolean;
}

/**
 * The seat that gives way to somebody who comes: of the lowest rank below theirs, the one that came last; null if nobody
 * does. A writer among writers takes a seat of whoever has most there, if that is several, so that no one person's windows
 * fill a draft.
 * @param seated in the order in which they came.
 */
export function givesWay<S extends Sitter>(seated: Iterable<S>, comer: Sitter): S | null {
  const seats = [...seated];
  for (let rank = 0; rank < rankOf(comer); rank++) {
    const last = seats.findLast((seat) => rankOf(seat) === rank);
    if (last) return last;
  }
  return comer.mayWrite ? ofTheCrowded(seats, comer) : null;
}

/** Strangers, those who read, those who write. */
function rankOf({ person, mayWrite }: Sitter): 0 | 1 | 2 {
  if (!person) return 0;
  return mayWrite ? 2 : 1;
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
