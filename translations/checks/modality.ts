/** Negations and modals of an English text, told by what they can stand for. */
import type { Keyed } from "./leftovers.ts";
import type { Piece } from "./pieces.ts";

const NOT = new Set(
  "not no never none nothing nobody nowhere neither cannot without nought naught unable impossible".split(" "),
);
/** Denials of their own: they can stand for one of the others, and say little by coming and going. */
const HALF_NOT =
  /^(?:lest|fear|fails?|failed|refus\w{1,3}|reject\w{0,3}|ceased?|stop(?:s|ped)?|end(?:s|ed)|lack\w{0,3}|miss(?:es|ed|ing)|absen(?:t|ce)|den(?:y|ies|ied)|forg[eo]t\w{0,4}|declin\w{1,3}|abstain\w{0,3}|devoid|spar(?:es?|ed|ing)|ignor\w{1,3}|instead|impossible|except|unless|until|only|few|fewer|nor|nay|forbid\w{0,6}|prevent\w{0,3}|avoid\w{0,3}|exclud\w{1,3}|hardly|scarcely|barely|rarely|seldom|far|free|otherwise|\w{2,20}less(?:ly)?|un(?!der|ion|it|iv|iq)\w{3,20}|dis(?:agree|appear|continu|regard|obey|approv|belie|lik|allow)\w{0,5}|(?:in|im|ir|il|non)\w{3,20}(?:able|ible|ably|ibly|ed|ary|ent|ant|ete|ect|ive|ate|al|ar))$/;

/** The negations: all of one key, those that are half a denial loose. */
export function negationsOf(pieces: readonly Piece[]): Keyed[] {
  return pieces.flatMap(({ low, from, to }, index) => {
    if (isBound(pieces, index)) return [{ key: "not", from, to, isLoose: true }];
    if (low.endsWith("n't") || (NOT.has(low) && !isNumero(pieces, index))) return [{ key: "not", from, to }];
    return HALF_NOT.test(low) ? [{ key: "not", from, to, isLoose: true }] : [];
  });
}

/** `not less than`, `no more than`: what is said without a denial by `at least` and `at most`. */
function isBound(pieces: readonly Piece[], index: number): boolean {
  const [low, next, after] = [0, 1, 2].map((ahead) => pieces[index + ahead]?.low ?? "") as [string, string, string];
  return /^(?:not?)$/.test(low) && /^(?:less|fewer|more|later|earlier|lower|higher)$/.test(next) && after === "than";
}

/** `No. 5`, `no , he said`: a number, or an answer by itself. */
function isNumero(pieces: readonly Piece[], index: number): boolean {
  const [piece, next, after] = [pieces[index]!, pieces[index + 1], pieces[index + 2]];
  if (piece.low !== "no") return false;
  if (!next || next.kind === "figures" || /^[,!;:?]$/.test(next.text)) return true;
  return next.text === "." && (!after || after.kind === "figures" || after.low === after.text);
}

/** Duty, advice, leave, ability, command or what is to come, what is to come. */
const CLASSES: Readonly<Record<string, string>> = {
  ...{ must: "must", should: "should", ought: "should", shall: "shall", shalt: "shall", may: "may", mayest: "may" },
  ...{ might: "may", can: "can", could: "can", cannot: "can", "can't": "can", "couldn't": "can", canst: "can" },
  ...{ will: "will", would: "will", wilt: "will", "won't": "will", "wouldn't": "will", "shan't": "shall" },
  ...{ "mustn't": "must", "shouldn't": "should", "mayn't": "may", needs: "must" },
};
/** What is as good as a modal before `to`. */
const BEFORE_TO: Readonly<Record<string, string>> = {
  ...{
    have: "must",
    has: "must",
    had: "must",
    having: "must",
    need: "must",
    needs: "must",
    forced: "must",
    obliged: "must",
    needed: "must",
    necessary: "must",
    mandatory: "must",
    obligatory: "must",
  },
  ...{
    required: "must",
    bound: "must",
    duty: "must",
    right: "may",
    permission: "may",
    leave: "may",
    entitled: "may",
    unable: "can",
    impossible: "can",
    possible: "can",
    compelled: "must",
    supposed: "should",
    allowed: "may",
    permitted: "may",
    able: "can",
  },
};
/** As good as `would have` and `had`, where no other modal stands for it. */
export const SHOULD_HAVE = "should have";
const NOUN_BEFORE = new Set("the a my his her your their our its of own god's great free good with".split(" "));

export function modalsOf(pieces: readonly Piece[]): Keyed[] {
  return pieces.flatMap((piece, index) => {
    const key = modalAt(pieces, index);
    const { from, to, low } = piece;
    // What can be done, or not, in one word.
    if (key === null) return /^\p{L}{3,20}[ai]bl[ey]$/u.test(low) ? [{ key: "can", from, to, isLoose: true }] : [];
    if (key === "should" && pieces[index + 1]?.low === "have") return [{ key: SHOULD_HAVE, from, to, isLoose: true }];
    return isIdle(pieces, index) ? [{ key, from, to, isLoose: true }] : [{ key, from, to }];
  });
}

function modalAt(pieces: readonly Piece[], index: number): string | null {
  const { low, text } = pieces[index]!;
  const before = pieces[index - 1];
  if (low in BEFORE_TO && pieces[index + 1]?.low === "to") return BEFORE_TO[low]!;
  if (low === "need" && NEEDING.test(before?.low ?? "") && !DETERMINED.test(pieces[index + 1]?.low ?? ""))
    return "must";
  if (/^(?:ban|bans|banned|forb[ia]ds?|forbade|forbidden|prohibit(?:s|ed)?)$/.test(low)) return "must not";
  if (low === "needs" || !Object.hasOwn(CLASSES, low)) return null;
  const begins = !before || /^[.!?:“"‘]$/.test(before.text);
  if (text === "May" && !begins) return null;
  if (/^(?:will|might|can|may)$/.test(low) && before && NOUN_BEFORE.has(before.low)) return null;
  return CLASSES[low]!;
}

/** `They need do nothing`, and not `they need the bread`. */
const NEEDING = /^(?:i|he|she|it|they|we|you|who|one)$/;
const DETERMINED = /^(?:to|the|an?|this|that|these|those|some|any|more|no|my|your|his|her|its|our|their|[,.;])$/;

/** Pieces looked at before one for what it depends on. */
const REACH = 10;
const SUBJECTS = new Set("i he she it they we you there this that the a all my your his".split(" "));

/** A wish, a condition, a purpose, a past that was to come: there a modal can change without a duty or leave doing so. */
function isIdle(pieces: readonly Piece[], index: number): boolean {
  const { low } = pieces[index]!;
  const [before, after] = [pieces[index - 1]?.low ?? "", pieces[index + 1]?.low ?? ""];
  const back = pieces.slice(Math.max(0, index - REACH), index).map((piece) => piece.low);
  if (low === "should")
    return (
      back.some((word) => /^(?:lest|fear|otherwise)$/.test(word)) ||
      (SUBJECTS.has(after) && /^(?:|,|and|;|\.|“)$/.test(before))
    );
  if (/^(?:allowed|permitted|unable|impossible|possible|leave)$/.test(low)) return true;
  if (low === "needed" && /^(?:is|are|was|were|be|been)$/.test(before)) return true;
  if (low === "shall" && after === "come" && pieces[index + 2]?.low === "to") return true;
  if (low === "might" && back.includes("otherwise")) return true;
  if (low === "may" && SUBJECTS.has(after) && /^(?:|,|;|\.|“|—)$/.test(before)) return true;
  return /^(?:may|might|can|could)$/.test(low) && back.includes("that");
}
