/** Names that a browser gives: of reasons, and of proposals that it begins. */

/** So many bytes are random enough never to meet another. */
const BYTES = 12;

/** In hexadecimal digits; made without `randomUUID`, which browsers keep for https. */
export function freshName(): string {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
