/**
 * A reason where other parts of the proposal make the same change: asked for once the reason is kept, given there by one press and
 * taken back by one. The workbench writes it into their drafts, so that it is the same whoever has them open.
 */
import { signal, type Signal } from "@preact/signals";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { DraftNote } from "../../translations/draft/draft.ts";
import type { DraftPage } from "./view.ts";

/** What is written here is on disk before it is asked, for which is waited so long, in ms. */
const PATIENCE = 10_000;

/** The change of which a note is the reason, and the other parts in which it has none. */
interface SameElsewhere {
  note: string;
  before: string;
  after: string;
  /** `places`: how often. */
  parts: readonly { passage: string; places: number }[];
}

/** What was given: notes, each as `passage/note`, and what they say. */
interface GivenElsewhere {
  of: string;
  notes: readonly string[];
}

/** What the draft says of itself: which part it is, and whether there may be others. */
interface Around {
  readonly page: Pick<DraftPage, "proposal" | "passage" | "others">;
  readonly among: object | null;
  saved(patience: number): Promise<boolean>;
}

export class Spreading {
  readonly offer: Signal<SameElsewhere | null> = signal(null);
  readonly given: Signal<GivenElsewhere | null> = signal(null);
  /** True if what was pressed last could not be done. */
  readonly failed: Signal<boolean> = signal(false);
  readonly isAtWork: Signal<boolean> = signal(false);
  readonly #draft: Around;
  /** Counts what was asked: only the last is answered. */
  #asked = 0;

  constructor(draft: Around) {
    this.#draft = draft;
  }

  /** A reason was kept: looks where else it would do. What was given before is settled by that. */
  async look({ id }: Pick<DraftNote, "id">): Promise<void> {
    const asked = ++this.#asked;
    this.offer.value = null;
    this.given.value = null;
    this.failed.value = false;
    const { page, among } = this.#draft;
    if (page.others.length === 0 && !among) return;
    if (!(await this.#draft.saved(PATIENCE))) return;
    const found = await sent<SameElsewhere>(address.sameReasonAt(page.proposal.id, page.passage.id, id));
    if (found && found.parts.length > 0 && asked === this.#asked) this.offer.value = { ...found, note: id };
  }

  /** Gives it in the parts that are offered. */
  async give(): Promise<void> {
    const [offer, { proposal, passage }] = [this.offer.peek(), this.#draft.page];
    if (!offer) return;
    const body = { part: passage.id, note: offer.note };
    await this.#press(async () => {
      const done = await sent<{ of: string | null; given: string[] }>(address.sameReason(proposal.id), body);
      if (!done) return false;
      this.offer.value = null;
      if (done.of !== null && done.given.length > 0) this.given.value = { of: done.of, notes: done.given };
      return true;
    });
  }

  /** Takes back what was given, wherever it was not worded otherwise since. */
  async takeBack(): Promise<void> {
    const given = this.given.peek();
    if (!given) return;
    await this.#press(async () => {
      const body = { of: given.of, given: given.notes };
      if (!(await sent(address.takeSameReasonBack(this.#draft.page.proposal.id), body))) return false;
      this.given.value = null;
      return true;
    });
  }

  async #press(act: () => Promise<boolean>): Promise<void> {
    if (this.isAtWork.peek()) return;
    this.isAtWork.value = true;
    this.failed.value = !(await act());
    this.isAtWork.value = false;
  }
}

/** Asks, or sends a body. Null if the workbench can't be reached, or refuses. */
async function sent<Answer>(path: string, body?: object): Promise<Answer | null> {
  const headers = { Accept: "application/json", ...(body && { "Content-Type": "application/json" }) };
  try {
    const answer = await fetch(at(path), { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
    return answer.ok ? ((await answer.json()) as Answer) : null;
  } catch {
    return null;
  }
}
