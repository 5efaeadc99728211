/** What is done with whole works that go out or come in, each by itself: functions of a data folder, what is asked, and a file. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { SIDES, type Lying, type Side } from "../../translations/align/align.ts";
import type { ArchiveFault } from "../../translations/exchange/archive.ts";
import { NotTaken, type BroughtPassage, type Counts, type Fault } from "../../translations/exchange/brought.ts";
import type { Head } from "../../translations/exchange/records.ts";
import { readSent } from "../../translations/exchange/sent.ts";
import { readSentOnto, type SentOnto } from "../../translations/exchange/sent-pieces.ts";
import { passagesOfBlocks } from "../../translations/exchange/staged.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { translationsOf } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { actOf, bringIn, type Came } from "../bringing/bringing.ts";
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
import { takeText, type Taking, type Took } from "../bringing/staged-text.ts";
import { flawInWords, looking } from "../care/care.ts";
import { readingOf } from "../reading/reading.ts";
import { openSqlite, sqliteStore } from "../sqlite/sqlite.ts";
import { keepFirst } from "../store/first-kept.ts";
import { DATABASE } from "../store/names.ts";
import { stagingIn, type Sides, type Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { contentOf } from "./content.ts";
import { foreignersIn, type Foreigner } from "./named.ts";
import { OF_WORKS } from "./of-works.ts";
import { leftOutOf, NoWork, writeDown, type Writing, type Written } from "./written.ts";

export const EXCHANGES = { write, count, bring, take, make, lay, add, differ, supply, foreigners, ...OF_WORKS };

/** Where a process of its own finds the file. */
export const FILE = 3;

export type Exchanges = typeof EXCHANGES;
type Of<Name extends keyof Exchanges> = Exchanges[Name];
export type AskedOf<Name extends keyof Exchanges> = Parameters<Of<Name>>[1];
export type DoneOf<Name extends keyof Exchanges> = Awaited<ReturnType<Of<Name>>>;

/** What a process says, a line each: how far it has come, and at last what came of it. */
export type Line = { done: number; of: number } | { came: unknown };

/** How a process is asked for one, on its command line. */
export interface Job<Name extends keyof Exchanges = keyof Exchanges> {
  name: Name;
  data: string;
  asked: AskedOf<Name>;
}

/** Writes a work into a file. Null if there is none of that name any more. */
function write(data: string, writing: Writing, file: number): Promise<Written | null> {
  return ofWork(data, (db) => writeDown(db, writing, (piece) => writeAll(file, piece)));
}

/** What each format can't hold of a work; null if there is none of that name any more. */
function count(data: string, { work }: { work: string }): Promise<Readonly<Record<string, Counts>> | null> {
  return ofWork(data, (db) => leftOutOf(db, work));
}

/** Whom a work names who has no account here; nobody, if there is no such work any more. */
async function foreigners(data: string, { work }: { work: string }): Promise<{ some: Foreigner[]; all: number }> {
  const found = await ofWork(data, (db) => foreignersIn(db, work, accountsIn(db)));
  return found ?? { some: [], all: 0 };
}

async function ofWork<Made>(data: string, look: (db: Database) => Made): Promise<Made | null> {
  try {
    return await looking(join(data, DATABASE), look);
  } catch (error) {
    if (error instanceof NoWork) return null;
    throw error;
  }
}

/** What is to be brought in beside what the file says. */
export interface Bringing {
  head: Head;
  by: Person;
  /** See {@link actOf}. */
  of: string;
}

/** What came of it, or what keeps the file from being taken in. */
type Brought = { came: Came; passages: number; versions: number } | { fault: Fault; line: number | null };

/** Brings a work in from a file of lines, see `translations/exchange/sent.ts`. */
function bring(data: string, { head, by, of }: Bringing, file: number): Promise<Brought> {
  return orFault(() => broughtIn(data, readSent(linesOf(contentOf(file))), { head, by, act: actOf(head.id, of) }));
}

/** Lays a text, which is the file, beside another that somebody has begun. */
async function lay(data: string, taking: Taking, file: number): Promise<Took> {
  const db = openSqlite(join(data, DATABASE));
  try {
    return await takeText(stagingIn(db), taking, contentOf(file));
  } finally {
    db.close();
  }
}

/** A work that is made of texts that lie beside each other. */
export interface Making {
  head: Head;
  by: Person;
  act: string;
  /** Who has begun them, */
  person: string;
  /** and which they are: the source and its first translation, then each further one, in the order in which the head has them. */
  of: MadeOf[];
}

/** What somebody has begun, with the digests of its texts. */
interface MadeOf {
  id: string;
  digests: Record<Side, string | null>;
  isRevised: boolean;
}

/**
 * Makes a work of what somebody has begun: its texts, read here so that nobody else waits for them, as they lay when it was asked
 * for, which stands in a line for each ({@link Lying}). `moved`: one is another text by now.
 */
function make(data: string, { person, of, ...bringing }: Making, file: number): Promise<Brought | { moved: true }> {
  return orFault(async () => {
    const lying = [...linesOf(contentOf(file))].map((line) => JSON.parse(line) as Lying);
    const texts = await textsIn(data, person, of);
    const [first, ...further] = texts ?? [];
    if (!first) return { moved: true as const };
    const [own, ...others] = translationsOf(bringing.head);
    const made = passagesOfBlocks(
      { lying: lying[0]!, source: first.a, translation: first.b },
      further.map(({ b }, at) => {
        const { id: translation, translators } = others[at]!;
        return { translation, translators, isRevised: of[at + 1]!.isRevised, lying: lying[at + 1]!, blocks: b };
      }),
    );
    const dates = new Map([own!, ...others].map(({ id, date }) => [id, date ?? null]));
    const dated = (passage: BroughtPassage): BroughtPassage => ({
      ...passage,
      versions: passage.versions.map((version) => ({
        ...version,
        date: version.date ?? dates.get(version.translation ?? own!.id) ?? null,
      })),
    });
    return broughtIn(data, made.map(dated), bringing);
  });
}

/** The blocks of texts; null if one is another by now. */
async function textsIn(data: string, person: string, of: readonly MadeOf[]): Promise<Sides[] | null> {
  const db = openSqlite(join(data, DATABASE));
  try {
    const staging = stagingIn(db);
    const texts: Sides[] = [];
    for (const each of of) {
      const sides = await sidesOf(staging, person, each);
      if (!sides) return null;
      texts.push(sides);
    }
    return texts;
  } finally {
    db.close();
  }
}

/** However it is mended meanwhile. */
async function sidesOf(staging: Staging, person: string, { id, digests }: MadeOf): Promise<Sides | null> {
  for (;;) {
    const stage = await staging.get(person, id);
    if (!stage || SIDES.some((side) => (stage.about.texts[side]?.digest ?? null) !== digests[side])) return null;
    const [a, b] = [await staging.blocks(stage, "a"), await staging.blocks(stage, "b")];
    if (a && b) return { a, b };
  }
}

async function broughtIn(
  data: string,
  passages: readonly BroughtPassage[],
  bringing: { head: Head; by: Person; act: string },
): Promise<Brought> {
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  try {
    const came = await bringIn(store, { ...bringing, passages });
    const versions = passages.reduce((sum, passage) => sum + passage.versions.length, 0);
    return { came, passages: passages.length, versions };
  } finally {
    await store.close();
  }
}

/** What came of it, or what keeps a file from being taken in, or from coming onto the work. */
type OrRefused<Made> = Made | { fault: Fault; line: number | null } | { refusal: Refusal };

/** Adds to a work what a file of lines has for a translation of it. */
function add(data: string, asked: Adding, file: number): Promise<OrRefused<AddedOn>> {
  return onto(data, file, (store, given) => addOn(store, asked, given));
}

/** What a file of lines says otherwise than a translation of a work. */
function differ(data: string, asked: AskedOnto, file: number): Promise<OrRefused<DiffersOn>> {
  return onto(data, file, (store, given) => differOn(store, asked, given));
}

/** Gives a work its source from a file of lines. */
function supply(data: string, asked: Supplies, file: number): Promise<OrRefused<SuppliedOn>> {
  return onto(data, file, (store, given, db) => {
    if ("passages" in given) throw new NotTaken({ code: "a-table" });
    return supplyWork(store, readingOf(db), asked, given.pieces);
  });
}

async function onto<Made>(
  data: string,
  file: number,
  lay: (store: Store, given: SentOnto, db: Database) => Promise<Made>,
): Promise<OrRefused<Made>> {
  const db = openSqlite(join(data, DATABASE));
  const store = sqliteStore(db);
  try {
    const bytes = contentOf(file);
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
  } finally {
    await store.close();
  }
}

async function orFault<Made>(bring: () => Promise<Made>): Promise<Made | { fault: Fault; line: number | null }> {
  try {
    return await bring();
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    throw error;
  }
}

/** What came of an archive, or what keeps it from being taken in. `said`: the flaw of a record, as a sentence. */
type Taken = ArchiveCame | { fault: Fault; line: number | null } | { refused: ArchiveFault; said: string | null };

/** Takes in an archive of this work. */
async function take(data: string, { work }: { work: string }, file: number): Promise<Taken> {
  const db = openSqlite(join(data, DATABASE));
  const store = sqliteStore(db);
  try {
    return await bringArchive(store, onDisk(file), accountsIn(db), work, keepFirst(db), { room: data });
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    if (error instanceof ArchiveRefused) return { refused: error.fault, said: flawOf(error.fault) };
    throw error;
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

/** Whole, where the file ends now, or it throws. */
function writeAll(file: number, piece: string | Uint8Array): void {
  let rest: Uint8Array = typeof piece === "string" ? Buffer.from(piece) : piece;
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
