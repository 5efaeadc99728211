/** What a proposal says: its words, what they change in its base, and the notes of both, numbered together. */
import type { Note } from "../../translations/notes/note.ts";
import { isHeld, wordsRemoved } from "../../translations/ledger/state.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { compare, difference, type Difference, type Show } from "../difference/difference.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { numbered, type NumberedNote } from "../rendering/notes.ts";

/** The words that are proposed, or that the draft says so far. */
export function proposedWords({
  proposal,
  draft,
}: ProposalView): { rendering: RenderingJson; notes: Note[]; summary: string } | null {
  return draft ?? proposal.submission;
}

/** The changes of a revision from its base; null where there is nothing to compare it with. */
export function foundIn(view: ProposalView, show: Show): Difference | null {
  const words = proposedWords(view);
  const { proposal, base } = view;
  if (proposal.kind !== "revision" || !words || wordsRemoved(proposal) || base === null || !isHeld(base)) return null;
  const older = base.words.rendering;
  return difference(older, words.rendering, show, false, compare(older, words.rendering, view.terms));
}

export interface TwoNotes {
  base: readonly NumberedNote[];
  proposed: readonly NumberedNote[];
}

/** The base's notes and the proposal's own, numbered together. A proposed note has the version it would come with. */
export function notesOf({ notes, base, current }: ProposalView, proposed: readonly Note[]): TwoNotes {
  const next = (current?.number ?? base?.number ?? 0) + 1;
  const own = proposed.map((note) => ({ note, version: next, gone: note.target === null && note.lost !== undefined }));
  const all = numbered([...own, ...notes]);
  const mine = new Set(proposed);
  return { base: all.filter(({ note }) => !mine.has(note)), proposed: all.filter(({ note }) => mine.has(note)) };
}
