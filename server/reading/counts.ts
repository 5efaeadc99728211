/** How many passages of works have words, and how much is on its way there. */
import type { Database } from "better-sqlite3";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { READ, STANDING, type Hiding } from "./own.ts";

/** How many passages of a work have a version whose words are held, and what is on its way there. */
export interface WorkCounts extends OpenCounts {
  held: number;
}

/** Those of the work `here` that stand in its outline no more, of which hardly any work has many. */
const WENT = "FROM reading_retired JOIN reading_passage USING (work, passage) WHERE work = here.work";

/** Prepares what is asked of `db`. */
export function countsIn(db: Database) {
  const open = db.prepare<[Hiding], OpenCounts>(
    `SELECT coalesce(sum(status = 'open'), 0) AS waiting, coalesce(sum(status = 'draft'), 0) AS written
     FROM reading_proposal ${STANDING} WHERE status IN ('draft', 'open') AND reading_proposal.work ${READ}`,
  );
  const openOfWorks = db.prepare<[], OpenCounts & { work: string }>(
    `SELECT work, sum(status = 'open') AS waiting, sum(status = 'draft') AS written
     FROM reading_proposal WHERE status IN ('draft', 'open') GROUP BY work`,
  );
  const openOfWork = db.prepare<[string], OpenCounts>(
    `SELECT coalesce(sum(status = 'open'), 0) AS waiting, coalesce(sum(status = 'draft'), 0) AS written
     FROM reading_proposal WHERE work = ? AND status IN ('draft', 'open')`,
  );
  const openIn = db.prepare<[string], OpenCounts & { passage: string }>(
    `SELECT passage, sum(status = 'open') AS waiting, sum(status = 'draft') AS written
     FROM reading_part WHERE work = ? AND status IN ('draft', 'open') GROUP BY passage`,
  );
  const heldOfWorks = db.prepare<[], { work: string; held: number }>(
    `SELECT work, sum(held) - (SELECT coalesce(sum(held), 0) ${WENT}) AS held FROM reading_passage AS here GROUP BY work`,
  );
  const heldOfWork = db
    .prepare<[string], number>(
      `SELECT coalesce(sum(held), 0) - (SELECT coalesce(sum(held), 0) ${WENT}) FROM reading_passage AS here WHERE work = ?`,
    )
    .pluck();
  return {
    /** What is on its way in the works that stand with the others and are not hidden. */
    open: (hiding: Hiding): OpenCounts => open.get(hiding)!,
    /** By work, of those that have any record. */
    works: (): ReadonlyMap<string, WorkCounts> => countsByWork(openOfWorks.all(), heldOfWorks.all()),
    /** Of one work. */
    work: (id: string): WorkCounts => ({ ...openOfWork.get(id)!, held: heldOfWork.get(id)! }),
    /** What is on its way in a work, by passage. */
    openIn: (work: string): ReadonlyMap<string, OpenCounts> =>
      new Map(openIn.all(work).map(({ passage, ...counts }) => [passage, counts] as const)),
  };
}

function countsByWork(
  open: readonly (OpenCounts & { work: string })[],
  held: readonly { work: string; held: number }[],
): ReadonlyMap<string, WorkCounts> {
  const counts = new Map<string, WorkCounts>(held.map(({ work, held }) => [work, { held, waiting: 0, written: 0 }]));
  for (const { work, waiting, written } of open)
    counts.set(work, { held: counts.get(work)?.held ?? 0, waiting, written });
  return counts;
}
