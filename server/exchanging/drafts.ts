/** How the drafts of a work came to be, for its archive: each step with its words, people and times. */
import type { Database } from "better-sqlite3";
import type { ToldStep } from "../../translations/exchange/archive.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { loggedUpdates } from "../sqlite/sqlite.ts";
import { playedThrough } from "../sync/sync.ts";

interface DraftRow {
  id: string;
  proposal: string;
  passage: string;
}

/**
 * Every step that is kept of the work's drafts, draft after draft in the order in which they were begun, undecided ones with them.
 * Whose account is gone, or was not to be kept, is not named.
 */
export function* draftedIn(db: Database, work: string): Generator<ToldStep> {
  const names = namesIn(db);
  const drafts = db.prepare<[string], DraftRow>(
    "SELECT draft.id, proposal, passage FROM draft JOIN part USING (proposal, passage) WHERE work = ? ORDER BY draft.rowid",
  );
  for (const { id, proposal, passage } of drafts.all(work))
    for (const { step, rendering } of playedThrough(loggedUpdates(db, id))) {
      const by = step.by.flatMap((account) => names.get(account) ?? []);
      const when = { from: instant(step.from), to: instant(step.to) };
      yield { proposal, passage, step: step.number, ...when, by, text: canonicalText(rendering) };
    }
}

/** Accounts' names; none where no workbench has ever run, and works were only brought in. */
function namesIn(db: Database): ReadonlyMap<string, string> {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'user'").get() !== undefined;
  return new Map(has ? db.prepare<[], [string, string]>("SELECT id, name FROM user").raw().all() : []);
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
