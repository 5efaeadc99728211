/** New names, for proposals and drafts: 80 random bits in 16 lower-case letters and digits, fit for an address. */
import { randomBytes } from "node:crypto";

/** Crockford's base 32, without letters that are mistaken for digits. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

export function newId(): string {
  return [...randomBytes(16)].map((byte) => DIGITS[byte & 31]).join("");
}

/** 16 random bytes in lower-case hexadecimal, for the digest of what may have to go. */
export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/** What a proposal may be called. */
export const PROPOSAL_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
