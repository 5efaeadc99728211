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

/** Gives a work by its id, or null. It is shared by all who ask: a value, which nobody changes. */
export function parsedWorks(rows: Rows): (id: string) => Work | null {
  const known = new LRUCache<string, { described: number; work: Work }>({ maxSize: MOST });
  return (id) => {
    const found = known.get(id);
    if (found && found.described === rows.described.get(id)) return found.work;
    const row = rows.work.get(id);
    if (!row) return null;
    const work = JSON.parse(row.description) as Work;
    known.set(id, { described: row.described, work }, { size: row.description.length });
    return work;
  };
}
