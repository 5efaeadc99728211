/**
 * One reason for several changes: notes that say the same, by the same person, each on words of its own. A record keeps each of them
 * whole, so that a decision on some leaves every one with its words; that they are one reason is found where they are read.
 */
import type { Note } from "./note.ts";

/** By whom and why, whatever words it hangs on. */
export type Saying = Pick<Note, "author" | "category" | "body" | "alternatives">;

/** Equal of notes that give one reason, and of no others. */
export function reasonOf({ author, category, body, alternatives }: Saying): string {
  return JSON.stringify([author.id ?? author.name, category, body, alternatives]);
}

/** Those that give one reason together, each group in the order given, and the groups in that of their first. */
export function byReason<Each>(all: readonly Each[], said: (each: Each) => Saying): Each[][] {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const key = reasonOf(said(each));
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}
