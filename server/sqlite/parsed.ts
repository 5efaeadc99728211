/**
 * Works as they were read. The description of a work of many passages is megabytes of JSON, and seldom changes: each is
 * remembered by the last record that describes it, which is asked every time, so that nothing that was written is missed,
 * here or by another process; and of one that changed, what did is read.
 */
import { LRUCache } from "lru-cache";
import type { Work } from "../../translations/ledger/work.ts";
import type { Described, Descriptions } from "../store/descriptions.ts";

/**
 * So many characters of descriptions are remembered; what was asked for longest ago goes first. A longer work
 * counts as half of that: were it not remembered, each of its pages would read all of it anew.
 */
const MOST = 32_000_000;

/** Works by their ids. What they give is shared by all who ask: a value, which nobody changes. */
export interface ParsedWorks {
  /** Null if there is none. */
  work(id: string): Work | null;
  /** As it was read last, if it is remembered: its rows may say more. */
  known(id: string): Described | null;
}

export function parsedWorks(rows: Pick<Descriptions, "described" | "read">, most = MOST): ParsedWorks {
  const known = new LRUCache<string, Described>({
    maxSize: most,
    sizeCalculation: ({ size }) => Math.min(Math.max(size, 1), Math.ceil(most / 2)),
  });
  return {
    known: (id) => known.get(id) ?? null,
    work(id) {
      const found = known.get(id) ?? null;
      if (found && found.described === rows.described(id)) return found.work;
      const read = rows.read(id, found);
      if (read) known.set(id, read);
      return read?.work ?? null;
    },
  };
}
