/** What the page is given that says where a work stands. */
import type { Tally } from "../../translations/ledger/standing.ts";
import type { WorkHead } from "../shell/view.ts";

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
}
