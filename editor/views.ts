/** What each page is given: plain JSON, made by the server, used again when the browser brings the page alive. */
import type { StandingNote } from "../translations/apparatus/carry.ts";
import type { VersionNote } from "../translations/apparatus/of-version.ts";
import type { Origin, Source } from "../translations/compare/lineage/lineage.ts";
import type { CollatedPart } from "../translations/compare/collation/collation.ts";
import type { NameParts, Note, Person } from "../translations/notes/note.ts";
import type { StepsAfterwards, Removable } from "../translations/ledger/events.ts";
import type { HiddenProposal, Rights } from "../translations/ledger/rights.ts";
import type { Role, Actor } from "../translations/ledger/roles.ts";
import type { Contributor, Words } from "../translations/ledger/events.ts";
import type { OpenCounts, PassageState, ProposalHere, Version } from "../translations/ledger/state.ts";
import type { Passage, Term, Work, Worded } from "../translations/ledger/work.ts";
import type { RenderingJson } from "../translations/text/schema.ts";
import type { Compared } from "./components/difference.ts";
import type { LoggedStep, Shown } from "./components/draft-steps.ts";

export type { StandingNote };

/** What every page knows: who looks, and where. */
export interface Visit {
  actor: Actor | null;
  /** Path and query of this page, from the workbench's own root. */
  url: string;
  /** The whole address of this page, as it is printed. */
  address?: string;
  /** The path that the workbench stands under on its host, such as `/variorum`; "" or nothing for none. */
  base?: string;
  /** True while no public address is set: others can't open the addresses that stand here. */
  local?: boolean;
  /** Proposals waiting for review, for the header of whoever is signed in; a stranger's has no count. */
  toReview: number;
  /** When the work that this page is of was put away (ISO 8601 instant); null or nothing: it stands with the others. */
  putAway?: string | null;
  /** Light or dark, and the size of type, as the reader chose them; null: as the system says, and as usual. */
  theme: "light" | "dark" | null;
  size: "small" | "large" | "largest" | null;
}

/** A work without its passages, for headers and links. */
export type WorkHead = Omit<Work, "passages" | "terms">;

/** A passage as a link to it names it. */
export type PassageName = Pick<Passage, "id" | "locator">;

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
}

export interface WorksView {
  page: "works";
  works: { work: WorkHead; passages: number; held: number; open: number; waiting: number }[];
  /** For a stranger: one change that was made here, with its reason; null if there is none, or somebody is signed in. */
  example: ExampleChange | null;
  /** For somebody with an account: what waits for them; `more`: it is not all of it. */
  mine: Record<"toDecide" | "own", { proposals: WaitingProposal[]; more: boolean }> | null;
  /** For an owner: what is to be set up; empty once all is done or skipped. */
  steps: OwnerStep[];
}

/** A change between two versions with words around it, and why it was made. */
export interface ExampleChange {
  work: WorkHead;
  passage: Passage;
  from: number;
  to: Version;
  before: string;
  older: string;
  newer: string;
  after: string;
  reason: string;
  /** Who gave the reason. */
  by: string;
}

/** A proposal on somebody's list. */
export interface WaitingProposal {
  work: string;
  /** Of the first of its passages that is meant, with how many there are beside. */
  locator: string;
  more: number;
  id: string;
  people: Person[];
  summary: string;
  stands: "draft" | "asked-for-changes" | "open";
}

/** One thing that an owner of a new workbench sees to. */
export interface OwnerStep {
  id: "text" | "readers" | "people" | "care";
  done: boolean;
  words: string;
  /** Where it is done; none while there is no such place. */
  href?: string;
  link?: string;
  /** A work that is an example, to be put away by one click. */
  away?: { work: string; title: string };
}

export interface WorkView {
  page: "work";
  work: WorkHead;
  /** The passages of the section that is read; of a short work all. */
  lines: PassageLine[];
  contents: ContentsLine[];
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

export interface PassageView {
  page: "passage";
  work: WorkHead;
  passage: Passage;
  /** Without the proposals that are hidden from this visitor, */
  state: PassageState;
  /** of which there is no more to tell than this. */
  hidden: HiddenProposal[];
  notes: StandingNote[];
  /** How many proposals were begun here so far: with it, a form sent twice begins one. */
  begun: number;
  previous: PassageName | null;
  next: PassageName | null;
}

export interface Citation {
  /** chicago, mla, apa: `text` and `html`. bibtex, ris, csl-json: `text` only. */
  style: "chicago" | "mla" | "apa" | "bibtex" | "ris" | "csl-json";
  label: string;
  text: string;
  html?: string;
}

export interface VersionView {
  page: "version";
  work: WorkHead;
  passage: Passage;
  version: Version;
  /** The notes that held for its words when they came, with the numbers they have for good. */
  notes: VersionNote[];
  /** "" if not held. */
  text: string;
  /** Absolute. */
  address: string;
  newest: number;
  /** Changes from this version to the newest, if both are held and differ. */
  changedSince: number | null;
  citations: Citation[];
  /** Whose words these are: the same people in the same parts as in the citations. */
  credits: Contributor[];
  begun: number;
}

/** A version as one of several to choose from: whether its words are held, and if not, whether they were taken out. */
export interface KnownVersion {
  number: number;
  held: boolean;
  removed: boolean;
}

export interface CompareView {
  page: "compare";
  work: WorkHead;
  passage: Passage;
  from: Version;
  to: Version;
  /** The notes that held for the words of each when they came, as the pages of the two versions have them. */
  notes: { from: VersionNote[]; to: VersionNote[] };
  /** All version numbers with whether each is held, to choose another pair. */
  versions: KnownVersion[];
  begun: number;
  /** What differs, worked out once; null if the words of one are not held. */
  compared: Compared | null;
}

/** A version without its words and notes, to be named. */
export type VersionHead = Pick<Version, "number" | "base" | "date" | "contributors">;

export interface OriginsView {
  page: "origins";
  work: WorkHead;
  passage: Passage;
  /** Whose words are traced; null if the passage has no version. */
  version: Version | null;
  versions: KnownVersion[];
  /** Null if the words of the version are not held. `stretches` count in the text of its rendering. */
  traced: { stretches: Origin[]; sources: (Source & { version: VersionHead })[] } | null;
}

/** What is laid side by side: a version or the words of a proposal. */
export interface CollatedWitness {
  siglum: string;
  people: Person[];
  date: string;
  /** A version's number, else null. */
  number: number | null;
  /** A proposal that is no version, else null. */
  proposal: { id: string; status: ProposalHere["status"] } | null;
}

export interface CollationView {
  page: "collation";
  work: WorkHead;
  passage: Passage;
  versions: KnownVersion[];
  /** All that can be laid side by side, versions first. */
  witnesses: CollatedWitness[];
  /** Sigla of those that are, in the order of `witnesses`. */
  chosen: string[];
  parts: CollatedPart[];
  coarse: boolean;
}

/** A proposal, turned to one of its parts. */
export interface ProposalView {
  page: "proposal";
  work: WorkHead;
  /** Its other parts; none for a proposal that revises one passage. */
  others: OtherPart[];
  /** The passages that it revises, in the order of the work. */
  order: string[];
  /** While it is written: the passages of its work that it may revise as well, for who may say so. */
  addable: PassageName[];
  /** Of the work's glossary, those that stand in the words of this page. */
  terms: Term[];
  passage: Passage;
  /** Without `may.read`: with nothing in it that was written, and nobody named whom this person may not know. */
  proposal: ProposalHere;
  /** The version it revises (or gives words to). */
  base: Version | null;
  current: Version | null;
  /** True if the passage has moved on from its base while it is undecided. */
  stale: boolean;
  /** Notes standing on the base, for the margin. */
  notes: StandingNote[];
  /** What the living draft says, while it is a draft, or said at last, if it was given up before it was proposed. */
  draft: { id: string; rendering: RenderingJson; notes: Note[]; summary: string } | null;
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
}

/** A part of a proposal, beside the one that a page is turned to. */
export type OtherPart = Pick<
  ProposalView,
  "passage" | "terms" | "proposal" | "base" | "current" | "stale" | "notes" | "draft" | "may"
>;

export interface DraftHistoryView {
  page: "draft-history";
  work: WorkHead;
  /** Of the work's glossary, those that stand in the words of this page. */
  terms: Term[];
  passage: Passage;
  proposal: ProposalHere;
  /** The version it revises, if its words are to be compared with. */
  base: Version | null;
  /** Every step of the draft's log. */
  log: LoggedStep[];
  shown: Shown;
  /** The renderings that the page as asked for needs, by the number of their step in the log. */
  renderings: Record<number, RenderingJson>;
  /** What became of the steps when it was decided; null before. */
  afterwards: StepsAfterwards | null;
  /** True if this person may restore a step's words. */
  mayRestore: boolean;
}

export interface ReviewView {
  page: "review";
  /** What is on its way in all works. */
  open: OpenCounts;
  /** Oldest first, from where the page was asked for. */
  proposals: ProposalInReview[];
  /** Where the list goes on; null if it is at its end. */
  next: number | null;
}

/** A proposal that waits, as the list of those has it: without the words of it and of its passage. */
export interface ProposalInReview {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  /** The first of the passages that it revises, */
  passage: PassageName;
  /** and the others that wait with it. */
  others: PassageName[];
  proposal: Pick<ProposalHere, "id" | "kind" | "base">;
  proposers: Person[];
  summary: string;
  /** ISO 8601 instant. */
  at: string;
  notes: number;
  stale: boolean;
}

export interface SignInView {
  page: "sign-in";
  refused: string | null;
  email: string;
  /** Where to go afterwards. */
  next: string;
  /** True if somebody without an account may ask for one. */
  mayAsk: boolean;
}

/** A new password, by a link that an owner made. */
export interface ResetView {
  page: "reset";
  /** Whose; null: the link is used, past its hours, or was never one. */
  person: string | null;
  refused: string | null;
}

export interface AskView {
  page: "ask";
  /** True: they have just asked. */
  asked: boolean;
  refused: string | null;
  name: string;
  email: string;
  why: string;
}

/** One's own account. */
export interface AccountView {
  page: "account";
  account: {
    id: string;
    name: string;
    parts: NameParts | null;
    email: string;
    role: Role;
    since: string;
    agreed: { at: string; licence: string } | null;
    sessions: { id: string; agent: string; since: string; expires: string; here: boolean }[];
  };
  refused: { act: AccountAct; message: string } | null;
  /** What was done just now. */
  done: Exclude<AccountAct, "leave"> | null;
  /** What stands in the fields. */
  typed: { name: string; family: string; given: string; particle: string; suffix: string; email: string };
}

export type AccountAct = "name" | "email" | "password" | "end-session" | "end-others" | "leave";

export interface JoinView {
  page: "join";
  token: string;
  /** Null: the link is used, past its day, or was never one. */
  invitation: {
    role: Role;
    by: string | null;
    message: string;
    place: string;
    bound: boolean;
    machine: boolean;
    expires: string;
  } | null;
  /** The licence of contributions, to be agreed to. */
  licence: AboutView["licence"];
  refused: string | null;
  name: string;
  email: string;
  agreed: boolean;
}

/** An invitation that can still be used, as owners see it. */
export interface OpenInvitation {
  id: string;
  role: Role;
  by: string;
  made: string | null;
  expires: string;
  email: string | null;
  message: string;
  place: string;
}

export interface PeopleView {
  page: "people";
  people: { id: string; name: string; email: string; role: Role; since: string }[];
  invitations: OpenInvitation[];
  /** People without an account who ask to take part. */
  askings: { id: string; name: string; email: string; why: string; at: string }[];
  mayAsk: boolean;
  /** The link just made, absolute, shown once. */
  link: string | null;
  /** Whom it is for. */
  linkFor: string | null;
  refused: string | null;
  /** What stands in the fields of an invitation. */
  typed: { role: Role; email: string; message: string; place: string };
}

/** Asked before somebody gets another role, or their account is closed. */
export interface PersonChangeView {
  page: "person-change";
  act: "role" | "close";
  person: { id: string; name: string; email: string; role: Role };
  /** The role they are to have. */
  role: Role;
}

/** What an owner can take out of a passage, or of what is said of a work. */
export interface RemoveView {
  page: "remove";
  work: WorkHead;
  passage: Passage | null;
  /** `name` is how it is asked for; `of` says of what, in words. */
  things: { name: string; of: string; what: Removable | Worded["kind"] }[];
  people: { value: string; name: string }[];
  /** How much was just taken out; null if nothing was asked. */
  done: number | null;
}

export interface AboutView {
  page: "about";
  /** Who runs this workbench and how to reach them, in their own words; null if an owner has not said it. */
  operator: string | null;
  /** The licence of contributions, in a sentence, and its address if it has one. */
  licence: { words: string; url: string | null };
  /** True for an owner, who may say it anew here. */
  mayChange: boolean;
}

/** The workbench as its owner looks after it. */
export interface SettingsView {
  page: "settings";
  /** What is wrong and what to do, in sentences. */
  findings: { name: string; wrong: string; todo: string }[];
  /** `given`: by whoever starts the program, so that it can't be set here. */
  publicAddress: { whole: string | null; given: boolean };
  /** What was typed for it and refused. */
  typed: string | null;
  /** The address that this request came to. */
  here: string;
  /** All works; `away`: when one was put away (ISO 8601 instant), else null. */
  works: { id: string; title: string; away: string | null }[];
  switches: {
    name: string;
    title: string;
    words: string;
    choices: readonly { value: string; words: string }[];
    value: string;
  }[];
  /** What was done just now. */
  done: string | null;
  refused: string | null;
}

/** What was typed into a form that was refused, and where it was sent. Never a password. */
export interface Typed {
  action: string;
  fields: { name: string; value: string }[];
}

export interface ErrorView {
  page: "error";
  /** What was sent by the form that was refused. */
  typed?: Typed | null;
  status: number;
  title: string;
  /** What happened, what is safe, what to do. */
  message: string;
}

export type View =
  | WorksView
  | WorkView
  | PassageView
  | VersionView
  | CompareView
  | OriginsView
  | CollationView
  | ProposalView
  | DraftHistoryView
  | ReviewView
  | SignInView
  | JoinView
  | PeopleView
  | PersonChangeView
  | RemoveView
  | ResetView
  | AskView
  | AccountView
  | AboutView
  | SettingsView
  | ErrorView;
