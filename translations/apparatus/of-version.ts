/**
 * The notes of one version, as whoever cites it finds them: all that held for its words when it was made, those carried
 * from earlier versions too, numbered by the place of their words. What is asked later is answered the same: no later
 * version, and no text of an earlier one that is supplied later, gives a note another number. That its words have gone
 * since is said beside it.
 */
import type { Version } from "../ledger/state.ts";
import { standingNotes, type StandingNote } from "./carry.ts";

/** A note of a version with its number there. */
export interface VersionNote extends StandingNote {
  number: number;
}

/**
 * The notes that held for version `number` when its words came, in the order of their numbers; with `retired`, the later
 * version in which the words of a note are no more, if the newest has them no more.
 * @throws RangeError if there is no such version.
 */
export function notesOfVersion(versions: readonly Version[], number: number): VersionNote[] {
  const newest = versions.reduce((most, version) => Math.max(most, version.number), number);
  const now = newest === number ? [] : standingNotes(versions, newest);
  return inOrder(heldBy(versions, number)).map((standing, at) => {
    const since = now.find((other) => other.version === standing.version && other.note.id === standing.note.id);
    return { ...standing, number: at + 1, ...(since?.retired !== undefined && { retired: since.retired }) };
  });
}

/**
 * Those notes, and after them those of earlier versions whose words version `number` has no more: on the words on which somebody has put
 * them since, or on none.
 */
export function notesOnVersion(versions: readonly Version[], number: number): StandingNote[] {
  return [
    ...heldBy(versions, number),
    ...standingNotes(versions, number).filter(({ gone, checked }) => gone || checked?.version === number),
  ];
}

function heldBy(versions: readonly Version[], number: number): StandingNote[] {
  return standingNotes(asMade(versions, number), number).filter(({ gone }) => !gone);
}

/** The versions up to `number` as they were when its words came: what was supplied to earlier ones since is not held. */
function asMade(versions: readonly Version[], number: number): Version[] {
  const { record, supplied } = versions.find((version) => version.number === number) ?? {};
  const moment = Math.max(record?.position ?? 0, supplied?.position ?? 0);
  return versions
    .filter((version) => version.number <= number)
    .map((version) => (version.supplied && version.supplied.position > moment ? { ...version, words: null } : version))
    .map((version) => (version.checks ? { ...version, checks: before(version.checks, moment) } : version));
}

function before(checks: NonNullable<Version["checks"]>, moment: number): NonNullable<Version["checks"]> {
  return checks.filter(({ position }) => position < moment);
}

/** Notes in the order of their words: those on the rendering, those on the source alone, then those whose words are gone. */
export function inOrder<Note extends StandingNote>(notes: readonly Note[]): Note[] {
  const place = ({ note, gone }: StandingNote): [number, number] => {
    if (gone) return [2, 0];
    return note.target ? [0, note.target.start] : [1, note.source?.start ?? Number.MAX_SAFE_INTEGER];
  };
  return [...notes].sort((a, b) => {
    const [kindA, startA] = place(a);
    const [kindB, startB] = place(b);
    return kindA - kindB || startA - startB;
  });
}
