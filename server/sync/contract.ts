/** What the rest of the server may ask of the live drafts. */
import type { Note } from "../../translations/notes/note.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Words } from "./revise.ts";

/** The draft takes no more words; the message is for people. */
export class ClosedDraft extends Error {
  override name = "ClosedDraft";
}

/** The draft would grow larger than a draft may be; nothing of it was taken. The message is for people. */
export class DraftTooLarge extends Error {
  override name = "DraftTooLarge";
}

/** The log could not be written; the message is for people. */
export class NotKept extends Error {
  override name = "NotKept";
}

/** What somebody may do in a draft that is there for them: read it, and write in it. */
export interface DraftRights {
  read: boolean;
  edit: boolean;
}

/** A draft as it stands on disk. */
export interface DraftContent {
  rendering: Rendering;
  notes: Note[];
  summary: string;
}

/** What is decided with the last word of a draft: what it says, the accounts that wrote it, and which of them wrote words or notes. */
export type Deciding<T> = (
  content: DraftContent,
  authors: string[],
  /** True of an account that wrote more of it than the reason for the whole. */
  wroteWords: (account: string) => Promise<boolean>,
) => Promise<T>;

/** Words sent along with a decision about the draft, by an account. */
export interface LastWords {
  words: { rendering?: Rendering; summary?: string };
  by: string;
  /** Asked in the turn itself: false, and they are not written into the draft, only decided on. */
  mayWrite(): Promise<boolean>;
}

export interface LiveDrafts {
  /** What a draft says now; begins it from its seed if it was never begun. */
  read(draft: string): Promise<DraftContent>;
  /**
   * Writes into a draft from here, as `by` (null: the workbench itself): the words (or the summary) are changed to these with the smallest edit, and
   * everybody in the draft sees it. For people who propose without the live editor. On disk when it resolves. Whether
   * `by` may write here is the caller's to ask. `merged` and `noted` are given what the draft says in that very turn; what they throw is
   * thrown, and nothing written.
   * @throws ClosedDraft if it takes no more words, DraftTooLarge, NotKept.
   */
  write(draft: string, words: Words, by: string | null): Promise<void>;
  /**
   * Takes a draft's last word: stops taking updates, waits until all that came in is on disk, and runs `decide`. If `decide` gives true the draft is closed and its people are told;
   * otherwise it goes on as before. `last` are words that somebody sends along as the last: they are written into the
   * draft just before, in the same turn, so that what is decided on is what was sent, whoever else sends at that moment.
   * @throws ClosedDraft, DraftTooLarge, NotKept.
   */
  settle<T extends { closed: boolean }>(draft: string, decide: Deciding<T>, last?: LastWords): Promise<T>;
  /** Closes the sockets of a draft that was decided without its people: withdrawn, for example. */
  close(draft: string): Promise<void>;
  /** Waits until everything that came in is on disk, then closes every socket so that clients come back later (1012). */
  stop(): Promise<void>;
}
