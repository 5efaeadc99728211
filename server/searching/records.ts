/** What the ledger says of passages now, as the index needs it: read, never written. */
import type { Database } from "better-sqlite3";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import type { VersionFacts, Words } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { descriptionsIn } from "../store/descriptions.ts";
import { recordIn, type RecordRow, RECORDS } from "../store/rows.ts";

/** A version as it is recorded now, without what was taken out. */
export type KeptVersion = VersionFacts & { withdrawn?: true };
export interface KeptSource {
  number: number;
  words: string[];
}

export interface Told {
  work: string;
  passage: string;
}

export type LedgerRecords = ReturnType<typeof recordsIn>;

export function recordsIn(db: Database) {
  const since = db.prepare<[number, number], RecordRow>(`${RECORDS} WHERE number > ? ORDER BY number LIMIT ?`);
  const ofWork = db.prepare<[string, number, number], RecordRow>(
    `${RECORDS} WHERE work = ? AND number > ? ORDER BY number LIMIT ?`,
  );
  const staged = db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ? AND staged IS NOT NULL").pluck();
  const through = db.prepare<[], number | null>("SELECT max(number) FROM record").pluck();
  const behind = db
    .prepare<[number, string], number>(
      "SELECT count(*) FROM record WHERE number > ? AND work NOT IN (SELECT value FROM json_each(?))",
    )
    .pluck();
  const digest = db.prepare<[number], string>("SELECT lower(hex(digest)) FROM record WHERE number = ?").pluck();
  const stream = db.prepare<[string], RecordRow>(`${RECORDS} WHERE stream = ? ORDER BY position`);
  // What a body says of its number stands in it just so.
  const numbered = db.prepare<[string, string], RecordRow>(
    `${RECORDS} WHERE stream = ? AND instr(body, CAST('"number":' || ? AS BLOB)) > 0 ORDER BY position`,
  );
  // The first is it: those whose number begins with this one's digits come later.
  const worded = db.prepare<[string, string], RecordRow>(
    `${RECORDS} WHERE stream = ? AND instr(body, CAST('"number":' || ? AS BLOB)) > 0
       AND instr(body, CAST('"type":"source-worded"' AS BLOB)) > 0 ORDER BY position LIMIT 1`,
  );
  // Its own record, and that beside which its words stand.
  const current = db.prepare<[string, string, number], RecordRow>(
    `${RECORDS} WHERE number IN (
       SELECT value FROM reading_passage, json_each(json_array(current, worded))
       WHERE work = ? AND passage = ? AND standing = ?) ORDER BY number`,
  );
  const standing = db
    .prepare<[string, string], number | null>("SELECT standing FROM reading_passage WHERE work = ? AND passage = ?")
    .pluck();
  const { described, read } = descriptionsIn(db);
  const works = db.prepare<[], { id: string; ordinal: number }>(
    "SELECT id, ordinal FROM work WHERE away IS NULL AND staged IS NULL ORDER BY ordinal",
  );
  const ordinal = db.prepare<[string], number>("SELECT ordinal FROM work WHERE id = ?").pluck();
  const own = ({ work, passage }: Told) => `passage/${work}/${passage}`;
  return {
    db,
    since: (number: number, most: number) => since.all(number, most),
    /** A work's own, behind a number. */
    ofWork: (id: string, number: number, most: number) => ofWork.all(id, number, most),
    /** Whether a work is still on its way in: nobody sees it. */
    isStaged: (id: string) => staged.get(id) !== undefined,
    /** How many records there are behind a number, but those of works that are not to be learned of. */
    behind: (number: number, hidden: ReadonlySet<string>) => behind.get(number, JSON.stringify([...hidden]))!,
    through: () => through.get() ?? 0,
    digest: (number: number) => digest.get(number) ?? null,
    standing: ({ work, passage }: Told) => standing.get(work, passage) ?? null,
    described: (id: string) => described(id) ?? 0,
    work: (id: string): Work | null => read(id)?.work ?? null,
    /** Those that stand with the others, in order. */
    works: () => works.all(),
    ordinal: (id: string) => ordinal.get(id) ?? null,
    /** All versions and source wordings of a passage. */
    passage: (place: Told) => keptOf(stream.all(own(place)).map(recordIn)),
    version: (place: Told, number: number): KeptVersion | null => {
      const rows = current.all(place.work, place.passage, number);
      const found = rows.length > 0 ? rows : numbered.all(own(place), String(number));
      return standingAmong(keptOf(found.map(recordIn)).versions.get(number));
    },
    source: (place: Told, number: number): KeptSource | null =>
      keptOf(worded.all(own(place), String(number)).map(recordIn)).sources.get(number) ?? null,
  };
}

/** What a passage's own records add up to. */
export function keptOf(records: readonly LedgerRecord[]): {
  versions: Map<number, KeptVersion>;
  sources: Map<number, KeptSource>;
} {
  const versions = new Map<number, KeptVersion>();
  const sources = new Map<number, KeptSource>();
  for (const { event } of records) {
    if (event.type === "version-recorded") versions.set(event.number, event);
    else if (event.type === "source-worded")
      sources.set(event.number, { number: event.number, words: event.wording ?? [] });
    else if (event.type === "text-supplied") {
      const version = versions.get(event.number);
      if (version) versions.set(event.number, { ...version, words: supplied(event.words, version.words) });
    } else if (event.type === "version-withdrawn") {
      const version = versions.get(event.number);
      if (version) versions.set(event.number, { ...version, withdrawn: true });
    }
  }
  return { versions, sources };
}

/** Of what was withdrawn nothing is found. */
export function standingAmong(version: KeptVersion | undefined): KeptVersion | null {
  return version && version.withdrawn !== true ? version : null;
}

function supplied(words: Words | null, before: Words | null): Words | null {
  return words ?? before;
}
