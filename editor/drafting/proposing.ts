/** Proposing a draft: what has to be answered first, the wait for the last words, and what came of it. */
import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Excess } from "../../translations/text/limits.ts";
import { excessInWords } from "../refusals/refusals.ts";
import type { DraftOptions, Submitted } from "./options.ts";
import type { DraftSession } from "./session.ts";

/** How long submitting waits for the last words to reach the server's disk, in ms. */
const SAVING_PATIENCE = 6_000;

const NOT_SAVED: Submitted = {
  ok: false,
  message:
    "Your last words have not reached the server yet. They are safe here. Propose again once the line above says “Saved”.",
};
const NOT_REACHED =
  "The server could not be reached, so nothing was proposed. Your words are safe. Try again in a moment.";

/** What proposing needs of the draft around it. */
interface Around {
  readonly session: Pick<DraftSession, "saved">;
  readonly mayWrite: ReadonlySignal<boolean>;
  readonly refused: Signal<string | null>;
  /** True while reasons have lost their words. */
  hasLoose(): boolean;
  excess(): Excess | null;
}

export class Proposing {
  /** True once somebody has tried to propose while reasons were loose. */
  readonly asksForLoose: Signal<boolean> = signal(false);
  readonly underWay: Signal<boolean> = signal(false);
  /** From then on the page goes on without the editor. */
  readonly done: Signal<boolean> = signal(false);
  readonly #draft: Around;
  readonly #onSubmit: DraftOptions["onSubmit"];

  constructor(draft: Around, onSubmit: DraftOptions["onSubmit"]) {
    this.#draft = draft;
    this.#onSubmit = onSubmit;
  }

  /** Waits until the last words are on disk, then submits. A refusal is shown beside the button. */
  async submit(): Promise<void> {
    const { refused, mayWrite } = this.#draft;
    if (this.underWay.value || !mayWrite.value) return;
    this.asksForLoose.value = this.#draft.hasLoose();
    if (this.asksForLoose.value) return;
    const excess = this.#draft.excess();
    if (excess) return void (refused.value = `${excessInWords(excess)} Nothing was proposed; all is kept here.`);
    batch(() => {
      refused.value = null;
      this.underWay.value = true;
    });
    try {
      const saved = await this.#draft.session.saved(SAVING_PATIENCE);
      const answer = saved ? await this.#onSubmit() : NOT_SAVED;
      if (answer.ok) this.done.value = true;
      else refused.value = answer.message;
    } catch (error) {
      refused.value = NOT_REACHED;
      console.error(error);
    } finally {
      this.underWay.value = false;
    }
  }
}
