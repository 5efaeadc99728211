/** Who does it, in an English text: pronouns, people and offices by name, and who stands behind *by*. */
import { type Change, textsOf } from "../compare/change.ts";
import { isStopWord } from "../compare/words/words.ts";
import type { Place, Touched } from "./finding.ts";
import {
  isActing,
  isAlike,
  isAnybody,
  isNation,
  isOtherPerson,
  isPerson,
  isPersonal,
  nationOf,
  isPronoun,
  singular,
} from "./people.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { subjectsTouched } from "./acting.ts";

/** Where another acts: in a replacement by itself, and by who stands before the verbs. */
export function actorsTouched(a: string, b: string, changes: readonly Change[], back: readonly Change[]): Touched[] {
  const found = replaced(a, b, changes);
  const others = subjectsTouched(a, b, changes, back).filter(
    (each) => !found.some((one) => overlap(one.a, each.a) || overlap(one.b, each.b)),
  );
  return [...found, ...others].sort(inOrder);
}

function overlap(x: Place | null, y: Place | null): boolean {
  return x !== null && y !== null && x.from < y.to && y.from < x.to;
}

function inOrder(x: Touched, y: Touched): number {
  return (x.b ?? x.a)!.from - (y.b ?? y.a)!.from;
}

function replaced(a: string, b: string, changes: readonly Change[]): Touched[] {
  return changes.flatMap((change) => {
    if (change.kind !== "replaced" || change.only || change.coarse) return [];
    const [older, newer] = textsOf(change, a, b).map(piecesOf) as [Piece[], Piece[]];
    const pair =
      otherPronoun(older, newer, a.slice(0, change.fromA)) ??
      namedOrNot(older, newer) ??
      otherPeople(older, newer) ??
      otherNation(older, newer) ??
      otherAgent(older, newer, a, change) ??
      turnedAbout(older, newer, a, change) ??
      otherName(older, newer, a, change);
    if (!pair) return [];
    const [gone, come] = pair;
    const touched: Touched = {
      touch: "actor",
      a: { from: gone.from + change.fromA, to: gone.to + change.fromA },
      b: { from: come.from + change.fromB, to: come.to + change.fromB },
    };
    return [touched];
  });
}

type Two = [gone: Piece, come: Piece];

function otherPronoun(older: readonly Piece[], newer: readonly Piece[], before: string): Two | null {
  const [gone, come] = [only(older, isPronoun), only(newer, isPronoun)];
  return gone && come && isOtherPerson(gone, come, before) ? [gone, come] : null;
}

/** With more words beside it a pronoun may stand for somebody else in the sentence. */
const MOST_BESIDE = 2;

/** A subject that was a pronoun and is named, or the reverse. */
function namedOrNot(older: readonly Piece[], newer: readonly Piece[]): Two | null {
  const [gone, come] = [only(older, isPersonal), only(newer, isPersonal)];
  if ((gone === null) === (come === null) || [...older, ...newer].filter(isPronoun).length !== 1) return null;
  if ((gone ? older : newer).length > MOST_BESIDE) return null;
  const named = (gone ? newer : older).find(isNoun);
  return named ? (gone ? [gone, named] : [named, come!]) : null;
}

function isNoun({ kind, low }: Piece): boolean {
  return kind === "letters" && low.length > 3 && !isStopWord(low);
}

const BE = /^(?:is|are|was|were|be|been)$/;

/** An active voice out of a passive one, or the reverse: `he was stopped`, `the guards stopped him`. */
function turnedAbout(older: readonly Piece[], newer: readonly Piece[], a: string, { toA }: Change): Two | null {
  const next = /^\s*(\p{L}{2,24})/u.exec(a.slice(toA, toA + 30))?.[1] ?? "";
  const [was, is] = [older, newer].map((side) => BE.test(side.at(-1)?.low ?? "")) as [boolean, boolean];
  if (was === is || !/(?:ed|en)$/.test(next)) return null;
  const [passive, active] = was ? [older, newer] : [newer, older];
  const doer = active.findLast(({ kind }) => kind === "letters");
  if (
    !doer ||
    active.some(({ low }) => BE.test(low) || /^(?:has|have|had|being)$/.test(low)) ||
    !(isNoun(doer) || isPronoun(doer))
  )
    return null;
  return was ? [passive[0]!, doer] : [doer, passive[0]!];
}

const VERB = /^(?:is|was|are|were|has|had|have|will|shall|can|may|must|said|went|came|founded|\p{L}{3,20}ed)$/u;

/** The name with which a sentence begins is another, and not another spelling of it. */
function otherName(older: readonly Piece[], newer: readonly Piece[], a: string, { fromA, toA }: Change): Two | null {
  if (!/(?:^|[.!?]\s)$/.test(a.slice(Math.max(0, fromA - 2), fromA))) return null;
  const next =
    a
      .slice(toA, toA + 60)
      .match(/\p{L}+/gu)
      ?.slice(0, 2) ?? [];
  const isNames = [older, newer].every((side) => side.length > 0 && side.length < 5 && side.every(isName));
  if (!isNames || !next.some((word) => VERB.test(word))) return null;
  const [gone, come] = [older.at(-1)!, newer.at(-1)!];
  return isAlike(gone.low, come.low) ? null : [gone, come];
}

function isName({ kind, text, low }: Piece): boolean {
  return kind === "letters" && text !== low && low.length > 3 && !isStopWord(low);
}

/** `Bulgarian` and `Romanian`, whatever noun stands behind it. */
function otherNation(older: readonly Piece[], newer: readonly Piece[]): Two | null {
  const [gone, come] = [only(older, isNation), only(newer, isNation)];
  return gone && come && !isAlike(nationOf(gone), nationOf(come)) ? [gone, come] : null;
}

function otherPeople(older: readonly Piece[], newer: readonly Piece[]): Two | null {
  const [gone, come] = [only(older, isPerson), only(newer, isPerson)];
  if (!gone || !come || (isAnybody(gone) && isAnybody(come))) return null;
  return singular(gone.low) === singular(come.low) ? null : [gone, come];
}

/** Directly behind `by`, where nobody stands with a figure or an `-ing`. */
function otherAgent(older: readonly Piece[], newer: readonly Piece[], a: string, change: Change): Two | null {
  const isBehindBy = /\bby(?: the| an?)?\s*$/i.test(a.slice(Math.max(0, change.fromA - 8), change.fromA));
  const [gone, come] = isBehindBy ? [older, newer].map(firstNoun) : [behindBy(older, newer), behindBy(newer, older)];
  if (!gone || !come || [gone, come].some(({ kind, low }) => kind !== "letters" || low.endsWith("ing"))) return null;
  const isNamed = isBehindBy
    ? /(?:the|an?)\s*$/i.test(a.slice(Math.max(0, change.fromA - 8), change.fromA))
    : [older, newer].some((side) => side.some(({ low }) => /^(?:the|an?)$/.test(low)));
  if (!isNamed && gone.text === gone.low && come.text === come.low) return null;
  // A thing by which something is, and another: what acts is a matter of words.
  if (![gone, come].some((each) => each.text !== each.low || isActing(each))) return null;
  return gone.low === come.low || isAlike(gone.low, come.low) ? null : [gone, come];
}

function firstNoun(pieces: readonly Piece[]): Piece | undefined {
  return pieces.find(({ low }) => !/^(?:the|an?|his|her|their|its|our|my|your)$/.test(low));
}

function behindBy(pieces: readonly Piece[], others: readonly Piece[]): Piece | undefined {
  const at = pieces.findIndex(({ low }) => low === "by");
  if (at < 0) return undefined;
  const known = new Set(others.map(({ low }) => low));
  return pieces
    .slice(at + 1)
    .find(({ low }) => !known.has(low) && !/^(?:the|an?|his|her|their|its|our|my|your)$/.test(low));
}

function only(pieces: readonly Piece[], is: (piece: Piece) => boolean): Piece | null {
  const found = pieces.filter(is);
  return found.length === 1 ? found[0]! : null;
}
