/** `variorum reindex`: makes what is folded from the ledger anew, beside a running workbench too. */
import { join } from "node:path";
import { Command } from "commander";
import { count, inARow } from "../../editor/language/english.ts";
import { looking } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { rebuild } from "../reading/projection.ts";
import { PROJECTIONS } from "../reading/projections.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { dataOption, orSay } from "./data.ts";

export function reindexCommand(): Command {
  return new Command("reindex")
    .description(
      "Make the lists and counts that pages read (the queue, people's drafts, how many versions a passage has) anew from " +
        "the ledger. Nothing is lost by it. Works beside a running workbench.",
    )
    .addOption(dataOption())
    .action(({ data }: { data: string }) => orSay(() => reindex(join(data, DATABASE))));
}

async function reindex(file: string): Promise<void> {
  // Opening it for writing would make a workbench's of whatever database it is.
  await looking(file, () => undefined);
  const db = openSqlite(file);
  try {
    const records = rebuild(db, PROJECTIONS);
    console.log(`✓ ${inARow(PROJECTIONS.map(({ name }) => name))} made anew from ${count(records, "record")}.`);
  } finally {
    db.close();
  }
}
