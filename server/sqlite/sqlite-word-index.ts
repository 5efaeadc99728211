/**
 * The index of words in a SQLite file of its own, so that whoever writes words never waits for it, and it can be thrown
 * away. FTS5 keeps the tokens alone, no text (contentless), and parts them at spaces: they come ready made.
 */
import type { Database, Statement } from "better-sqlite3";
import { FIELDS, type Clause, type Entry, type Field } from "../../translations/search/search.ts";
import { SHELVES, type Shelf, type Wanted, type WordIndex, type WordQuestion } from "../store/word-index.ts";

/**
 * What stands before each token, by field: no letter, so that no word begins with it. All fields are one column, since a question
 * about one of several columns reads on through whatever the others have of a word, and a token of another column than the first
 * takes two bytes more.
 */
const MARKS: Readonly<Record<Field, string>> = { rendering: "", source: "©", note: "®", reason: "¬", about: "§" };

/** Makes the tables, if they are not there. */
export function makeWordTables(db: Database): void {
  for (const shelf of SHELVES)
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS words_${shelf}
       USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii')`,
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

/** So many pages are joined, or moved, at a time. */
const PIECE = 200;
/** So many of a hundred pages of a file may be empty: they are used again when more is written. */
const MOST_EMPTY = 2;

/** Has a file that is without tables give back what is empty, when it is asked to. */
export function makeTrimmable(db: Database): void {
  db.pragma("auto_vacuum = INCREMENTAL");
  db.exec("VACUUM");
}

/** Gives back some of a file's empty pages. True if too many are left. */
export function trimmed(db: Database): boolean {
  const count = (of: "page_count" | "freelist_count") => db.pragma(of, { simple: true }) as number;
  const isTooEmpty = () => 100 * count("freelist_count") > MOST_EMPTY * count("page_count");
  if (!isTooEmpty()) return false;
  db.pragma(`incremental_vacuum(${PIECE})`);
  return isTooEmpty();
}

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
    const tokens = FIELDS.flatMap((field) => (entry[field] ?? []).map((token) => MARKS[field] + token));
    if (tokens.length > 0) this.#sql[shelf].put.run(place, tokens.join(" "));
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
  return {
    put: db.prepare<[bigint, string]>(`INSERT INTO ${table} (rowid, tokens) VALUES (?, ?)`),
    drop: db.prepare<[bigint]>(`DELETE FROM ${table} WHERE rowid = ?`),
    find: db
      .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`)
      .pluck()
      .safeIntegers() as Statement<[string, bigint, bigint, number], bigint>,
  };
}

/** In FTS5's own language: all clauses in one of the fields. */
function written({ in: fields, clauses }: Wanted): string {
  return fields
    .map((field) => `(${clauses.map((clause) => clauseWritten(clause, MARKS[field])).join(" AND ")})`)
    .join(" OR ");
}

/** Tokens have neither a space nor a quotation mark. */
function clauseWritten(clause: Clause, mark: string): string {
  const phrases = clause.map((tokens) => `"${tokens.map((token) => mark + token).join(" ")}"`);
  return `(${phrases.join(" OR ")})`;
}
