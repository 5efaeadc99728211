/**
 * White space and line ends in texts of any length, in one pass. A pattern such as `\s*\n\s*` looks through a run of
 * spaces once from each of them: 80,000 no-break spaces take it a minute.
 */

/** White space; behind a line end with the signs of quotations and of verse, where a block begins. */
const SPACES = /[^\S\n]*\n(?:\s|>(?=\s))*(?:\| )?|\s+/g;

/**
 * Words on one line: white space with a line end in it becomes ` ¶ `, or ` / ` where a stanza goes on with its next line;
 * other white space stays as it is.
 */
export function withPilcrows(text: string): string {
  return text.replace(SPACES, (white) => {
    const end = white.indexOf("\n");
    if (end < 0) return white;
    return white.endsWith("| ") && end === white.lastIndexOf("\n") ? " / " : " ¶ ";
  });
}

/** How many spaces (U+0020) `text` begins with. */
export function spacesBefore(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === 0x20) count++;
  return count;
}

/** How many spaces (U+0020) `text` ends with. */
export function spacesAfter(text: string): number {
  let count = 0;
  while (text.charCodeAt(text.length - 1 - count) === 0x20) count++;
  return count;
}
