/**
 * The facts of a discussion: what it hangs on, and what is said in it. Each discussion is a stream of its own. Where it hangs is said
 * for good, by ids and numbers; what is said there stands in `wording`, and the words that it hangs on in `quoted`, each enclosed
 * by itself: so either can go, and the other stays.
 */
import type { Anchor, Person } from "../notes/note.ts";
import type { RemovalFacts } from "./grounds.ts";

/** A passage as one of its versions reads (null: it has none yet), or a note on that version. */
export interface OnPassage {
  passage: string;
  version: number | null;
  /** The wording of its source that the words were chosen in; absent where none were. */
  source?: number;
  /** The id of the note. */
  note?: string;
}

/** A proposal as a whole, or what it says of one passage. */
export interface OnProposal {
  proposal: string;
  passage?: string;
  /** The digest of the text that was proposed there, so that it is known of which the words are; with a passage alone. */
  text?: string;
  /** The version that it revised then; null: none. With a passage alone. */
  base?: number | null;
}

export type HungOn = OnPassage | OnProposal;

/** Words that a discussion hangs on. Of a change in a proposal, those of both sides: an inserted word has none before. */
export interface Quoted {
  /** In the version, or in the version that a proposal revises. */
  target: Anchor | null;
  /** In what is proposed. */
  proposed: Anchor | null;
  /** In the source. */
  source: Anchor | null;
}

/** What is said of one discussion. */
export interface InThread {
  thread: string;
  by: Person;
}

/** Somebody who is named in what is said: behind the sign “@” that stands at `at` (UTF-16 code units). How they are called is in no words. */
export interface Mention {
  at: number;
  person: Person;
}

/** Something that somebody says in a discussion: number 1 opens it, replies are 2, 3 … Null: its words were taken out. */
export interface Saying extends InThread {
  wording: string | null;
  /** In order; absent if nobody is. */
  mentioned?: Mention[];
}

export interface ThreadOpened extends Saying {
  type: "thread-opened";
  on: HungOn;
  /** Null if it hangs on the whole. */
  quoted: Quoted | null;
  /** A reader without an account said it; who let it through. */
  approver?: Person;
}

export interface ThreadReplied extends Saying {
  type: "thread-replied";
  number: number;
}

/** It is worded otherwise from then on; what was said before stays in its record. */
export interface ThreadEdited extends Saying {
  type: "thread-edited";
  number: number;
}

/** What can be taken out of a discussion: what somebody said, as it read at any time; or the words that it quotes. */
export type RemovableOfThread = "wording" | "quoted";

export interface ThreadRemoved extends RemovalFacts {
  type: "thread-removed";
  thread: string;
  /** Of what was said; 1 for the words quoted. */
  number: number;
  what: RemovableOfThread;
}

/** True of a discussion on words of a passage's source alone: a question on it. */
export function asksOfSource({ on, quoted }: Pick<ThreadOpened, "on" | "quoted">): boolean {
  return !("proposal" in on) && quoted !== null && quoted.source !== null && quoted.target === null;
}

/** That words were quoted, of which nothing is left. */
export const NOTHING_QUOTED: Quoted = { target: null, proposed: null, source: null };

/** True of a discussion about what a version of a passage, or what a proposal, says there: what it quotes goes with that. */
export function quotes(on: HungOn, passage: string, of: { version: number } | { proposal: string }): boolean {
  if (on.passage !== passage) return false;
  if ("proposal" in of) return "proposal" in on && on.proposal === of.proposal;
  return ("proposal" in on ? on.base : on.version) === of.version;
}

/** That nothing more needs to be said. "": no reason was given, or it was taken out. */
export interface ThreadResolved extends InThread {
  type: "thread-resolved";
  reason: string;
}

export interface ThreadReopened extends InThread {
  type: "thread-reopened";
  reason: string;
}

export type DiscussingEvent =
  ThreadOpened | ThreadReplied | ThreadEdited | ThreadRemoved | ThreadResolved | ThreadReopened;

const DISCUSSING: readonly string[] = [
  ...["thread-opened", "thread-replied", "thread-edited"],
  ...["thread-removed", "thread-resolved", "thread-reopened"],
];

/** True of what is said of a discussion. */
export function isDiscussing(event: { type: string }): event is DiscussingEvent {
  return DISCUSSING.includes(event.type);
}
