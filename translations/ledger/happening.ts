/** What of a work's records is told to whoever asks what happened in it, and by which kind. */
import type { LedgerEvent } from "./events.ts";

export type Happening =
  | ("accepted" | "recorded" | "text" | "withdrawn" | "proposed" | "declined" | "said" | "source")
  | ("outline" | "outline-proposed" | "outline-declined");

/** What a record is told as; `passage` where its stream is of none, `subject`: a version's number, a proposal or a discussion, or the number of a proposal of the outline. */
interface Told {
  kind: Happening;
  passage: string | null;
  subject: string | null;
}

/** Null of what is told to nobody: drafts as they are written, names, removals, who reads the work. */
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
    // What is accepted is told as what is done.
    case "outline-proposed":
    case "outline-declined":
      return told(event.type, null, String(event.number));
    default:
      return null;
  }
}

function told(kind: Happening, passage: string | null, subject: string | null): Told {
  return { kind, passage, subject };
}
