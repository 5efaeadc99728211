/** Whether a draft shows what changed or only its new words, as this browser remembers it. */
export const SHOWINGS = ["changes", "new"] as const;
export type Showing = (typeof SHOWINGS)[number];

const SHOWING = "variorum.draft.showing";

/** "changes" where nothing is remembered. */
export function remembered(): Showing {
  try {
    return localStorage.getItem(SHOWING) === "new" ? "new" : "changes";
  } catch (error) {
    if (error instanceof DOMException) return "changes";
    throw error;
  }
}

/** Nothing where the browser keeps nothing. */
export function remember(showing: Showing): void {
  try {
    localStorage.setItem(SHOWING, showing);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
