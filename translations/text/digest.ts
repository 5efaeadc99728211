/** SHA-256 (FIPS 180-4) as lower-case hexadecimal: of words, and of records. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./json.ts";

/** The digest of some pieces, one behind another: bytes, and texts in UTF-8 (a lone surrogate as U+FFFD). */
export type Sha256 = (...pieces: (string | Uint8Array)[]) => string;

/** As it is worked out where nothing quicker is at hand. */
export const inScript: Sha256 = (...pieces) =>
  bytesToHex(sha256(concatBytes(...pieces.map((piece) => (typeof piece === "string" ? utf8ToBytes(piece) : piece)))));

let digest = inScript;

/** The digest of some pieces, one behind another; see {@link Sha256}. */
export const digestOf: Sha256 = (...pieces) => digest(...pieces);

/** From here on digests are worked out by a program that does so sooner, and gives the same. */
export function digestWith(quicker: Sha256): void {
  digest = quicker;
}

/** The digest of a text's UTF-8 bytes; what `sha256sum` prints for the same bytes. */
export function digestOfText(text: string): string {
  return digest(text);
}

/** The digest of a JSON value: of its canonical JSON (RFC 8785) in UTF-8. */
export function digestOfJson(value: unknown): string {
  return digestOfText(canonicalJson(value));
}
