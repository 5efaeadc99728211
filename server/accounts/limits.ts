/**
 * How often somebody may try to sign in, to join or to ask. Kept in memory. Strangers must not be able to keep somebody
 * out, so nothing is refused for an e-mail alone: tries are counted for the e-mail at one network; where many networks
 * try one e-mail, each further try waits a little; and a device on which its person has signed in before counts by itself.
 */
import { setTimeout as pause } from "node:timers/promises";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const QUARTER_HOUR = 15 * 60;

/** Failed tries in a quarter of an hour. People of one house share a network, so it may have more. */
export const TRIES = { byNetwork: 50, byEmailThere: 10, byDevice: 10 } as const;

/** From so many failed tries of one e-mail on, wherever from, each waits: this long, then twice as long, up to the last. */
const SLOW = { from: 10, first: 500, last: 8_000 } as const;

/** Where a try comes from. `device`: one that is known to be the e-mail's person's. */
export interface Try {
  network: string;
  email: string | null;
  device?: string | null;
}

/** A try may go on, and is taken back if it went well; or comes too soon: seconds to wait. */
export type Begun = { ok: true; undo(): Promise<void> } | { ok: false; retryAfter: number };

/** One kind of try, counted. Only tries that fail are held against anybody. */
export class Limit {
  readonly #byNetwork: RateLimiterMemory;
  readonly #byEmailThere: RateLimiterMemory;
  readonly #byEmail = counter(Number.MAX_SAFE_INTEGER);
  readonly #byDevice = counter(TRIES.byDevice);
  readonly #wait: (milliseconds: number) => Promise<unknown>;

  /** @param wait lets so many milliseconds go by. */
  constructor(
    wait: (milliseconds: number) => Promise<unknown> = pause,
    { byNetwork, byEmailThere, seconds }: { byNetwork: number; byEmailThere: number; seconds: number } = {
      ...TRIES,
      seconds: QUARTER_HOUR,
    },
  ) {
    this.#wait = wait;
    this.#byNetwork = counter(byNetwork, seconds);
    this.#byEmailThere = counter(byEmailThere, seconds);
  }

  /** Counts a try, before its outcome is known so that many at once can't slip through. */
  async begin({ network, email, device = null }: Try): Promise<Begun> {
    if (device !== null && (await took(this.#byDevice, device)) === null)
      return this.#begun([[this.#byDevice, device]]);
    const asked: Count[] = [[this.#byNetwork, network]];
    if (email !== null) asked.push([this.#byEmailThere, `${email}\n${network}`]);
    for (const [at, [limiter, key]] of asked.entries()) {
      const soon = await took(limiter, key);
      if (soon === null) continue;
      // A refused try is none: whoever clicks on uses up nothing of those who share their network.
      await giveBack(asked.slice(0, at));
      return { ok: false, retryAfter: soon };
    }
    if (email === null) return this.#begun(asked);
    const { consumedPoints } = await this.#byEmail.consume(email);
    await this.#slowDown(consumedPoints - SLOW.from);
    return this.#begun([...asked, [this.#byEmail, email]]);
  }

  async #slowDown(over: number): Promise<void> {
    if (over > 0) await this.#wait(Math.min(SLOW.first * 2 ** (over - 1), SLOW.last));
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

/** Null if there was one left; otherwise in how many seconds there will be. */
async function took(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
  }
}
