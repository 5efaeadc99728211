/**
 * The draft editor, brought into a page: the only door to this folder. What the page gives is taken over; what a
 * translator writes goes through the draft's room to the server, and from the page only the wish to submit.
 */
import { effect } from "@preact/signals";
import { h, render } from "preact";
import { askHowItEnded } from "./ended.ts";
import { keepTypedNote } from "./typed-note.ts";
import { DraftModel } from "./model.ts";
import { Desk } from "./Desk.tsx";
import type { DraftOptions } from "./options.ts";
import { restoreAsWished } from "./Restored.tsx";
import { endsWriting } from "./state.ts";
import type { ProposalView } from "./view.ts";

/** The editor in its place. `revise`: the draft revises what the page says now. `destroy` takes the editor away and leaves the draft. */
export interface MountedDraft {
  revise(page: ProposalView): void;
  destroy(): void;
}

/** Puts the editor in the place of what `place` holds. */
export function mountDraft(place: HTMLElement, options: DraftOptions): MountedDraft {
  const model = new DraftModel(options);
  place.replaceChildren();
  render(h(Desk, { model }), place);
  const endRestoring = restoreAsWished(model, place);
  const endKeeping = keepTypedNote(model);
  const endAsking = askHowItEnded(model);
  const leaving = (event: BeforeUnloadEvent): void => {
    const { unsaved, kept } = model.facts.peek();
    if (unsaved && !kept) event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  const endTelling = effect(() => {
    const { mayWrite, refused } = model.session.facts.value;
    options.onRights?.(mayWrite && !endsWriting(refused));
  });
  return {
    revise: (page) => model.revise(page),
    destroy() {
      window.removeEventListener("beforeunload", leaving);
      endTelling();
      endRestoring();
      endKeeping();
      endAsking();
      render(null, place);
      model.destroy();
    },
  };
}
