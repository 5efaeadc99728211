/**
 * Writing on from one passage of a proposal to the next: an arrow key pressed at the end of a draft, or at its beginning,
 * leads to the part beside it that is theirs to write, where the caret stands as if both were one text.
 */
import { Selection, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { DraftPage } from "./view.ts";

const PLACE = "variorum.next-part";
/** What is written here is waited for so long before the page is left, in ms. */
const PATIENCE = 10_000;
/** Who comes later than so many ms came on another way. */
const ON_THE_WAY = 30_000;

/** What of a draft's screen it knows. */
interface Leaving {
  readonly page: DraftPage;
  saved(patience: number): Promise<boolean>;
}

interface Wish {
  proposal: string;
  passage: string;
  side: "start" | "end";
  left: number;
}

/** True if the key leads away, once what was written here is kept. One that is held down leads nowhere. */
export function leadsOn(draft: Leaving, view: EditorView, event: KeyboardEvent): boolean {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const isPlain = !(event.repeat || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
  if (by === 0 || !isPlain || view.composing || !isAtEnd(view.state, by)) return false;
  const next = partBeside(draft.page, by);
  if (next === null) return false;
  const { work, proposal } = draft.page;
  void draft.saved(PATIENCE).then((isSaved) => {
    if (!isSaved) return;
    keep({ proposal: proposal.id, passage: next, side: by > 0 ? "start" : "end", left: Date.now() });
    location.assign(at(address.part(work.id, proposal.id, next)));
  });
  return true;
}

/** The passage of the next part, or of the one before, that is written and theirs to write; null if there is none. */
export function partBeside({ passage, order, others }: DraftPage, by: 1 | -1): string | null {
  const written = new Set(
    others.filter(({ may, proposal }) => may.edit && proposal.status === "draft").map((part) => part.passage.id),
  );
  const here = order.indexOf(passage.id);
  const beside = by > 0 ? order.slice(here + 1) : order.slice(0, here).reverse();
  return beside.find((each) => written.has(each)) ?? null;
}

function isAtEnd({ doc, selection }: EditorState, by: 1 | -1): boolean {
  const end = by > 0 ? Selection.atEnd(doc) : Selection.atStart(doc);
  return selection instanceof TextSelection && selection.empty && selection.head === end.head;
}

/** Puts the caret where somebody who came from the part beside this one goes on. */
export function goOn({ proposal, passage }: DraftPage, view: EditorView): void {
  const wish = taken();
  if (!wish || wish.proposal !== proposal.id || wish.passage !== passage.id) return;
  const { doc, tr } = view.state;
  view.focus();
  view.dispatch(
    tr.setSelection(wish.side === "start" ? Selection.atStart(doc) : Selection.atEnd(doc)).scrollIntoView(),
  );
}

function keep(wish: Wish): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(wish));
  } catch {
    // A browser that keeps nothing shows the part, and its words are pressed.
  }
}

function taken(): Wish | null {
  try {
    const wish = JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Wish | null;
    sessionStorage.removeItem(PLACE);
    return wish && Date.now() - wish.left < ON_THE_WAY ? wish : null;
  } catch {
    return null;
  }
}
