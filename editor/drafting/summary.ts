/**
 * The reason for the whole of a proposal while it is written. Of several parts it stands in the draft of one; where that is
 * another than the draft that is open here, it is followed beside that. Once that takes no more words, the reason goes on in
 * another's, and is followed there.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type * as Y from "yjs";
import { summaryOf } from "../../translations/draft/draft.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { smallestEdit } from "../prosemirror/edit.ts";
import type { DraftSession } from "./session.ts";
import { together, type Facts } from "./state.ts";

type Session = Pick<DraftSession, "doc" | "facts" | "mayWrite" | "saved" | "retry" | "destroy">;

/** The reason for all of a proposal, as the screen of one of its drafts knows it. */
export interface Summary {
  readonly text: ReadonlySignal<Y.Text>;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** What is known of both drafts: all is saved once both are. */
  readonly facts: ReadonlySignal<Facts>;
  /** Resolves to true once all that was written here is on disk, or to false when that takes longer than `patience` ms. */
  saved(patience: number): Promise<boolean>;
  /** Connects again after a refusal. */
  retry(): void;
  destroy(): void;
}

export interface SummarySetting {
  /** The session of the draft that is open, and its id. */
  own: Session;
  draft: string;
  /** The id of the draft in which the reason is written. */
  summaryIn: string;
  /** Begins to follow another draft. */
  open(draft: string): Session;
  /** Asks in which draft the reason is written now; null if in none, or nobody can tell. */
  ask(): Promise<string | null>;
}

export class SharedSummary implements Summary {
  readonly text: ReadonlySignal<Y.Text>;
  readonly mayWrite: ReadonlySignal<boolean>;
  readonly facts: ReadonlySignal<Facts>;
  readonly #setting: SummarySetting;
  /** The session of the other draft; null if the reason stands in the open one. */
  readonly #beside: Signal<Session | null>;
  readonly #endFollowing: () => void;

  constructor(setting: SummarySetting) {
    const { own, summaryIn } = setting;
    this.#setting = setting;
    this.#beside = signal(this.#other(summaryIn));
    const session = computed(() => this.#beside.value ?? own);
    this.text = computed(() => summaryOf(session.value.doc));
    this.mayWrite = computed(() => session.value.mayWrite);
    this.facts = computed(() => together(own.facts.value, this.#beside.value?.facts.value ?? null));
    this.#endFollowing = effect(() => {
      if (this.#beside.value?.facts.value.refused === CLOSE.closed) void this.#goOn(this.#beside.value);
    });
  }

  async saved(patience: number): Promise<boolean> {
    const sessions = [this.#setting.own, this.#beside.peek()].filter((session) => session !== null);
    return (await Promise.all(sessions.map((session) => session.saved(patience)))).every(Boolean);
  }

  retry(): void {
    for (const session of [this.#setting.own, this.#beside.peek()])
      if (session && session.facts.peek().refused !== null) session.retry();
  }

  destroy(): void {
    this.#endFollowing();
    this.#beside.peek()?.destroy();
  }

  /** A session of the draft that holds the reason, if that is another than the open one. */
  #other(summaryIn: string): Session | null {
    return summaryIn === this.#setting.draft ? null : this.#setting.open(summaryIn);
  }

  /** Follows the reason to where it is written now. */
  async #goOn(left: Session): Promise<void> {
    const summaryIn = await this.#setting.ask();
    if (summaryIn === null || this.#beside.peek() !== left) return;
    const typed = left.facts.peek().unsaved ? summaryOf(left.doc).toString() : null;
    const beside = this.#other(summaryIn);
    this.#beside.value = beside;
    left.destroy();
    if (typed !== null) await putIn(beside ?? this.#setting.own, typed);
  }
}

/** Puts in what was typed last and came too late for the draft that was left; unless others have changed the words since. */
async function putIn(session: Session, typed: string): Promise<void> {
  await whenOpened(session);
  const text = summaryOf(session.doc);
  const edit = smallestEdit(text.toString(), typed);
  if (edit?.remove === 0) text.insert(edit.at, edit.insert);
}

function whenOpened({ facts }: Session): Promise<void> {
  return new Promise((resolve) => {
    const end = effect(() => {
      if (facts.value.opened) queueMicrotask(opened);
    });
    function opened(): void {
      end();
      resolve();
    }
  });
}
