/** What the reading page is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { StandingNote } from "../../translations/apparatus/apparatus.ts";
import type { Words } from "../../translations/ledger/events.ts";
import type { OpenCounts, Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { WorkHead } from "../shell/view.ts";

/** One passage on the reading page. */
export interface PassageLine {
  passage: Passage;
  /** Of the current version what is read here. */
  current: (Pick<Version, "number" | "base"> & { words: Pick<Words, "rendering"> | null }) | null;
  /** Notes that stand on the current words: its own, and those carried from earlier versions. */
  notes: StandingNote[];
  /** Proposals on their way; `waiting` of them wait for review, the others are being written. */
  proposals: number;
  waiting: number;
  /** How many proposals to split, join or move it wait; left out if none do. */
  reshaped?: number;
}

/** What the small line under a passage says of it. */
export interface Facts {
  /** Its id. */
  passage: string;
  current: Pick<Version, "number" | "base"> | null;
  /** How many notes stand on the current words; left out if none do. */
  notes?: number;
  /** Left out if nothing is on its way. */
  open?: OpenCounts;
  /** How many proposals to split, join or move it wait; left out if none do. */
  reshaped?: number;
}

/** What the browser is given of a passage that it keeps as it was written. */
export interface KeptLine extends Pick<Passage, "kind" | "level"> {
  facts: Facts;
}

export type Line = PassageLine | KeptLine;

/** True of a line that has all of its passage. */
export function isWhole(line: Line): line is PassageLine {
  return !("facts" in line);
}

export interface WorkView {
  page: "work";
  work: WorkHead;
  /** The passages of the section that is read; of a short work all. */
  lines: Line[];
  /** Null in the browser, which keeps them as they were written. */
  contents: ContentsLine[] | null;
  /** Which section it is, from 1, and those beside it; null: the work is short, and this all of it. */
  section: {
    number: number;
    of: number;
    here: SectionName;
    previous: SectionName | null;
    next: SectionName | null;
  } | null;
}

/** A line of a work's contents, with those under it that are listed. */
export interface ContentsLine {
  /** The id of the passage that it leads to. */
  passage: string;
  /** What is written on it if the passage doesn't stand on this page. */
  elsewhere: {
    locator: string;
    /** The locator of the last, where several passages stand in this line; else null. */
    to: string | null;
    words: string;
    level: number;
    /** True if a proposal is open there, or under it. */
    open: boolean;
  } | null;
  under: ContentsLine[];
}

/** A section by its passages: ids and locators of the first and the last, and what the first says if it is a heading. */
export interface SectionName {
  first: string;
  last: string;
  from: string;
  to: string;
  words: string;
}
