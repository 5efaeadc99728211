/** What is done with whole works that go out or come in, each by itself: functions of a data folder, what is asked, and a file. */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { looking } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { NoWork, writeDown, type Writing, type Written } from "./written.ts";

export const EXCHANGES = { write };

/** Where a process of its own finds the file. */
export const FILE = 3;

export type Exchanges = typeof EXCHANGES;
type Of<Name extends keyof Exchanges> = Exchanges[Name];
export type AskedOf<Name extends keyof Exchanges> = Parameters<Of<Name>>[1];
export type DoneOf<Name extends keyof Exchanges> = Awaited<ReturnType<Of<Name>>>;

/** How a process is asked for one, on its command line. */
export interface Job<Name extends keyof Exchanges = keyof Exchanges> {
  name: Name;
  data: string;
  asked: AskedOf<Name>;
}

/** Writes a work into a file. Null if there is none of that name any more. */
async function write(data: string, writing: Writing, file: number): Promise<Written | null> {
  try {
    return await looking(join(data, DATABASE), (db) => writeDown(db, writing, (piece) => writeAll(file, piece)));
  } catch (error) {
    if (error instanceof NoWork) return null;
    throw error;
  }
}

/** Whole, where the file ends now, or it throws. */
function writeAll(file: number, piece: string | Uint8Array): void {
  let rest: Uint8Array = typeof piece === "string" ? Buffer.from(piece) : piece;
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
