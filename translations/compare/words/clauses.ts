/**
 * Where clause answers clause, and one entry of a list another, what stands between them stays: `[farthings/small coins],
 * [which make a half-penny/worth very little]`. Where they are not alike in length it stands in both texts by chance, and
 * would only speckle: `[In this regard, the Commission notes that there is …/However, she left]`.
 */
import { codeOf } from "../../text/words.ts";
import { isDeletion, isEmpty, isInsertion, lengthA, lengthB, type Hunk } from "../change.ts";
import { endsClause } from "./stops.ts";
import { lettersOf, sameLetters, type Wording } from "./wording.ts";

/** A clause answers another of at most so many times its words, */
const TIMES = 2;
/** or of so many more, */
const MORE = 2;
/** as long as it is read at a glance. */
const MOST = 12;

/** `hunks`, each replacement in which the clauses answer one another parted between them. */
export function byClauses(hunks: readonly Hunk[], a: Wording, b: Wording): readonly Hunk[] {
  if (!hunks.some(mayHaveClauses)) return hunks;
  const found: Hunk[] = [];
  for (const hunk of hunks)
    if (mayHaveClauses(hunk)) found.push(...parted(hunk, a, b));
    else found.push(hunk);
  return found;
}

/** Two words and what parts them, on one side at least. */
function mayHaveClauses(hunk: Hunk): boolean {
  return !hunk.coarse && lengthA(hunk) > 1 && lengthB(hunk) > 1 && lengthA(hunk) + lengthB(hunk) > 4;
}

function parted(hunk: Hunk, a: Wording, b: Wording): Hunk[] {
  const endsA = clauseEnds(a, hunk.fromA, hunk.toA);
  if (endsA.length === 0) return [hunk];
  const endsB = clauseEnds(b, hunk.fromB, hunk.toB);
  if (endsA.length !== endsB.length || !endsA.every((i, at) => sameLetters(a, i, b, endsB[at]!))) return [hunk];
  const parts = [...endsA, hunk.toA]
    .map((toA, at) => ({
      fromA: at > 0 ? endsA[at - 1]! + 1 : hunk.fromA,
      toA,
      fromB: at > 0 ? endsB[at - 1]! + 1 : hunk.fromB,
      toB: endsB[at] ?? hunk.toB,
    }))
    .filter((part) => !isEmpty(part));
  const oneSided = parts.filter((part) => isDeletion(part) || isInsertion(part)).length;
  return oneSided < 2 && parts.every(answers) ? parts.filter((part) => !saysTheSame(part, a, b)) : [hunk];
}

/** Whether a clause stayed, word for word: in a replacement what is kept may be a scrap between what isn't. */
function saysTheSame({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): boolean {
  if (toA - fromA !== toB - fromB) return false;
  for (let k = 0; k < toA - fromA; k++) if (!sameLetters(a, fromA + k, b, fromB + k)) return false;
  return true;
}

/** Whether the two sides are alike in length. */
function answers(clause: Hunk): boolean {
  const [fewer, more] = [Math.min(lengthA(clause), lengthB(clause)), Math.max(lengthA(clause), lengthB(clause))];
  return more <= MOST && more <= Math.max(TIMES * fewer, fewer + MORE);
}

/** Where in a stretch a sign ends a clause, or a small word goes on to the next entry of a list. */
function clauseEnds(side: Wording, from: number, to: number): number[] {
  const ends: number[] = [];
  for (let index = from; index < to; index++) if (endsClauseAt(side, index)) ends.push(index);
  return ends;
}

/** Told by codes, for each word of a replacement is asked: one that deceives is found out by {@link sameLetters}. */
function endsClauseAt(side: Wording, index: number): boolean {
  const code = side.code[index]!;
  return code < 0 ? endsClause(lettersOf(side, index)) : code === AND || code === OR;
}

const [AND, OR] = [codeOf("and"), codeOf("or")];
