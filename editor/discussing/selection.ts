/** What is selected on a page, as text: which words of which text, and what the page shows before them. */

/** Words that a reader selected: of each text that they may be of, with what stands before them there; or the note they are in. */
export interface Selected {
  texts: Readonly<Partial<Record<"target" | "proposed" | "source", { before: string; words: string }>>>;
  note: string | null;
}

/** The event with which a page's forms are told what was chosen: {@link Selected}, or null for the whole. */
export const CHOSEN = "variorum-chosen";

/** What a page lays over its texts. */
const SIGNS = ".note-mark, .visually-hidden, .change-number, .other-end, .marker, .pilcrow";
const GONE = "del, .deleted, .moved-away";
const CAME = "ins, .inserted, .moved-here";

/** Null if nothing is selected, or words of no text that can be discussed. */
export function selectedWords(): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const holder = elementOf(range.commonAncestorContainer);
  if (!holder || holder.closest(".ProseMirror")) return null;
  const note = holder.closest<HTMLElement>(".margin [data-note]")?.dataset["note"] ?? null;
  if (note !== null) return { texts: {}, note };
  const source = holder.closest<HTMLElement>(".source-column .source-words");
  if (source) return { texts: { source: textIn(source, range, "") }, note: null };
  const compared = holder.closest<HTMLElement>(".comparison .diff .merged");
  if (compared)
    return { texts: { proposed: textIn(compared, range, GONE), target: textIn(compared, range, CAME) }, note: null };
  const rendering = holder.closest<HTMLElement>(".rendering-column .rendering, .diff.new-only .rendering");
  if (!rendering) return null;
  const text = textIn(rendering, range, "");
  return { texts: { target: text, proposed: text }, note: null };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** What is selected within `root`, and what stands there before it, without what is `apart`. */
function textIn(root: HTMLElement, range: Range, apart: string): { before: string; words: string } {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  // What begins inside of words that are apart is cut out of them: so it is known by what holds it.
  const within = apart !== "" && elementOf(range.commonAncestorContainer)?.closest(apart);
  return { before: wordsOf(before, apart), words: within ? "" : wordsOf(range, apart) };
}

function wordsOf(range: Range, apart: string): string {
  const part = range.cloneContents();
  for (const sign of part.querySelectorAll(apart === "" ? SIGNS : `${SIGNS}, ${apart}`)) sign.remove();
  return part.textContent ?? "";
}
