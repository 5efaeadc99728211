/**
 * Making a living draft say other words while people are in it: only what differs is touched, word by word, so that
 * cursors, notes and other people's undo keep the letters that they hold on to.
 */
import { updateYFragment } from "y-prosemirror";
import type * as Y from "yjs";
import type { Change } from "../../translations/diff/change.ts";
import { diffRenderings } from "../../translations/diff/diff.ts";
import type { Block, Layout } from "../../translations/text/layout.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { DRAFT_ROOTS } from "./draft.ts";
import { readTree, type Stretch } from "./tree.ts";

/** In one text of the draft, `remove` UTF-16 code units at `index` give way to `insert`. */
interface Edit {
  text: Y.XmlText;
  index: number;
  remove: number;
  insert: string;
}

/**
 * Makes the rendering of `doc` this one, in one transaction of `origin`; nothing happens if it is already. Changes
 * inside a block are made word by word, as the diff tells them; then blocks and marks follow. Notes and the summary
 * stay as they are.
 */
export function rewrite(doc: Y.Doc, wanted: Rendering, origin: unknown = null): void {
  const fragment = doc.getXmlFragment(DRAFT_ROOTS.rendering);
  const { rendering, stretches } = readTree(fragment);
  if (rendering.eq(wanted)) return;
  const { a, b, changes } = diffRenderings(rendering, wanted);
  const edits = changes.flatMap((change) => editFor(change, a, b, stretches));
  doc.transact(() => {
    // The last first: what stands before an edit keeps its place.
    for (const { text, index, remove, insert } of edits.toReversed()) {
      text.delete(index, remove);
      text.insert(index, insert);
    }
    updateYFragment(doc, fragment, wanted, { mapping: new Map(), isOMark: new Map() });
  }, origin);
}

/** None for a change that is not of words alone, inside one block. */
function editFor(
  { fromA, toA, fromB, toB, kind }: Change,
  a: Layout,
  b: Layout,
  stretches: readonly Stretch[],
): Edit[] {
  const block = blockOf(a, fromA, toA);
  if (kind === "reformatted" || !block || !blockOf(b, fromB, toB)) return [];
  const [start, end] = [block.pos + fromA - block.from, block.pos + toA - block.from];
  const home = stretches.find(({ pos, length }) => pos <= start && start <= pos + length);
  const last = stretches.findLast(({ pos, length }) => pos <= end && end <= pos + length);
  if (!home || last?.text !== home.text) return [];
  const index = home.index + start - home.pos;
  const remove = last.index + end - last.pos - index;
  return remove === end - start ? [{ text: home.text, index, remove, insert: b.text.slice(fromB, toB) }] : [];
}

function blockOf({ blocks }: Layout, from: number, to: number): Block | undefined {
  return blocks.find((block) => block.from <= from && to <= block.to);
}
