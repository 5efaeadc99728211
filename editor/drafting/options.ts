/** What a page gives to the draft editor. */
import type { Wrong } from "../../translations/ledger/events.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { EditorView } from "prosemirror-view";
import type { Proposing, Submitted } from "./proposing.ts";
import type { Begins, DraftSession } from "./session.ts";
import type { Summary } from "./summary.ts";
import type { DraftPage } from "./view.ts";

export interface DraftOptions {
  view: DraftPage;
  /** The draft's id; null of a passage that is no part of a proposal yet: what is written waits for it. */
  draft: string | null;
  me: Actor;
  /** Base of the socket's address (ws: or wss:); `draft` is put behind it. */
  live: string;
  /**
   * Asks the server to take the draft as it stands on its disk; `atOnce`: and to accept it; `wrong`: what is wrong with
   * words that are final. On `ok` the page goes on by itself.
   */
  onSubmit: (atOnce: boolean, wrong: Wrong | "") => Promise<Submitted>;
  among?: Among;
  /** Told whether this person may write here, at once and whenever that changes while the draft is open. */
  onRights?: (mayWrite: boolean) => void;
}

/** A draft that stands among others, which are written as one text. */
export interface Among {
  /** Of a passage that is no part yet. */
  begins: Begins | null;
  /** What the draft is called for those who hear it. */
  label: string;
  /** The reason for all of them, and how they are proposed together. */
  summary(own: DraftSession): Summary;
  proposing: Proposing;
  /** True if any of them is for a passage that is final. */
  isFinal(): boolean;
  /** True while Tab leads to it. */
  isActive(): boolean;
  /** True if the key leads into the passage beside. */
  leadsOn(view: EditorView, event: KeyboardEvent): boolean;
}
