/** Secrets that stand in links: 256 random bits as base64url. Only their SHA-256 is ever kept. */
import { createHash, randomBytes } from "node:crypto";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token; null if it can't be one. */
export function hashOf(token: string): string | null {
  return TOKEN.test(token) ? createHash("sha256").update(token).digest("hex") : null;
}
