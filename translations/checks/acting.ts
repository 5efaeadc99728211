/** Whose act it is on both sides of a revision, clause by clause: subjects before the same verbs, and agents that come or go. */
import type { Change } from "../compare/change.ts";
import type { Place, Touched } from "./finding.ts";
import { changesAt, mapped, placeOf, type Side } from "./leftovers.ts";
import { isAlike, isAnybody, isOtherPerson, isPersonal, PRONOUNS, singular } from "./people.ts";
import { piecesOf } from "./pieces.ts";
import { type Actor, actorsIn, isSaying } from "./subjects.ts";

/**
 * Actors that are others on the other side, or that only one side names.
 * @param back the changes from b to a.
 */
export function subjectsTouched(a: string, b: string, changes: readonly Change[], back: readonly Change[]): Touched[] {
  if (!changes.some(isReal)) return [];
  const [inA, inB] = [actorsIn(piecesOf(a)), actorsIn(piecesOf(b))];
  const pairs = paired(inA, inB, changes, back);
  const others = pairs.filter(
    ([x, y]) => (isNew(changes, "A", x.head) || isNew(changes, "B", y.head)) && isAnother(x, y),
  );
  const known = new Set(pairs.flat());
  return [
    ...others.map(([x, y]): Touched => ({ touch: "actor", a: placeOf(x), b: placeOf(y) })),
    ...comeOrGone(inA, inB, known, changes, "A").map((x): Touched => ({ touch: "actor", a: x, b: null })),
    ...comeOrGone(inB, inA, known, changes, "B").map((y): Touched => ({ touch: "actor", a: null, b: y })),
  ];
}

/** Agents and speakers whom one side alone names. Who else comes or goes was mostly meant all along: `to go`, `that he goes`. */
function comeOrGone(
  here: readonly Actor[],
  there: readonly Actor[],
  known: ReadonlySet<Actor>,
  changes: readonly Change[],
  side: Side,
): Place[] {
  const said = new Set(there.map(({ head }) => singular(head.low)));
  const others = there.filter((actor) => !known.has(actor));
  const isNobodyElse = (actor: Actor): boolean =>
    actor.role === "agent" ? !said.has(singular(actor.head.low)) : isSaying(actor) && !others.some(isSaying);
  return here
    .filter((actor) => !known.has(actor) && actor.sort !== "thing" && !isAnybody(actor.head))
    .filter((actor) => isAllNew(changes, side, actor) && isNobodyElse(actor))
    .map(spanOf);
}

function isAllNew(changes: readonly Change[], side: Side, actor: Actor): boolean {
  if (actor.role === "agent") return isNew(changes, side, { from: actor.from, to: actor.from + 1 });
  return isNew(changes, side, actor.verb) && isNew(changes, side, actor.head);
}

function spanOf({ role, from, to, verb }: Actor): Place {
  return role === "agent" ? { from, to } : { from: Math.min(from, verb.from), to: Math.max(to, verb.to) };
}

function isNew(changes: readonly Change[], side: Side, place: Place): boolean {
  return changes.slice(...changesAt(changes, side, place)).some(isReal);
}

function isReal({ only, kind, coarse }: Change): boolean {
  return !only && !coarse && kind !== "reformatted" && kind !== "moved";
}

/** Subjects of the same verb, or whose verbs stand at the same place; each once. */
function paired(
  inA: readonly Actor[],
  inB: readonly Actor[],
  changes: readonly Change[],
  back: readonly Change[],
): [Actor, Actor][] {
  const taken = new Set<Actor>();
  const pairs: [Actor, Actor][] = [];
  for (const x of inA) {
    const [from, to] = [mapped(changes, x.verb.from, -1), mapped(changes, x.verb.to, 1)];
    const y = inB.find(
      (each) => !taken.has(each) && each.role === x.role && each.verb.from < to && from < each.verb.to,
    );
    if (!y || !answers(y, x, back)) continue;
    taken.add(y);
    pairs.push([x, y]);
  }
  return pairs;
}

function answers(y: Actor, x: Actor, back: readonly Change[]): boolean {
  const [from, to] = [mapped(back, y.verb.from, -1), mapped(back, y.verb.to, 1)];
  return x.verb.from < to && from < x.verb.to;
}

function isAnother(x: Actor, y: Actor): boolean {
  if (x.sort === "pronoun" && y.sort === "pronoun") return isOtherPerson(x.head, y.head);
  if (x.sort === "pronoun" || y.sort === "pronoun") {
    const [pronoun, noun] = x.sort === "pronoun" ? [x, y] : [y, x];
    return isPersonal(pronoun.head) && !isAnybody(noun.head) && !isTheirs(noun, pronoun);
  }
  if (singular(x.head.low) === singular(y.head.low) || isAlike(x.head.low, y.head.low)) return false;
  if (isAnybody(x.head) || isAnybody(y.head)) return false;
  return x.sort !== "thing" && y.sort !== "thing";
}

/** `our fate` of `we`. */
function isTheirs({ owner }: Actor, { head }: Actor): boolean {
  return owner !== null && OWNERS[owner] === PRONOUNS[head.low];
}

const OWNERS: Readonly<Record<string, string>> = {
  ...{ my: "I", our: "we", your: "you", his: "he", her: "she", their: "they", its: "it" },
};
