/**
 * Works as they were read. The description of a work of many passages is megabytes of JSON, and seldom changes: each is
 * remembered by the last record that describes it, which is asked every time, so that nothing that was written is missed,
 * here or by another process.
 */
import type { Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";
import type { Work } from "../../translations/ledger/work.ts";

/** So many characters of descriptions are remembered; what was asked for longest ago goes first. */
const MOST = 32_000_000;

/** How rows are asked for by a work's id. */
interface Rows {
  described: Pick<Statement<[string], number>, "get">;
  work: Pick<Statement<[string], { description: string; described: number }>, "get">;
}

/** Works by their ids. What they give is shared by all who ask: a value, which nobody changes. */
export interface ParsedWorks {
  /** Null if there is none. */
  work(id: string): Work | null;
  /** If it is remembered as its row has it; within a transaction, of which nothing may be remembered. */
  remembered(id: string): Work | null;
}

export function parsedWorks(rows: Rows): ParsedWorks {
  const known = new LRUCache<string, { described: number; work: Work }>({ maxSize: MOST });
  const remembered = (id: string): Work | null => {
    const found = known.get(id);
    return found && found.described === rows.described.get(id) ? found.work : null;
  };
  return {
    remembered,
    work(id) {
      const found = remembered(id);
      if (found) return found;
      const row = rows.work.get(id);
      if (!row) return null;
      const work = JSON.parse(row.description) as Work;
      known.set(id, { described: row.described, work }, { size: row.description.length });
      return work;
    },
  };
}
