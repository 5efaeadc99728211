/** Pasting into a draft: what comes in, and what is said of the rest. */
import { batch, signal, type Signal } from "@preact/signals";
import { OverLimit } from "../../translations/text/limits.ts";
import { Losses } from "../prosemirror/paste.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** How long what was said stays, in ms: long enough to be read twice. */
const TOLD_FOR = 20_000;

export class Pasting {
  /** What was not kept of the last paste, in words; "" once it has been said long enough. */
  readonly told: Signal<string> = signal("");
  readonly #refused: Signal<string | null>;
  #losses = new Losses();
  /** What was just pasted is over a limit, in words. */
  #tooMuch: string | null = null;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  /** @param refused is told what is over a limit. */
  constructor(refused: Signal<string | null>) {
    this.#refused = refused;
  }

  /** What is pasted; `nothing` if it is over a limit. {@link done} says what became of it. */
  read<T>(pasted: (losses: Losses) => T, nothing: T): T {
    this.#tooMuch = null;
    this.#losses = new Losses();
    try {
      return pasted(this.#losses);
    } catch (error) {
      if (!(error instanceof OverLimit)) throw error;
      this.#tooMuch = wordsFrom(DESK).pasting.nothing(error.message);
      return nothing;
    }
  }

  /** Says what was not kept of what was read last. True if nothing comes in (`size` 0), so that what is selected stands. */
  done(size: number): boolean {
    const [losses, tooMuch] = [this.#losses, this.#tooMuch];
    this.#losses = new Losses();
    this.#tooMuch = null;
    batch(() => {
      if (size === 0) this.#refused.value = tooMuch;
      this.#tell(size > 0 ? losses.inWords() : tooMuch === null ? nothingIn(losses) : "");
    });
    return size === 0;
  }

  #tell(words: string): void {
    clearTimeout(this.#forgetting);
    this.told.value = words;
    if (words !== "") this.#forgetting = setTimeout(() => this.forget(), TOLD_FOR);
  }

  forget(): void {
    this.#tell("");
  }

  destroy(): void {
    clearTimeout(this.#forgetting);
  }
}

function nothingIn({ hasStruck }: Losses): string {
  const { allStruck, noWords } = wordsFrom(DESK).pasting;
  return hasStruck ? allStruck : noWords;
}
