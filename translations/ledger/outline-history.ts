/** What was done to an outline, by whom, when and why; and how it stood on a day. */
import type { Person } from "../notes/note.ts";
import { workAfter } from "./described.ts";
import { endedBy } from "./describing.ts";
import { isOutlineEnding } from "./events.ts";
import type { LedgerRecord } from "./record.ts";
import type { Passage, Work } from "./work.ts";

/** One step: what was done to a passage, under the locator that it had then. */
export interface OutlineStep {
  what: "added" | "called" | "moved" | "again" | "retired" | "split" | "joined";
  passage: string;
  locator: string;
  /** The passages that stand there instead. */
  into: readonly string[];
  by: Person | null;
  /** ISO 8601 instant. */
  at: string;
  /** "": none was given, or it was removed. */
  reason: string;
  /** The positions in the outline's stream before its act, and with it. */
  from: number;
  to: number;
}

const ENDED = { "passage-retired": "retired", "passage-split": "split", "passages-joined": "joined" } as const;

/** The steps since a work was brought in, in order, of the records of its outline. */
export function outlineSteps(records: readonly LedgerRecord[]): OutlineStep[] {
  const known = new Map<string, { locator: string; after: string | null; stands: boolean }>();
  const founding = records[0]?.act.id;
  const ends = new Map(records.map(({ act, position }) => [act.id, position]));
  const begins = new Map(records.toReversed().map(({ act, position }) => [act.id, position - 1]));
  return records.flatMap(({ event, at, act }): OutlineStep[] => {
    const within = { from: begins.get(act.id)!, to: ends.get(act.id)! };
    if (isOutlineEnding(event)) {
      const { passages, into } = endedBy(event);
      return passages.map((passage) => {
        const { locator = passage, after = null } = known.get(passage) ?? {};
        known.set(passage, { locator, after, stands: false });
        return { what: ENDED[event.type], passage, locator, into, by: event.by, at, reason: event.reason, ...within };
      });
    }
    if (event.type !== "passage-placed") return [];
    const { passage, after, wording, by, reason = "" } = event;
    const locator = wording?.locator ?? passage;
    const before = known.get(passage);
    known.set(passage, { locator, after, stands: true });
    if (act.id === founding) return [];
    const what = !before ? "added" : !before.stands ? "again" : before.locator === locator ? "moved" : "called";
    return [{ what, passage, locator, into: [], by, at, reason, ...within }];
  });
}

/** The passages of a work as they stood at the end of a day (UTC), in order, by the records of its outline. */
export function outlineOn(work: Work, records: readonly LedgerRecord[], day: string): Passage[] {
  const { retired: _, ...rest } = work;
  const until = records.filter(({ at }) => at.slice(0, 10) <= day);
  return workAfter(until, { ...rest, passages: [] })?.passages ?? [];
}
