/** The secret that signs session cookies: made once, kept in the data folder, readable by its owner alone. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SHAPE = /^[A-Za-z0-9_-]{43,}$/;

/**
 * The secret kept in `folder`, made if there is none yet: 256 random bits as base64url, in a file of mode 0600.
 * Processes that begin at once agree on one.
 * @throws Error if the file does not hold a secret; it is never overwritten.
 */
export function keepSecret(folder: string): string {
  const path = join(folder, "secret");
  if (!existsSync(path)) make(folder, path);
  if (statSync(path).mode & 0o077) chmodSync(path, 0o600);
  const secret = readFileSync(path, "utf8").trim();
  if (!SHAPE.test(secret))
    throw new Error(
      `${path} does not hold a secret. Restore it, or remove it to make a new one; everybody signs in again then.`,
    );
  return secret;
}

/** Written aside and linked into place, so that nobody ever reads half a secret. */
function make(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true });
  const aside = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  writeFileSync(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(aside);
  }
}
