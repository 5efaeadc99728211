/** What the page is given that says where a work stands. */
import type { Doer } from "../../translations/ledger/news.ts";
import type { Tally } from "../../translations/ledger/standing.ts";
import type { Askable, RequestHere } from "../requests/requests.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** `since`: the ISO 8601 instant since which the oldest proposal waits. */
export type TalliedHere = Omit<Tally, "since"> & { since: string | null };

export interface StandingPart {
  passage: string;
  locator: string;
  /** Its first words; "" of several side by side. */
  words: string;
  /** The last of several side by side. */
  to: string | null;
  depth: number;
  tally: TalliedHere;
}

export interface StandingView {
  page: "standing";
  work: WorkHead;
  whole: TalliedHere;
  parts: StandingPart[];
  /** How many of its passages are to be split, joined or moved, as is proposed. */
  reshaped: number;
  /** Its notes whose words changed and that nobody has looked at since; `more`: there are at least so many. */
  notes: { count: number; more: boolean };
  /** Of the questions on its source that nobody has answered, the oldest, and how many there are. */
  asked: { questions: AskedOfSource[]; all: number };
  /** What people are asked for; nothing for strangers. */
  requests?: { open: RequestHere[]; people: Askable[]; today: string };
}

/** A question on words of the source. */
export interface AskedOfSource {
  thread: string;
  passage: PassageName;
  /** The words; "" if they were taken out. */
  words: string;
  by: Doer;
  /** ISO 8601 instant. */
  at: string;
  /** What is asked; null if it was taken out. */
  question: string | null;
}
