/**
 * Making a living draft say other words while people are in it: only what differs is touched, word by word, so that
 * cursors, notes and other people's undo keep the letters that they hold on to.
 */
import type { Mark } from "prosemirror-model";
import type * as Y from "yjs";
import { diffTexts } from "../compare/words/words.ts";
import type { Rendering } from "../text/schema.ts";
import { attributesOf, flatOf, readText, sameMarks, tokensAt, type Flat } from "./flat.ts";
import { replace, writePlaces } from "./steps.ts";
import { deleteAt, formatAt, type MarkValue } from "./ytext.ts";

/**
 * Makes `text` say `wanted`, in one transaction of `origin`; nothing happens if it does already. Words change as the diff
 * tells them; then blocks and marks follow.
 */
export function rewrite(text: Y.Text, wanted: Rendering, origin: unknown = null): void {
  if (says(text, wanted)) return;
  text.doc!.transact(() => {
    const { rendering, bare } = readText(text);
    rewriteWords(text, flatOf(rendering, bare), flatOf(wanted, false));
    dress(text, wanted);
    if (says(text, wanted)) return;
    // Half a character in what stood there, which Yjs keeps otherwise than it was given.
    rewriteAll(text, flatOf(wanted, false));
    dress(text, wanted);
  }, origin);
}

function says(text: Y.Text, wanted: Rendering): boolean {
  return readText(text).rendering.eq(wanted);
}

/** The words are there; blocks and marks become those wanted. */
function dress(text: Y.Text, wanted: Rendering): void {
  writePlaces(text, wanted, false);
  rewriteMarks(text, wanted);
}

function rewriteAll(text: Y.Text, is: Flat): void {
  deleteAt(text, 0, text.length);
  replace(text, { index: 0, old: [], now: tokensAt(is, 0, is.length), said: "" });
}

/** The last first: what stands before keeps its place. */
function rewriteWords(text: Y.Text, was: Flat, is: Flat): void {
  for (const { fromA, toA, fromB, toB } of diffTexts(lettersOf(was), lettersOf(is)).toReversed()) {
    const [old, now] = [tokensAt(was, fromA, toA), tokensAt(is, fromB, toB)];
    replace(text, { index: fromA, old, now, said: "" }, true);
  }
}

/** All letters as they stand, a line end for each marker; a line end that is a letter is told as another white space. */
function lettersOf({ blocks, bare }: Flat): string {
  const letters = blocks.map(({ node }) => node.textContent.replaceAll("\n", "\v"));
  return (bare ? "" : "\n") + letters.join("\n");
}

function rewriteMarks(text: Y.Text, wanted: Rendering): void {
  const { rendering, bare } = readText(text);
  const [was, is] = [lookOf(flatOf(rendering, bare)), lookOf(flatOf(wanted, bare))];
  for (let [a, b, from] = [0, 0, 0]; a < was.length && b < is.length;) {
    const to = Math.min(was[a]!.to, is[b]!.to);
    const marks = difference(was[a]!.marks, is[b]!.marks);
    if (marks && from < to) formatAt(text, from, to - from, marks);
    from = to;
    if (was[a]!.to === to) a++;
    if (b < is.length && is[b]!.to === to) b++;
  }
}

/** The marks up to each index of a text, in order; those of a marker are none. */
function lookOf({ blocks, bare }: Flat): { to: number; marks: readonly Mark[] }[] {
  const look: { to: number; marks: readonly Mark[] }[] = [];
  blocks.forEach(({ node, index }, number) => {
    if (!bare || number > 0) look.push({ to: index, marks: [] });
    node.forEach((words, offset) => look.push({ to: index + offset + words.nodeSize, marks: words.marks }));
  });
  return look;
}

/** What makes `now` of the marks `was`; null if they are the same. */
function difference(was: readonly Mark[], now: readonly Mark[]): Record<string, MarkValue | null> | null {
  if (sameMarks(was, now)) return null;
  const gone = Object.fromEntries(was.map((mark) => [mark.type.name, null]));
  return { ...gone, ...attributesOf(now) };
}
