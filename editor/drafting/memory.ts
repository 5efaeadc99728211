/**
 * What was translated before of a source like this draft's, asked for once the draft is open. That, and what the glossary has
 * for a term, is put in as an edit like any other.
 */
import { batch, signal, type Signal } from "@preact/signals";
import { TextSelection } from "prosemirror-state";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { shortened } from "../design/wording.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import type { Drafted } from "./drafted.ts";
import type { Memory, NearPassage } from "./view.ts";

/** It is asked for so long after the draft has opened, in ms: whoever writes at once is not slowed. */
const PAUSE = 800;
/** So much of what was put in is said again, in UTF-16 code units. */
const LONGEST_SAID = 80;

export class Remembering {
  readonly near: Signal<NearPassage[]> = signal([]);
  /** The one that Enter puts in. */
  readonly active: Signal<number> = signal(0);
  /** Counts the times that the list was asked to take the focus. */
  readonly called: Signal<number> = signal(0);
  readonly #model: Drafted;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(model: Drafted) {
    this.#model = model;
  }

  /** Asks, a little later, unless the source is not held. */
  begin(): void {
    if (this.#model.source === "" || this.#model.supply) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask(): Promise<void> {
    const { proposal, passage } = this.#model.page;
    const near = await nearOf(address.memory(proposal.id, passage.id));
    batch(() => {
      this.near.value = near;
      this.active.value = 0;
    });
  }

  /** Leads to the list; says so if there is none. */
  call(): void {
    if (this.near.peek().length > 0) this.called.value++;
    else this.#model.said.value = wordsFrom(DESK).memory.none;
  }

  step(by: 1 | -1): void {
    const count = this.near.peek().length;
    this.active.value = (this.active.peek() + by + count) % count;
  }

  /** Puts a rendering in place of what is selected, or at the caret; it is all of an empty draft. */
  take(near: NearPassage): void {
    const { view, binding, mayWrite, said } = this.#model;
    if (!view || !mayWrite.peek()) return;
    const { state } = view;
    const { from } = state.selection;
    const rendering = renderingFromJson(near.words);
    const isEmpty = state.doc.textContent.trim() === "";
    const edit = isEmpty
      ? state.tr.replaceWith(0, state.doc.content.size, rendering.content)
      : state.tr.replaceSelection(rendering.slice(1, rendering.content.size - 1));
    const end = edit.mapping.map(state.selection.to);
    if (!isEmpty) edit.setSelection(TextSelection.between(edit.doc.resolve(from), edit.doc.resolve(end)));
    binding.apart(() => view.dispatch(edit.scrollIntoView()));
    view.focus();
    said.value = wordsFrom(DESK).memory.taken(shortened(canonicalText(rendering), LONGEST_SAID));
  }

  /** Puts a term's rendering in place of what is selected, or at the caret. */
  putIn(words: string): void {
    const { view, binding, mayWrite, said } = this.#model;
    if (!view || !mayWrite.peek()) return;
    binding.apart(() => view.dispatch(view.state.tr.insertText(words).scrollIntoView()));
    view.focus();
    said.value = wordsFrom(DESK).memory.taken(words);
  }

  destroy(): void {
    clearTimeout(this.#waiting);
  }
}

/** None if it can't be asked now: nobody is held up, and it is no harm. */
async function nearOf(path: string): Promise<NearPassage[]> {
  try {
    const answer = await fetch(at(path), { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Memory).near : [];
  } catch {
    return [];
  }
}
