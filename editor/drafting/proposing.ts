/** Proposing a draft: what has to be answered first, the wait for the last words, and what came of it. */
import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Wrong } from "../../translations/ledger/events.ts";
import type { Excess } from "../../translations/text/limits.ts";
import { excessInWords } from "../refusals/refusals.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** What the server said to a submission; a refusal in a sentence for a person. */
export type Submitted = { ok: true } | { ok: false; message: string };

/** How long submitting waits for the last words to reach the server's disk, in ms. */
const SAVING_PATIENCE = 6_000;

/** What proposing needs of the draft around it. */
interface Around {
  readonly mayWrite: ReadonlySignal<boolean>;
  readonly refused: Signal<string | null>;
  /** True while reasons have lost their words. */
  hasLoose(): boolean;
  excess(): Excess | null;
  /** Resolves to true once all is on disk, or to false when that takes longer than so many ms. */
  saved(patience: number): Promise<boolean>;
}

export class Proposing {
  /** True once somebody has tried to propose while reasons were loose. */
  readonly asksForLoose: Signal<boolean> = signal(false);
  readonly underWay: Signal<boolean> = signal(false);
  /** From then on the page goes on without the editor. */
  readonly done: Signal<"proposed" | "accepted" | null> = signal(null);
  /** What is wrong with words that are final; "" while nobody has said so. */
  readonly wrong: Signal<Wrong | ""> = signal("");
  readonly #draft: Around;
  readonly #onSubmit: (atOnce: boolean, wrong: Wrong | "") => Promise<Submitted>;

  constructor(draft: Around, onSubmit: (atOnce: boolean, wrong: Wrong | "") => Promise<Submitted>) {
    this.#draft = draft;
    this.#onSubmit = onSubmit;
  }

  /** Says beside the button why nothing is proposed. */
  refuse(why: string): void {
    this.#draft.refused.value = why;
  }

  /** Waits until the last words are on disk, then submits, or (`atOnce`) accepts as well. A refusal is shown beside the button. */
  async submit(atOnce = false): Promise<void> {
    const { refused, mayWrite } = this.#draft;
    if (this.underWay.value || !mayWrite.value) return;
    const words = wordsFrom(DESK).proposing;
    this.asksForLoose.value = this.#draft.hasLoose();
    if (this.asksForLoose.value) return;
    const excess = this.#draft.excess();
    if (excess) return void (refused.value = words.tooLarge(excessInWords(excess)));
    batch(() => {
      refused.value = null;
      this.underWay.value = true;
    });
    try {
      const saved = await this.#draft.saved(SAVING_PATIENCE);
      const answer = saved
        ? await this.#onSubmit(atOnce, this.wrong.peek())
        : { ok: false as const, message: words.notSaved };
      if (answer.ok) this.done.value = atOnce ? "accepted" : "proposed";
      else refused.value = answer.message;
    } catch (error) {
      refused.value = words.notReached;
      console.error(error);
    } finally {
      this.underWay.value = false;
    }
  }
}
