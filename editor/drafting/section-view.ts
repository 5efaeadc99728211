/** What the page is given on which the passages of a section are revised as one text. */
import type { Passage, Term } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";
import type { DraftPage } from "./view.ts";

export interface SectionView {
  page: "section";
  work: WorkHead;
  /** The passage by which the section was asked for. */
  at: string;
  lines: SectionLine[];
  /** The proposal in which it is revised; null until it is begun. */
  proposal: SectionProposal | null;
  /** With what the id of a proposal ends that this person begins. */
  ending: string;
}

export interface SectionProposal {
  id: string;
  /** Its people. */
  people: Person[];
  /** How many passages it revises, here and elsewhere in the work. */
  parts: number;
  /** True if one of those that are being written is final, wherever it stands. */
  final: boolean;
  /** The id of the draft in which the reason for all of it is written; null while none is written. */
  summaryIn: string | null;
}

/** A passage of the section. */
export interface SectionLine {
  passage: Passage;
  /** Of the work's glossary, those in its source and in what would be revised. */
  terms: Term[];
  /** What stands now, which would be revised; null: there is no rendering. */
  base: DraftPage["base"];
  /** The part of the proposal that revises it; null: it is untouched. */
  part: SectionPart | null;
}

/** A part of a proposal, as the editor of its draft needs it. */
export interface SectionPart extends Pick<DraftPage, "proposal" | "base" | "draft" | "may"> {
  /** Which beginning its draft has: a number that is worked out from the words that it begins with; null if it is not known. */
  beginning: number | null;
  /** True if another version came since. */
  stale: boolean;
}

/** What a program is told of a part, and of the proposal that it is of. */
export interface PartAnswer {
  part: SectionPart;
  of: SectionProposal;
}

/** The passages before and behind, by name. */
export function rangeOfLines(lines: readonly SectionLine[]): [from: PassageName, to: PassageName] {
  return [lines[0]!.passage, lines.at(-1)!.passage];
}
