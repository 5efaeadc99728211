/** What the page of one's own work is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { ProposalKind } from "../../translations/ledger/events.ts";
import type { OutlineChange, OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import type { ProposalStatus } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { OwnList } from "../../translations/people/own-work.ts";
import type { ProposedTerm } from "../glossary/glossary.ts";
import type { RemarksHere } from "../remarks/remarks.ts";
import type { OwnRequests } from "../requests/requests.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";
import type { FollowLine, NewsLine } from "./news-view.ts";

export interface MineView {
  page: "mine";
  /** How many proposals stand on each list. */
  counts: Record<OwnList, number>;
  /** The list that was asked for alone; null: the beginning of each. */
  only: OwnList | null;
  /** One's own proposals of terms that are not decided, oldest first; none beside one list alone. */
  terms: ProposedTerm[];
  /** What one is asked for, and asks of others; null beside one list alone. */
  requests: OwnRequests | null;
  /** What was told to them and they have not seen, the newest, and how much of it there is; nothing beside one list alone. */
  news: NewsLine[];
  unseen: number;
  through: string | null;
  /** What they follow: what they began to last, and how much it is in all. */
  follows: { lines: FollowLine[]; count: number };
  /** Where others named one in what they said, as far as one has not seen it, the newest first; none beside one list alone. */
  mentions: MentionLine[];
  /** The works in which one says what becomes of notes whose words changed, and where some wait; none beside one list alone. */
  notes: NotesWaiting[];
  /** And those in which readers' remarks wait. */
  remarks: RemarksHere[];
  /** Those on which anything stands, or the one. */
  lists: MineList[];
}

/** Something that somebody else said, in which one is named. */
export interface MentionLine {
  /** The number of its record, by which it is known to have been seen. */
  mention: number;
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  /** The passage that it is about, or the first of the proposal's; null if there is none any more. */
  passage: PassageName | null;
  proposal: string | null;
  thread: string;
  number: number;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
  words: string;
}

/** How many notes wait; `more`: at least so many. */
export interface NotesWaiting {
  work: Pick<WorkHead, "id" | "title">;
  count: number;
  more: boolean;
}

export interface MineList {
  list: OwnList;
  lines: (MineLine | MineOutline)[];
  /** Where it goes on; null at its end. */
  next: string | null;
}

/** A proposal of a work's outline on a list. */
export interface MineOutline extends Pick<OutlineProposal, "number" | "by" | "reason" | "status"> {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  act: OutlineChange["act"];
  /** The passages that it is about. */
  passages: PassageName[];
  /** When it came to where it stands: ISO 8601 instant. */
  at: string;
  /** What was said when it was decided. */
  word: { by: Person; reason: string } | null;
}

/** A proposal on a list. */
export interface MineLine {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  id: string;
  kind: ProposalKind;
  status: ProposalStatus;
  /** The first of the passages that it is about, as far as it stands where the whole does, and how many there are beside. */
  passage: PassageName;
  others: number;
  base: number | null;
  /** How many discussions hang on it, and how many of them are open. */
  discussed: { all: number; open: number };
  /** Who approved of it while it waits for more. */
  approvers: Person[];
  /** Whose it is: of what was submitted those credited, of a draft those who write it. */
  people: Person[];
  /** Why it was proposed; "" while it never was. */
  summary: string;
  /** When it came to where it stands: ISO 8601 instant. */
  at: string;
  /** What was said when it came back or was decided, and the version that it became; null of others. */
  word: { by: Person; reason: string; number: number | null } | null;
}
