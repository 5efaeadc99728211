/**
 * The reason for all passages of a section, and who is where in it: both stand in the draft that holds the reason, which every
 * page of the section follows beside its passages.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import * as Y from "yjs";
import { summaryOf } from "../../translations/draft/draft.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { colourOf, type DraftSession } from "./session.ts";
import type { Neighbour } from "./section-row.ts";
import { together, type Facts } from "./state.ts";
import type { Summary } from "./summary.ts";

/** Where a page is in the section. */
export interface Standing {
  passage: string;
  writes: boolean;
}

export interface ReasonSetting {
  me: { id: string };
  open(draft: string): DraftSession;
  /** Asks in which draft the reason is written now; null if in none, or nobody can tell. */
  ask(): Promise<string | null>;
  /** Told who stands where whenever that changes. */
  onPeople(places: readonly { who: Neighbour; at: Standing }[]): void;
}

export class SectionReason {
  /** Null until a proposal is begun. */
  readonly session: Signal<DraftSession | null> = signal(null);
  readonly text: ReadonlySignal<Y.Text>;
  readonly mayWrite: ReadonlySignal<boolean>;
  readonly #setting: ReasonSetting;
  readonly #none = new Y.Doc().getText();
  readonly #endFollowing: () => void;
  #draft: string | null = null;
  #at: Standing | null = null;

  constructor(setting: ReasonSetting) {
    this.#setting = setting;
    this.text = computed(() => (this.session.value ? summaryOf(this.session.value.doc) : this.#none));
    this.mayWrite = computed(() => this.session.value?.mayWrite ?? false);
    this.#endFollowing = effect(() => {
      const session = this.session.value;
      if (session?.facts.value.refused === CLOSE.closed) void this.#setting.ask().then((draft) => this.follow(draft));
    });
  }

  /** Follows the draft that holds the reason. */
  follow(draft: string | null): void {
    if (draft === null || draft === this.#draft) return;
    this.#draft = draft;
    const before = this.session.peek();
    const session = this.#setting.open(draft);
    session.awareness.on("change", () => this.#look(session));
    this.session.value = session;
    this.#tell();
    before?.destroy();
  }

  /** Tells colleagues where this page is. */
  stand(at: Standing): void {
    if (this.#at?.passage === at.passage && this.#at.writes === at.writes) return;
    this.#at = at;
    this.#tell();
  }

  #tell(): void {
    this.session.peek()?.awareness.setLocalStateField("at", this.#at);
  }

  #look(session: DraftSession): void {
    const places: { who: Neighbour; at: Standing }[] = [];
    for (const { user, at } of session.awareness.getStates().values() as Iterable<Presence>) {
      const standing = standingIn(at);
      if (!standing || typeof user?.id !== "string" || user.id === this.#setting.me.id) continue;
      const name = typeof user.name === "string" ? user.name : "";
      places.push({ who: { key: user.id, name, colour: colourOf(user.id) }, at: standing });
    }
    this.#setting.onPeople(places);
  }

  /** The same, as one of the drafts has it, with what is known of both. */
  of(own: DraftSession): Summary {
    const { text, mayWrite } = this;
    return {
      text,
      mayWrite,
      facts: computed((): Facts => together(own.facts.value, this.session.value?.facts.value ?? null)),
      saved: async (patience) => (await own.saved(patience)) && ((await this.session.peek()?.saved(patience)) ?? true),
      retry: () => {
        for (const session of [own, this.session.peek()])
          if (session && session.facts.peek().refused !== null) session.retry();
      },
      destroy: () => undefined,
    };
  }

  destroy(): void {
    this.#endFollowing();
    this.session.peek()?.destroy();
  }
}

/** What somebody's presence says of them. Each of it may be anything. */
interface Presence {
  user?: { id?: unknown; name?: unknown };
  at?: unknown;
}

function standingIn(at: unknown): Standing | null {
  const { passage, writes } = (at ?? {}) as { passage?: unknown; writes?: unknown };
  return typeof passage === "string" ? { passage, writes: writes === true } : null;
}
