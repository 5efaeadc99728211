/** What the page is given on which an owner says what a work is, and how its outline stands. */
import type { OutlineStep } from "../../translations/ledger/outline-history.ts";
import type { Passage, Retired } from "../../translations/ledger/work.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** A piece of a text, and what is sent if a new passage is to begin with it; null for the first. */
export interface SplitPiece {
  cut: string | null;
  words: string;
}

/** The passage of the outline that is to be changed. */
export interface ChosenPassage {
  passage: Passage | Retired;
  /** The id of the passage that it stands behind; "" if it is the first, or stands no more. */
  after: string;
  /** The one behind it, with which it can be joined. */
  next: PassageName | null;
  /** Ids that no passage has had, for what is added behind it or joined. */
  fresh: { added: string; joined: string };
  rendering: SplitPiece[];
  source: SplitPiece[];
  places: Places;
}

/** Passages behind which one can stand, with their first words: those around it, or those that fit what was asked for. */
export interface Places {
  /** "": nothing. */
  asked: string;
  found: (PassageName & { words: string })[];
  /** There are more than these. */
  more: boolean;
}

export interface WorkSettingsView {
  page: "work-settings";
  work: WorkHead;
  /** An id that no translation of it has. */
  freshTranslation: string;
  /** Of the section that the chosen passage stands in. */
  outline: (PassageName & { level: number; words: string })[];
  /** The first passages of the sections before and after. */
  previous: PassageName | null;
  next: PassageName | null;
  retired: Retired[];
  chosen: ChosenPassage | null;
  /** What was done to it, newest first; null if it is too long to be gone through for a page. */
  steps: OutlineStep[] | null;
  /** How it stood at the end of a day, if that was asked for. */
  then: { day: string; passages: PassageName[] } | null;
  /** Reasons that are ready for who decides. */
  reasons: string[];
  /** Whether readers without an account may leave remarks. */
  remarks: boolean;
  /** How many records were just added; null if nothing was asked. */
  done: number | null;
}
