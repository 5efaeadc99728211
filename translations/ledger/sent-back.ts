/** What a part of a proposal said before: when it was last sent back, or when somebody last looked at it. */
import type { Person } from "../notes/note.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { LedgerRecord } from "./record.ts";
import { isWriter } from "./rights.ts";
import { evolveProposal, type Proposal } from "./state.ts";

export interface SentBack {
  /** What was submitted then. */
  rendering: RenderingJson;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
}

/**
 * The words with which the part on `passage` was sent back the last time by somebody who does not write it; null if nobody
 * did. That its own people took it back is no such thing.
 * @param records those of the proposal's stream, in order.
 */
export function sentBackOf(records: Iterable<LedgerRecord>, passage: string): SentBack | null {
  let proposal: Proposal | null = null;
  let said: RenderingJson | null = null;
  let found: SentBack | null = null;
  for (const record of records) {
    const { event, at } = record;
    if (event.type === "proposal-submitted")
      said = event.parts.find((part) => part.passage === passage)?.rendering ?? said;
    if (event.type === "proposal-returned" && event.passages.includes(passage) && said && proposal) {
      const { by } = event;
      if (by.id === undefined || !isWriter(proposal, { id: by.id })) found = { rendering: said, by, at };
    }
    proposal = evolveProposal(proposal, record);
  }
  return found;
}

/**
 * What the part on `passage` said of what was submitted by the record at `position` of the proposal's stream; null if nothing was by then.
 * @param records those of that stream, in order.
 */
export function saidAt(records: Iterable<LedgerRecord>, passage: string, position: number): RenderingJson | null {
  let said: RenderingJson | null = null;
  for (const record of records) {
    if (record.position > position) break;
    const { event } = record;
    if (event.type === "proposal-submitted")
      said = event.parts.find((part) => part.passage === passage)?.rendering ?? said;
  }
  return said;
}
