/** Who does it, in an English text: pronouns, people and offices by name, and who stands behind *by*. */
import { type Change, textsOf } from "../compare/change.ts";
import { isStopWord } from "../compare/words/words.ts";
import type { Touched } from "./finding.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** Subjects by person; *he* and *they* of anybody are one. */
const PRONOUNS: Readonly<Record<string, string>> = {
  ...{ i: "I", we: "we", you: "you", thou: "you", ye: "you", it: "it", he: "he", she: "she", they: "they", one: "one" },
};
const PEOPLE = new Set(
  (
    "king queen prince emperor ruler governor president minister mayor judge officer general major captain soldier guard army police council " +
    "committee commission court state government ministry department authority parliament congress party assembly board bureau agency office " +
    "company enterprise organization institution university bank member worker teacher student disciple apostle priest leader elder follower " +
    "brother sister father mother son daughter wife husband child friend neighbor enemy servant slave shepherd citizen farmer " +
    "buyer seller user operator developer owner employee employer consumer wrestler player author translator editor nation people"
  ).split(" "),
);

/** Replacements in which another acts. */
export function actorsTouched(a: string, b: string, changes: readonly Change[]): Touched[] {
  return changes.flatMap((change) => {
    if (change.kind !== "replaced" || change.only || change.coarse) return [];
    const [older, newer] = textsOf(change, a, b).map(piecesOf) as [Piece[], Piece[]];
    const pair =
      otherPronoun(older, newer) ??
      namedOrNot(older, newer) ??
      otherPeople(older, newer) ??
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

function otherPronoun(older: readonly Piece[], newer: readonly Piece[]): Two | null {
  const [gone, come] = [only(older, isPronoun), only(newer, isPronoun)];
  if (!gone || !come) return null;
  const [was, is] = [PRONOUNS[gone.low]!, PRONOUNS[come.low]!];
  if (was === is || (/^(?:he|she)$/.test(was) && is === "they")) return null;
  return [gone, come];
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

function isPersonal(piece: Piece): boolean {
  return isPronoun(piece) && /^(?:he|she|they|we|i)$/.test(piece.low);
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

function isPronoun({ low, text }: Piece): boolean {
  return Object.hasOwn(PRONOUNS, low) && (low !== "i" || text === "I");
}

function otherPeople(older: readonly Piece[], newer: readonly Piece[]): Two | null {
  const [gone, come] = [only(older, isPerson), only(newer, isPerson)];
  return gone && come && singular(gone.low) !== singular(come.low) ? [gone, come] : null;
}

function isPerson({ low }: Piece): boolean {
  return PEOPLE.has(singular(low));
}

function singular(written: string): string {
  const word = written.replace(/our(?=s?$)/, "or");
  if (PEOPLE.has(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Directly behind `by`, where nobody stands with a figure or an `-ing`. */
function otherAgent(older: readonly Piece[], newer: readonly Piece[], a: string, change: Change): Two | null {
  const isBehindBy = /\bby(?: the| an?)?\s*$/i.test(a.slice(Math.max(0, change.fromA - 8), change.fromA));
  const [gone, come] = isBehindBy ? [older[0], newer[0]] : [behindBy(older, newer), behindBy(newer, older)];
  if (!gone || !come || [gone, come].some(({ kind, low }) => kind !== "letters" || low.endsWith("ing"))) return null;
  const isNamed = isBehindBy
    ? /(?:the|an?)\s*$/i.test(a.slice(Math.max(0, change.fromA - 8), change.fromA))
    : [older, newer].some((side) => side.some(({ low }) => /^(?:the|an?)$/.test(low)));
  if (!isNamed && gone.text === gone.low && come.text === come.low) return null;
  return gone.low === come.low || isAlike(gone.low, come.low) ? null : [gone, come];
}

function behindBy(pieces: readonly Piece[], others: readonly Piece[]): Piece | undefined {
  const at = pieces.findIndex(({ low }) => low === "by");
  if (at < 0) return undefined;
  const known = new Set(others.map(({ low }) => low));
  return pieces
    .slice(at + 1)
    .find(({ low }) => !known.has(low) && !/^(?:the|an?|his|her|their|its|our|my|your)$/.test(low));
}

/** Spelled nearly the same: another form of the same name. */
function isAlike(x: string, y: string): boolean {
  let [head, tail] = [0, 0];
  const least = Math.min(x.length, y.length);
  while (head < least && x[head] === y[head]) head++;
  while (tail < least - head && x.at(-1 - tail) === y.at(-1 - tail)) tail++;
  return 5 * (head + tail) >= 2 * Math.max(x.length, y.length);
}

function only(pieces: readonly Piece[], is: (piece: Piece) => boolean): Piece | null {
  const found = pieces.filter(is);
  return found.length === 1 ? found[0]! : null;
}
