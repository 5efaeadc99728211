/**
 * Passwords are hashed two at a time. A hash (scrypt) takes one of the four threads that this process has for waiting,
 * the same that bring drafts to the disk; however many sign in at once, two stay for those. Who comes then waits in a
 * line, and where that is full is told when to come back.
 */
import { hashPassword, verifyPassword } from "better-auth/crypto";

/** Of libuv's four threads. */
const AT_ONCE = 2;
/** A class that signs in together; the last waits some four seconds on a small server. */
const WAITING = 64;

/** The line is full. */
export class Busy extends Error {
  override name = "Busy";
  /** In seconds. */
  readonly retryAfter = 5;
}

export interface PasswordHash {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

const SCRYPT: PasswordHash = { hash: hashPassword, verify: verifyPassword };

export class Hashing implements PasswordHash {
  readonly #real: PasswordHash;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(real: PasswordHash = SCRYPT) {
    this.#real = real;
  }

  /** @throws Busy */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => this.#real.hash(password));
  }

  /** @throws Busy */
  verify(given: { hash: string; password: string }): Promise<boolean> {
    return this.#inTurn(() => this.#real.verify(given));
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= WAITING) throw new Busy("Too many passwords are being checked.");
      await new Promise<void>((begin) => this.#waiting.push(begin));
    } else this.#running++;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
