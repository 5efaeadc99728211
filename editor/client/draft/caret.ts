/** The browser's caret, which moves a moment before the editing view hears of it. */
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** True while the browser's caret has moved and the view has not read it yet: drawing would put it back. */
export function isSelecting(view: EditorView): boolean {
  const selection = view.dom.ownerDocument.getSelection();
  if (!selection?.focusNode || !view.hasFocus() || !view.dom.contains(selection.focusNode)) return false;
  return view.posAtDOM(selection.focusNode, selection.focusOffset) !== view.state.selection.head;
}

/**
 * Lets the state know where the browser's caret has gone, which else it hears a moment later: another's words that are
 * drawn in between would put it back, and what is typed next, or a key struck at once behind the one that moved it, would
 * be meant for where it was before.
 */
export function catchUp(view: EditorView): void {
  const selection = view.dom.ownerDocument.getSelection();
  if (view.composing || !selection?.anchorNode || !selection.focusNode || !isSelecting(view)) return;
  const anchor = view.posAtDOM(selection.anchorNode, selection.anchorOffset);
  const head = view.posAtDOM(selection.focusNode, selection.focusOffset);
  const { doc, tr, selection: known } = view.state;
  const moved = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  if (!moved.eq(known)) view.dispatch(tr.setSelection(moved));
}

/** True where what is selected is words; all, or a block, is not told apart by the browser's caret. */
export function hasCaret({ state: { selection } }: EditorView): boolean {
  return selection instanceof TextSelection;
}
