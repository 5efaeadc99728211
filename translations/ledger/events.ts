/**
 * What the ledger says: facts, which are only ever added. How they are kept stands in `record.ts`, how they become a state
 * in `state.ts`, and which may be added in `decide/`.
 */
import type { Note, Person, Publication } from "../notes/note.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { AccessEvent } from "./access.ts";
import type { ApprovingEvent } from "./approvals.ts";
import type { DescribingEvent, OutlineEnding } from "./describing.ts";
import type { DiscussingEvent } from "./discussing.ts";
import type { RemovalFacts } from "./grounds.ts";
import type { ImportEvent } from "./importing.ts";
import type { NoteChecked } from "./note-checks.ts";
import type { TermingEvent } from "./terming.ts";
import type { Worded } from "./work.ts";

/** What somebody did for a version. */
export type Part = "translator" | "reviser" | "glossator" | "editor" | "proposer" | "approver" | "supplier";

export interface Contributor extends Person {
  role: Part;
}

/** A version's words and the digest of their canonical text. */
export interface Words {
  rendering: RenderingJson;
  digest: string;
}

/**
 * How a version came to stand here. `unreviewed`: accepted by its own people, as its work asked for nobody's approval; nobody else
 * approved of it.
 */
export type Review =
  { kind: "recorded"; by: Person } | { kind: "accepted"; by: Person; self: boolean; reason: string; unreviewed?: true };

/** True of a version that nobody approved of but those whose words it is. */
export function isUnreviewed({ review }: { review: Review }): boolean {
  return review.kind === "accepted" && review.unreviewed === true;
}

export interface VersionFacts {
  number: number;
  /** True: from then on it is the current one. */
  madeCurrent: boolean;
  /** Which wording of the source it renders; none where the source of the passage has none. */
  source?: number;
  /** The translation that it belongs to. */
  translation?: string;
  /** The version it was revised from; null for the first. */
  base: number | null;
  /** The versions whose words these are, of passages that were split or joined into this one. */
  from?: { passage: string; number: number }[];
  /** Null: known to exist, not held. */
  words: Words | null;
  contributors: Contributor[];
  /** ISO 8601, a day or an instant: when these words were published or accepted. */
  date: string;
  publishedIn: Publication[];
  /** Why it reads as it does. */
  rationale: string;
  notes: Note[];
  /** Where the words come from, or what is known of them if they are not held. */
  provenance: string;
  review: Review;
  /** The proposal it was, if it was one, */
  proposal: string | null;
  /** and the digest of the record that accepted it. */
  decision?: string;
}

/** `revision`: new words for the next version. `supply`: the wording of a version that is not held. */
export type ProposalKind = "revision" | "supply";

/**
 * Who reads a draft until it is proposed: its writers alone, reviewers too, or everybody with an account. What was
 * proposed everybody reads.
 */
export const READERS = ["writers", "reviewers", "accounts"] as const;
export type Readers = (typeof READERS)[number];
/** What holds where nobody has chosen, and of records from before it could be chosen. */
export const USUAL_READERS: Readers = "reviewers";

/** Who plays back the steps of a draft, with their people and times: its writers, or whoever may read it. */
export const STEP_READERS = ["writers", "readers"] as const;
export type StepReaders = (typeof STEP_READERS)[number];

/**
 * What becomes of a draft's steps when its proposal is decided, as an owner has said beforehand for the whole workbench:
 * kept as they are, kept without people and seconds, or dropped. What was proposed, or was said at last, stays.
 */
export const STEPS_AFTERWARDS = ["kept", "anonymous", "dropped"] as const;
export type StepsAfterwards = (typeof STEPS_AFTERWARDS)[number];

/** What one part of a proposal is to say, and whose words they are. */
export interface Proposed {
  rendering: RenderingJson;
  notes: Note[];
  proposers: Person[];
}

/** A part as it is submitted: against which wording of the source, if its passage has any and that was recorded. */
export interface SubmittedPart extends Proposed {
  passage: string;
  source?: number;
}

/** What may be wrong with words that are final: what a reason for a change may be about. */
export const WRONG = ["accuracy", "terminology", "style", "ambiguity", "source corrected", "formatting"] as const;
export type Wrong = (typeof WRONG)[number];

export interface Submission extends Proposed {
  /** The proposer's reason, one for all parts; for a supply, where the text comes from. */
  summary: string;
  /** What is wrong with words that are final; absent where that was not asked. */
  wrong?: Wrong;
  /** The wording of the source against which it was written; absent where that was not recorded. */
  source?: number;
}

/** Words of the version that was revised, and what a revision has there: offsets in UTF-16 code units into the two canonical texts. */
export interface TakenWords {
  base: { from: number; to: number };
  proposed: { from: number; to: number };
}

/** A part that was accepted, as the version that it became. */
export interface AcceptedPart {
  passage: string;
  number: number;
  /** Of its changes these alone; and the proposal as which the others go on. Without both: all of them. */
  taken?: TakenWords[];
  rest?: string;
  /** With words of whoever accepted it. */
  edited?: true;
}

/** Of which part of a proposal something is what was not accepted of it. */
export interface RestOf {
  proposal: string;
  passage: string;
}

/** With the words of which proposal another one began, and whose those are: they are credited with what comes of it. */
export interface StartedFrom {
  proposal: string;
  proposers: Person[];
}

/** What a part of a proposal revises: a passage, and the version of it (null: none yet) that it starts from. */
export interface Revised {
  passage: string;
  base: number | null;
}

export type LedgerEvent =
  | DescribingEvent
  | AccessEvent
  | ImportEvent
  | DiscussingEvent
  | TermingEvent
  | NoteChecked
  | ApprovingEvent
  | ({ type: "version-recorded" } & VersionFacts)
  | {
      type: "text-supplied";
      number: number;
      /** Null: removed since. */
      words: Words | null;
      provenance: string;
      by: Person;
      approver: Person;
      proposal: string;
      /** The digest of the record that accepted it. */
      decision?: string;
    }
  /** Which version stands from then on, of whichever translation; until another is made current, or chosen. */
  | { type: "version-chosen"; number: number; translation?: string; by: Person; reason: string }
  /** The import that brought it was undone: its address stays, its words are given out no more, and it stands nowhere. */
  | { type: "version-withdrawn"; number: number; by: Person; reason: string }
  | {
      type: "proposal-opened";
      proposal: string;
      kind: ProposalKind;
      /** What it revises: one passage or several, each a part. */
      parts: Revised[];
      by: Person;
      readers?: Readers;
      /** It is what was not accepted of another; `by`: who began that. */
      restOf?: RestOf;
      /** It begins with the words and notes of another proposal. */
      startedFrom?: StartedFrom;
    }
  | ({ type: "part-added"; proposal: string; by: Person } & Revised)
  | { type: "readers-chosen"; proposal: string; readers: Readers; steps: StepReaders; by: Person }
  | { type: "proposal-submitted"; proposal: string; parts: SubmittedPart[]; summary: string; wrong?: Wrong }
  | { type: "person-invited"; proposal: string; person: Person; by: Person }
  | { type: "person-let-go"; proposal: string; person: Person; by: Person }
  | { type: "proposal-returned"; proposal: string; passages: string[]; by: Person; reason: string }
  | { type: "proposal-rebased"; proposal: string; passage: string; base: number; by: Person }
  /** Parts of it, each as the version that it became. */
  | {
      type: "proposal-accepted";
      proposal: string;
      parts: AcceptedPart[];
      by: Person;
      reason: string;
    }
  | { type: "proposal-declined"; proposal: string; passages: string[]; by: Person; reason: string }
  | { type: "proposal-withdrawn"; proposal: string; passages: string[]; by: Person; reason: string }
  | ({ type: "version-removed"; number: number; what: Removable } & RemovalFacts)
  | ({ type: "proposal-removed"; proposal: string; passage: string; what: Removable } & RemovalFacts)
  /** All that was said so far in such words of the work, a translation, a passage or a term, or one wording of a source. */
  | ({ type: "wording-removed"; of: Worded } & RemovalFacts)
  /** A name that is credited in its stream: withheld, or (`instead`) another in its place. `proposal`: whose stream that is, if it is one's. */
  | ({ type: "name-removed"; proposal: string | null; instead: Person | null } & RemovalFacts);

/** Those of what is kept beside records that `event` removes, by digest, each with what stands there instead (null: nothing). */
export function removalsIn(event: LedgerEvent): [digest: string, instead: Person | null][] {
  if (!isRemoval(event)) return [];
  // Of a kind that is not known nothing stands instead.
  const instead = event.type === "name-removed" ? event.instead : null;
  return event.enclosures.map((digest) => [digest, instead]);
}

/** True of what brings a version, or its words. */
export function isMade(event: LedgerEvent): event is LedgerEvent & { type: "version-recorded" | "text-supplied" } {
  return event.type === "version-recorded" || event.type === "text-supplied";
}

/** True of what takes something out of earlier records. */
export function isRemoval(event: LedgerEvent): event is LedgerEvent & RemovalFacts {
  return "enclosures" in event;
}

/** True of what says what a work is, and what is in it. */
export function isDescribing(event: LedgerEvent): event is DescribingEvent {
  return DESCRIBING.some((type) => type === event.type);
}

const DESCRIBING = [
  ...[
    "work-described",
    "translation-described",
    "translation-withdrawn",
    "source-worded",
    "source-confirmed",
    "term-set",
    "term-retired",
  ],
  ...["passage-placed", "finality-set", "passage-retired", "passage-split", "passages-joined"],
  ...["outline-proposed", "outline-accepted", "outline-declined", "outline-withdrawn"],
];

/** True of what says who may read a work, and what they may do there. */
export function isOfAccess(event: LedgerEvent): event is AccessEvent {
  return (
    event.type === "visibility-set" ||
    event.type === "role-given" ||
    event.type === "person-joined" ||
    event.type === "approvals-set"
  );
}

/** True of what is said of an import. */
export function isOfImport(event: LedgerEvent): event is ImportEvent {
  return event.type === "import-begun" || event.type === "import-ended" || event.type === "import-undone";
}

/** True of what takes passages out of the outline. */
export function isOutlineEnding(event: LedgerEvent): event is OutlineEnding {
  return event.type === "passage-retired" || event.type === "passage-split" || event.type === "passages-joined";
}

/** True of what may stand in a passage's own stream. */
export function isOfPassage(event: LedgerEvent): boolean {
  switch (event.type) {
    case "source-worded":
    case "source-confirmed":
    case "version-recorded":
    case "text-supplied":
    case "version-chosen":
    case "version-withdrawn":
    case "version-removed":
    case "note-checked":
      return true;
    case "wording-removed":
      return event.of.kind === "source";
    case "name-removed":
      return event.proposal === null;
    default:
      return false;
  }
}

/** True of what concerns a passage's source alone, and none of its versions. */
export function isOfSource(event: LedgerEvent): boolean {
  return event.type === "source-worded" || event.type === "source-confirmed" || event.type === "wording-removed";
}

/** What can be removed of a version or proposal: its words with the notes on them, or why it reads so, or the notes alone. */
export const REMOVABLE = ["text", "notes", "reasons"] as const;
export type Removable = (typeof REMOVABLE)[number];

/** Every kind of event that this program knows. */
export const EVENT_KINDS: Readonly<Record<LedgerEvent["type"], true>> = {
  "work-described": true,
  "translation-described": true,
  "translation-withdrawn": true,
  "import-begun": true,
  "import-ended": true,
  "import-undone": true,
  "passage-placed": true,
  "finality-set": true,
  "passage-retired": true,
  "passage-split": true,
  "passages-joined": true,
  "outline-proposed": true,
  "outline-accepted": true,
  "outline-declined": true,
  "outline-withdrawn": true,
  "source-worded": true,
  "source-confirmed": true,
  "term-set": true,
  "term-retired": true,
  "term-proposed": true,
  "term-remarked": true,
  "term-returned": true,
  "term-accepted": true,
  "term-declined": true,
  "term-withdrawn": true,
  "visibility-set": true,
  "role-given": true,
  "person-joined": true,
  "approvals-set": true,
  "version-recorded": true,
  "text-supplied": true,
  "version-chosen": true,
  "version-withdrawn": true,
  "note-checked": true,
  "proposal-opened": true,
  "part-added": true,
  "readers-chosen": true,
  "proposal-submitted": true,
  "person-invited": true,
  "person-let-go": true,
  "proposal-returned": true,
  "proposal-rebased": true,
  "proposal-approved": true,
  "approval-withdrawn": true,
  "proposal-accepted": true,
  "proposal-declined": true,
  "proposal-withdrawn": true,
  "version-removed": true,
  "proposal-removed": true,
  "wording-removed": true,
  "name-removed": true,
  "thread-opened": true,
  "thread-replied": true,
  "thread-edited": true,
  "thread-removed": true,
  "thread-resolved": true,
  "thread-reopened": true,
};

/** False of an event that a newer program has written: it is carried and verified, and says nothing here. */
export function isKnown(event: { type: string }): boolean {
  return Object.hasOwn(EVENT_KINDS, event.type);
}

const DECISIVE = ["proposal-accepted", "proposal-declined", "proposal-withdrawn"] as const;

/** True of what decides parts of a proposal, for good. */
export function isDecisive(event: LedgerEvent): event is LedgerEvent & { type: (typeof DECISIVE)[number] } {
  return DECISIVE.some((type) => type === event.type);
}

/** The passages whose parts an event decides. */
export function decidedBy(event: LedgerEvent & { type: (typeof DECISIVE)[number] }): string[] {
  return event.type === "proposal-accepted" ? event.parts.map(({ passage }) => passage) : event.passages;
}

/** What an event brings to its proposal to be revised. */
export function broughtIn(event: LedgerEvent): readonly Revised[] {
  if (event.type === "proposal-opened") return event.parts;
  return event.type === "part-added" ? [event] : [];
}
