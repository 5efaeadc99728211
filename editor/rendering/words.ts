/** The sentences that stand with the words of a rendering and in its margin, by language. */
import type { NoteOutcome } from "../../translations/ledger/note-checks.ts";
import type { NoteCategory } from "../../translations/notes/note.ts";
import type { Catalogue } from "../language/language.ts";
import type { ChangeSpan } from "./overlay.ts";

const categories: Record<NoteCategory, string> = {
  accuracy: "accuracy",
  terminology: "terminology",
  style: "style",
  ambiguity: "ambiguity",
  "source corrected": "source corrected",
  formatting: "formatting",
  note: "note",
};

/** What is heard before and behind changed words. */
const changed: Record<ChangeSpan["side"], string> = {
  deleted: " [deleted: ",
  inserted: " [inserted: ",
  "moved-away": " [moved from here: ",
  "moved-here": " [moved to here: ",
  reformatted: " [reformatted: ",
};

/** Who said what became of a note whose words changed. */
const checked: Record<NoteOutcome, (version: number, on: number, by: string, reason: string) => string> = {
  confirmed: (version, on, by, reason) => `of v${version}, confirmed on v${on} by ${by}${because(reason)}`,
  edited: (version, on, by, reason) => `of v${version}, worded anew on v${on} by ${by}${because(reason)}`,
  retired: (version, on, by, reason) => `of v${version}, retired on v${on} by ${by}${because(reason)}`,
  open: (version) => `of v${version}`,
};

const because = (reason: string): string => (reason === "" ? "" : `: ${reason}`);

const en = {
  /** Said where a passage is cut into two, or two are put together. */
  cutHere: "[cut]",
  categories,
  wrong: { about: "What is wrong is about", choose: "choose …" },
  changed,
  changedEnd: "] ",
  changeInWords: (number: number) => `Change ${number}, in words`,
  moved: (other: number) => `Moved: see change ${other}`,
  movedFrom: (other: number) => `Moved from: see change ${other}`,
  note: (number: number) => `Note ${number}`,
  noteBack: (number: number) => `Note ${number}: back to its words`,
  /** Before the number of a note, for those who hear it. */
  noteHeard: "Note ",
  alternative: "Alternative",
  /** Before the number of the note that says the same. */
  asNote: "As note",
  /** Before the numbers of the notes that say the same. */
  forOthers: "Also the reason at",
  publishedIn: ", in ",
  where: (where: string) => ` · ${where}`,
  notHere: (version: number) => `check: on words of v${version} that are not here`,
  wentWith: (version: number, retired: number) => `check: on words of v${version} that v${retired} changed`,
  checked,
  carried: (version: number) => `carried from v${version}`,
  retired: (version: number) => `retired in v${version}, where its words are no more`,
  both: (one: string, other: string) => `${one} · ${other}`,
  onTheWhole: "on the whole",
  notesOn: (locator: string) => `Notes on ${locator}`,
  noSource: "The source of this passage is not held here.",
  notInSource: "The source has nothing here.",
  someSource: "Of the source only these words are held:",
};

export const RENDERING: Catalogue<typeof en> = { en };
