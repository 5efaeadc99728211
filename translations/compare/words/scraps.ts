/**
 * What is kept between two changes and only interrupts them goes with both, as an editor would strike it through:
 * `She sang [to her own child, and/, loudly and with joy,] again`. Four kinds of run, each with its own reason.
 */
import { isUnspaced } from "../../text/words.ts";
import { isDeletion, isInsertion, joined, lengthA, lengthB, type Hunk } from "../change.ts";
import type { Costs } from "./costs.ts";
import { weightOf } from "./stops.ts";
import { gapEnd, gapStart, lineEndsBefore, sameButForCase, type Wording } from "./wording.ts";

/** The two sides and what their words are worth. */
interface Sides {
  a: Wording;
  b: Wording;
  costs: Costs;
}

/** `hunks` with no scrap between two of them. */
export function withoutScraps(hunks: readonly Hunk[], a: Wording, b: Wording, costs: Costs): Hunk[] {
  const sides = { a, b, costs };
  const found: Hunk[] = [];
  for (const hunk of hunks) {
    const before = found.at(-1);
    if (before && isScrap(before, hunk, sides)) found[found.length - 1] = joined(before, hunk);
    else found.push(hunk);
  }
  return found;
}

function isScrap(left: Hunk, right: Hunk, sides: Sides): boolean {
  const { a, costs } = sides;
  if (left.coarse || right.coarse) return false;
  const kept = worth(a, left.toA, right.fromA, costs, costs.strongAnchor);
  if (kept >= costs.strongAnchor || hasEnd(a, left.toA, right.fromA)) return false;
  return (
    isLittle(kept, left, right, sides) ||
    isTurnedRound(left, right, sides) ||
    isPassedBy(left, right, sides) ||
    isLoneCharacter(left, right, sides)
  );
}

/** A kept run worth at most this share of the lesser change beside it, both sides counted, goes with both, */
const SMALL_SHARE = 0.25;
/** if each is more than a word for a word or two, in content words: `[netizens/Internet users] of the [netizen/…]`. */
const LONG_CHANGE = 3.2;

/** A run that is worth little beside the changes around it, unless both only put in or take away. */
function isLittle(kept: number, left: Hunk, right: Hunk, { a, b, costs }: Sides): boolean {
  if ((isInsertion(left) && isInsertion(right)) || (isDeletion(left) && isDeletion(right))) return false;
  const enough = Math.max(kept / SMALL_SHARE, LONG_CHANGE * costs.content);
  const isEnough = ({ fromA, toA, fromB, toB }: Hunk) =>
    worth(a, fromA, toA, costs, enough) + worth(b, fromB, toB, costs, enough) >= enough;
  return isEnough(left) && isEnough(right);
}

/**
 * One small word with a deletion on one side and an insertion on the other: `[old and/and new]`. A word that says more holds
 * both apart: `[/bomber ]pilots [of bombardment]`.
 */
function isTurnedRound(left: Hunk, right: Hunk, { a }: Sides): boolean {
  return right.fromA - left.toA === 1 && areOpposite(left, right) && weightOf(a, left.toA) !== "content";
}

/** A word or two that went past so few others are read with them; what went farther, or is longer, has moved. */
const SHORT_WAY = 3;
const SHORT_RUN = 2;

/** Words that the same word or two went past: `[was the cheeseburger/the cheeseburger was] hot`. */
function isPassedBy(left: Hunk, right: Hunk, { a, b }: Sides): boolean {
  if (right.fromA - left.toA > SHORT_WAY || !areOpposite(left, right)) return false;
  const [gone, come] = isDeletion(left) ? [left, right] : [right, left];
  if (size(gone) !== size(come) || size(gone) > SHORT_RUN) return false;
  for (let k = 0; k < size(gone); k++) if (!sameButForCase(a, gone.fromA + k, b, come.fromB + k)) return false;
  return true;
}

/** One character of a script without spaces, in the midst of others: as likely a part of the words that changed. */
function isLoneCharacter(left: Hunk, right: Hunk, { a, b }: Sides): boolean {
  if (right.fromA - left.toA !== 1 || weightOf(a, left.toA) !== "content") return false;
  return isAmongUnspaced(a, left.toA) && isAmongUnspaced(b, left.toB);
}

/** Whether word `index` and those beside it are characters of such a script, with nothing between them. */
function isAmongUnspaced(side: Wording, index: number): boolean {
  const [before, at, after] = [gapStart(side, index) - 1, gapEnd(side, index), gapEnd(side, index + 1)];
  if (before < 0 || before + 1 !== at || side.to[index] !== after) return false;
  return [side.from[index - 1]!, at, after].every((offset) => isUnspaced(side.text, offset));
}

function areOpposite(left: Hunk, right: Hunk): boolean {
  return (isDeletion(left) && isInsertion(right)) || (isInsertion(left) && isDeletion(right));
}

/** How many words are marked, on both sides. */
function size(hunk: Hunk): number {
  return lengthA(hunk) + lengthB(hunk);
}

/** Whether a sentence or a block ends in or beside words `from` to `to`. */
function hasEnd(side: Wording, from: number, to: number): boolean {
  for (let index = from; index < to; index++)
    if (lineEndsBefore(side, index) || weightOf(side, index) === "sentenceEnd") return true;
  return to < side.count && lineEndsBefore(side, to);
}

/** What word `index` weighs. */
export function costOf(side: Wording, index: number, costs: Costs): number {
  switch (weightOf(side, index)) {
    case "content":
      return costs.content;
    case "stop":
      return costs.stop;
    case "sign":
      return costs.sign;
    case "sentenceEnd":
      return costs.sentenceEnd;
  }
}

/** What words `from` to `to` weigh, added up until it is `enough`. */
export function worth(side: Wording, from: number, to: number, costs: Costs, enough: number): number {
  let sum = 0;
  for (let index = from; index < to && sum < enough; index++) sum += costOf(side, index, costs);
  return sum;
}
