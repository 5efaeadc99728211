/** `variorum reindex`: makes what is folded from the ledger anew, beside a running workbench too. */
import { join } from "node:path";
import { Command } from "commander";
import { count, inARow } from "../../editor/language/english.ts";
import { looking } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { aheadOf, dropAhead, makeAhead, type Making, rebuild, staleIn } from "../reading/projection.ts";
import { PROJECTIONS } from "../reading/projections.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { dataOption, orSay } from "./data.ts";
import { progressOn } from "./progress.ts";

export function reindexCommand(): Command {
  return new Command("reindex")
    .description(
      "Make the lists and counts that pages read (the queue, people's drafts, how many versions a passage has) anew from " +
        "the ledger. Nothing is lost by it. Works beside a running workbench.",
    )
    .addOption(dataOption())
    .option(
      "--ahead",
      "make them in a file beside it, which the next start takes: run so by a new release while the old one still " +
        "serves, it saves that start the time",
    )
    .action(({ data, ahead }: { data: string; ahead?: true }) =>
      orSay(() => (ahead ? reindexAhead : reindex)(join(data, DATABASE))),
    );
}

async function reindex(file: string): Promise<void> {
  // Opening it for writing would make a workbench's of whatever database it is.
  await looking(file, () => undefined);
  console.log(made(PROJECTIONS, "anew", await making(file, (db, told) => rebuild(db, PROJECTIONS, told))));
}

async function reindexAhead(file: string): Promise<void> {
  const stale = await looking(file, (db) => staleIn(db, PROJECTIONS));
  if (stale.length === 0)
    return console.log("✓ All is there as this program reads it: the next start has nothing to make.");
  dropAhead(file);
  const records = await making(aheadOf(file), (db, told) => makeAhead(db, file, stale, told));
  console.log(`${made(stale, "ahead", records)} The next start with this program takes them.`);
}

async function making(
  file: string,
  make: (db: ReturnType<typeof openSqlite>, told: Making) => number,
): Promise<number> {
  const { progress, end } = progressOn(process.stderr, "Making lists and counts");
  const db = openSqlite(file);
  try {
    return make(db, progress);
  } finally {
    end();
    db.close();
  }
}

function made(projections: typeof PROJECTIONS, how: "anew" | "ahead", records: number): string {
  return `✓ ${inARow(projections.map(({ name }) => name))} made ${how} from ${count(records, "record")}.`;
}
