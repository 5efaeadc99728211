/** The words of a passage of a section as they are read, until somebody goes into them. */
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Where } from "./section-caret.ts";
import { showStill } from "./surface.ts";

export interface Still {
  rendering: RenderingJson | undefined;
  language: string;
  /** What they are called for those who hear the page. */
  label: string;
  /** True of the passage that the caret is in, or would be: the tab key leads there. */
  isReached: boolean;
  /** True while the caret is on its way into them already. */
  isEntered(): boolean;
  onEnter(where: Where): void;
  onKey(event: KeyboardEvent): void;
}

/** Puts them in `place`: who presses or tabs to them goes in; who selects in them only reads. */
export function stillIn(place: HTMLElement, still: Still): void {
  const words = place.ownerDocument.createElement("div");
  words.className = "draft-words";
  words.tabIndex = still.isReached ? 0 : -1;
  words.lang = still.language;
  words.setAttribute("role", "textbox");
  words.setAttribute("aria-multiline", "true");
  words.setAttribute("aria-label", still.label);
  showStill(words, still.rendering);
  let isPressed = false;
  words.addEventListener("mousedown", () => (isPressed = true));
  words.addEventListener("focus", () => isPressed || still.isEntered() || still.onEnter({ kind: "start" }));
  words.addEventListener("keydown", (event) => still.onKey(event));
  words.addEventListener("click", ({ clientX: left, clientY: top }) => {
    isPressed = false;
    if (document.getSelection()?.isCollapsed !== false) still.onEnter({ kind: "point", left, top });
  });
  place.replaceChildren(words);
}
