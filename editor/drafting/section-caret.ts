/** Where the caret goes in a section whose passages are written on as one text, each in an editor of its own. */
import { Selection, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** A place in a passage: its beginning or end, a point of the window, or its first or last line, so far from the left. */
export type Where =
  | { kind: "start" | "end" }
  | { kind: "point"; left: number; top: number }
  | { kind: "first-line" | "last-line"; left: number };

/** A way out of a passage: to the one before or behind, and where in that. */
export interface Way {
  by: 1 | -1;
  where: Where;
}

/** Which way a key leads out of a passage; null if it stays in it. */
export function wayOut(view: EditorView, { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): Way | null {
  const { selection, doc } = view.state;
  const isPlain = !(shiftKey || altKey || ctrlKey || metaKey);
  if (!isPlain || view.composing || !selection.empty || !(selection instanceof TextSelection)) return null;
  const [start, end] = [Selection.atStart(doc), Selection.atEnd(doc)];
  const { head, $head } = selection;
  if (key === "ArrowRight" && head === end.head) return { by: 1, where: { kind: "start" } };
  if (key === "ArrowLeft" && head === start.head) return { by: -1, where: { kind: "end" } };
  const left = view.coordsAtPos(head).left;
  if (key === "ArrowDown" && $head.end() === end.$head.end() && view.endOfTextblock("down"))
    return { by: 1, where: { kind: "first-line", left } };
  if (key === "ArrowUp" && $head.start() === start.$head.start() && view.endOfTextblock("up"))
    return { by: -1, where: { kind: "last-line", left } };
  return null;
}

/** Puts the caret there, and brings it into sight. */
export function goTo(view: EditorView, where: Where): void {
  view.focus();
  const { state } = view;
  view.dispatch(state.tr.setSelection(selectionAt(view, where)).scrollIntoView());
}

function selectionAt(view: EditorView, where: Where): Selection {
  const { doc } = view.state;
  if (!("left" in where)) return where.kind === "start" ? Selection.atStart(doc) : Selection.atEnd(doc);
  const edge = where.kind === "last-line" ? Selection.atEnd(doc) : Selection.atStart(doc);
  const line = view.coordsAtPos(edge.head);
  const top = where.kind === "point" ? where.top : (line.top + line.bottom) / 2;
  const found = view.posAtCoords({ left: where.left, top });
  return found ? TextSelection.near(doc.resolve(found.pos)) : edge;
}
