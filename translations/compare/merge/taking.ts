/**
 * Some of the changes of a revision taken, and the others left: the base with the revision's words where a change was
 * taken. What is taken is told as stretches of both texts, never as numbers of changes: however the two are compared later,
 * it stays what was taken.
 */
import type { Rendering } from "../../text/schema.ts";
import { layout, type Layout } from "../../text/layout.ts";
import { firstWhere } from "../../text/search.ts";
import { inOrder, type Hunk } from "../change.ts";
import type { Piece } from "./pieces.ts";
import { mergedRendering, type Choice } from "./settle.ts";
import { isBlock, tokensOf, type Token } from "./tokens.ts";

/** `base` to `to` of the base's text, and what the revision has there; UTF-16 code units into the two canonical texts. */
export type Taken = Pick<Hunk, "fromA" | "toA" | "fromB" | "toB">;

/**
 * The canonical rendering that comes of `base` if only these changes of `revised` are made.
 * @throws RangeError if they overlap, are out of order or stand outside the texts.
 */
export function taking(base: Rendering, revised: Rendering, taken: readonly Taken[]): Rendering {
  const [a, b] = [rowOf(base), rowOf(revised)];
  const pieces: Piece[] = [];
  const choices: Choice[] = [];
  const end = { a: 0, b: 0, textA: 0, textB: 0 };
  const add = (toA: number, fromB: number, toB: number, side: "base" | "ours"): void => {
    const stretch = { from: end.a, to: toA };
    pieces.push({ kind: "conflict", base: stretch, theirs: stretch, ours: { from: fromB, to: toB } });
    choices.push({ side });
    end.a = toA;
    end.b = toB;
  };
  for (const change of taken.toSorted((x, y) => inOrder(x, y))) {
    const { fromA, toA, fromB, toB } = change;
    const isIn = fromA <= toA && toA <= a.text.length && fromB <= toB && toB <= b.text.length;
    if (!isIn || fromA < end.textA || fromB < end.textB)
      throw new RangeError(`taking: ${fromA}–${toA} with ${fromB}–${toB} is out of order or outside the texts`);
    const [here, there] = placesOf(a, b, change);
    // What another change took already stands.
    const [startA, startB] = [Math.max(here.from, end.a), Math.max(there.from, end.b)];
    add(startA, end.b, startB, "base");
    add(Math.max(here.to, startA), startB, Math.max(there.to, startB), "ours");
    Object.assign(end, { textA: toA, textB: toB });
  }
  add(a.tokens.length, end.b, b.tokens.length, "base");
  return mergedRendering({ sides: { base: a.tokens, ours: b.tokens, theirs: a.tokens }, pieces }, choices);
}

/** A rendering's tokens, and where each stands: a word its letters, a block's beginning all from the words before it to its own. */
interface Row {
  text: string;
  tokens: Token[];
  from: number[];
  to: number[];
}

interface Stretch {
  from: number;
  to: number;
}

function rowOf(rendering: Rendering): Row {
  const { text, blocks }: Layout = layout(rendering);
  const tokens = tokensOf(rendering);
  const row: Row = { text, tokens, from: [], to: [] };
  let begun = 0;
  for (const token of tokens) {
    row.from.push(isBlock(token) ? (blocks[begun - 1]?.to ?? 0) : token.at);
    row.to.push(isBlock(token) ? token.at : token.at + token.letters.length);
    if (isBlock(token)) begun++;
  }
  return row;
}

/** The tokens of both sides that a change is of. Where it is of how a block begins, that is of both. */
function placesOf(a: Row, b: Row, { fromA, toA, fromB, toB }: Taken): [Stretch, Stretch] {
  const [here, there] = [tokensIn(a, fromA, toA), tokensIn(b, fromB, toB)];
  if (setsBlock(a, here, fromA)) return [here, withBlock(b, there, fromB)];
  return setsBlock(b, there, fromB) ? [withBlock(a, here, fromA), there] : [here, there];
}

/** A word is in it that begins there, a block's beginning of which any letter stands there. */
function tokensIn({ tokens, from, to }: Row, start: number, end: number): Stretch {
  const first = firstWhere(tokens, (token) => (isBlock(token) ? token.at > start : token.at >= start));
  const last = firstWhere(from, (each) => each >= end);
  return last < first || start === end ? { from: first, to: first } : { from: first, to: Math.min(last, to.length) };
}

/** True if it begins with the signs of a block, and not with what parts that from the one before. */
function setsBlock({ tokens, from }: Row, place: Stretch, start: number): boolean {
  const first = tokens[place.from];
  if (!first || place.from >= place.to || !isBlock(first)) return false;
  return place.from === 0 || start > from[place.from]!;
}

function withBlock({ tokens }: Row, place: Stretch, start: number): Stretch {
  const before = tokens[place.from - 1];
  return before && isBlock(before) && before.at === start ? { ...place, from: place.from - 1 } : place;
}
