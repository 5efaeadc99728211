/** Where two revisions of one text change the same words of it. */
import type { Change } from "./change.ts";

/** Words of the base that both change, in UTF-16 code units of its text; empty where both put something in at one place. */
export interface Meeting {
  from: number;
  to: number;
}

/**
 * Where changes of one revision meet those of another, in order and apart: each meeting holds all of the changes that meet
 * there. What is only set otherwise meets nothing.
 * @param one changes that lead from the base, in its order; so does the `other`.
 */
export function meetings(one: readonly Change[], other: readonly Change[]): Meeting[] {
  const met: Meeting[] = [];
  const [a, b] = [one, other].map((changes) => changes.filter(({ kind }) => kind !== "reformatted"));
  let next = 0;
  for (const change of a!) {
    while (next < b!.length && b![next]!.toA < change.fromA) next++;
    for (let at = next; at < b!.length && b![at]!.fromA <= change.toA; at++)
      if (meets(change, b![at]!)) join(met, change, b![at]!);
  }
  return met;
}

/** True if they share a letter, if one is put in within the other, or both are put in at one place. */
function meets(a: Change, b: Change): boolean {
  if (a.fromA === a.toA && b.fromA === b.toA) return a.fromA === b.fromA;
  return a.fromA < b.toA && b.fromA < a.toA;
}

function join(met: Meeting[], a: Change, b: Change): void {
  const [from, to] = [Math.min(a.fromA, b.fromA), Math.max(a.toA, b.toA)];
  const last = met.at(-1);
  if (last && (from < last.to || (from === last.from && to === last.to))) {
    last.from = Math.min(last.from, from);
    last.to = Math.max(last.to, to);
  } else met.push({ from, to });
}
