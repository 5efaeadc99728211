/**
 * The imports of a work: what brought something to it as one act, and may be undone. Its description's stream says when one began,
 * what it came to and that it was undone; which records are of one is told by their acts' ids.
 */
import type { Person } from "../notes/note.ts";
import { isOfImport } from "./events.ts";
import type { Imported } from "./importing.ts";
import type { LedgerRecord } from "./record.ts";

/** An import of a work, and what became of it. */
export interface Import {
  id: string;
  brings: Imported;
  digest: string;
  file: string;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
  /** What it came to; null while it is on its way, or if it was stopped there. */
  ended: { passages: number; pieces: number } | null;
  undone: { by: Person; reason: string; at: string } | null;
}

/** The imports that came to a work after its first, in order. @param records those of its description's stream. */
export function importsIn(records: Iterable<LedgerRecord>): Import[] {
  const found = new Map<string, Import>();
  for (const { event, at } of records) {
    if (!isOfImport(event)) continue;
    if (event.type === "import-begun") {
      const { import: id, brings, digest, wording, by } = event;
      found.set(id, { id, brings, digest, file: wording?.file ?? "", by, at, ended: null, undone: null });
      continue;
    }
    const known = found.get(event.import);
    if (!known) continue;
    if (event.type === "import-ended") known.ended = { passages: event.passages, pieces: event.pieces };
    else known.undone = { by: event.by, reason: event.reason, at };
  }
  return [...found.values()];
}

/** What the ids of an import's acts begin with. */
export function actsOfImport(id: string): string {
  return `import/${id}/`;
}

/** What the ids of the acts begin with that undo an import. */
export function actsUndoing(id: string): string {
  return `undo/${id}/`;
}
