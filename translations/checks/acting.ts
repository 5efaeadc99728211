/** Whose act it is on both sides of a revision, clause by clause: subjects before the same verbs, and agents that come or go. */
import type { Change } from "../compare/change.ts";
import type { Place, Touched } from "./finding.ts";
import { changesAt, mapped, placeOf, type Side } from "./leftovers.ts";
import { isAlike, isAnybody, isMisspelt, isOtherPerson, isPersonal, PRONOUNS, singular } from "./people.ts";
import { type Piece, piecesOf } from "./pieces.ts";
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
    ([x, y]) => (isNew(changes, "A", x.head) || isNew(changes, "B", y.head)) && isAnother(x, y, a.slice(0, x.from)),
  );
  const known = new Set(pairs.flat());
  const [speakers, came] = [soleSpeakers(inA, inB, known, changes), inserted(inB, inA, changes, piecesOf(b))];
  others.push(...speakers);
  for (const each of speakers.flat()) known.add(each);
  return [
    ...came.map((y): Touched => ({ touch: "actor", a: null, b: placeOf(y) })),
    ...others.map(([x, y]): Touched => ({ touch: "actor", a: placeOf(x), b: placeOf(y) })),
    ...comeOrGone(inA, inB, known, changes, "A").map((x): Touched => ({ touch: "actor", a: x, b: null })),
    ...comeOrGone(inB, inA, known, changes, "B").map((y): Touched => ({ touch: "actor", a: null, b: y })),
  ];
}

/** `I said` and, elsewhere, `said Isaiah`: the only ones on either side who speak at another place. */
function soleSpeakers(
  inA: readonly Actor[],
  inB: readonly Actor[],
  known: ReadonlySet<Actor>,
  changes: readonly Change[],
): [Actor, Actor][] {
  const sole = (actors: readonly Actor[], side: Side): Actor[] =>
    actors.filter((actor) => !known.has(actor) && isSaying(actor) && isNew(changes, side, actor.verb));
  const [x, y] = [sole(inA, "A"), sole(inB, "B")];
  return x.length === 1 && y.length === 1 && isAnother(x[0]!, y[0]!, "") ? [[x[0]!, y[0]!]] : [];
}

/** Pronouns that come before a verb which stays and had no subject: `made`, `he made`; not `and made`, `and he made`. */
function inserted(
  inB: readonly Actor[],
  inA: readonly Actor[],
  changes: readonly Change[],
  pieces: readonly Piece[],
): Actor[] {
  return inB.filter((actor) => {
    if (actor.sort !== "pronoun" || !isPersonal(actor.head) || isNew(changes, "B", actor.verb)) return false;
    const [first, end] = changesAt(changes, "B", actor.head);
    const change = changes[first];
    const isAlone =
      end === first + 1 && change!.kind === "inserted" && change!.toB - change!.fromB <= actor.to - actor.from + 2;
    const before = pieces.findLast(({ to }) => to <= actor.from);
    const [from, to] = [change?.fromA ?? 0, (change?.toA ?? 0) + 1 + actor.verb.to - actor.verb.from];
    const had = inA.some(({ verb }) => verb.from < to && from < verb.to);
    return isAlone && !had && before?.kind === "letters" && !JOINING.test(before.low);
  });
}

const JOINING = /^(?:and|or|but|that|which|who|as|when|while|if|where|what|then|so|for|nor|yet|because|than)$/;

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
  return !only && !coarse && kind !== "reformatted";
}

/** Subjects of the same verb, or whose verbs or who themselves stand at the same place; each once. */
function paired(
  inA: readonly Actor[],
  inB: readonly Actor[],
  changes: readonly Change[],
  back: readonly Change[],
): [Actor, Actor][] {
  const [known, taken] = [new Set<Actor>(), new Set<Actor>()];
  const pairs: [Actor, Actor][] = [];
  for (const x of inA) {
    const [from, to] = [mapped(changes, x.verb.from, -1), mapped(changes, x.verb.to, 1)];
    const y = inB.find(
      (each) => !taken.has(each) && each.role === x.role && each.verb.from < to && from < each.verb.to,
    );
    if (!y || !answers(y, x, back)) continue;
    known.add(x);
    taken.add(y);
    pairs.push([x, y]);
  }
  for (const x of inA) {
    if (known.has(x)) continue;
    const begun = begunAt(x, changes);
    const y =
      begun.length > 0 &&
      inB.find((each) => !taken.has(each) && each.role === x.role && begun.some(({ fromB }) => near(each.from, fromB)));
    if (!y) continue;
    taken.add(y);
    pairs.push([x, y]);
  }
  return pairs;
}

/** The changes that somebody stands in, and begins. */
function begunAt({ from }: Place, changes: readonly Change[]): Change[] {
  const [first, end] = changesAt(changes, "A", { from, to: from + NEAR });
  return changes.slice(first, end).filter(({ kind, fromA }) => kind === "replaced" && near(from, fromA));
}

const NEAR = 5;

function near(from: number, at: number): boolean {
  return from <= at && at - from < NEAR;
}

function answers(y: Actor, x: Actor, back: readonly Change[]): boolean {
  const [from, to] = [mapped(back, y.verb.from, -1), mapped(back, y.verb.to, 1)];
  return x.verb.from < to && from < x.verb.to;
}

function isAnother(x: Actor, y: Actor, before: string): boolean {
  if (x.sort === "pronoun" && y.sort === "pronoun") return isOtherPerson(x.head, y.head, before);
  if (isAnybody(x.head) || isAnybody(y.head)) return false;
  if (x.sort === "pronoun" || y.sort === "pronoun") {
    const [pronoun, noun] = x.sort === "pronoun" ? [x, y] : [y, x];
    const isKnown = isPersonal(pronoun.head) || (pronoun.head.low === "it" && noun.sort === "person");
    return isKnown && !isTheirs(noun, pronoun);
  }
  if (singular(x.head.low) === singular(y.head.low) || isMisspelt(x.head.low, y.head.low)) return false;
  const sorts = new Set([x.sort, y.sort]);
  // Somebody by a noun of his own is no other spelling of a thing or a name: `history`, `the historian`.
  if (sorts.has("person") && sorts.size > 1) return true;
  if (isAlike(x.head.low, y.head.low)) return false;
  if (!sorts.has("thing")) return true;
  // A name in the place of a thing acts only where something is done.
  return sorts.size > 1 && ![x, y].some(({ verb }) => IS.test(verb.low));
}

const IS = /^(?:is|are|was|were|am|has|have|had|will|can|may|isn't|aren't|wasn't|weren't)$/;

/** `our fate` of `we`. */
function isTheirs({ owner }: Actor, { head }: Actor): boolean {
  return owner !== null && OWNERS[owner] === PRONOUNS[head.low];
}

const OWNERS: Readonly<Record<string, string>> = {
  ...{ my: "I", our: "we", your: "you", his: "he", her: "she", their: "they", its: "it" },
};
