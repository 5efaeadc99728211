/** Somebody's own work over all works that they may read: which proposals stand on which of their lists, and how many. */
import type { Database } from "better-sqlite3";
import { OWN_LISTS, type OwnList } from "../../translations/people/own-work.ts";

/** A proposal on a list. */
export interface OwnPlace {
  work: string;
  /** Of words its id, of the outline its number. */
  id: string;
  what: "words" | "outline";
}

/** Where a page of a list goes on: behind the number of the record that its last line is sorted by. */
export interface OwnPage {
  lines: OwnPlace[];
  next: number | null;
}

/** Somebody, JSON of the works that they don't learn of, their role everywhere, and JSON of what it is where it is another. */
export interface Asking {
  account: string;
  hidden: string;
  role: string;
  elsewhere: string;
}

/** JSON of the works that are not to be learned of. */
export interface Hiding {
  hidden: string;
}

/** A proposal's work, which stands with the others. */
export const STANDING = "JOIN work ON work.id = reading_proposal.work AND work.away IS NULL AND work.staged IS NULL";

/** Where it is said of works which of them are not to be learned of. */
export const READ = "NOT IN (SELECT value FROM json_each(:hidden))";

/** Who writes in what is undecided; more conditions follow. */
export const WRITES = `reading_writer AS writes WHERE standing IN ('joined', 'credited') AND NOT EXISTS (
  SELECT 1 FROM reading_writer AS gone
  WHERE gone.account = writes.account AND gone.proposal = writes.proposal AND gone.standing = 'gone')`;

/** True of a draft that came back the last time from somebody else than those who write it. */
export const SENT_BACK = `(status = 'draft' AND returned IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ${WRITES} AND writes.account = returned_by AND writes.proposal = reading_proposal.id))`;

/** Waits for review; said as the index of what is undecided has it, or SQLite would look through all that ever was proposed. */
export const WAITS = "status IN ('draft', 'open') AND status = 'open'";

/** True of what `:account` began, or is credited with, or what began with their words. */
export const HAND = `(opened_by IS :account OR EXISTS (SELECT 1 FROM reading_writer
  WHERE account = :account AND proposal = reading_proposal.id AND standing IN ('credited', 'source')))`;

/** True of what `:account` approved, all of it that waits, where a version needs more than that: it is others' turn. */
export const APPROVED = `(status = 'open' AND reading_proposal.work IN (SELECT work FROM reading_approval_rule WHERE needed > 1)
  AND NOT EXISTS (SELECT 1 FROM reading_part AS part WHERE part.proposal = reading_proposal.id
  AND part.status = 'open' AND NOT EXISTS (SELECT 1 FROM reading_approval AS given
    WHERE given.proposal = part.proposal AND given.passage = part.passage AND given.account = :account)))`;

/** The proposals that `:account` may decide on; not those that wait for others after them. */
export const DECIDES = `LEFT JOIN json_each(:elsewhere) AS here ON here.key = reading_proposal.work
  LEFT JOIN reading_approval_rule AS rule ON rule.work = reading_proposal.work
  WHERE ${WAITS} AND CASE coalesce(here.value, :role)
    WHEN 'owner' THEN rule.own IS NOT 'nobody' OR NOT ${HAND}
    WHEN 'reviewer' THEN rule.own IS 'reviewers' OR NOT ${HAND} ELSE 0 END
  AND NOT ${APPROVED}`;

const ROW = "reading_proposal.work AS work, reading_proposal.id AS id, 'words' AS what";

const TO_DECIDE = `SELECT ${ROW}, submitted AS at
  FROM reading_proposal ${STANDING} ${DECIDES}`;

const UNDECIDED = `SELECT ${ROW},
    CASE WHEN status = 'open' THEN 'proposed' WHEN ${SENT_BACK} THEN 'returned'
         WHEN opened_by IS :account THEN 'drafts' ELSE 'invited' END AS list,
    coalesce(CASE status WHEN 'open' THEN submitted ELSE returned END, opened) AS at
  FROM reading_proposal ${STANDING}
  WHERE reading_proposal.id IN (SELECT writes.proposal FROM ${WRITES} AND writes.account = :account)
    AND reading_proposal.work ${READ}`;

const DECIDED = `SELECT ${ROW}, decided AS at
  FROM reading_decided JOIN reading_proposal ON reading_proposal.id = proposal ${STANDING}
  WHERE account = :account AND reading_proposal.work ${READ}`;

/** Those of a list, with `at`, the number of the record that it is sorted by. @param outlines those of outlines, where there are any */
function listed(list: OwnList, outlines: string | undefined): string {
  const words = list === "decide" ? TO_DECIDE : list === "decided" ? DECIDED : undecidedOn(list);
  return outlines === undefined ? words : `${words} UNION ALL ${outlines}`;
}

function undecidedOn(list: OwnList): string {
  return `SELECT work, id, what, at FROM (${UNDECIDED}) WHERE list = '${list}'`;
}

/** What waits for somebody stands there with the oldest first, all else with the newest. */
function page(list: OwnList, outlines: string | undefined): string {
  const [beyond, order] = list === "decide" ? [">", "ASC"] : ["<", "DESC"];
  return `SELECT work, id, what, at FROM (${listed(list, outlines)}) WHERE :after = 0 OR at ${beyond} :after ORDER BY at ${order} LIMIT :most`;
}

/** What `db` has of it. @param outlines the proposals of outlines on a list, selected as those of words are */
export function ownIn(db: Database, outlines: Readonly<Partial<Record<OwnList, string>>>) {
  const pages = new Map(
    OWN_LISTS.map((list) => [
      list,
      db.prepare<[Asking & { after: number; most: number }], OwnPlace & { at: number }>(page(list, outlines[list])),
    ]),
  );
  const undecided = db.prepare<[Asking], { list: OwnList; count: number }>(
    `SELECT list, count(*) AS count FROM (${UNDECIDED}) GROUP BY list`,
  );
  const [toDecide, decided] = (["decide", "decided"] as const).map((list) =>
    db.prepare<[Asking], number>(`SELECT count(*) FROM (${listed(list, outlines[list])})`).pluck(),
  );
  const reshaping = outlines.proposed
    ? db.prepare<[Asking], number>(`SELECT count(*) FROM (${outlines.proposed})`).pluck()
    : null;
  const approved = db
    .prepare<[Asking], number>(
      `SELECT count(*) FROM (${TO_DECIDE}) AS waits WHERE EXISTS (SELECT 1 FROM reading_approval JOIN reading_part AS part
         USING (proposal, passage) WHERE proposal = waits.id AND part.status = 'open' AND account <> :account)`,
    )
    .pluck();
  return {
    approvedByOthers: (asking: Asking): number => approved.get(asking)!,
    counts(asking: Asking): Record<OwnList, number> {
      const own = Object.fromEntries(undecided.all(asking).map(({ list, count }) => [list, count]));
      const none = { returned: 0, drafts: 0, invited: 0, proposed: 0 };
      const counted = { ...none, ...own, decide: toDecide!.get(asking)!, decided: decided!.get(asking)! };
      return { ...counted, proposed: counted.proposed + (reshaping?.get(asking) ?? 0) };
    },
    page(asking: Asking, list: OwnList, after: number, most: number): OwnPage {
      const rows = pages.get(list)!.all({ ...asking, after, most: most + 1 });
      const shown = rows.slice(0, most);
      return {
        lines: shown.map(({ work, id, what }) => ({ work, id, what })),
        next: rows.length > most ? shown.at(-1)!.at : null,
      };
    },
  };
}
