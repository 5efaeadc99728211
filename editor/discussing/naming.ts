/** What stands before the caret as the beginning of somebody's name, and that name put in: pure. */

/** So many letters are a name at most. */
const LONGEST = 40;

/** Where the sign “@” stands whose name is being written, and what of it is there; null if none is. */
export function nameBefore(text: string, caret: number): { at: number; begun: string } | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf("@");
  if (at < 0 || caret - at > LONGEST) return null;
  const begun = before.slice(at + 1);
  const within = /[A-Za-z0-9_]/.test(before[at - 1] ?? "");
  return within || /[\n@]/.test(begun) || /^\s/.test(begun) || /\s\s/.test(begun) ? null : { at, begun };
}

/** The text with the name put in for what was begun of it, and where the caret is then. */
export function named(text: string, at: number, caret: number, name: string): { text: string; caret: number } {
  const put = `@${name} `;
  const rest = text.slice(caret);
  return { text: text.slice(0, at) + put + rest.replace(/^ /, ""), caret: at + put.length };
}
