/**
 * News as a browser hears it: one stream for all its pages, none while none of them is in sight. The page that holds the
 * lease (`lease.ts`) has the stream and passes on what it hears. Each piece of news has a number; a page that sees a gap,
 * because it was hidden or the line was down, asks the server for what it missed. What news says is `live.ts`'s.
 */
import { Lease, type LeaseMessage } from "./lease.ts";

/** One piece of news as the server told it: JSON, and the run and number that name it. */
export interface Heard {
  id: string;
  words: string;
}

/** What pages say to each other; each says what it heard last. */
export type Said = (LeaseMessage | ({ kind: "news" } & Heard)) & { last: string | null };

/** A stream of the server's. */
export interface Stream {
  close(): void;
}

export interface StreamHears {
  news(heard: Heard): void;
  /** All that was asked for has been told; `missed`: some of it is forgotten. */
  caughtUp(last: string, missed: boolean): void;
  /** The server refuses; it does not come back by itself. */
  refused(): void;
}

/** The browser around it. */
export interface NewsEffects {
  name: string;
  /** Says it to the browser's other pages. */
  post(said: Said): void;
  later(ms: number, task: () => void): () => void;
  /** Opens the server's stream, from what was told after `after`. */
  stream(after: string | null, hears: StreamHears): Stream;
  /** Asks what was told after `after`. */
  ask(after: string): Promise<{ last: string; missed: boolean; news: Heard[] }>;
  tell(words: string): void;
  /** More happened than can be told: the page should be looked at anew. */
  missed(): void;
}

/** How long to wait before asking again, after the server refused or could not be reached: first, and at most, in ms. */
const PAUSE = { first: 5_000, most: 120_000 };

export class SharedNews {
  readonly #effects: NewsEffects;
  readonly #lease: Lease;
  #last: string | null = null;
  #stream: Stream | null = null;
  #pause = PAUSE.first;
  #again: (() => void) | null = null;
  #asking = false;
  #inSight = false;

  constructor(effects: NewsEffects) {
    this.#effects = effects;
    this.#lease = new Lease(effects.name, {
      post: (message) => this.#post(message),
      later: (ms, task) => effects.later(ms, task),
      held: () => this.#open(),
      lost: () => this.#close(),
    });
  }

  /** Whether the page is in sight: only then does it listen. */
  see(inSight: boolean): void {
    this.#inSight = inSight;
    if (inSight) this.#lease.start();
    else this.#lease.stop();
  }

  /** What another page of this browser said. */
  hear(said: Said): void {
    if (!this.#inSight) return;
    if (said.kind === "news") return this.#take(said);
    if (said.kind === "hold") this.#compare(said.last);
    this.#lease.hear(said);
  }

  #post(message: LeaseMessage | ({ kind: "news" } & Heard)): void {
    this.#effects.post({ ...message, last: this.#last });
  }

  #open(): void {
    this.#stream = this.#effects.stream(this.#last, {
      news: (heard) => {
        this.#take(heard);
        this.#post({ kind: "news", ...heard });
      },
      caughtUp: (last, missed) => {
        this.#pause = PAUSE.first;
        this.#last = last;
        if (missed) this.#effects.missed();
        this.#post({ kind: "hold", from: this.#effects.name });
      },
      refused: () => {
        this.#close();
        this.#again = this.#effects.later(this.#pause, () => this.#open());
        this.#pause = Math.min(this.#pause * 2, PAUSE.most);
      },
    });
  }

  #close(): void {
    this.#again?.();
    this.#again = null;
    this.#stream?.close();
    this.#stream = null;
  }

  /** News that follows on what was heard is told, what was heard already is not, and before a gap what is in it is asked for. */
  #take({ id, words }: Heard): void {
    const step = this.#last === null ? 1 : stepsFrom(this.#last, id);
    if (step === 1) {
      this.#last = id;
      this.#effects.tell(words);
    } else if (step === null || step > 1) this.#askWhatIsMissed();
  }

  #compare(last: string | null): void {
    if (last === null) return;
    if (this.#last === null) this.#last = last;
    else if (stepsFrom(this.#last, last) !== 0) this.#askWhatIsMissed();
  }

  #askWhatIsMissed(): void {
    if (this.#asking || this.#last === null || this.#lease.holds) return;
    this.#asking = true;
    const after = this.#last;
    this.#effects.ask(after).then(
      ({ last, missed, news }) => {
        this.#asking = false;
        for (const heard of news) this.#take(heard);
        if (!missed) return;
        this.#last = last;
        this.#effects.missed();
      },
      () => this.#effects.later(PAUSE.first, () => (this.#asking = false)),
    );
  }
}

/** How many pieces of news `id` is behind `last`, 0 if it is not; null if they are of two runs of the server. */
function stepsFrom(last: string, id: string): number | null {
  const [run, number] = last.split(".");
  const [ofRun, other] = id.split(".");
  if (run !== ofRun) return null;
  return Math.max(0, Number(other) - Number(number));
}
