/**
 * The index of words in a SQLite file of its own, so that whoever writes words never waits for it, and it can be thrown
 * away. FTS5 keeps the tokens alone, no text (contentless), and parts them at spaces: they come ready made.
 */
import type { Database, Statement } from "better-sqlite3";
import { FIELDS, type Clause, type Entry } from "../../translations/search/search.ts";
import { SHELVES, type Shelf, type Wanted, type WordIndex, type WordQuestion } from "../store/word-index.ts";

/** Makes the tables, if they are not there. */
export function makeWordTables(db: Database): void {
  for (const shelf of SHELVES)
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS words_${shelf}
       USING fts5(${FIELDS.join(", ")}, content='', contentless_delete=1, tokenize='ascii')`,
    );
}

/** Leaves nothing of what was dropped: joins all that the tables consist of, a piece at a time. True once it is done. */
export function wipeDropped(db: Database, begins: boolean): boolean {
  return SHELVES.map((shelf) => {
    const before = changes(db);
    // Of a negative number all is joined, whatever its size.
    db.prepare(`INSERT INTO words_${shelf} (words_${shelf}, rank) VALUES ('merge', ?)`).run(begins ? -PIECE : PIECE);
    return changes(db) - before < 2;
  }).every(Boolean);
}

/** So many pages are joined at a time. */
const PIECE = 200;

function changes(db: Database): number {
  return db.prepare<[], number>("SELECT total_changes()").pluck().get()!;
}

export class SqliteWordIndex implements WordIndex {
  readonly #sql: Readonly<Record<Shelf, ReturnType<typeof statements>>>;

  /** @param db whose tables {@link makeWordTables} has made. */
  constructor(db: Database) {
    this.#sql = { now: statements(db, "now"), then: statements(db, "then") };
  }

  put(shelf: Shelf, place: bigint, entry: Entry): void {
    const columns = FIELDS.map((field) => (entry[field] ?? []).join(" "));
    if (columns.some((tokens) => tokens !== "")) this.#sql[shelf].put.run(place, ...columns);
  }

  drop(shelf: Shelf, place: bigint): void {
    this.#sql[shelf].drop.run(place);
  }

  find({ shelf, wanted, without, from, to, most }: WordQuestion): bigint[] {
    const all = wanted.map((each) => `(${written(each)})`).join(" AND ");
    const query = without ? `(${all}) NOT (${written(without)})` : all;
    return this.#sql[shelf].find.all(query, from, to, most);
  }
}

function statements(db: Database, shelf: Shelf) {
  const table = `words_${shelf}`;
  const values = FIELDS.map(() => "?").join(", ");
  return {
    put: db.prepare(`INSERT INTO ${table} (rowid, ${FIELDS.join(", ")}) VALUES (?, ${values})`),
    drop: db.prepare<[bigint]>(`DELETE FROM ${table} WHERE rowid = ?`),
    find: db
      .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`)
      .pluck()
      .safeIntegers() as Statement<[string, bigint, bigint, number], bigint>,
  };
}

/** In FTS5's own language. One clause may stand in any of the fields; several stand in one. */
function written({ in: fields, clauses }: Wanted): string {
  const all = clauses.map(clauseWritten).join(" AND ");
  if (clauses.length === 1) return `{${fields.join(" ")}} : (${all})`;
  return fields.map((field) => `({${field}} : (${all}))`).join(" OR ");
}

/** Tokens have neither a space nor a quotation mark. */
function clauseWritten(clause: Clause): string {
  return `(${clause.map((tokens) => `"${tokens.join(" ")}"`).join(" OR ")})`;
}
