/** Half of a character outside the basic plane, by itself, can't be written down in UTF-8: U+FFFD stands for it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
