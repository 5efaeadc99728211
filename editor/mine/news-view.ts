/** What the pages are given of what somebody follows, and of what was told to them there. Plain JSON. */
import type { Doer, Followed, NewsKind } from "../../translations/ledger/news.ts";
import type { NoticeKind } from "../../translations/requests/notices.ts";
import type { Request } from "../../translations/requests/request.ts";
import type { RemarksHere } from "../remarks/remarks.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** The work that a line is about. */
type OfWork = Pick<WorkHead, "id" | "title" | "sourceLanguage">;

/** A request that a piece of news is about, as it stood then. */
type ToldRequest = Pick<Request, "id" | "about" | "task" | "until" | "standing">;

/** A piece of news. */
export interface NewsLine {
  kind: NewsKind | NoticeKind;
  /** ISO 8601 instant. */
  at: string;
  work: OfWork;
  /** The first passage that it is about, and how many passages or terms there are beside. */
  passage: PassageName | null;
  more: number;
  /** The proposal, the discussion or the term (with how that is called), or the number of the version. */
  proposal: string | null;
  thread: string | null;
  /** The number of what was said in the discussion; null of what is no such thing. */
  comment: number | null;
  term: { id: string; name: string } | null;
  version: number | null;
  /** The number of the proposal of its work's outline. */
  outline: number | null;
  /**
   * Of an approval: how many more the proposal lacks that waits, and whether it waits for one of whoever reads this; null of what waits
   * no more.
   */
  approvals: { lacking: number; yours: boolean } | null;
  /** What somebody is asked for; null of all else. */
  request: ToldRequest | null;
  /** Whose deed it is, and what they said with it; "" if nothing. */
  by: Doer[];
  reason: string;
  /** True until they say that they have seen it. */
  fresh: boolean;
}

export interface NewsView {
  page: "news";
  /** The newest first. */
  lines: NewsLine[];
  next: string | null;
  /** How many are fresh, in all; of very many, so many at least. */
  unseen: number;
  /** Where readers' remarks wait for them; on the first page alone. */
  remarks: RemarksHere[];
  /** What they say by the form that all of it was seen; null if there is nothing to be seen. */
  through: string | null;
}

/** Something that somebody follows. */
export interface FollowLine {
  what: Followed;
  work: OfWork;
  /** Null of the work itself; of a proposal of the outline its number. */
  id: string | null;
  /** Of a passage, or of the first that a proposal is about; */
  passage: PassageName | null;
  /** of a term, how it is called. */
  name: string | null;
  /** False: because they took part in it. */
  chosen: boolean;
}

export interface FollowingView {
  page: "following";
  lines: FollowLine[];
  count: number;
  /** From the how-manieth on these stand, counted from 0; and where it goes on. */
  from: number;
  next: number | null;
}

export interface StopMailView {
  page: "stop-mail";
  /** True: it is ended. */
  done: boolean;
}
