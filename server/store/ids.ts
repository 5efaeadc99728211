/** New names, for proposals and drafts: 80 random bits in 16 lower-case letters and digits, fit for an address. */
import { createHash, randomBytes } from "node:crypto";

/** Crockford's base 32, without letters that are mistaken for digits. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

export function newId(): string {
  return named(randomBytes(16));
}

/** The name of what comes `nth` of something: the same each time that it is asked for. */
export function idFrom(of: string, nth: number): string {
  return named(createHash("sha256").update(`${of}/${nth}`).digest().subarray(0, 16));
}

function named(bytes: Uint8Array): string {
  return [...bytes].map((byte) => DIGITS[byte & 31]).join("");
}

/** 16 random bytes in lower-case hexadecimal, for the digest of what may have to go. */
export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/** What a proposal may be called. */
export const PROPOSAL_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
