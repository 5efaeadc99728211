/** The workbench in a folder, for a command that adds to it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { looking } from "../care/care.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { makeFolder } from "../store/folder.ts";
import { DATABASE } from "../store/names.ts";

/** The database of a folder; one that holds nothing becomes a workbench. */
export async function workbenchIn(data: string): Promise<Database> {
  const file = join(data, DATABASE);
  // Opening it for writing would make a workbench's of whatever database it is.
  if (existsSync(file)) await looking(file, () => undefined);
  else makeFolder(data);
  return openSqlite(file);
}
