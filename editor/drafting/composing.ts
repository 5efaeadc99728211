/** While an input method composes, others' words wait, but not for ever: a phone's may never end. */
import type { EditorView } from "prosemirror-view";
import type { DraftSession } from "./session.ts";

/** How long an input method may pause before the others' words come in nevertheless, in ms. */
const PATIENCE = 20_000;

/** ProseMirror takes some 20 ms after a composition to read what came of it. */
const COMPOSED_PAUSE = 60;

export class Composing {
  readonly #session: Pick<DraftSession, "hold" | "holds" | "release">;
  readonly #view: () => EditorView | null;
  #releasing: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Pick<DraftSession, "hold" | "holds" | "release">, view: () => EditorView | null) {
    this.#session = session;
    this.#view = view;
  }

  /** An input method is at work: until it has done the others' words wait. */
  goesOn(): void {
    this.#session.hold();
    clearTimeout(this.#releasing);
    this.#releasing = setTimeout(() => this.#losePatience(), PATIENCE);
  }

  hasEnded(): void {
    this.#releaseIn(COMPOSED_PAUSE);
  }

  /**
   * Words can't come in under a composition: the keyboard would write what it has composed a second time. If some wait,
   * what is composed so far is taken as written; a keyboard hears of that, and goes on behind it.
   */
  #losePatience(): void {
    if (!this.#session.holds) return this.goesOn();
    const view = this.#view();
    if (view?.composing) {
      view.dom.blur();
      view.focus();
    }
    this.#releaseIn(COMPOSED_PAUSE);
  }

  #releaseIn(pause: number): void {
    clearTimeout(this.#releasing);
    this.#releasing = setTimeout(() => this.#session.release(), pause);
  }

  destroy(): void {
    clearTimeout(this.#releasing);
  }
}
