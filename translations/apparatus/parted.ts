/** What becomes of the reasons of a revision of which some changes are accepted, or all with other words. */
import { diffRenderings } from "../compare/words/words.ts";
import type { TakenWords } from "../ledger/events.ts";
import type { Note } from "../notes/note.ts";
import type { Rendering } from "../text/schema.ts";
import { carry } from "./carry.ts";

interface Stretch {
  from: number;
  to: number;
}

/**
 * The notes of what was proposed, each with what was accepted or with the rest: those on changes that were left, or on words that
 * are not in what was accepted, with the rest; all others with what was accepted, there on the same words.
 */
export function partedNotes(
  notes: readonly Note[],
  proposed: Rendering,
  accepted: Rendering,
  taken: readonly TakenWords[],
): { accepted: Note[]; rest: Note[] } {
  const { a, b, changes } = diffRenderings(proposed, accepted);
  const left = changes.map(({ fromA, toA }) => reachOf({ from: fromA, to: toA }));
  const made = taken.map((each) => reachOf(each.proposed));
  const parted = { accepted: [] as Note[], rest: [] as Note[] };
  for (const note of notes) {
    const { target } = note;
    const isOn = (stretch: Stretch): boolean =>
      target !== null && stretch.from < target.end && target.start < stretch.to;
    const isLeft = left.some(isOn) && !made.some(isOn);
    const carried = target && !isLeft ? carry(target, a.text, b.text, changes) : null;
    if (target && !carried) parted.rest.push(note);
    else parted.accepted.push(carried ? { ...note, target: carried } : note);
  }
  return parted;
}

/** The notes of what was proposed, on the same words of what was made of it; of words that are gone it is said what they were. */
export function editedNotes(notes: readonly Note[], proposed: Rendering, edited: Rendering): Note[] {
  const { a, b, changes } = diffRenderings(proposed, edited);
  return notes.map((note) => {
    if (!note.target) return note;
    const carried = carry(note.target, a.text, b.text, changes);
    return carried ? { ...note, target: carried } : { ...note, target: null, lost: note.target.exact };
  });
}

/** A reason for words that were only taken away hangs on a word beside them. */
function reachOf({ from, to }: Stretch): Stretch {
  return from < to ? { from, to } : { from: Math.max(0, from - 1), to: to + 2 };
}
