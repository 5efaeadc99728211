/**
 * SQLite itself: better-sqlite3, in the release that this Node can run. Release 13 ends with a segmentation fault on
 * Node 20; release 12, compiled on Node 24.19 or newer, ends the process at a garbage collection. Both keep the same
 * file.
 */
import { createRequire } from "node:module";
import type BetterSqlite from "better-sqlite3";

const require = createRequire(import.meta.url);
const old = Number(process.versions.node.split(".")[0]) < 22;

/** The class of SQLite databases: `new Database(file)`. */
export const Database = (old ? require("better-sqlite3-12") : require("better-sqlite3")) as typeof BetterSqlite;
