/** Whom a work names who has no account here: people of an archive, of files, of the books that it was made from. */
import type { Database } from "better-sqlite3";
import { foreignKey } from "../../translations/ledger/access.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { WITHHELD, type Person } from "../../translations/notes/note.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";

/** Somebody without an account here, as the work names them, and how much of it is theirs. */
export interface Foreigner {
  person: Person;
  versions: number;
  notes: number;
  proposals: number;
}

/** So many are told, and how many there are. */
const MOST_TOLD = 500;

/**
 * Those whom a work's versions, notes and proposals name, who have the most versions first.
 * @param hasAccount whether somebody with this id has an account here.
 */
export function foreignersIn(
  db: Database,
  work: string,
  hasAccount: (id: string) => boolean,
): { some: Foreigner[]; all: number } {
  const found = new Map<string, Foreigner>();
  const rows = db.prepare<[string], RecordRow>(
    `${RECORDS} WHERE work = ? AND stream NOT GLOB 'access/*' ORDER BY number`,
  );
  const count = (people: readonly Person[], what: "versions" | "notes" | "proposals"): void => {
    for (const [key, person] of new Map(people.map((each) => [foreignKey(each), each]))) {
      // A program is nobody who could have an account.
      if (person.program) continue;
      if (person.id === undefined ? person.name === WITHHELD : hasAccount(person.id)) continue;
      const before = found.get(key) ?? { person, versions: 0, notes: 0, proposals: 0 };
      // How they are called last is how they are called.
      found.set(key, { ...before, person, [what]: before[what] + 1 });
    }
  };
  for (const row of rows.iterate(work)) counted(recordIn(row).event, count);
  const all = [...found.values()].sort((a, b) => b.versions - a.versions || b.proposals - a.proposals);
  return { some: all.slice(0, MOST_TOLD), all: all.length };
}

function counted(
  event: LedgerEvent,
  count: (people: readonly Person[], what: "versions" | "notes" | "proposals") => void,
): void {
  if (event.type === "proposal-opened") count([event.by], "proposals");
  if (event.type !== "version-recorded") return;
  count(event.contributors, "versions");
  for (const { author } of event.notes) count([author], "notes");
}
