/** The disk, or SQLite on it, takes nothing just now: what that is called, and how an error is known to be that. */

/** Why nothing is taken. Reading goes on in every case. */
export type Unwritable =
  /** No room on the disk. */
  | "full"
  /** The file, its folder or its disk may not be written. */
  | "read-only"
  /** The disk itself fails. */
  | "failing";

/** Result codes of SQLite, their extended forms included, and of the system. https://sqlite.org/rescode.html */
const MEANING: readonly [code: RegExp, reason: Unwritable][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, "full"],
  [/^(SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN|EROFS|EACCES|EPERM)/, "read-only"],
  [/^(SQLITE_IOERR|EIO)/, "failing"],
];

/** How deep one error may hide in others. */
const DEPTH = 5;

/** Why nothing could be written, if that is what `error`, or what caused it, says; otherwise null. */
export function unwritable(error: unknown): Unwritable | null {
  for (let depth = 0; depth < DEPTH && error instanceof Error; depth++, error = error.cause) {
    const { code } = error as NodeJS.ErrnoException;
    const known = MEANING.find(([pattern]) => typeof code === "string" && pattern.test(code));
    if (known) return known[1];
  }
  return null;
}
