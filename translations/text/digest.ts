/** SHA-256 (FIPS 180-4) as lower-case hexadecimal: of words, and of records. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./json.ts";

/** The digest of a text's UTF-8 bytes; what `sha256sum` prints for the same bytes. */
export function digestOfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The digest of a JSON value: of its canonical JSON (RFC 8785) in UTF-8. */
export function digestOfJson(value: unknown): string {
  return digestOfText(canonicalJson(value));
}
