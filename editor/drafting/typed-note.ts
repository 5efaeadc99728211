/**
 * The form of a reason in a draft, half-typed: kept in this browser until it is closed, as what is typed into the forms
 * of pages, so that a reload does not lose it.
 */
import { effect } from "@preact/signals";
import { address, partName } from "../links/addresses.ts";
import { notesOf } from "../../translations/draft/draft.ts";
import type { DraftModel } from "./model.ts";
import type { OpenForm, Reasons } from "./reasons.ts";
import { shelfOf, type TypedShelf } from "../shell/typed.ts";

/** Of drafts of flat text. Another number when anchors come to mean something else: an old one is then left alone. */
const FIELD = "note.2";

interface Open extends Pick<DraftModel, "mayWrite" | "page" | "me" | "session"> {
  reasons: Pick<Reasons, "form">;
}

/** Puts the form back that was open when this person left the draft, once it can be written in, and keeps what is typed into one. */
export function keepTypedNote(model: Open, shelf: TypedShelf | null = shelfOf(model.me.id)): () => void {
  const { work, proposal } = model.page;
  const place = address.proposal(work.id, proposal.id);
  const part = partName(proposal);
  const field = part === undefined ? FIELD : `${FIELD}:${part}`;
  // What was typed while the proposal had one passage is of its first.
  const earlier = part !== undefined && proposal.summaryIn === part ? FIELD : null;
  const { form } = model.reasons;
  let asked = false;
  return effect(() => {
    if (!shelf || !model.mayWrite.value) return;
    const kept = asked ? null : read(shelf.kept(place, field) ?? (earlier && shelf.kept(place, earlier)));
    if (!asked && earlier !== null) shelf.tryKeeping(place, earlier, "");
    asked = true;
    if (kept && form.peek() === null) form.value = { ...kept, id: stillThere(model, kept.id) };
    shelf.tryKeeping(place, field, written(form.value));
  });
}

/** "" of a form that holds nothing yet. */
function written(form: OpenForm | null): string {
  const typed = form && form.body + form.alternative + form.source !== "";
  return typed ? JSON.stringify({ ...form, refused: null }) : "";
}

/** A reason that somebody took out meanwhile is one that is written anew. */
function stillThere({ session }: Open, id: string | null): string | null {
  return id !== null && notesOf(session.doc).has(id) ? id : null;
}

function read(kept: string | null): OpenForm | null {
  try {
    return kept === null ? null : (JSON.parse(kept) as OpenForm);
  } catch {
    // Not written by this program.
    return null;
  }
}
