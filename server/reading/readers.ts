/** Who reads which work, folded from the ledger: for what is asked over all works at once. The rule is `ledger/access.ts`'s. */
import type { Database } from "better-sqlite3";
import { mayReadWork, type Visibility } from "../../translations/ledger/access.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { each, type Projection } from "./projection.ts";

/** Each work of whose readers something is said, and who has which role there. */
export const readers: Projection = {
  name: "readers",
  version: 1,
  tables: {
    reading_visibility: `(
      work TEXT PRIMARY KEY,
      visibility TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    reading_role: `(
      account TEXT NOT NULL,
      work TEXT NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (account, work)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: "",
  fold: (db) => {
    const set = db.prepare<[string, Visibility]>("INSERT OR REPLACE INTO reading_visibility VALUES (?, ?)");
    const give = db.prepare<[string, string, Role]>("INSERT OR REPLACE INTO reading_role VALUES (?, ?, ?)");
    const take = db.prepare<[string, string]>("DELETE FROM reading_role WHERE account = ? AND work = ?");
    return each(({ record: { stream, event } }) => {
      if (event.type !== "visibility-set" && event.type !== "role-given") return;
      const { work } = partsOf(stream)!;
      if (event.type === "visibility-set") set.run(work, event.visibility);
      else if (event.role === null) take.run(event.person.id, work);
      else give.run(event.person.id, work, event.role);
    });
  },
};

/** A work that is not everybody's, and somebody's role in it. */
interface ClosedRow {
  work: string;
  visibility: Visibility;
  role: Role | null;
}

type Visitor = Pick<Actor, "id" | "role"> | null;

/** Finds the works that are not a visitor's to read; null is whoever is not signed in. */
export function hiddenIn(db: Database): (visitor: Visitor) => ReadonlySet<string> {
  const closed = db.prepare<[string | null], ClosedRow>(
    `SELECT reading_visibility.work AS work, visibility, role FROM reading_visibility
     LEFT JOIN reading_role ON reading_role.work = reading_visibility.work AND account = ?
     WHERE visibility <> 'public'`,
  );
  const mayRead = ({ visibility, role }: ClosedRow, visitor: Visitor) =>
    mayReadWork({ visibility, roles: new Map(visitor && role ? [[visitor.id, { role }]] : []) }, visitor);
  return (visitor) => {
    const rows = closed.all(visitor?.id ?? null);
    return new Set(rows.filter((row) => !mayRead(row, visitor)).map(({ work }) => work));
  };
}
