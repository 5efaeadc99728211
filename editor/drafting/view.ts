/**
 * What the page of a proposal is given, and the editor of its draft takes over. Plain JSON, made by the server, used again
 * when the browser brings the page alive.
 */
import type { RequestsHere } from "../requests/requests.ts";
import type { Change, ChangeKind } from "../../translations/compare/change.ts";
import type { StandingNote } from "../../translations/apparatus/apparatus.ts";
import type { StepsAfterwards, Words } from "../../translations/ledger/events.ts";
import type { Came } from "../../translations/ledger/refusals.ts";
import type { Approval } from "../../translations/ledger/approvals.ts";
import type { SentBack } from "../../translations/ledger/sent-back.ts";
import type { Rights, WhyUncounted } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { ProposalHere, ProposalStatus, Version } from "../../translations/ledger/state.ts";
import type { Passage, Retired, Term } from "../../translations/ledger/work.ts";
import type { Note, Person } from "../../translations/notes/note.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { ThreadEntry } from "../discussing/discussing.ts";
import type { PassageName, Typed, WorkHead } from "../shell/view.ts";

/** A proposal, turned to one of its parts. */
export interface ProposalView {
  page: "proposal";
  work: WorkHead;
  /** What else is proposed of the passage, while this is not decided. */
  rivals: Rival[];
  /** By which a collation knows what this proposes here; null while it is written. */
  siglum: string | null;
  /** What others began with its words, of which this person may know. */
  startedBy: Started[];
  /** True for who may begin a draft of their own with its words. */
  mayStart: boolean;
  /** Its other parts; none for a proposal that revises one passage. */
  others: OtherPart[];
  /** The passages that it revises, in the order of the work. */
  order: string[];
  /** While it is written: passages of its work that it may revise as well, for who may say so; else null. */
  addable: Addable | null;
  /** Of the work's glossary, those that stand in the words of this page. */
  terms: Term[];
  passage: Passage | Retired;
  /** Where that went from the outline: those that stand there instead. */
  instead: PassageName[];
  /** Without `may.read`: with nothing in it that was written, and nobody named whom this person may not know. */
  proposal: ProposalHere;
  /** The version it revises (or gives words to). */
  base: Version | null;
  /** What stands for the translation that it revises; null: nothing yet. */
  current: Version | null;
  /** The number of the passage's newest version, of whichever translation; 0 if there is none. */
  newest: number;
  /** True if its translation has moved on in the passage from its base while it is undecided. */
  stale: boolean;
  /** If so, the version that stands now, and whose it is; else null. */
  came: Came | null;
  /** How the source moved since the wording against which what waits was written; null if it reads as it did. */
  moved: SourceMove | null;
  /** How many approvals it takes, those that count as things stand, and what this person's would do. */
  approving: Approving;
  /** The digest of the text that waits for a decision; null while none does: who decides says which words they read. */
  waiting: string | null;
  /** Notes standing on the base, for the margin. */
  notes: StandingNote[];
  /**
   * What the living draft says, while it is a draft, or said at last, if it was given up before it was proposed. `summary` is
   * the reason for all parts that are written; `summaryIn` the id of the draft in which it is written: this one, or another
   * part's.
   */
  draft: { id: string; rendering: RenderingJson; notes: Note[]; summary: string; summaryIn: string } | null;
  /** Of what is not decided: which of its changes put back what a version up to its base had changed. */
  putsBack: PutsBack[];
  /** The discussions on it and on its parts, as far as this person reads these, in the order in which they were begun. */
  threads: ThreadEntry[];
  /** What is asked for of it; nothing for strangers. */
  requests?: RequestsHere;
  /** Reasons that its work has ready, for who decides. */
  ready: string[];
  /**
   * Of a part that waits again, for who decides on it and who writes it: what it said when it was last sent back, by whom and
   * when; null if it never was.
   */
  sentBack: SentBack | null;
  /**
   * For who is signed in, of a part that waits: until which record of the proposal it is shown, what it said when they last said that
   * they had looked at it, and when (ISO 8601 instant); `said` null: they never did, or nothing was proposed by then.
   */
  looked: { through: number; said: RenderingJson | null; at: string | null } | null;
  /** What this person may do now. */
  may: Rights;
  /** What becomes of the draft's steps when it is decided; or has become, once it is. */
  afterwards: StepsAfterwards;
  /** Those this person may invite to write in it; empty for who may not. `since`: when they joined, ISO 8601. */
  invitable: (Actor & { since: string })[];
  /** Of its writers whose names look alike: since when each is here, ISO 8601, by their id. */
  since?: Readonly<Record<string, string>>;
  /** Once it is decided, for whoever decides: the proposal that has waited longest for them; "none" if none does. */
  next: { work: string; id: string; locator: string } | "none" | null;
  /** What was refused just now, if a form was. */
  refused: string | null;
  /** What was typed into it. */
  typed?: Typed | null;
  /** Versions that whoever proposed was told of just now, each as `passage/v3`: proposing again says that they are known. */
  untold?: string[];
}

/** What a part revises, and what follows from that, as it is told anew while a page is open. `passage`: its id. */
export type RevisedNow = { passage: string } & Pick<
  ProposalView,
  "base" | "current" | "newest" | "stale" | "came" | "putsBack" | "notes" | "terms" | "rivals"
>;

/** Another proposal for the same passage, that waits for a decision. */
export interface Rival {
  id: string;
  people: Person[];
  /** The version that it revises, which may be another; null: none. */
  base: number | null;
  /** By which a collation knows it: `p3`. */
  siglum: string;
  /** In how many places both change the same words (null: there is nothing to compare), and the first of these. */
  places: number | null;
  words: string[];
}

/** What the editor of a draft needs of its page: of that of a proposal, or of several drafts on one page. */
export interface DraftPage extends Pick<
  ProposalView,
  "work" | "terms" | "passage" | "may" | "notes" | "putsBack" | "others" | "order" | "draft"
> {
  proposal: Pick<
    ProposalHere,
    "id" | "kind" | "passage" | "base" | "beside" | "summaryIn" | "status" | "openedBy" | "startedFrom"
  >;
  base: (Pick<Version, "number" | "base"> & { words: Pick<Words, "rendering"> | null }) | null;
  approving?: Approving;
  newest?: number;
}

/** Of a part that waits, or is written: what approvals stand behind it. */
export interface Approving {
  /** How many it takes. */
  needed: number;
  /** Those that count as things stand, in the order in which they were given. */
  given: Approval[];
  /** Those that were given and don't count by now, and why. */
  uncounted: (Approval & { why: WhyUncounted })[];
  /** True if this person gave one, whether it counts or not. */
  own: boolean;
  /** True if it becomes a version once this person accepts it. */
  enough: boolean;
  /** True if nobody would have reviewed that. */
  unreviewed: boolean;
}

/** A proposal that was begun with the words of another. */
export interface Started {
  id: string;
  by: Person;
  status: ProposalStatus;
}

/** A change, by its number on the page and by what it replaces and says, that puts back what `version` had changed. */
export interface PutsBack {
  change: number;
  kind: ChangeKind;
  /** On one line. */
  before: string;
  after: string;
  version: Pick<Version, "number" | "contributors" | "date" | "rationale">;
}

/** A passage that was looked for, with words of it and their language (BCP 47). */
export interface FoundPassage extends PassageName {
  words: string;
  lang: string;
}

/** Passages that a draft may revise as well. */
export interface Addable {
  /** What was looked for; "": those around the passage that the page is turned to. */
  asked: string;
  /** What fits, each under the passage that it stands under. */
  groups: { over: FoundPassage; passages: FoundPassage[] }[];
  /** True if more fits than is shown. */
  more: boolean;
}

/** So much of what is typed is looked for, in characters. */
export const LONGEST_QUESTION = 200;

/** A part of a proposal, beside the one that a page is turned to: what is told of it in brief. */
export type OtherPart = Pick<
  ProposalView,
  | "passage"
  | "terms"
  | "proposal"
  | "base"
  | "stale"
  | "came"
  | "moved"
  | "putsBack"
  | "draft"
  | "may"
  | "approving"
  | "waiting"
>;

/** A note on words of a text: offsets in UTF-16 code units into it. */
export interface WordNote {
  from: number;
  to: number;
  body: string;
  alternatives: string[];
  author: Person;
  /** ISO 8601. */
  at: string;
}

/** Another text of a draft's passage: a version, what was proposed and waits or was not taken, a draft that one may read. */
export interface OtherText {
  from:
    { kind: "version"; number: number } | { kind: "proposal" | "declined" | "given-up" | "draft"; proposal: string };
  /** The version it revises; null if none. */
  base: number | null;
  people: Person[];
  /** ISO 8601. */
  at: string;
  /** Why it reads so, "" if nobody said; and why it was declined. */
  reason: string;
  refused: string;
  rendering: RenderingJson;
  notes: WordNote[];
}

/** A passage with a source like that of a draft's, and how it is rendered. */
export interface NearPassage {
  work: string;
  title: string;
  passage: string;
  locator: string;
  version: number;
  people: Person[];
  /** ISO 8601. */
  date: string;
  source: string;
  words: RenderingJson;
  /** How much of both sources is the same, up to 1; and what differs, from the draft's to this one. */
  share: number;
  changes: Change[];
  /** How many more passages have the same source and rendering. */
  others: number;
}

/** The nearest first. */
export interface Memory {
  near: NearPassage[];
}

/** Those of a passage, versions first, the newest first. `more`: there are more than were given. */
export interface OtherTexts {
  texts: OtherText[];
  more: boolean;
}
