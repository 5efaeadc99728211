/**
 * What one side put elsewhere. Where the other side edited within it, base and other side are given with the stretch
 * where it was put, so that the edit goes along; where that can't be, all between its two places is one conflict.
 */
import { isDeletion, isInsertion, lengthA, lengthB, type Hunk } from "../change.ts";
import type { Move, SideChanges } from "./hunks.ts";
import type { Sides, Stretch } from "./regions.ts";
import { isBlock, type Token } from "./tokens.ts";

/** The three sides with a stretch moved in two of them, or the stretches of the base each of which is one conflict. */
export type Followed = { sides: Sides } | { whole: Stretch[] };

/**
 * What is to be done for the moves of both sides, given what each changed.
 * @param mayFollow false: none is followed any more.
 */
export function followed(sides: Sides, ours: SideChanges, theirs: SideChanges, mayFollow: boolean): Followed {
  const whole: Stretch[] = [];
  const { base } = sides;
  for (const [name, mover, other] of [["theirs", ours, theirs] as const, ["ours", theirs, ours] as const])
    for (const move of mover.moves) {
      const stands = howItStands(move, other);
      if (stands === "apart") continue;
      const there = stands === "edited within" && mayFollow ? withMove(base, sides[name], move, other.hunks) : null;
      if (there) return { sides: { ...sides, base: there[0], [name]: there[1] } };
      whole.push({ from: Math.min(move.from, move.before), to: Math.max(move.to, move.before) });
    }
  return { whole };
}

/** Whether the other side left both places of a move alone (or moved the same there), edited within it, or did more. */
function howItStands(
  { from, to, before }: Move,
  { hunks, moves }: SideChanges,
): "apart" | "edited within" | "entangled" {
  if (moves.some((other) => other.from === from && other.to === to && other.before === before)) return "apart";
  const isTaken = hunks.some(({ fromA, toA }) => fromA <= before && before <= toA);
  const met = hunks.filter((hunk) =>
    isInsertion(hunk) ? from <= hunk.fromA && hunk.fromA <= to : hunk.fromA < to && from < hunk.toA,
  );
  if (met.length === 0) return isTaken ? "entangled" : "apart";
  const isWithin = met.every((hunk) =>
    isInsertion(hunk) ? from < hunk.fromA && hunk.fromA < to : from <= hunk.fromA && hunk.toA <= to,
  );
  const isGone = met.some((hunk) => isDeletion(hunk) && hunk.fromA === from && hunk.toA === to);
  return isWithin && !isGone && !isTaken ? "edited within" : "entangled";
}

/** Base and side with the stretch moved; null if then one would not begin with a block. */
function withMove(
  base: readonly Token[],
  side: readonly Token[],
  { from, to, before }: Move,
  hunks: readonly Hunk[],
): [Token[], Token[]] | null {
  const place = (at: number): number =>
    hunks.reduce((sum, hunk) => (hunk.toA <= at ? sum + lengthB(hunk) - lengthA(hunk) : sum), at);
  const moved = [put(base, from, to, before), put(side, place(from), place(to), place(before))] as const;
  return moved.every((tokens) => isBlock(tokens[0]!)) ? [moved[0], moved[1]] : null;
}

/** The row with the tokens `from` to `to` before the token `before`, and a space wherever words meet that had none. */
function put(tokens: readonly Token[], from: number, to: number, before: number): Token[] {
  const rest = [...tokens.slice(0, from), ...tokens.slice(to)];
  rest.splice(before <= from ? before : before - (to - from), 0, ...tokens.slice(from, to));
  const began = new Set(tokens.filter((_, index) => index > 0 && isBlock(tokens[index - 1]!)));
  return rest.map((token, index) => {
    const behindBlock = index > 0 && isBlock(rest[index - 1]!);
    if (behindBlock || isBlock(token)) return token.gap.length === 0 ? token : { ...token, gap: [] };
    return began.has(token) ? { ...token, gap: [{ text: " ", marks: [] }] } : token;
  });
}
