/**
 * Works as they were read. The description of a work of many passages is megabytes of JSON, and seldom changes: each is
 * remembered by the last record that describes it, which is asked every time, so that nothing that was written is missed,
 * here or by another process; and of one that changed, what did is read.
 */
import { LRUCache } from "lru-cache";
import type { Work } from "../../translations/ledger/work.ts";
import type { Described, Descriptions, PartsAhead } from "../store/descriptions.ts";
import { inTurns } from "../store/turns.ts";

/**
 * So many characters of descriptions are remembered; what was asked for longest ago goes first. A longer work
 * counts as half of that: were it not remembered, each of its pages would read all of it anew.
 */
const MOST = 32_000_000;

/** What has more parts that are not known is read in pieces: a part has some dozens of passages. */
const SHORT = 20;

/** Works by their ids. What they give is shared by all who ask: a value, which nobody changes. */
export interface ParsedWorks {
  /** Null if there is none. */
  work(id: string): Work | null;
  /** The same, of a long work in pieces, between which others have a turn: as it stands at last. */
  workInTurns(id: string): Promise<Work | null>;
  /** As it was read last, if it is remembered: its rows may say more. */
  known(id: string): Described | null;
}

/** @param turns what is waited for between two pieces. */
export function parsedWorks(
  rows: Pick<Descriptions, "described" | "read" | "unknown" | "partsAhead">,
  most = MOST,
  turns: typeof inTurns = inTurns,
): ParsedWorks {
  const known = new LRUCache<string, Described>({
    maxSize: most,
    sizeCalculation: ({ size }) => Math.min(Math.max(size, 1), Math.ceil(most / 2)),
  });
  /** What is being read ahead: several who ask at once read it once. */
  const coming = new Map<string, Promise<PartsAhead>>();
  const isFresh = (id: string, found: Described | null): found is Described =>
    found !== null && found.described === rows.described(id);

  function work(id: string, ahead?: PartsAhead): Work | null {
    const found = known.get(id) ?? null;
    if (isFresh(id, found)) return found.work;
    const read = rows.read(id, found, ahead);
    if (read) known.set(id, read);
    return read?.work ?? null;
  }

  async function readAhead(id: string): Promise<PartsAhead> {
    const others = turns();
    const parts: [string, NonNullable<ReturnType<PartsAhead["get"]>>][] = [];
    for (const each of rows.partsAhead(id, known.get(id) ?? null)) {
      parts.push(each);
      await others();
    }
    return new Map(parts);
  }

  return {
    known: (id) => known.get(id) ?? null,
    work: (id) => work(id),
    async workInTurns(id) {
      const found = known.get(id) ?? null;
      if (isFresh(id, found) || rows.unknown(id, found) <= SHORT) return work(id);
      const ahead = coming.get(id) ?? readAhead(id).finally(() => coming.delete(id));
      coming.set(id, ahead);
      return work(id, await ahead);
    },
  };
}
