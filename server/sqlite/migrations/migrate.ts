/** Brings a database's tables up to date, one numbered step at a time. What the steps do stands in `migrations/`. */
import type { Database } from "better-sqlite3";

export interface Migration {
  /** From 1, without gaps. */
  number: number;
  name: string;
  sql: string;
  /** What SQL can't say, done after it in the same transaction. */
  then?: (db: Database) => void;
}

/** The tables are another program's, or a newer one's; the message says what to do. */
export class UnknownTables extends Error {
  override name = "UnknownTables";
}

/**
 * Applies those of `migrations` that the database has not had, all in one transaction together with the notes that they
 * were applied: where one fails everything is as it was before the first, and the program that wrote it can go on with it.
 * @throws UnknownTables if a newer program has been here, or one from between two releases; then nothing is touched.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const latest = migrations.at(-1)?.number ?? 0;
  refuseNewer(db, latest);
  refuseOthers(db, migrations);
  db.transaction(() => migrations.forEach((migration) => apply(db, migration))).immediate();
}

/** The number of the last migration that the database has had; 0 for a new one. */
export function appliedMigrations(db: Database): number {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (!table) return 0;
  return db.prepare<[], number | null>("SELECT max(number) FROM migration").pluck().get() ?? 0;
}

/** @throws UnknownTables if a newer program, one that knows more than `latest`, has been here. */
export function refuseNewer(db: Database, latest: number): void {
  const applied = appliedMigrations(db);
  if (applied <= latest) return;
  throw new UnknownTables(
    `The database ${db.name} was made by a newer Variorum (its tables are at ${applied}, this program knows ${latest}). ` +
      "Nothing was changed. Install the newer program, or open another data folder.",
  );
}

/** @throws UnknownTables if the tables have had a step of another name: one that was changed before it was released. */
function refuseOthers(db: Database, migrations: readonly Migration[]): void {
  if (appliedMigrations(db) === 0) return;
  const applied = db.prepare<[], { number: number; name: string }>("SELECT number, name FROM migration").all();
  const names = new Map(migrations.map(({ number, name }) => [number, name]));
  const other = applied.find(({ number, name }) => names.get(number) !== name);
  if (other)
    throw new UnknownTables(
      `The database ${db.name} was made by a Variorum that was never released (its tables have had step ${other.number} as ` +
        `“${other.name}”). Nothing was changed. Go on with a copy from before that, such as ${db.name}.before-tables-….`,
    );
}

/** Asks again inside the transaction, because another process may have been faster. */
function apply(db: Database, { number, name, sql, then }: Migration): void {
  const applied = appliedMigrations(db);
  if (applied >= number) return;
  if (applied !== number - 1) throw new RangeError(`migrate: migration ${number} can't follow ${applied}`);
  db.exec(
    "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT",
  );
  db.exec(sql);
  then?.(db);
  db.prepare("INSERT INTO migration (number, name, at) VALUES (?, ?, ?)").run(number, name, new Date().toISOString());
}
