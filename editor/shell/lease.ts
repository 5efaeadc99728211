/**
 * Which of a browser's pages holds the one thing they share: here, the stream of news. The pages talk over a channel; the
 * one that holds says so every second, and when it is silent for three, or says that it lets go, another takes over. A
 * page that was closed, crashed or sleeps needs to say nothing. Works where there are no locks (plain http) and no shared
 * workers (Chrome on Android). Needs a clock and a channel, and has neither: they are passed in.
 */

/** What pages say to each other. */
export type LeaseMessage =
  /** Is there a holder? */
  | { kind: "ask"; from: string }
  /** I will hold, unless somebody objects who holds or whose name comes first. */
  | { kind: "claim"; from: string }
  /** I hold. */
  | { kind: "hold"; from: string }
  /** I let go. */
  | { kind: "free"; from: string };

export interface LeaseEffects {
  /** Says it to all other pages. */
  post(message: LeaseMessage): void;
  /** Runs `task` once, after `ms`, unless the function it gives is called before. */
  later(ms: number, task: () => void): () => void;
  /** From now on this page holds. */
  held(): void;
  /** From now on it does not. */
  lost(): void;
}

/** All in milliseconds. */
export const LEASE = {
  /** How long an answer may take, and an objection. A page answers within a few; a busy one later. */
  answer: 200,
  /** How often the holder says so. */
  beat: 1_000,
  /** How long its silence is borne. */
  silence: 3_000,
} as const;

export class Lease {
  readonly #name: string;
  readonly #effects: LeaseEffects;
  #state: "away" | "asking" | "claiming" | "following" | "holding" = "away";
  #cancel: () => void = () => undefined;

  /** @param name no other page's. */
  constructor(name: string, effects: LeaseEffects) {
    this.#name = name;
    this.#effects = effects;
  }

  get holds(): boolean {
    return this.#state === "holding";
  }

  /** Takes part. */
  start(): void {
    if (this.#state !== "away") return;
    this.#become("asking", LEASE.answer, () => this.#claim());
    this.#say("ask");
  }

  /** Takes part no more: what is held is let go, and the others are told. */
  stop(): void {
    const held = this.holds;
    this.#cancel();
    this.#state = "away";
    if (!held) return;
    this.#effects.lost();
    this.#say("free");
  }

  hear({ kind, from }: LeaseMessage): void {
    if (this.#state === "away" || from === this.#name) return;
    if (this.holds) this.#hearAsHolder(kind, from);
    else if (kind === "hold") this.#follow();
    else if (kind === "free") this.#claim();
    else if (kind === "claim") this.#hearClaim(from);
  }

  /** Two may hold for a moment, when one was too busy to be heard: the one whose name comes first stays. */
  #hearAsHolder(kind: LeaseMessage["kind"], from: string): void {
    if (kind === "hold" && from < this.#name) {
      this.#follow();
      this.#effects.lost();
    } else if (kind !== "free") this.#say("hold");
  }

  #hearClaim(from: string): void {
    if (this.#state === "claiming" && this.#name < from) this.#say("claim");
    else this.#follow();
  }

  #follow(): void {
    this.#become("following", LEASE.silence, () => this.#claim());
  }

  #claim(): void {
    this.#become("claiming", LEASE.answer, () => this.#hold());
    this.#say("claim");
  }

  #hold(): void {
    this.#become("holding", LEASE.beat, () => this.#beat());
    this.#say("hold");
    this.#effects.held();
  }

  #beat(): void {
    this.#become("holding", LEASE.beat, () => this.#beat());
    this.#say("hold");
  }

  #become(state: "asking" | "claiming" | "following" | "holding", ms: number, then: () => void): void {
    this.#cancel();
    this.#state = state;
    this.#cancel = this.#effects.later(ms, then);
  }

  #say(kind: LeaseMessage["kind"]): void {
    this.#effects.post({ kind, from: this.#name });
  }
}
