/** Reasons that several parts of a proposal give alike: a note each, in each of them, which is one reason to whoever reads the proposal. */
import { wordsRemoved } from "../../translations/ledger/state.ts";
import type { Note } from "../../translations/notes/note.ts";
import { byReason } from "../../translations/notes/shared.ts";
import type { OtherPart } from "../drafting/drafting.ts";

/** A reason, and where it stands: the parts in their order, with their notes. */
export interface PartsReason {
  said: Note;
  at: { part: OtherPart; notes: Note[] }[];
}

/** The reasons that these parts give, in the order in which they are met; none of what may not be read or was removed. */
export function reasonsOf(parts: readonly OtherPart[]): PartsReason[] {
  const all = parts.flatMap((part) => notesIn(part).map((note) => ({ part, note })));
  return byReason(all, ({ note }) => note).map((group) => {
    const at = new Map<OtherPart, Note[]>();
    for (const { part, note } of group) at.set(part, [...(at.get(part) ?? []), note]);
    return { said: group[0]!.note, at: [...at].map(([part, notes]) => ({ part, notes })) };
  });
}

/** Those of them that stand in several parts. */
export function sharedReasonsOf(parts: readonly OtherPart[]): PartsReason[] {
  return reasonsOf(parts).filter(({ at }) => at.length > 1);
}

function notesIn({ may, draft, proposal }: OtherPart): readonly Note[] {
  if (!may.read || wordsRemoved(proposal)) return [];
  return (draft ?? proposal.submission)?.notes ?? [];
}
