/** How often somebody may try to sign in or to join, by network and by e-mail. Kept in memory. */
import { RateLimiterMemory } from "rate-limiter-flexible";

const QUARTER_HOUR = 15 * 60;

/** Failed tries in a quarter of an hour. People of one house share an address, so it may have more. */
export const TRIES = { byAddress: 50, byEmail: 10 } as const;

/** One kind of try, counted. Only tries that fail are held against anybody. */
export class Limit {
  readonly #byAddress = new RateLimiterMemory({ points: TRIES.byAddress, duration: QUARTER_HOUR });
  readonly #byEmail = new RateLimiterMemory({ points: TRIES.byEmail, duration: QUARTER_HOUR });

  /** Counts a try, before its outcome is known so that many at once can't slip through. False: too many. */
  async begin(network: string, email: string | null): Promise<boolean> {
    if (!(await took(this.#byAddress, network))) return false;
    return email === null || took(this.#byEmail, email);
  }

  /** Takes a try back: it went well, or was a slip of the pen. */
  async undo(network: string, email: string | null): Promise<void> {
    await this.#byAddress.reward(network);
    if (email !== null) await this.#byEmail.reward(email);
  }
}

async function took(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return false;
  }
}
