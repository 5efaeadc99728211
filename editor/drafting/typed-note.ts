/**
 * The form of a reason in a draft, half-typed: kept in this browser until it is closed, as what is typed into the forms
 * of pages, so that a reload does not lose it.
 */
import { effect } from "@preact/signals";
import { address } from "../links/addresses.ts";
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
  const place = address.proposal(model.page.work.id, model.page.proposal.id);
  const { form } = model.reasons;
  let asked = false;
  return effect(() => {
    if (!shelf || !model.mayWrite.value) return;
    const kept = asked ? null : read(shelf.kept(place, FIELD));
    asked = true;
    if (kept && form.peek() === null) form.value = { ...kept, id: stillThere(model, kept.id) };
    shelf.tryKeeping(place, FIELD, written(form.value));
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
