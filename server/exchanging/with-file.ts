/** What is done on an errand with a file that was taken down: a work comes in, or something comes to one that is there. */
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { ArchiveFault } from "../../translations/exchange/archive.ts";
import { Counting, NotTaken, type Counts, type Fault } from "../../translations/exchange/brought.ts";
import type { Head } from "../../translations/exchange/records.ts";
import { readSent } from "../../translations/exchange/sent.ts";
import { readSentOnto, type SentOnto } from "../../translations/exchange/sent-pieces.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import { actOf, bringIn, goOn, REAL, type Came } from "../bringing/bringing.ts";
import { ArchiveRefused, bringArchive, type ArchiveCame } from "../bringing/bringing-archive.ts";
import { OntoRefused } from "../bringing/importing.ts";
import { onDisk } from "../bringing/file-bytes.ts";
import { linesOf } from "../bringing/lines.ts";
import {
  addOn,
  differOn,
  supplyWork,
  type AddedOn,
  type Adding,
  type AskedOnto,
  type DiffersOn,
  type SuppliedOn,
  type Supplies,
} from "../bringing/onto.ts";
import { propose, type Why } from "../bringing/proposing.ts";
import { returnedFile, returnedTo } from "../bringing/returning.ts";
import { flawInWords } from "../care/care.ts";
import { openDesk } from "../desk/desk.ts";
import { readingOf } from "../reading/reading.ts";
import { openSqlite, sqliteStore } from "../sqlite/sqlite.ts";
import { keepFirst } from "../store/first-kept.ts";
import { DATABASE } from "../store/names.ts";
import type { Store } from "../store/store.ts";
import { byAccount } from "./by-account.ts";
import { contentOf } from "./content.ts";
import type { Progress } from "./progress.ts";

export const WITH_FILE = { bring, take, add, differ, supply, takeBack };

/** With the SHA-256 of the file: the same asked for twice at once is done once. */
type OfFile<Asked> = Asked & { digest: string };

/** Gone on with after a stop. */
interface Again {
  again?: true;
}

/** A work that is to be brought in, beside what the file says. `of`: see {@link actOf}. */
export interface Bringing {
  head: Head;
  by: Person;
  of: string;
}

/** What came of it, or what keeps the file from being taken in. */
type OrFault<Made> = Made | { fault: Fault; line: number | null };

/** Brings a work in from a file of lines, see `translations/exchange/sent.ts`. */
function bring(
  data: string,
  { head, by, of }: OfFile<Bringing>,
  file: number,
  told: Progress,
): Promise<OrFault<{ came: Came; passages: number; versions: number }>> {
  return opened(data, (store) =>
    orFault(async () => {
      const passages = readSent(linesOf(contentOf(file)));
      const came = await bringIn(store, { head, by, act: actOf(head.id, of), passages }, { ...REAL, told });
      const versions = passages.reduce((sum, passage) => sum + passage.versions.length, 0);
      return { came, passages: passages.length, versions };
    }),
  );
}

/** What came of an archive, or what keeps it from being taken in. `said`: the flaw of a record, as a sentence. */
type Taken = OrFault<ArchiveCame> | { refused: ArchiveFault; said: string | null };

/** Takes in an archive of this work. `name`: what the file is called. */
function take(
  data: string,
  { work, again }: OfFile<{ work: string; name: string } & Again>,
  file: number,
): Promise<Taken> {
  return opened(data, async (store, db) => {
    // What was stopped on the way is this.
    if (again) await goOn(store, work);
    try {
      return await orFault(() =>
        bringArchive(store, onDisk(file), accountsIn(db), work, keepFirst(db), { room: data }),
      );
    } catch (error) {
      if (error instanceof ArchiveRefused) return { refused: error.fault, said: flawOf(error.fault) };
      throw error;
    }
  });
}

/** What came of it, or what keeps a file from coming onto the work. */
type OrRefused<Made> = OrFault<Made> | { refusal: Refusal };

/** Adds to a work what a file of lines has for a translation of it. */
function add(data: string, asked: OfFile<Adding>, file: number): Promise<OrRefused<AddedOn>> {
  return onto(data, file, (store, given) => addOn(store, asked, given));
}

/** Lines that are to be proposed by an account, as far as they differ from a translation of a work; tried, nothing is kept. */
export interface Differing extends AskedOnto {
  actor: Actor;
  why: Why;
  isTried: boolean;
}

/** What they differ in, and as which proposals it is kept. `stale`: what another version stands in place of. */
export interface Differed extends Omit<DiffersOn, "parts"> {
  revised: number;
  stale: number;
  proposals: string[];
}

/** Proposes what a file of lines says otherwise than a translation of a work. */
function differ(data: string, asked: OfFile<Differing>, file: number): Promise<OrRefused<Differed>> {
  return onto(data, file, async (store, given, db) => {
    const { parts, ...found } = await differOn(store, asked, given);
    // What another version stands in place of would have to be moved before anybody may begin it.
    const now = parts.filter(({ stale }) => !stale);
    const kept = await proposed(store, db, asked, now);
    if ("refusal" in kept) return kept;
    return { ...found, revised: now.length, stale: parts.length - now.length, proposals: kept.proposals };
  });
}

/** A Word file that comes back, whose changes are to be proposed by an account; tried, nothing is kept. */
export interface TakingBack {
  work: string;
  name: string;
  actor: Actor;
  why: Why;
  isTried: boolean;
}

/** What it says otherwise. `found`: so many of its passages are the work's. */
export interface TookBack {
  found: number;
  passages: number;
  already: number;
  notTaken: Counts;
  proposals: string[];
}

/** Proposes what a Word file that comes back says otherwise. */
function takeBack(data: string, asked: OfFile<TakingBack>, file: number): Promise<OrRefused<TookBack>> {
  const { work: id, name, actor } = asked;
  return opened(data, (store, db) =>
    orFault(async () => {
      const returned = await returnedFile(name, contentOf(file));
      const work = await store.work(id);
      if (!work) return { refusal: { code: "unknown-work" as const } };
      const day = new Date().toISOString().slice(0, 10);
      const { found, parts, already, notTaken } = await returnedTo(store, work, returned, personOf(actor), day);
      const counting = new Counting();
      for (const counts of [returned.notTaken, notTaken]) counting.addAll(counts);
      // What was revised since would have its older words put back.
      const now = parts.filter(({ stale }) => !stale);
      counting.add("passages that were revised since", parts.length - now.length);
      const kept = await proposed(store, db, asked, now);
      if ("refusal" in kept) return kept;
      return { found, passages: now.length, already, notTaken: counting.counts(), proposals: kept.proposals };
    }),
  );
}

function proposed(
  store: Store,
  db: Database,
  { work, actor, why, isTried }: Pick<TakingBack, "work" | "actor" | "why" | "isTried">,
  parts: Parameters<typeof propose>[0],
): ReturnType<typeof propose> {
  if (isTried) return Promise.resolve({ proposals: [] });
  return propose(parts, why, byAccount({ store, desk: openDesk(store), reading: readingOf(db) }, work, actor));
}

/** Gives a work its source from a file of lines. */
function supply(data: string, asked: OfFile<Supplies>, file: number): Promise<OrRefused<SuppliedOn>> {
  return onto(data, file, (store, given, db) => {
    if ("passages" in given) throw new NotTaken({ code: "a-table" });
    return supplyWork(store, readingOf(db), asked, given.pieces);
  });
}

function onto<Made>(
  data: string,
  file: number,
  lay: (store: Store, given: SentOnto, db: Database) => Promise<Made>,
): Promise<OrRefused<Made>> {
  return opened(data, async (store, db) => {
    const bytes = contentOf(file);
    try {
      return await orFault(() =>
        lay(
          store,
          readSentOnto(() => linesOf(bytes)),
          db,
        ),
      );
    } catch (error) {
      if (error instanceof OntoRefused) return { refusal: error.fault };
      throw error;
    }
  });
}

async function orFault<Made>(bring: () => Promise<Made>): Promise<OrFault<Made>> {
  try {
    return await bring();
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    throw error;
  }
}

async function opened<Made>(data: string, use: (store: Store, db: Database) => Promise<Made>): Promise<Made> {
  const db = openSqlite(join(data, DATABASE));
  const store = sqliteStore(db);
  try {
    return await use(store, db);
  } finally {
    await store.close();
  }
}

/** Who has an account here; nobody, in a folder that was never served. */
export function accountsIn(db: Database): (id: string) => boolean {
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'user'").get() !== undefined;
  const account = has ? db.prepare<[string], number>("SELECT 1 FROM user WHERE id = ?").pluck() : null;
  return (id) => account?.get(id) !== undefined;
}

/** The flaw of a record of an archive, as a sentence; null if there is none. */
export function flawOf(fault: ArchiveFault): string | null {
  return fault.code === "record-altered" && fault.flaw ? flawInWords(fault.flaw).replace(/\.$/, "") : null;
}
