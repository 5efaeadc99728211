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

/** So much of the window a screen is that one turns by. */
const SCREEN = 0.8;

/**
 * Turns the window a screen further, or back, whatever passages lie between, if the key is one for that: which of the places the caret
 * goes into then, and where, so that it stays where it is in the window. Null of another key, after which nothing has moved.
 * @param places where the passages stand, in order.
 */
export function turnedTo(
  view: EditorView,
  { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent,
  places: () => readonly HTMLElement[],
): { place: number; where: Where } | null {
  if (key !== "PageDown" && key !== "PageUp") return null;
  if (shiftKey || altKey || ctrlKey || metaKey || view.composing) return null;
  const { left, top, bottom } = view.coordsAtPos(view.state.selection.head);
  const room = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const by = Math.max(bottom - top, (window.innerHeight - room) * SCREEN) * (key === "PageDown" ? 1 : -1);
  const wanted = (top + bottom) / 2 + by;
  const all = places();
  const found = all.findIndex((each) => each.getBoundingClientRect().bottom > wanted);
  const place = found < 0 ? all.length - 1 : found;
  window.scrollBy(0, by);
  const { top: first, bottom: last } = all[place]!.getBoundingClientRect();
  const there = wanted - by;
  if (there <= first) return { place, where: { kind: "first-line", left } };
  if (there >= last) return { place, where: { kind: "last-line", left } };
  return { place, where: { kind: "point", left, top: there } };
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
