/** Drafts that were begun as a tree of elements become flat text, with their notes. */
import * as Y from "yjs";
import { anchorOf, resolve, type DraftAnchor, type Span } from "./anchors.ts";
import { isTree, notesOf, readNotes, readWords, textOf, treeOf } from "./draft.ts";
import { canonicalText } from "../text/canonical.ts";
import type { Rendering } from "../text/schema.ts";
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
 * Takes in what somebody wrote in the tree of a draft and could not send before it was brought over. What that changes in
 * the tree is written into the text, if this still says what the tree said.
 * @returns the words that could not be put in, for their writer to copy: all that the tree says now, if the text says
 * something else; those typed in what others took out of the tree meanwhile. Null if none are left.
 */
export function takeInTree(doc: Y.Doc, update: Uint8Array, origin: unknown): string | null {
  const before = readTree(treeOf(doc)).rendering;
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  Y.applyUpdate(doc, update, origin);
  const after = readTree(treeOf(doc)).rendering;
  const left = isTree(doc) || after.eq(before) || takesIn(doc, before, after, origin) ? [] : [canonicalText(after)];
  const words = [...left, ...wordsOfNowhere(doc, update, known)];
  return words.length > 0 ? words.join("\n\n") : null;
}

/** True if the text says what the tree says now: another page of theirs may have written it there already. */
function takesIn(doc: Y.Doc, before: Rendering, after: Rendering, origin: unknown): boolean {
  const { rendering } = readText(textOf(doc));
  if (rendering.eq(before)) rewrite(textOf(doc), after, origin);
  return rendering.eq(before) || rendering.eq(after);
}

/** The words that came with an update and stand nowhere, as what they were typed in was gone: Yjs takes them out at once. */
function wordsOfNowhere(doc: Y.Doc, update: Uint8Array, known: ReadonlyMap<number, number>): string[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const runs: string[] = [];
  let end: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const { id, origin, content } = struct;
    const came = id.clock >= (known.get(id.client) ?? 0);
    if (!came || Y.isDeleted(ds, id) || !(Y.getItem(doc.store, id) as Y.AbstractStruct).deleted) continue;
    if (end && Y.compareIDs(origin, end)) runs.push((runs.pop() ?? "") + content.str);
    else runs.push(content.str);
    end = struct.lastId;
  }
  return runs.map((words) => words.trim()).filter((words) => words !== "");
}
