/** Which passages of a section are connected: no more at once than the workbench lets one person have sockets for. */

/** So many at once; one socket more follows the reason for all. */
export const MOST_CONNECTED = 8;

/** A passage as far as that is decided: `used` counts when the caret was in it last. */
export interface Connected {
  used: number;
  /** True while it has the caret, or words that are not on the server's disk. */
  isNeeded: boolean;
}

/** Which of the connected ones is let go for one more: the one that was used longest ago; null: none may go. */
export function toLetGo<One extends Connected>(connected: readonly One[]): One | null {
  const free = connected.filter(({ isNeeded }) => !isNeeded);
  return free.reduce<One | null>((last, each) => (last === null || each.used < last.used ? each : last), null);
}
