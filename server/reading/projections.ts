/** What is folded from the ledger. */
import type { Projection } from "./projection.ts";
import { happened } from "./happened.ts";
import { moved, retired } from "./moved.ts";
import { news } from "./news.ts";
import { passages } from "./passages.ts";
import { proposals } from "./proposals.ts";
import { readers } from "./readers.ts";
import { outlineProposals } from "./outline-proposals.ts";
import { terms } from "./terms.ts";
import { threads } from "./threads.ts";
import { works } from "./works.ts";

/** All that is folded in a record's own transaction. */
export const PROJECTIONS: readonly Projection[] = [
  works,
  passages,
  proposals,
  readers,
  retired,
  moved,
  threads,
  terms,
  outlineProposals,
  happened,
  // Behind discussions, which it looks up.
  news,
];
