/**
 * How often somebody may try to sign in, to join or to ask. Kept in memory. Strangers must not be able to keep somebody
 * out, so tries are slowed down, not refused: those of a network, and of an e-mail at one network, beyond so many; of an
 * e-mail wherever they come from; and a device on which its person has signed in before counts by itself. Only where many
 * of one network wait already is one refused, for some seconds: whoever floods would otherwise hold connections at will.
 */
import { setTimeout as pause } from "node:timers/promises";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const QUARTER_HOUR = 15 * 60;

/** Failed tries in a quarter of an hour that wait for nothing. People of one house share a network, so it may have more. */
export const TRIES = { byNetwork: 50, byEmailThere: 10, byDevice: 10 } as const;

/** From so many failed tries of one e-mail on, wherever from, each waits. */
const SLOW_FROM = 10;
/** A try that waits waits this long, the next twice as long, up to the last; in milliseconds. */
const SLOW = { first: 500, last: 8_000 } as const;
/** So many tries of one network that is beyond its number wait at a time. */
const MAY_WAIT = 8;

/** Where a try comes from. `device`: one that is known to be the e-mail's person's. */
export interface Try {
  network: string;
  email: string | null;
  device?: string | null;
}

/** A try may go on, and is taken back if it went well; or comes too soon: seconds to wait. */
export type Begun = { ok: true; undo(): Promise<void> } | { ok: false; retryAfter: number };

/** What counts as one kind of try. */
export interface LimitKind {
  byNetwork: number;
  byEmailThere: number;
  seconds: number;
  /** 0: what is beyond is refused until its time is over, not slowed down. */
  mayWait: number;
}

const PASSWORDS: LimitKind = { ...TRIES, seconds: QUARTER_HOUR, mayWait: MAY_WAIT };

/** One kind of try, counted. Only tries that fail are held against anybody. */
export class Limit {
  readonly #byNetwork: RateLimiterMemory;
  readonly #byEmailThere: RateLimiterMemory;
  readonly #byEmail = counter(Number.MAX_SAFE_INTEGER);
  readonly #byDevice = counter(TRIES.byDevice);
  readonly #wait: (milliseconds: number) => Promise<unknown>;
  readonly #mayWait: number;
  /** How many tries of a network wait because there were too many. */
  readonly #waiting = new Map<string, number>();

  /** @param wait lets so many milliseconds go by. */
  constructor(wait: (milliseconds: number) => Promise<unknown> = pause, kind: LimitKind = PASSWORDS) {
    this.#wait = wait;
    this.#mayWait = kind.mayWait;
    this.#byNetwork = counter(kind.byNetwork, kind.seconds);
    this.#byEmailThere = counter(kind.byEmailThere, kind.seconds);
  }

  /** Counts a try, before its outcome is known so that many at once can't slip through. */
  async begin({ network, email, device = null }: Try): Promise<Begun> {
    if (device !== null && (await took(this.#byDevice, device)).beyond === 0)
      return this.#begun([[this.#byDevice, device]]);
    const there: Count[] = email === null ? [] : [[this.#byEmailThere, `${email}\n${network}`]];
    const own = await this.#count(there);
    // Who is slowed down alone uses up nothing of those who share their network.
    const counts: Count[] = own.beyond > 0 ? there : [...there, [this.#byNetwork, network]];
    const late = own.beyond > 0 ? own : await this.#count([[this.#byNetwork, network]]);
    const leave = late.beyond > 0 ? this.#takeSeat(network) : () => undefined;
    if (leave === null) {
      await giveBack(there);
      return { ok: false, retryAfter: this.#mayWait === 0 ? late.seconds : SLOW.last / 1_000 };
    }
    try {
      const often = email === null ? 0 : (await this.#byEmail.consume(email)).consumedPoints - SLOW_FROM;
      await this.#slowDown(Math.max(late.beyond, often));
    } finally {
      leave();
    }
    return this.#begun(email === null ? counts : [...counts, [this.#byEmail, email]]);
  }

  async #count([count]: readonly Count[]): Promise<Taken> {
    return count ? took(...count) : { beyond: 0, seconds: 0 };
  }

  /** Among those of its network that wait; gives what leaves it. Null if there is none left. */
  #takeSeat(network: string): (() => void) | null {
    const taken = this.#waiting.get(network) ?? 0;
    if (taken >= this.#mayWait) return null;
    this.#waiting.set(network, taken + 1);
    return () => {
      const left = this.#waiting.get(network)! - 1;
      if (left > 0) this.#waiting.set(network, left);
      else this.#waiting.delete(network);
    };
  }

  async #slowDown(beyond: number): Promise<void> {
    if (beyond > 0) await this.#wait(Math.min(SLOW.first * 2 ** (beyond - 1), SLOW.last));
  }

  #begun(counts: readonly Count[]): Begun {
    return {
      ok: true,
      undo: () => giveBack(counts),
    };
  }
}

type Count = [limiter: RateLimiterMemory, key: string];

async function giveBack(counts: readonly Count[]): Promise<void> {
  for (const [limiter, key] of counts) await limiter.reward(key);
}

function counter(points: number, duration = QUARTER_HOUR): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration });
}

interface Taken {
  /** How far beyond its number the count is; 0: there was one left. */
  beyond: number;
  /** Until it begins anew. */
  seconds: number;
}

async function took(limiter: RateLimiterMemory, key: string): Promise<Taken> {
  try {
    await limiter.consume(key);
    return { beyond: 0, seconds: 0 };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    return { beyond: refused.consumedPoints - limiter.points, seconds };
  }
}
