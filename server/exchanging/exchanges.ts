/** What is done with whole works that go out or come in, each by itself: functions of a data folder, what is asked, and a file. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { Counts } from "../../translations/exchange/brought.ts";
import { takeText, type Taking, type Took } from "../bringing/staged-text.ts";
import { looking } from "../care/care.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { DATABASE } from "../store/names.ts";
import { stagingIn } from "../store/staging.ts";
import { contentOf } from "./content.ts";
import { foreignersIn, type Foreigner } from "./named.ts";
import { OF_WORKS } from "./of-works.ts";
import { accountsIn, WITH_FILE } from "./with-file.ts";
import { leftOutOf, NoWork, writeDown, type Writing, type Written } from "./written.ts";

export const EXCHANGES = { write, count, lay, foreigners, ...OF_WORKS, ...WITH_FILE };

/** Where a process of its own finds the file. */
export const FILE = 3;

export type Exchanges = typeof EXCHANGES;
type Of<Name extends keyof Exchanges> = Exchanges[Name];
export type AskedOf<Name extends keyof Exchanges> = Parameters<Of<Name>>[1];
export type DoneOf<Name extends keyof Exchanges> = Awaited<ReturnType<Of<Name>>>;

/** What a process says, a line each: how far it has come, and at last what came of it. */
export type Line = { done: number; of: number } | { came: unknown };

/** How a process is asked for one: the first line of its input. */
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

/** Lays a text, which is the file, beside another that somebody has begun. */
async function lay(data: string, taking: Taking, file: number): Promise<Took> {
  const db = openSqlite(join(data, DATABASE));
  try {
    return await takeText(stagingIn(db), taking, contentOf(file));
  } finally {
    db.close();
  }
}

/** Whole, where the file ends now, or it throws. */
function writeAll(file: number, piece: string | Uint8Array): void {
  let rest: Uint8Array = typeof piece === "string" ? Buffer.from(piece) : piece;
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
