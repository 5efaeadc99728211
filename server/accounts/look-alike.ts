/** Names that the eye takes for each other. */
import type { Database } from "better-sqlite3";
import { isSameName, looksLike } from "../../translations/people/name.ts";
import type { Refused } from "./contract.ts";
import { refuse } from "./refusals.ts";

/** Refuses a name that the eye takes for somebody else's. One that is written the same may be another person's too. */
export function lookAlike(db: Database, name: string, self: string | null): Refused | null {
  const others = db
    .prepare<[string], string>("SELECT name FROM user WHERE id <> ?")
    .pluck()
    .all(self ?? "");
  if (!others.some((other) => looksLike(name, other) && !isSameName(name, other))) return null;
  return refuse(409, "name-looks-alike");
}
