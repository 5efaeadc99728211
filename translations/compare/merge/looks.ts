/**
 * How words are set: marks, blocks and the space before them. Of each, what one side made otherwise stands; that both
 * made another thing of it is told apart.
 */
import type { Mark } from "prosemirror-model";
import { sameMarks, type Words } from "../../draft/flat.ts";
import { textOf, type Token } from "./tokens.ts";

/** Who set something otherwise than the base; `both` also where each set something of its own. */
export type Setter = "ours" | "theirs" | "both";

/** What becomes of something that all three sides have. */
export interface Settled<T> {
  value: T;
  /** Null: nobody changed it. */
  by: Setter | null;
}

/** The value that only one side changed, or both alike; null if each made another of it. */
export function between<T>(base: T, ours: T, theirs: T, same: (x: T, y: T) => boolean = Object.is): Settled<T> | null {
  if (same(ours, theirs)) return { value: ours, by: same(ours, base) ? null : "both" };
  if (same(ours, base)) return { value: theirs, by: "theirs" };
  return same(theirs, base) ? { value: ours, by: "ours" } : null;
}

export function together(first: Setter | null, second: Setter | null): Setter | null {
  if (first === null || second === null) return first ?? second;
  return first === second ? first : "both";
}

/** True for the same letters with the same marks. */
export function sameWords(a: readonly Words[], b: readonly Words[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length && a.every(({ text, marks }, at) => text === b[at]!.text && sameMarks(marks, b[at]!.marks))
  );
}

/** True if two tokens are written and set alike, whatever space stands before them. */
export function sameToken(a: Token, b: Token): boolean {
  return a.letters === b.letters && a.said === b.said && sameWords(a.words, b.words);
}

/** Of a word or a beginning of a block that stands on all three sides: how it is set; null if that is in conflict. */
export function mergedToken(base: Token, ours: Token, theirs: Token): Settled<Token> | null {
  const said = between(base.said, ours.said, theirs.said);
  const words = between(base.words, ours.words, theirs.words, sameWords) ?? byLetter(base, ours, theirs);
  if (!said || !words) return null;
  const tail = between(base.tail, ours.tail, theirs.tail, sameWords)?.value ?? wider(ours.tail, theirs.tail);
  return { value: { ...ours, said: said.value, words: words.value, tail }, by: together(said.by, words.by) };
}

/** Both set the word otherwise: what they made of each kind of mark on each letter. */
function byLetter(base: Token, ours: Token, theirs: Token): Settled<Words[]> | null {
  const sides = [base, ours, theirs].map(({ words }) =>
    words.flatMap(({ text, marks }) => text.split("").map(() => marks)),
  );
  const merged: Words[] = [];
  for (let at = 0; at < base.letters.length; at++) {
    const marks = mergedMarks(sides[0]![at]!, sides[1]![at]!, sides[2]![at]!);
    if (!marks) return null;
    const last = merged.at(-1);
    const letter = base.letters[at]!;
    if (last && sameMarks(last.marks, marks)) merged[merged.length - 1] = { text: last.text + letter, marks };
    else merged.push({ text: letter, marks });
  }
  return { value: merged, by: "both" };
}

function mergedMarks(base: readonly Mark[], ours: readonly Mark[], theirs: readonly Mark[]): readonly Mark[] | null {
  let merged: readonly Mark[] = [];
  for (const type of new Set([...base, ...ours, ...theirs].map((mark) => mark.type))) {
    const [b, o, t] = [base, ours, theirs].map((marks) => type.isInSet(marks));
    const mark = between(b, o, t, sameMark);
    if (!mark) return null;
    merged = mark.value?.addToSet(merged) ?? merged;
  }
  return merged;
}

function sameMark(a: Mark | undefined, b: Mark | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.eq(b));
}

/** What was done to the marks of some words, all alike: kinds taken off and marks put on. */
export interface Dressing {
  off: readonly Mark[];
  on: readonly Mark[];
}

/** Nothing was done. */
export const AS_IT_WAS: Dressing = { off: [], on: [] };

/**
 * How a side set all of these words otherwise than the base; they are the same words. Null if not all of them alike,
 * or if a block became another.
 */
export function dressing(base: readonly Token[], side: readonly Token[]): Dressing | null {
  if (base.every((token, at) => sameToken(token, side[at]!))) return AS_IT_WAS;
  let found: Dressing | null = null;
  for (const [at, token] of base.entries()) {
    if (token.said !== side[at]!.said) return null;
    if (token.said !== null) continue;
    if (token.words.length !== 1 || side[at]!.words.length !== 1) return null;
    const [was, is] = [token.words[0]!.marks, side[at]!.words[0]!.marks];
    const one = { off: was.filter((mark) => !mark.isInSet(is)), on: is.filter((mark) => !mark.isInSet(was)) };
    if (found && !(sameMarks(found.off, one.off) && sameMarks(found.on, one.on))) return null;
    found = one;
  }
  return found;
}

/** The tokens set in that way as well. */
export function dressed(tokens: readonly Token[], { off, on }: Dressing): readonly Token[] {
  if (off.length === 0 && on.length === 0) return tokens;
  return tokens.map((token, index) => ({
    ...token,
    words: token.words.map((words) => set(words, off, on)),
    gap: index === 0 ? token.gap : token.gap.map((words) => set(words, off, on)),
  }));
}

function set({ text, marks }: Words, off: readonly Mark[], on: readonly Mark[]): Words {
  const bare = marks.filter((mark) => !off.some(({ type }) => type === mark.type));
  return { text, marks: on.reduce<readonly Mark[]>((all, mark) => mark.addToSet(all), bare) };
}

/** The longer of two spaces, that is the same whichever is told first. */
export function wider(a: readonly Words[], b: readonly Words[]): readonly Words[] {
  const [x, y] = [textOf(a), textOf(b)];
  return x.length > y.length || (x.length === y.length && x > y) ? a : b;
}
