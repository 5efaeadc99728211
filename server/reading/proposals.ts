/** Where each proposal stands, and who writes in what, folded from the ledger. */
import { approvedIn } from "../../translations/ledger/approvals.ts";
import { isDiscussing } from "../../translations/ledger/discussing.ts";
import { decidedBy, isDescribing, isOfImport } from "../../translations/ledger/events.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { isTerming } from "../../translations/ledger/terming.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { each, type Projection } from "./projection.ts";

/** Each proposal: where it stands, its parts and who approved of them, and the record of its last submission. */
export const proposals: Projection = {
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
  indices: {
    reading_proposal_undecided: "reading_proposal (status, submitted) WHERE status IN ('draft', 'open')",
    reading_proposal_of_work: "reading_proposal (work, status) WHERE status IN ('draft', 'open')",
    reading_proposal_opened_by: "reading_proposal (opened_by) WHERE status IN ('draft', 'open')",
    reading_part_of_work: "reading_part (work, passage, status) WHERE status IN ('draft', 'open')",
    reading_writer_of_proposal: "reading_writer (proposal)",
  },
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
