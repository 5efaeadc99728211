/** What the page of a passage is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { StandingAlternative, StandingNote } from "../../translations/apparatus/apparatus.ts";
import type { NamedHere } from "../../translations/ledger/access.ts";
import type { Contributor } from "../../translations/ledger/events.ts";
import type { HiddenProposal } from "../../translations/ledger/rights.ts";
import type { OutlineChange } from "../../translations/ledger/outline-proposals.ts";
import type { ProposalHere, Version } from "../../translations/ledger/state.ts";
import type { Passage, Retired } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { ThreadEntry } from "../discussing/discussing.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { RequestsHere } from "../requests/requests.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** A version as its passage's history has it: without its words. */
export interface VersionEntry extends Pick<
  Version,
  | ("number" | "base" | "date" | "review" | "rationale" | "provenance")
  | ("publishedIn" | "supplied" | "removals" | "proposal" | "translation" | "chosen")
> {
  contributors: NamedHere<Contributor>[];
  held: boolean;
}

/** The version that stands for one of several translations of a passage. */
export interface TranslationBeside {
  version: VersionEntry;
  rendering: RenderingJson;
  /** The id of the translation to which the version belongs from which it was revised; null if it was from none. */
  from: string | null;
}

/** And a proposal. */
export interface ProposalEntry extends Pick<
  ProposalHere,
  "id" | "kind" | "base" | "status" | "openedBy" | "openedAt" | "decision" | "beside"
> {
  submission: Pick<NonNullable<ProposalHere["submission"]>, "summary" | "proposers" | "at"> | null;
}

export interface PassageView {
  page: "passage";
  work: WorkHead;
  passage: Passage | Retired;
  /** Of one that stands in the outline no more: the passages that stand there instead. */
  instead: PassageName[];
  /** The version that stands now; null if there is none. */
  current: Version | null;
  /** How the source moved since the wording that it renders; null if it reads as it did. */
  moved: SourceMove | null;
  /** All of them in order, and the proposals without those that are hidden from this visitor, */
  versions: VersionEntry[];
  proposals: ProposalEntry[];
  /** of which there is no more to tell than this. */
  hidden: HiddenProposal[];
  /** Where there are several translations with words here, what stands for each; else none. */
  translations: TranslationBeside[];
  notes: StandingNote[];
  alternatives: StandingAlternative[];
  /** The drafts here that the visitor writes, the newest last; `part`: of one that revises several passages, which is this. */
  drafting: { id: string; part: string | null }[];
  /** In the order in which they were begun. */
  threads: ThreadEntry[];
  /** True: a reader without an account may leave a remark. */
  remarks: boolean;
  /** How many proposals were begun here so far: with it, a form sent twice begins one. */
  begun: number;
  /** What is asked for here, and of all that stands under it; nothing for strangers. */
  requests?: RequestsHere;
  /** How its place in the outline is proposed to change, by the numbers of these proposals; undecided ones alone. */
  reshaped: { number: number; act: OutlineChange["act"] }[];
  previous: PassageName | null;
  next: PassageName | null;
}

/** A version as one of several to choose from: whether its words are held, and if not, whether they were taken out. */
export interface KnownVersion {
  number: number;
  held: boolean;
  removed: boolean;
}

/** A version without its words and notes, to be named. */
export type VersionHead = Pick<Version, "number" | "base" | "date" | "contributors">;
