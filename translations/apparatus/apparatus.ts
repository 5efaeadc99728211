/** The door of the apparatus: notes as they stand on a version, and what was offered in place of its words. */
export { offersAlternatives, type StandingAlternative, standingAlternatives } from "./alternatives.ts";
export { type NoteToCheck, notesToCheck, type StandingNote, standingNotes, wordsSince } from "./carry.ts";
export { editedNotes, partedNotes } from "./parted.ts";
export { inOrder, notesOfVersion, notesOnVersion, type VersionNote } from "./of-version.ts";
export { type Saying, type Witness, type Wording, wordingsOf, wordsAt } from "./wordings.ts";
