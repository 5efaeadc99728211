/** What of a work's records is told to whoever asks what happened in it, and by which kind; and what beside that to its owners. */
import type { Person } from "../notes/note.ts";
import type { LedgerEvent } from "./events.ts";

/** Told to all who read the work, */
export const TOLD_TO_ALL = [
  ...(["accepted", "recorded", "text", "withdrawn", "proposed", "declined", "said", "source"] as const),
  ...(["outline", "outline-proposed", "outline-declined"] as const),
] as const;
/** and to its owners alone. */
export const TOLD_TO_OWNERS = [
  ...(["approved", "approval-withdrawn", "returned", "given-up", "chosen", "removed"] as const),
  ...(["final", "final-no-more", "outline-accepted", "outline-withdrawn"] as const),
  ...(["term", "term-retired", "term-proposed", "term-declined"] as const),
  ...(["described", "visibility", "approvals", "role", "joined", "import", "import-undone"] as const),
] as const;

export type Happening = (typeof TOLD_TO_ALL)[number] | (typeof TOLD_TO_OWNERS)[number];

/** What a record is told as. */
interface Told {
  kind: Happening;
  /** Where its stream is of none. */
  passage: string | null;
  /** A version's number, a proposal, a discussion, a term or an import, the number of a proposal of the outline, or what was set. */
  subject: string | null;
  /** How many passages it is about beside that. */
  more: number;
}

const OWNERS: readonly string[] = TOLD_TO_OWNERS;

/** True of what is told to a work's owners alone. */
export function isForOwners(kind: Happening): boolean {
  return OWNERS.includes(kind);
}

/** Null of what is told to nobody: drafts as they are written, and who is invited to one. */
export function happeningOf(event: LedgerEvent): Told | null {
  switch (event.type) {
    case "version-recorded":
      return told(event.proposal === null ? "recorded" : "accepted", null, String(event.number));
    case "text-supplied":
      return told("text", null, String(event.number));
    case "version-withdrawn":
      return told("withdrawn", null, String(event.number));
    case "proposal-submitted":
      return told("proposed", event.parts[0]?.passage ?? null, event.proposal);
    case "proposal-declined":
      return told("declined", event.passages[0] ?? null, event.proposal);
    case "thread-opened":
      return told("said", event.on.passage ?? null, event.thread);
    case "thread-replied":
      return told("said", null, event.thread);
    case "source-worded":
      return told("source", null, null);
    case "passage-placed":
    case "passage-retired":
    case "passage-split":
      return told("outline", event.passage, null);
    case "passages-joined":
      return told("outline", event.into, null);
    // What is accepted is told to all as what is done.
    case "outline-proposed":
    case "outline-declined":
      return told(event.type, null, String(event.number));
    default:
      return toOwners(event);
  }
}

function toOwners(event: LedgerEvent): Told | null {
  switch (event.type) {
    case "proposal-approved":
      return ofPassages(
        "approved",
        event.parts.map(({ passage }) => passage),
        event.proposal,
      );
    case "approval-withdrawn":
      return ofPassages("approval-withdrawn", event.passages, event.proposal);
    case "proposal-returned":
      return ofPassages("returned", event.passages, event.proposal);
    case "proposal-withdrawn":
      return ofPassages("given-up", event.passages, event.proposal);
    case "version-chosen":
      return told("chosen", null, String(event.number));
    case "finality-set":
      return ofPassages(event.final ? "final" : "final-no-more", event.passages, null);
    case "outline-accepted":
    case "outline-withdrawn":
      return told(event.type, null, String(event.number));
    case "term-set":
      return told("term", null, event.term);
    case "term-retired":
    case "term-proposed":
    case "term-declined":
      return told(event.type, null, event.term);
    case "version-removed":
    case "proposal-removed":
    case "wording-removed":
    case "name-removed":
    case "thread-removed":
      return told("removed", passageOf(event), null);
    default:
      return ofWork(event);
  }
}

/** What is said of the work itself, and of who does what in it. */
function ofWork(event: LedgerEvent): Told | null {
  switch (event.type) {
    case "work-described":
    case "translation-described":
      return told("described", null, null);
    case "visibility-set":
      return told("visibility", null, event.visibility);
    case "approvals-set":
      return told("approvals", null, String(event.needed));
    case "role-given":
      return told("role", null, event.role);
    case "person-joined":
      return told("joined", null, null);
    case "import-begun":
      return told("import", null, event.import);
    case "import-undone":
      return told("import-undone", null, event.import);
    default:
      return null;
  }
}

/** Of which passage something was taken out, where its stream does not say so. */
function passageOf(event: LedgerEvent): string | null {
  if (event.type === "proposal-removed") return event.passage;
  return event.type === "wording-removed" && event.of.kind === "passage" ? event.of.passage : null;
}

/** Whose deed it is: of what is proposed, all whose words it is; of a reader's remark, who let it through. Nobody where that is not known. */
export function doneBy(event: LedgerEvent): readonly Person[] {
  if (event.type === "thread-opened" && event.approver) return [event.approver];
  if (event.type === "version-recorded") return [event.review.by];
  if (event.type === "proposal-submitted") return event.parts[0]?.proposers ?? [];
  return "by" in event && event.by ? [event.by] : [];
}

/** Who else it is about: who gets a role, whom an owner says somebody is, or the reader whose remark was let through. */
export function aboutWhom(event: LedgerEvent): Person | null {
  switch (event.type) {
    case "role-given":
      return event.person;
    case "person-joined":
      return event.foreign;
    case "thread-opened":
      return event.approver ? event.by : null;
    default:
      return null;
  }
}

function told(kind: Happening, passage: string | null, subject: string | null): Told {
  return { kind, passage, subject, more: 0 };
}

function ofPassages(kind: Happening, passages: readonly string[], subject: string | null): Told {
  return { ...told(kind, passages[0] ?? null, subject), more: Math.max(0, passages.length - 1) };
}
