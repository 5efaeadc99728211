/** What one side changed in the base: the project's word diff, told in tokens. Where words are only set otherwise, nothing. */
import { firstWhere } from "../../text/search.ts";
import { isEmpty, hunkAt, mergeTouching, trimmed, type Hunk } from "../change.ts";
import { diffLayouts, movedPairs, type Dictionary } from "../words/words.ts";
import { layoutOf, type Token } from "./tokens.ts";

/** What a side changed. */
export interface SideChanges {
  /** In order. */
  hunks: Hunk[];
  moves: Move[];
}

/** A stretch of the base, `from` to `to`, that a side has before the token `before` of the base, as its own from `fromB`. */
export interface Move {
  from: number;
  to: number;
  before: number;
  fromB: number;
  toB: number;
}

/** What `side` changed in `base`, in tokens. */
export function changesOf(base: readonly Token[], side: readonly Token[], dictionary?: Dictionary): SideChanges {
  const [a, b] = [layoutOf(base), layoutOf(side)];
  const changes = diffLayouts(a.layout, b.layout, dictionary);
  if (changes.length === 0) return { hunks: [], moves: [] };
  const [lettersA, lettersB] = [lettersOf(base), lettersOf(side)];
  const inTokens = changes.map(({ fromA, toA, fromB, toB, kind }) => {
    const hunk = hunkAt(index(a.starts, fromA), index(a.starts, toA), index(b.starts, fromB), index(b.starts, toB));
    return kind === "moved" ? hunk : trimmed(hunk, lettersA, lettersB);
  });
  const moves: Move[] = [];
  for (const [first, second] of movedPairs(changes, a.layout.text, b.layout.text)) {
    const [gone, come] = [inTokens[first]!, inTokens[second]!];
    if (gone.fromA < gone.toA)
      moves.push({ from: gone.fromA, to: gone.toA, before: come.fromA, fromB: come.fromB, toB: come.toB });
  }
  return { hunks: [...mergeTouching(inTokens.filter((hunk) => !isEmpty(hunk)))], moves };
}

/** The first token that begins at `offset` or behind it. */
function index(starts: readonly number[], offset: number): number {
  return firstWhere(starts, (start) => start >= offset);
}

function lettersOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ letters }) => letters);
}
