/** What a page gives to the draft editor. */
import type { Actor } from "../../translations/ledger/roles.ts";
import type { ProposalView } from "./view.ts";

/** What the server said to a submission; a refusal in a sentence for a person. */
export type Submitted = { ok: true } | { ok: false; message: string };

export interface DraftOptions {
  view: ProposalView;
  /** The draft's id. */
  draft: string;
  me: Actor;
  /** Base of the socket's address (ws: or wss:); `draft` is put behind it. */
  live: string;
  /** Asks the server to take the draft as it stands on its disk. On `ok` the page goes on by itself. */
  onSubmit: () => Promise<Submitted>;
  /** Told whether this person may write here, at once and whenever that changes while the draft is open. */
  onRights?: (mayWrite: boolean) => void;
}
