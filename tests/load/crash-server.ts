/**
 * A whole process that serves one draft from a SQLite file, to be killed at any moment.
 * `node crash-server.js FILE PORT` prints the port it listens on.
 */
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { serve, withProposal, namedStore } from "../help/live.ts";

const [file, port] = process.argv.slice(2);
const store = await withProposal(namedStore(openSqlite(file!)));
const served = await serve(store, {}, Number(port));
process.stdout.write(`${served.port}\n`);
