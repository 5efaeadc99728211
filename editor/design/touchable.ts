/**
 * Which elements a page's script may change. Never those of an editing view: ProseMirror takes any change there that is
 * not its own for something a person wrote, reads the words anew and redraws them, and a click that has begun on them is lost.
 */

const DRAFT = ".ProseMirror";

/** The elements outside of every editing view. */
export function touchable(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => !element.closest(DRAFT));
}

/** The elements inside of an editing view: to look at, not to change. */
export function insideDraft(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.closest(DRAFT));
}
