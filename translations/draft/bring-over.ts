/** Drafts that were begun as a tree of elements become flat text, with their notes. */
import type * as Y from "yjs";
import { anchorOf, resolve, type DraftAnchor, type Span } from "./anchors.ts";
import { isTree, notesOf, readNotes, readWords, textOf, treeOf } from "./draft.ts";
import { canonicalText } from "../text/canonical.ts";
import { readText, seedText } from "./flat.ts";
import { rewrite } from "./rewrite.ts";
import { positionInTree, readTree } from "./tree.ts";

/**
 * Brings a draft over; nothing happens if it has been. To be done once for each draft, by the server alone: two of them
 * double the words. The tree stays as it stood, so that what somebody wrote in it and could not send can still be read.
 */
export function bringOver(doc: Y.Doc): void {
  if (!isTree(doc)) return;
  const tree = readTree(treeOf(doc));
  const before = readWords(doc);
  const spans = readNotes(doc).map((note) => ({ note, span: spanOf(note.anchor) ?? resolve(before, note.anchor) }));

  function spanOf({ from, to }: DraftAnchor): Span | null {
    const [start, end] = [positionInTree(tree, from), positionInTree(tree, to)];
    return start !== null && end !== null && start < end ? { from: start, to: end } : null;
  }

  doc.transact(() => {
    seedText(textOf(doc), tree.rendering);
    const reading = readText(textOf(doc));
    for (const { note, span } of spans) {
      const anchor = span && anchorOf(reading, span.from, span.to);
      if (anchor?.exact === note.anchor.exact) notesOf(doc).set(note.id, { ...note, anchor });
    }
  });
}

/**
 * Takes in what somebody wrote in the tree of a draft and could not send before it was brought over: `apply` applies it.
 * What that changes in the tree is written into the text, if this still says what the tree said.
 * @returns what the tree says now, as text, if it could not be put in; null otherwise.
 */
export function takeInTree(doc: Y.Doc, apply: () => void, origin: unknown): string | null {
  const before = readTree(treeOf(doc)).rendering;
  apply();
  const after = readTree(treeOf(doc)).rendering;
  if (isTree(doc) || after.eq(before)) return null;
  if (!readText(textOf(doc)).rendering.eq(before)) return canonicalText(after);
  rewrite(textOf(doc), after, origin);
  return null;
}
