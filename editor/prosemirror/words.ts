/** Words under the hand: which one was pressed twice, and those that are selected carried elsewhere. */
import type { Node } from "prosemirror-model";
import { TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { dropPoint } from "prosemirror-transform";
import type { Span } from "../../translations/draft/anchors.ts";

/**
 * The word in which a position stands, or which ends there, as ProseMirror positions; null where no word is.
 * @param language of the words (BCP 47): Chinese has no spaces between them.
 */
export function wordAt(doc: Node, position: number, language: string): Span | null {
  const $position = doc.resolve(position);
  if (!$position.parent.isTextblock) return null;
  const words = new Intl.Segmenter(language, { granularity: "word" }).segment($position.parent.textContent);
  const found = [$position.parentOffset, $position.parentOffset - 1].map((offset) => words.containing(offset));
  const word = found.find((segment) => segment?.isWordLike);
  if (!word) return null;
  const from = $position.start() + word.index;
  return { from, to: from + word.segment.length };
}

/**
 * What is selected, moved to `position` in one edit, where it stays selected; null if nothing is selected, or if it
 * stands there already. It is what is selected now: since a hand took hold of it others may have written in it.
 */
export function moveSelection({ doc, selection, tr }: EditorState, position: number): Transaction | null {
  if (selection.empty || (position >= selection.from && position <= selection.to)) return null;
  const words = selection.content();
  const place = dropPoint(doc, position, words) ?? position;
  tr.deleteSelection();
  const from = tr.mapping.map(place);
  tr.replaceRange(from, from, words);
  const [start, end] = [from, tr.mapping.map(place)].map((at) => tr.doc.resolve(at));
  return tr.setSelection(TextSelection.between(start!, end!));
}
