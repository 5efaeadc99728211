/** Where the passages of a work stand, as folded. */
import type { Database } from "better-sqlite3";
import type { PassageStanding } from "../../translations/ledger/standing.ts";
import { recordIn, type KeptRow } from "../store/rows.ts";

/** Of one work, by passage; nothing of a passage with neither a version nor a proposal. */
export function standingIn(db: Database): (work: string) => ReadonlyMap<string, PassageStanding> {
  const versions = db.prepare<
    [string],
    { passage: string; versions: number; standing: number | null; worded: number | null; approved: 0 | 1 }
  >("SELECT passage, versions, standing, worded, approved FROM reading_passage WHERE work = ?");
  const moved = db
    .prepare<[string], string>("SELECT passage FROM reading_moved WHERE work = ? AND since IS NOT NULL")
    .pluck();
  const proposed = db.prepare<[string], { passage: string; waiting: number; written: number; since: number | null }>(
    `SELECT passage, sum(part.status = 'open') AS waiting, sum(part.status = 'draft') AS written,
       min(iif(part.status = 'open', submitted, NULL)) AS since
     FROM reading_part AS part JOIN reading_proposal ON id = proposal
     WHERE part.work = ? AND part.status IN ('draft', 'open') GROUP BY passage`,
  );
  const nothing: PassageStanding = {
    versions: 0,
    stands: null,
    approved: false,
    waiting: 0,
    written: 0,
    moved: false,
    since: null,
  };
  return (work) => {
    const all = new Map<string, PassageStanding>();
    const more = (passage: string, said: Partial<PassageStanding>) =>
      all.set(passage, { ...(all.get(passage) ?? nothing), ...said });
    for (const { passage, standing, worded, approved, ...counted } of versions.all(work)) {
      const words = worded === null ? "not-held" : "words";
      const stands = standing === null ? null : words;
      all.set(passage, { ...nothing, ...counted, stands, approved: approved === 1 });
    }
    for (const passage of moved.all(work)) more(passage, { moved: true });
    for (const { passage, ...counted } of proposed.all(work)) more(passage, counted);
    return all;
  };
}

/** How many of these passages of a work have no words that are held. */
export function wordlessIn(db: Database): (work: string, passages: readonly string[]) => number {
  const wordless = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM json_each(?) LEFT JOIN reading_passage AS here ON here.work = ? AND here.passage = value
       WHERE worded IS NULL`,
    )
    .pluck();
  return (work, passages) => wordless.get(JSON.stringify(passages), work)!;
}

/** The passages of a work with notes, and versions after the first: whose words may have changed; and which works have any. */
export function notedIn(db: Database) {
  const noted = "FROM reading_passage WHERE notes > 0 AND versions > 1";
  const passages = db.prepare<[string], string>(`SELECT passage ${noted} AND work = ?`).pluck();
  const works = db.prepare<[], string>(`SELECT DISTINCT work ${noted} ORDER BY work`).pluck();
  return { passages: (work: string): string[] => passages.all(work), works: (): string[] => works.all() };
}

/** When records of these numbers were made, as ISO 8601 instants. */
export function instantsIn(db: Database): (numbers: readonly number[]) => ReadonlyMap<number, string> {
  const record = db.prepare<[number], KeptRow>(
    "SELECT body, digest, beside FROM record LEFT JOIN enclosed USING (number) WHERE number = ?",
  );
  return (numbers) =>
    new Map(
      numbers.flatMap((number) => {
        const row = record.get(number);
        return row ? [[number, recordIn(row).at] as const] : [];
      }),
    );
}
