/** What the facts of a discussion add up to, and who may do what in it. Values; each record gives the next one. */
import type { Person } from "../notes/note.ts";
import { NOTHING_QUOTED, type HungOn, type Quoted, type Saying, type ThreadRemoved } from "./discussing.ts";
import type { Ground } from "./grounds.ts";
import { withNames, type Named } from "./mentions.ts";
import type { LedgerRecord } from "./record.ts";
import { rightsIn } from "./rights.ts";
import { atLeast, type Actor } from "./roles.ts";
import { hereIn, type Proposal } from "./state.ts";

/** Something that was said in a discussion. */
export interface Comment {
  /** 1 opened it. Never used again. */
  number: number;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
  /** Plain text, paragraphs parted by an empty line; null if it was taken out. */
  words: string | null;
  /** Who is named in them, in order; absent if nobody is. */
  named?: Named[] | undefined;
  /** A reader without an account said it; who let it through. */
  approver?: Person;
  /** As it read before, first to last, each until the instant. For whoever wrote it, and owners. */
  earlier: { words: string | null; until: string }[];
  /** Who took it out, and why. */
  removed: { by: Person; ground: Ground; reason: string; at: string } | null;
}

export interface Thread {
  id: string;
  on: HungOn;
  /** Null if it hangs on the whole. */
  quoted: Quoted | null;
  comments: readonly Comment[];
  /** Since when nothing more needs to be said, and by whom that was said; null while it is open. */
  resolved: { by: Person; reason: string; at: string } | null;
}

/** The discussion after one more record of its stream, in order; null before it is opened. */
export function evolveThread(thread: Thread | null, { event, at }: Pick<LedgerRecord, "event" | "at">): Thread | null {
  if (event.type === "thread-opened") {
    const { thread: id, on, quoted, by, approver } = event;
    const comment = { number: 1, by, at, ...wordsOf(event), ...(approver && { approver }), ...AS_SAID };
    return { id, on, quoted, comments: [comment], resolved: null };
  }
  if (!thread) return null;
  switch (event.type) {
    case "thread-replied": {
      const { number, by } = event;
      return { ...thread, comments: [...thread.comments, { number, by, at, ...wordsOf(event), ...AS_SAID }] };
    }
    case "thread-edited":
      return changed(thread, event.number, ({ words, earlier }) => ({
        ...wordsOf(event),
        earlier: [...earlier, { words, until: at }],
      }));
    case "thread-removed":
      return event.what === "quoted"
        ? { ...thread, quoted: thread.quoted && NOTHING_QUOTED }
        : changed(thread, event.number, ({ earlier }) => removed(earlier, event, at));
    case "thread-resolved":
      return { ...thread, resolved: { by: event.by, reason: event.reason, at } };
    case "thread-reopened":
      return { ...thread, resolved: null };
    default:
      return thread;
  }
}

/** What is said, with the names that stand now. */
function wordsOf({ wording, mentioned }: Saying): Pick<Comment, "words" | "named"> {
  const { words, named } = wording === null ? { words: null, named: [] } : withNames(wording, mentioned);
  return { words, named: named.length === 0 ? undefined : named };
}

const AS_SAID = { earlier: [], removed: null };

function changed(thread: Thread, number: number, news: (comment: Comment) => Partial<Comment>): Thread {
  const comments = thread.comments.map((each) => (each.number === number ? { ...each, ...news(each) } : each));
  return { ...thread, comments };
}

function removed(earlier: Comment["earlier"], { by, ground, reason }: ThreadRemoved, at: string): Partial<Comment> {
  return {
    words: null,
    named: undefined,
    earlier: earlier.map(({ until }) => ({ words: null, until })),
    removed: { by, ground, reason, at },
  };
}

/** Something that was said, by its number. */
export function commentOf({ comments }: Thread, number: number): Comment | undefined {
  return comments[number - 1];
}

/** True if the words of `comment` are `actor`'s own, to be worded otherwise. */
export function mayReword({ by, removed }: Comment, { id }: Actor): boolean {
  return by.id === id && !removed;
}

/** True if `actor` may take `comment` out: whoever wrote it, and owners, who say why. */
export function mayTakeBack(comment: Comment, actor: Actor): boolean {
  return !comment.removed && (comment.by.id === actor.id || atLeast(actor.role, "owner"));
}

/** True if `actor` may say that a discussion is resolved, or is not after all: whoever began it, and those who review. */
export function mayResolve({ comments }: Thread, actor: Actor): boolean {
  return comments[0]?.by.id === actor.id || atLeast(actor.role, "reviewer");
}

/** True of a discussion on what `actor` (null: not signed in) reads: a passage of the work, a proposal, or what that says of one passage. */
export function isHeard(on: HungOn, proposal: Proposal | null, actor: Actor | null): boolean {
  if (!("proposal" in on)) return true;
  const about = proposal && on.passage !== undefined ? hereIn(proposal, on.passage) : proposal;
  return rightsIn(about, actor).read;
}

/** A discussion as `actor` (null: not signed in) may see it: how somebody's words read before is for them and for owners. */
export function threadSeenBy(thread: Thread, actor: Actor | null): Thread {
  const sees = ({ by }: Comment) => actor !== null && (by.id === actor.id || atLeast(actor.role, "owner"));
  const comments = thread.comments.map((each) => (sees(each) ? each : { ...each, earlier: earlierVeiled(each) }));
  return { ...thread, comments };
}

/** That it was worded otherwise, and until when, everybody may know. */
function earlierVeiled({ earlier }: Comment): Comment["earlier"] {
  return earlier.map(({ until }) => ({ words: null, until }));
}
