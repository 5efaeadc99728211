/**
 * The draft editor, brought into a page: the only door to this folder. What the page gives is taken over; what a
 * translator writes goes through the draft's room to the server, and from the page only the wish to submit.
 */
import { h, render } from "preact";
import type { Actor } from "../../../translations/ledger/roles.ts";
import type { ProposalView } from "../../views.ts";
import { DraftModel } from "./model.ts";
import { Desk } from "./Desk.tsx";

/** What the server said to a submission; a refusal in a sentence for a person. */
export type Submitted = { ok: true } | { ok: false; message: string };

export interface DraftOptions {
  view: ProposalView;
  me: Actor;
  /** Base of the socket's address (ws: or wss:); the proposal's id is put behind it. */
  live: string;
  /** Asks the server to take the draft as it stands on its disk. On `ok` the page goes on by itself. */
  onSubmit: () => Promise<Submitted>;
}

/** Puts the editor in the place of what `place` holds. `destroy` takes it away and leaves the draft. */
export function mountDraft(place: HTMLElement, options: DraftOptions): { destroy(): void } {
  const model = new DraftModel(options);
  place.replaceChildren();
  render(h(Desk, { model }), place);
  const leaving = (event: BeforeUnloadEvent): void => {
    const { unsaved, kept } = model.session.facts.peek();
    if (unsaved && !kept) event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  return {
    destroy() {
      window.removeEventListener("beforeunload", leaving);
      render(null, place);
      model.destroy();
    },
  };
}
