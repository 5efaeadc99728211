/** What every change of an outline is decided with. */
import { worded } from "../ledger/described.ts";
import type { LedgerEvent } from "../ledger/events.ts";
import type { Fact } from "../ledger/record.ts";
import { everIn } from "../ledger/sections.ts";
import { isPassageId, translationsOf, type Passage, type Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { refuse, type Decision } from "./commands.ts";

/** That a passage of the outline is meant that is not there, or there no more. */
export function notStanding(work: Work, passage: string): Decision {
  const ever = everIn(work, passage);
  if (!ever) return refuse({ code: "unknown-passage", named: passage });
  return refuse({ code: "retired", named: ever.locator, into: "end" in ever ? ever.end.into : [] });
}

/** Why no passage can be called so for good; null if one can. @param added those that are added in the same act. */
export function refusedId(work: Work, id: string, added: ReadonlyMap<string, Passage> = new Map()): Decision | null {
  if (!isPassageId(id)) return refuse({ code: "not-a-passage-id", written: id });
  return added.has(id) || everIn(work, id) ? refuse({ code: "already-exists", why: "passage-id", named: id }) : null;
}

/** An id that no translation of the work has. */
export function freeTranslationId(work: Pick<Work, "language" | "translation" | "otherTranslations">): string {
  const taken = new Set(translationsOf(work).map(({ id }) => id));
  for (let number = 2; ; number++) if (!taken.has(`translation-${number}`)) return `translation-${number}`;
}

/** An id that no passage has had: `wish`, or that with a number. */
export function freeId(work: Work, wish: string, taken: ReadonlySet<string> = new Set()): string {
  const isFree = (id: string) => isPassageId(id) && !everIn(work, id) && !taken.has(id);
  const stem = wish.slice(0, 56).replace(/-$/, "") || "p";
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (isFree(id)) return id;
  }
}

/** Facts of the outline's stream. */
export function ofOutline(events: readonly LedgerEvent[]): Fact[] {
  return events.map((event) => ({ passage: null, event }));
}

/** That the source of a new passage is worded so. */
export function sourceOf({ id, source }: Passage, by: Person): Fact {
  return { passage: id, event: worded(source, by) };
}
