/** The pieces of a merge put together to a rendering, with the conflicts settled; and where each of its words came from. */
import type { Words } from "../../draft/flat.ts";
import { AS_BEFORE } from "../../draft/places.ts";
import type { Rendering } from "../../text/schema.ts";
import { isUnspaced, words } from "../../text/words.ts";
import { between, dressed, dressing, mergedToken, sameWords, wider } from "./looks.ts";
import type { Merge, Piece, Side } from "./pieces.ts";
import { blockToken, isBlock, renderingOfTokens, textOf, wordTokens, type Token } from "./tokens.ts";

/** How a conflict is settled: by a side's words, or by others. */
export type Choice = { side: Side } | { words: string };

/** A token of the merged row, and which token of each side it is. */
interface Placed {
  token: Token;
  base?: number;
  ours?: number;
  theirs?: number;
  /** The space where words were taken out before it. */
  seam?: readonly Words[] | undefined;
}

/**
 * The merged rendering, canonical.
 * @param choices for the conflicts in order; where there is none, ours stands.
 */
export function mergedRendering(merge: Merge, choices: readonly Choice[] = []): Rendering {
  let conflicts = 0;
  let seam: readonly Words[] | undefined;
  const placed: Placed[] = [];
  for (const piece of merge.pieces) {
    const choice = piece.kind === "conflict" ? (choices[conflicts++] ?? { side: "ours" as const }) : null;
    const [first, ...rest] = placedOf(merge, piece, choice);
    if (first) placed.push({ ...first, seam });
    // One by one: a call takes no hundred thousand arguments, and a passage may have more words.
    for (const each of rest) placed.push(each);
    seam = first ? undefined : seamOf(merge, piece, sideOf(piece, choice), seam);
  }
  if (!placed[0] || !isBlock(placed[0].token)) placed.unshift({ token: blockToken("", -1) });
  return renderingOfTokens(placed.map((one, index) => withGap(merge, placed[index - 1], one)));
}

/** The words of a side in a piece, a line end for each beginning of a block. */
export function wordsOf({ sides }: Merge, piece: Piece, side: Side): string {
  return stretchOf({ sides }, piece, side)
    .map(({ gap, letters }, index) => (index > 0 ? textOf(gap) : "") + letters)
    .join("");
}

/** Where that stands in the side's canonical text, in UTF-16 code units; null if there are no words. */
export function spanOf(merge: Merge, piece: Piece, side: Side): { from: number; to: number } | null {
  const found = stretchOf(merge, piece, side).filter((token) => !isBlock(token));
  if (found.length === 0) return null;
  return {
    from: found.reduce((least, { at }) => Math.min(least, at), Infinity),
    to: found.reduce((most, { at, letters }) => Math.max(most, at + letters.length), 0),
  };
}

function stretchOf({ sides }: Pick<Merge, "sides">, piece: Piece, side: Side): readonly Token[] {
  return sides[side].slice(piece[side].from, piece[side].to);
}

/** The side whose words stand for a piece. */
function sideOf({ kind }: Piece, choice: Choice | null): Side {
  if (choice && "side" in choice) return choice.side;
  return kind === "theirs" ? "theirs" : "ours";
}

/** The space that a side has where it took words out; the wider one if words before them were taken out too. */
function seamOf(merge: Merge, piece: Piece, side: Side, before?: readonly Words[]): readonly Words[] | undefined {
  const here = spaceBefore(merge, side, piece[side].from);
  return here && before ? wider(here, before) : (here ?? before);
}

/** The space before a token, if words meet there. */
function spaceBefore({ sides }: Merge, side: Side, at: number | undefined): readonly Words[] | undefined {
  if (at === undefined || at === 0 || at >= sides[side].length) return undefined;
  return isBlock(sides[side][at]!) || isBlock(sides[side][at - 1]!) ? undefined : sides[side][at]!.gap;
}

function placedOf(merge: Merge, piece: Piece, choice: Choice | null): Placed[] {
  if (choice && "words" in choice) return written(choice.words);
  const side = sideOf(piece, choice);
  const { from } = piece[side];
  if (piece.kind === "kept")
    return stretchOf(merge, piece, "ours").map((_, index) => {
      const at = { base: piece.base.from + index, ours: from + index, theirs: piece.theirs.from + index };
      const { base, ours, theirs } = merge.sides;
      return { token: mergedToken(base[at.base]!, ours[at.ours]!, theirs[at.theirs]!)!.value, ...at };
    });
  const tokens =
    piece.kind === "ours" || piece.kind === "theirs"
      ? setAsOther(merge, piece, piece.kind)
      : stretchOf(merge, piece, side);
  return tokens.map((token, index) => ({
    token,
    [side]: from + index,
    ...(piece.kind === "both" && { theirs: piece.theirs.from + index }),
  }));
}

/** What one side put in, set as the other set what stood there. */
function setAsOther(merge: Merge, piece: Piece, by: "ours" | "theirs"): readonly Token[] {
  const set = dressing(stretchOf(merge, piece, "base"), stretchOf(merge, piece, by === "ours" ? "theirs" : "ours"));
  return set ? dressed(stretchOf(merge, piece, by), set) : stretchOf(merge, piece, by);
}

/** Words that somebody wrote for a conflict: a line a block, such as the one before it. */
function written(words: string): Placed[] {
  const lines = words.trim().split(/\s*\n\s*/);
  return lines
    .flatMap((line, index) => [
      ...(index > 0 ? [blockToken(AS_BEFORE, -1)] : []),
      ...wordTokens([{ text: line, marks: [] }], 0),
    ])
    .map((token) => ({ token }));
}

/** The token with the space before it that fits the one it stands behind now. */
function withGap(merge: Merge, before: Placed | undefined, here: Placed): Token {
  const { token } = here;
  if (!before || isBlock(token)) return token;
  const beside = SIDES.filter((side) => here[side] !== undefined && before[side] === here[side] - 1);
  const [base, ours, theirs] = SIDES.map((side) =>
    beside.includes(side) ? tokenOf(merge, here, side).gap : undefined,
  );
  const gap = fitting(base, ours, theirs) ?? (isBlock(before.token) ? [] : unmet(merge, before, here));
  const isSetAsThere = beside.some(
    (side) =>
      tokenOf(merge, here, side).gap === gap &&
      [before, here].every((one) => sameWords(one.token.words, tokenOf(merge, one, side).words)),
  );
  return { ...token, gap: isSetAsThere ? gap : inCommon(gap, before.token, token) };
}

const SIDES = ["base", "ours", "theirs"] as const;

function tokenOf({ sides }: Merge, placed: Placed, side: Side): Token {
  return sides[side][placed[side]!]!;
}

/** The space between two words that no side has beside each other; some, where without any they would be one word. */
function unmet(merge: Merge, before: Placed, here: Placed): readonly Words[] {
  const gap = here.seam ?? own(merge, before, here);
  return gap.length === 0 && words(before.token.letters + here.token.letters).length < 2 ? SPACE : gap;
}

const SPACE: readonly Words[] = [{ text: " ", marks: [] }];

/** The space with the marks that both words beside it have. */
function inCommon(gap: readonly Words[], before: Token, after: Token): readonly Words[] {
  const next = after.words[0]?.marks ?? [];
  const marks = (before.words.at(-1)?.marks ?? []).filter((mark) => mark.isInSet(next));
  return gap.map(({ text }) => ({ text, marks }));
}

/** The space between two that are beside each other on some sides; null if they are on none. */
function fitting(
  base: readonly Words[] | undefined,
  ours: readonly Words[] | undefined,
  theirs: readonly Words[] | undefined,
): readonly Words[] | null {
  if (!ours || !theirs) return ours ?? theirs ?? base ?? null;
  return (base && between(base, ours, theirs, sameWords)?.value) ?? wider(ours, theirs);
}

/** Of two that no side has beside each other: the space that the second had before it, else that the first had behind it. */
function own(merge: Merge, before: Placed, here: Placed): readonly Words[] {
  const ahead = (side: Side, at: number | undefined) => spaceBefore(merge, side, at);
  const next = (side: Side): number | undefined => (before[side] === undefined ? undefined : before[side] + 1);
  return (
    fitting(ahead("base", here.base), ahead("ours", here.ours), ahead("theirs", here.theirs)) ??
    fitting(ahead("base", next("base")), ahead("ours", next("ours")), ahead("theirs", next("theirs"))) ??
    usual(before.token, here.token)
  );
}

/** Signs that stand right behind a word. */
const CLOSING = /^[,.;:!?)\]}%”’»…，。；：、！？）】》]/u;
const OPENING = /[([{“‘«（【《]$/u;

function usual(before: Token, { letters }: Token): readonly Words[] {
  const tight = CLOSING.test(letters) || OPENING.test(before.letters);
  const unspaced = isUnspaced(letters, 0) && isUnspaced(before.letters, before.letters.length - 1);
  return tight || unspaced ? [] : SPACE;
}
