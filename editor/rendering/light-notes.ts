/**
 * A note lights its words and its words light the note, while either is pointed at or has the focus. Inside an editing
 * view nothing is touched: it redraws what a stranger changes, and takes the words from under the hand that presses on
 * them. There the words are lit by a highlight of the browser's own, which is painted and never in the document.
 */
import { insideDraft, touchable } from "../design/touchable.ts";

const LIT = "variorum-lit";

export function lightNotes(): void {
  let ids = new Set<string>();
  const light = ({ target }: Event): void => {
    const pointed = target instanceof Element ? target.closest<HTMLElement>("[data-note]") : null;
    const next = new Set(notesOf(pointed));
    if (sameIds(ids, next)) return;
    ids = next;
    for (const element of touchable("[data-note]")) element.classList.toggle("lit", isOf(element, ids));
    paint(ids);
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
}

function notesOf(element: HTMLElement | null): string[] {
  return element?.dataset["note"]?.split(" ") ?? [];
}

function isOf(element: HTMLElement, ids: ReadonlySet<string>): boolean {
  return notesOf(element).some((id) => ids.has(id));
}

function sameIds(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((id) => others.has(id));
}

/** Browsers that can't paint so leave the words of a draft as they are. */
function paint(ids: ReadonlySet<string>): void {
  if (typeof Highlight !== "function") return;
  const lit = insideDraft("[data-note]").filter((element) => isOf(element, ids));
  CSS.highlights.set(LIT, new Highlight(...lit.map(around)));
}

function around(element: Element): Range {
  const range = new Range();
  range.selectNodeContents(element);
  return range;
}
