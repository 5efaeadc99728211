/** What is folded from the ledger: what each work is, where each passage and each proposal stands, and who writes in what. */
import type { Database } from "better-sqlite3";
import {
  decidedBy,
  isDescribing,
  isMade,
  isOfImport,
  isOfSource,
  isRemoval,
  isUnreviewed,
  type VersionFacts,
} from "../../translations/ledger/events.ts";
import { approvedIn } from "../../translations/ledger/approvals.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { currentVersion, evolveVersions, isWithdrawn, type Version } from "../../translations/ledger/state.ts";
import { isDiscussing } from "../../translations/ledger/discussing.ts";
import { isTerming } from "../../translations/ledger/terming.ts";
import { partsOf, passageStream, type LedgerRecord, type Numbered } from "../../translations/ledger/record.ts";
import { foldingWork, workAfter } from "../../translations/ledger/described.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { DESCRIPTION_TABLES, descriptionsIn, writtenInPieces } from "../store/descriptions.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { each, type Projection } from "./projection.ts";
import { moved, retired } from "./moved.ts";
import { happened } from "./happened.ts";
import { news } from "./news.ts";
import { readers } from "./readers.ts";
import { terms } from "./terms.ts";
import { threads } from "./threads.ts";

/** Each work as its records describe it. */
const works: Projection = {
  name: "works",
  version: 5,
  tables: DESCRIPTION_TABLES,
  indices: "",
  fold: (db, known) => {
    const { read, save } = descriptionsIn(db);
    const inRows = (id: string): Work | null => read(id, known?.(id) ?? null)?.work ?? null;
    const all = db.prepare<[string, number], RecordRow>(TELLING);
    // What was taken out is not in what is read again.
    const again = (id: string, through: number): Work | null => workAfter(describingIn(all.iterate(id, through)));
    const isStaged = stagedIn(db);
    let waiting = new Map<string, Folded>();
    return (added, more = false) => {
      // Nothing waits any longer if this fails.
      const works = waiting;
      waiting = new Map();
      for (const [id, records] of describing(added)) {
        // Its row is made when it is opened: written with every piece of it, it would be written many times over.
        if (!more && isStaged(id)) continue;
        const rows = works.has(id) ? works.get(id)!.rows : inRows(id);
        const before = works.get(id)?.work ?? rows;
        const said = records.map(({ record }) => record);
        const described = records.at(-1)!.number;
        const isLess = said.some(({ event }) => isRemoval(event));
        works.set(id, { work: isLess ? again(id, described) : workAfter(said, before), described, rows });
      }
      if (more) waiting = works;
      else
        for (const [id, each] of works)
          if (isStaged(id)) waiting.set(id, each);
          else if (each.work) save(each.work, each.described, each.rows);
    };
  },
};

/**
 * True of the records that may tell of a work. Most are versions, which are not read for this: what a body says of its type
 * stands in it just so.
 */
const MAY_TELL = `stream NOT GLOB 'proposal/*' AND instr(body, CAST('"type":"version-recorded"' AS BLOB)) = 0`;

/** What may tell of a work, up to a record. */
const TELLING = `${RECORDS} WHERE work = ? AND number <= ? AND ${MAY_TELL} ORDER BY number`;

/** Whether a work is still on its way in. */
function stagedIn(db: Database): (work: string) => boolean {
  const staged = db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ? AND staged IS NOT NULL").pluck();
  return (work) => staged.get(work) !== undefined;
}

/** So many of a work's records are looked through at a time. */
const LOOKED_THROUGH = 200;

/**
 * For a work that is to be opened, all of whose records are there: reads what it is, with a pause after every few, each saying
 * how many characters were gone through, and gives what writes it down within the transaction that opens the work.
 */
export function opening(db: Database): (work: string) => Generator<number, () => void> {
  const { saveWritten } = descriptionsIn(db);
  const some = db.prepare<[string, number], { through: number | null; bytes: number }>(
    `SELECT max(number) AS through, total(octet_length(body)) AS bytes
     FROM (SELECT number, body FROM record WHERE work = ? AND number > ? ORDER BY number LIMIT ${LOOKED_THROUGH})`,
  );
  const among = db.prepare<[string, number, number], RecordRow>(
    `${RECORDS} WHERE work = ? AND number > ? AND number <= ? AND ${MAY_TELL} ORDER BY number`,
  );
  return function* (id) {
    const folding = foldingWork();
    let [from, described] = [0, 0];
    for (let next = some.get(id, from)!; next.through !== null; next = some.get(id, from)!) {
      const rows = among.all(id, from, next.through);
      yield next.bytes;
      for (const row of rows) {
        const record = recordIn(row);
        if (!tellsOfWork(record)) continue;
        folding.take(record);
        described = row.number;
        yield row.beside.length;
      }
      from = next.through;
    }
    const work = folding.work();
    const written = work && (yield* writtenInPieces(work));
    return () => void (written && saveWritten(written, described));
  };
}

/** A work, and the number of the last record that describes it. */
interface Folded {
  work: Work | null;
  described: number;
  /** As its rows have it. */
  rows: Work | null;
}

/** Those of a work's records that describe it. */
function* describingIn(rows: Iterable<RecordRow>): Generator<LedgerRecord> {
  for (const row of rows) {
    const record = recordIn(row);
    if (tellsOfWork(record)) yield record;
  }
}

/** True of what describes a work, or takes something out of that. */
function tellsOfWork({ stream, event }: LedgerRecord): boolean {
  if (isDescribing(event) || event.type === "wording-removed") return true;
  return event.type === "name-removed" && partsOf(stream)?.kind !== "proposal";
}

/** Those records that describe works, by work. */
function describing(added: readonly Numbered[]): ReadonlyMap<string, Numbered[]> {
  const found = new Map<string, Numbered[]>();
  for (const one of added) {
    if (!tellsOfWork(one.record)) continue;
    const { work } = partsOf(one.record.stream)!;
    const own = found.get(work);
    if (own) own.push(one);
    else found.set(work, [one]);
  }
  return found;
}

/**
 * Each passage of which more is recorded than its source words: its versions and their notes counted, which one is current and
 * where its words stand, and whether words of any are held.
 */
const passages: Projection = {
  name: "passages",
  version: 5,
  tables: {
    reading_passage: `(
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      versions INTEGER NOT NULL DEFAULT 0,
      -- Of all of them together.
      notes INTEGER NOT NULL DEFAULT 0,
      -- The current one: its number, that of its record, and the version that it revises.
      standing INTEGER,
      current INTEGER,
      revises INTEGER,
      -- The number of the record beside which its words stand; null if they are not held.
      worded INTEGER,
      held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
      -- Whether somebody approved of the current one here.
      approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
      -- The number of the record of the newest version that was revised from another; null if there is none.
      revised INTEGER,
      PRIMARY KEY (work, passage)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: "CREATE INDEX main.reading_passage_revised ON reading_passage (revised) WHERE revised IS NOT NULL",
  fold: (db) => {
    const see = db.prepare<[string, string]>(
      "INSERT INTO reading_passage (work, passage) VALUES (?, ?) ON CONFLICT DO NOTHING",
    );
    const version = db.prepare<[number, number, number | null, string, string]>(
      `UPDATE reading_passage
       SET versions = versions + 1, notes = notes + ?, held = max(held, ?), revised = coalesce(?, revised)
       WHERE work = ? AND passage = ?`,
    );
    const stand = db.prepare<[number | null, number | null, number | null, number | null, 0 | 1, string, string]>(
      `UPDATE reading_passage SET standing = ?, current = ?, revises = ?, worded = ?, approved = ?
       WHERE work = ? AND passage = ?`,
    );
    const supply = db.prepare<[number, number, string, string]>(
      "UPDATE reading_passage SET held = 1, worded = iif(standing = ?, ?, worded) WHERE work = ? AND passage = ?",
    );
    const forget = db.prepare<[string, string]>("DELETE FROM reading_passage WHERE work = ? AND passage = ?");
    const of = db.prepare<[string, number], RecordRow>(`${RECORDS} WHERE stream = ? AND number <= ? ORDER BY position`);
    // Its record, and that of its words, stand among those before.
    const choose = (before: number, chosen: number, work: string, passage: string) => {
      const made = of.all(passageStream({ work, passage }), before).flatMap((row) => {
        const { event } = recordIn(row);
        return isMade(event) && event.number === chosen ? [{ number: row.number, event }] : [];
      });
      const version = made.find(({ event }) => event.type === "version-recorded");
      if (version?.event.type !== "version-recorded") return;
      const worded = made.findLast(({ event }) => event.words)?.number ?? null;
      stand.run(chosen, version.number, version.event.base, worded, isApproved(version.event), work, passage);
    };
    const add = (number: number, { event }: LedgerRecord, work: string, passage: string) => {
      see.run(work, passage);
      if (event.type === "version-recorded") {
        const [notes, held] = [event.notes.length, event.words ? 1 : 0];
        version.run(notes, held, event.base === null ? null : number, work, passage);
        if (event.madeCurrent)
          stand.run(event.number, number, event.base, event.words && number, isApproved(event), work, passage);
      }
      if (event.type === "version-chosen") choose(number, event.number, work, passage);
      if (event.type === "text-supplied" && event.words) supply.run(event.number, number, work, passage);
    };
    return each(({ number, record }) => {
      const { kind, work, id } = partsOf(record.stream)!;
      if (kind !== "passage" || isOfSource(record.event)) return;
      if (!isRemoval(record.event) && record.event.type !== "version-withdrawn") return add(number, record, work, id);
      // What was counted is counted again, without what has gone.
      forget.run(work, id);
      const all = of.all(record.stream, number).map((row) => ({ number: row.number, record: recordIn(row) }));
      const versions = all.reduce<readonly Version[]>((before, each) => evolveVersions(before, each.record), []);
      const withdrawn = new Set(versions.filter(isWithdrawn).map((version) => version.number));
      for (const before of all)
        if (!isOfSource(before.record.event) && !isOf(withdrawn, before.record))
          add(before.number, before.record, work, id);
      if (withdrawn.size === 0) return;
      see.run(work, id);
      const current = currentVersion({ versions });
      if (current) choose(number, current.number, work, id);
      else stand.run(null, null, null, null, 0, work, id);
    });
  },
};

/** Whether somebody approved here of a version that is recorded so. */
function isApproved(version: VersionFacts): 0 | 1 {
  return version.review.kind === "accepted" && !isUnreviewed(version) ? 1 : 0;
}

/** True of what is said of one of these versions. */
function isOf(versions: ReadonlySet<number>, { event }: LedgerRecord): boolean {
  return "number" in event && versions.has(event.number);
}

/** Each proposal: where it stands, its parts and who approved of them, and the record of its last submission. */
const proposals: Projection = {
  name: "proposals",
  version: 5,
  tables: {
    reading_proposal: `(
      id TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      kind TEXT NOT NULL,
      status TEXT NOT NULL,
      opened_by TEXT,
      -- Numbers of records: the one that opened it, and its last submission.
      opened INTEGER NOT NULL,
      submitted INTEGER,
      -- When it came back the last time, and from whom: the number of the record, and the account.
      returned INTEGER,
      returned_by TEXT
    ) STRICT, WITHOUT ROWID`,
    reading_part: `(
      proposal TEXT NOT NULL,
      -- Its place among the parts, counted from 1.
      part INTEGER NOT NULL,
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      base INTEGER,
      status TEXT NOT NULL,
      -- The digest of what was submitted last, as far as it is approved; null once it is decided.
      said TEXT,
      PRIMARY KEY (proposal, part)
    ) STRICT, WITHOUT ROWID`,
    // Who approved of a part that is undecided, as it was submitted last.
    reading_approval: `(
      proposal TEXT NOT NULL,
      passage TEXT NOT NULL,
      account TEXT NOT NULL,
      PRIMARY KEY (proposal, passage, account)
    ) STRICT, WITHOUT ROWID`,
    // Who writes in what is undecided: who began it or was invited, who was credited, and who was let go; and with whose words it began.
    reading_writer: `(
      account TEXT NOT NULL,
      proposal TEXT NOT NULL,
      -- Of which part somebody is credited; '' for what is said of the whole, '-' for the words that it began with.
      passage TEXT NOT NULL,
      standing TEXT NOT NULL CHECK (standing IN ('joined', 'credited', 'source', 'gone')),
      PRIMARY KEY (account, proposal, passage)
    ) STRICT, WITHOUT ROWID`,
    // And who had written in what was decided, with the number of the record that decided the last of it.
    reading_decided: `(
      account TEXT NOT NULL,
      decided INTEGER NOT NULL,
      proposal TEXT NOT NULL,
      PRIMARY KEY (account, decided, proposal)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: `
    CREATE INDEX main.reading_proposal_undecided ON reading_proposal (status, submitted) WHERE status IN ('draft', 'open');
    CREATE INDEX main.reading_proposal_of_work ON reading_proposal (work, status) WHERE status IN ('draft', 'open');
    CREATE INDEX main.reading_proposal_opened_by ON reading_proposal (opened_by) WHERE status IN ('draft', 'open');
    CREATE INDEX main.reading_part_of_work ON reading_part (work, passage, status) WHERE status IN ('draft', 'open');
    CREATE INDEX main.reading_writer_of_proposal ON reading_writer (proposal);`,
  fold: (db) => {
    const open = db.prepare<[string, string, string, string | null, number]>(
      "INSERT INTO reading_proposal (id, work, kind, status, opened_by, opened) VALUES (?, ?, ?, 'draft', ?, ?)",
    );
    const part = db.prepare<[{ proposal: string; work: string; passage: string; base: number | null }]>(
      `INSERT INTO reading_part (proposal, part, work, passage, base, status)
       SELECT :proposal, 1 + count(*), :work, :passage, :base, 'draft' FROM reading_part WHERE proposal = :proposal`,
    );
    const submit = db.prepare<[number, string]>("UPDATE reading_proposal SET submitted = ? WHERE id = ?");
    const status = db.prepare<[string, string, string]>(
      "UPDATE reading_part SET status = ? WHERE proposal = ? AND passage = ?",
    );
    // As `state.ts` says where a proposal stands that has parts.
    const rise = db.prepare<[string]>(
      `UPDATE reading_proposal SET status = (
         SELECT status FROM reading_part WHERE proposal = id
         ORDER BY instr('open draft accepted declined withdrawn', status) LIMIT 1)
       WHERE id = ?`,
    );
    const rebase = db.prepare<[number, string, string]>(
      "UPDATE reading_part SET base = ? WHERE proposal = ? AND passage = ?",
    );
    const stand = db.prepare<[string, string, "joined" | "gone"]>(
      `INSERT INTO reading_writer (account, proposal, passage, standing) VALUES (?, ?, '', ?)
       ON CONFLICT (account, proposal, passage) DO UPDATE SET standing = excluded.standing`,
    );
    const credit = db.prepare<[string, string, string]>(
      `INSERT INTO reading_writer (account, proposal, passage, standing) VALUES (?, ?, ?, 'credited')
       ON CONFLICT DO NOTHING`,
    );
    const source = db.prepare<[string, string]>(
      `INSERT INTO reading_writer (account, proposal, passage, standing) VALUES (?, ?, '-', 'source')
       ON CONFLICT DO NOTHING`,
    );
    const uncredit = db.prepare<[string, string]>("DELETE FROM reading_writer WHERE proposal = ? AND passage = ?");
    const comeBack = db.prepare<[number, string | null, string]>(
      "UPDATE reading_proposal SET returned = ?, returned_by = ? WHERE id = ?",
    );
    const isOver = db
      .prepare<[string], number>("SELECT status NOT IN ('draft', 'open') FROM reading_proposal WHERE id = ?")
      .pluck();
    const keep = db.prepare<[number, string]>(
      `INSERT OR IGNORE INTO reading_decided (account, decided, proposal)
       SELECT account, ?, proposal FROM reading_writer WHERE proposal = ? AND standing IN ('joined', 'credited')`,
    );
    const end = db.prepare<[string]>("DELETE FROM reading_writer WHERE proposal = ?");
    const approve = db.prepare<[string, string, string]>("INSERT OR IGNORE INTO reading_approval VALUES (?, ?, ?)");
    const disapprove = db.prepare<[string, string, string]>(
      "DELETE FROM reading_approval WHERE proposal = ? AND passage = ? AND account = ?",
    );
    const approvedNoMore = db.prepare<[string, string]>(
      "DELETE FROM reading_approval WHERE proposal = ? AND passage = ?",
    );
    const unsay = db.prepare<[string, string]>(
      "UPDATE reading_part SET said = NULL WHERE proposal = ? AND passage = ?",
    );
    const say = db.prepare<[string, string, string, string]>(
      "UPDATE reading_part SET said = ? WHERE proposal = ? AND passage = ? AND said IS NOT ?",
    );
    const move = (proposal: string, passages: readonly string[], to: string) => {
      for (const passage of passages) status.run(to, proposal, passage);
      rise.run(proposal);
    };
    return each(({ number, record: { stream, event } }) => {
      if (isDescribing(event) || isOfImport(event) || isDiscussing(event) || isTerming(event)) return;
      const { work } = partsOf(stream)!;
      switch (event.type) {
        case "proposal-opened": {
          const { proposal, kind, parts, by, startedFrom } = event;
          open.run(proposal, work, kind, by.id ?? null, number);
          for (const { passage, base } of parts) part.run({ proposal, work, passage, base });
          if (by.id !== undefined) stand.run(by.id, proposal, "joined");
          for (const { id } of startedFrom?.proposers ?? []) if (id !== undefined) source.run(id, proposal);
          return;
        }
        case "part-added":
          part.run({ proposal: event.proposal, work, passage: event.passage, base: event.base });
          return void rise.run(event.proposal);
        case "proposal-submitted":
          submit.run(number, event.proposal);
          for (const part of event.parts) {
            const { passage, proposers } = part;
            const text = digestOfText(approvedIn(part));
            if (say.run(text, event.proposal, passage, text).changes > 0) approvedNoMore.run(event.proposal, passage);
            uncredit.run(event.proposal, passage);
            for (const { id } of proposers) if (id !== undefined) credit.run(id, event.proposal, passage);
          }
          return move(
            event.proposal,
            event.parts.map(({ passage }) => passage),
            "open",
          );
        case "proposal-returned":
          comeBack.run(number, event.by.id ?? null, event.proposal);
          return move(event.proposal, event.passages, "draft");
        case "proposal-rebased":
          approvedNoMore.run(event.proposal, event.passage);
          return void rebase.run(event.base, event.proposal, event.passage);
        case "proposal-approved":
          if (event.by.id === undefined) return;
          for (const { passage } of event.parts) approve.run(event.proposal, passage, event.by.id);
          return;
        case "approval-withdrawn":
          if (event.by.id === undefined) return;
          for (const passage of event.passages) disapprove.run(event.proposal, passage, event.by.id);
          return;
        case "person-invited":
          if (event.person.id !== undefined) stand.run(event.person.id, event.proposal, "joined");
          return;
        case "person-let-go":
          if (event.person.id !== undefined) stand.run(event.person.id, event.proposal, "gone");
          return;
        case "proposal-accepted":
        case "proposal-declined":
        case "proposal-withdrawn":
          for (const passage of decidedBy(event)) {
            approvedNoMore.run(event.proposal, passage);
            // What is decided may be taken out: nothing of its words stays here.
            unsay.run(event.proposal, passage);
          }
          move(event.proposal, decidedBy(event), event.type.slice("proposal-".length));
          if (isOver.get(event.proposal) !== 1) return;
          keep.run(number, event.proposal);
          return void end.run(event.proposal);
        case "version-recorded":
        case "text-supplied":
        case "version-chosen":
        case "version-withdrawn":
        case "note-checked":
        case "visibility-set":
        case "role-given":
        case "person-joined":
        case "approvals-set":
        case "readers-chosen":
        case "version-removed":
        case "proposal-removed":
        case "wording-removed":
        case "name-removed":
          return;
      }
    });
  },
};

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
  happened,
  // Behind discussions, which it looks up.
  news,
];
