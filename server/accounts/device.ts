/**
 * Devices that are known: on which somebody has signed in before. A cookie says so, signed, for that account alone; it
 * opens nothing, it only has its tries counted apart from those of strangers.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const NAME = "variorum.device";
/** The longest that browsers keep a cookie: 400 days. */
const SECONDS = 400 * 24 * 60 * 60;
/** So many people of one browser are known, those who signed in last. */
const MOST = 4;
const MARK = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/;

export class Devices {
  readonly #key: Buffer;
  readonly #secure: boolean;

  constructor(secret: string, secure: boolean) {
    this.#key = createHmac("sha256", secret).update("known devices").digest();
    this.#secure = secure;
  }

  /** What the device is called on which `account` has signed in before; null if this is none. */
  of(headers: IncomingHttpHeaders, account: string): string | null {
    const own = marksIn(headers).find((mark) => this.#isOf(mark, account));
    return own?.split(".")[0] ?? null;
  }

  /** The Set-Cookie header that makes this device known as `account`'s, beside those of others that are already. */
  cookie(headers: IncomingHttpHeaders, account: string): string {
    const marks = marksIn(headers);
    const own = marks.find((mark) => this.#isOf(mark, account)) ?? this.#mark(account);
    const value = [own, ...marks.filter((mark) => mark !== own)].slice(0, MOST).join("~");
    return `${NAME}=${value}; Max-Age=${SECONDS}; Path=/; HttpOnly; SameSite=Lax${this.#secure ? "; Secure" : ""}`;
  }

  #mark(account: string): string {
    const name = randomBytes(16).toString("base64url");
    return `${name}.${this.#sign(name, account)}`;
  }

  #sign(name: string, account: string): string {
    return createHmac("sha256", this.#key).update(`${name}\n${account}`).digest("base64url");
  }

  #isOf(mark: string, account: string): boolean {
    const [name = "", signature = ""] = mark.split(".");
    const right = Buffer.from(this.#sign(name, account));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given);
  }
}

function marksIn({ cookie }: IncomingHttpHeaders): string[] {
  const value = /(?:^|;\s*)variorum\.device=([^;\s]*)/.exec(cookie ?? "")?.[1] ?? "";
  return value.split("~", MOST).filter((mark) => MARK.test(mark));
}
