/** What the page of a passage's life is given. */
import type { LifeEvent } from "../../translations/ledger/life.ts";
import type { Passage, Retired } from "../../translations/ledger/work.ts";
import type { WorkHead } from "../shell/view.ts";

export interface LifeView {
  page: "life";
  work: WorkHead;
  passage: Passage | Retired;
  /** The first first: the last of them, where there are more than a page has. */
  events: LifeEvent[];
  /** How many there are all in all. */
  all: number;
}
