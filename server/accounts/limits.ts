/** How often somebody may try to sign in or to join, by network address and by e-mail. Kept in memory. */
import { isIPv6 } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";

const QUARTER_HOUR = 15 * 60;

/** Failed tries in a quarter of an hour. People of one house share an address, so it may have more. */
export const TRIES = { byAddress: 50, byEmail: 10 } as const;

/** One kind of try, counted. Only tries that fail are held against anybody. */
export class Limit {
  readonly #byAddress = new RateLimiterMemory({ points: TRIES.byAddress, duration: QUARTER_HOUR });
  readonly #byEmail = new RateLimiterMemory({ points: TRIES.byEmail, duration: QUARTER_HOUR });

  /** Counts a try, before its outcome is known so that many at once can't slip through. False: too many. */
  async begin(address: string, email: string | null): Promise<boolean> {
    if (!(await took(this.#byAddress, networkOf(address)))) return false;
    return email === null || took(this.#byEmail, email);
  }

  /** Takes a try back: it went well, or was a slip of the pen. */
  async undo(address: string, email: string | null): Promise<void> {
    await this.#byAddress.reward(networkOf(address));
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

/** An IPv4 address, or the /64 that an IPv6 address lies in: one house has a whole one of those to try from. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = "", tail] = bare.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = new Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
