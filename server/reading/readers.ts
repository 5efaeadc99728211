/** Who reads which work, folded from the ledger: for what is asked over all works at once. The rule is `ledger/access.ts`'s. */
import type { Database } from "better-sqlite3";
import { roleIn, type Visibility } from "../../translations/ledger/access.ts";
import type { ApprovalRule } from "../../translations/ledger/approvals.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { each, type Projection } from "./projection.ts";

/** Each work of whose readers something is said, who has which role there, and how many approvals a version needs. */
export const readers: Projection = {
  name: "readers",
  version: 3,
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
    // As `ledger/approvals.ts` has it; of no work of which nothing is said.
    reading_approval_rule: `(
      work TEXT PRIMARY KEY,
      needed INTEGER NOT NULL,
      own TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {},
  fold: (db) => {
    const set = db.prepare<[string, Visibility]>("INSERT OR REPLACE INTO reading_visibility VALUES (?, ?)");
    const give = db.prepare<[string, string, Role]>("INSERT OR REPLACE INTO reading_role VALUES (?, ?, ?)");
    const take = db.prepare<[string, string]>("DELETE FROM reading_role WHERE account = ? AND work = ?");
    const rule = db.prepare<[string, ApprovalRule["needed"], ApprovalRule["own"]]>(
      "INSERT OR REPLACE INTO reading_approval_rule VALUES (?, ?, ?)",
    );
    return each(({ record: { stream, event } }) => {
      if (event.type === "approvals-set") return void rule.run(partsOf(stream)!.work, event.needed, event.own);
      if (event.type !== "visibility-set" && event.type !== "role-given") return;
      const { work } = partsOf(stream)!;
      if (event.type === "visibility-set") set.run(work, event.visibility);
      else if (event.role === null) take.run(event.person.id, work);
      else give.run(event.person.id, work, event.role);
    });
  },
};

/** A work in which somebody may have another role than everywhere. */
interface GivenRow {
  work: string;
  visibility: Visibility;
  /** Given to them there. */
  role: Role | null;
}

/** Who asks; null is whoever is not signed in. */
export type Visitor = Pick<Actor, "id" | "role"> | null;

/**
 * A visitor's role in each work that is not everybody's, or where one was given to them; null where they don't learn that there
 * is such a work.
 */
export type RolesIn = ReadonlyMap<string, { role: Role | null; closed: boolean }>;

/** Finds the works that are not everybody's, and those in which a visitor was given a role. */
export function rolesIn(db: Database): (visitor: Visitor) => RolesIn {
  const given = db.prepare<[{ account: string | null }], GivenRow>(
    `SELECT given.work AS work, coalesce(visibility, 'public') AS visibility, role
     FROM (SELECT work FROM reading_visibility WHERE visibility <> 'public'
           UNION SELECT work FROM reading_role WHERE account = :account) AS given
     LEFT JOIN reading_visibility ON reading_visibility.work = given.work
     LEFT JOIN reading_role ON reading_role.work = given.work AND account = :account`,
  );
  return (visitor) => {
    const roles = given.all({ account: visitor?.id ?? null }).map(({ work, visibility, role }) => {
      const own = new Map(visitor && role ? [[visitor.id, { role }]] : []);
      return [work, { role: roleIn({ visibility, roles: own }, visitor), closed: visibility !== "public" }] as const;
    });
    return new Map(roles);
  };
}

/** The works of which a visitor doesn't learn that they are there. */
export function hiddenOf(roles: RolesIn): ReadonlySet<string> {
  return new Set([...roles].flatMap(([work, { role }]) => (role === null ? [work] : [])));
}

/** Those that they read and strangers don't. */
export function closedOf(roles: RolesIn): ReadonlySet<string> {
  return new Set([...roles].flatMap(([work, { role, closed }]) => (closed && role !== null ? [work] : [])));
}
