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

/**
 * Draws, and puts the selection anew where the state has it if an end of it stood in letters that were moved by that, as
 * into an element that marks them. A browser then reports that end behind the letters, which the view takes for right, and
 * types before them.
 */
export function keepingSelection(view: EditorView, draw: () => void): void {
  const before = endsOf(view);
  draw();
  const after = endsOf(view);
  if (view.composing || !view.hasFocus() || !before.some((node, at) => isMoved(node, after[at]!))) return;
  view.dom.ownerDocument.getSelection()!.removeAllRanges();
  view.focus();
}

function endsOf({ dom }: EditorView): [anchor: Node | null, focus: Node | null] {
  const { anchorNode = null, focusNode = null } = dom.ownerDocument.getSelection() ?? {};
  return [anchorNode, focusNode];
}

/** Whoever stood in letters and now stands between elements was not put there by the view, which had put it in letters. */
function isMoved(before: Node | null, after: Node | null): boolean {
  return before?.nodeType === Node.TEXT_NODE && after?.nodeType === Node.ELEMENT_NODE;
}
