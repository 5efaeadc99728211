/** `variorum verify`: recomputes every digest and every chain of a workbench's ledger. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { verifyStream, type Problem } from "../../translations/ledger/verify.ts";
import { DATABASE } from "../app.ts";
import { openSqlite, sqliteStore } from "../store/sqlite.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Store } from "../store/store.ts";

export function verifyCommand(): Command {
  return new Command("verify")
    .description("Check that nothing in the ledger was altered: every digest and the chain of every passage.")
    .addOption(new Option("--data <folder>", "the workbench's data folder").env("VARIORUM_DATA").default("data"))
    .action(async ({ data }: { data: string }, command: Command) => {
      const file = join(data, DATABASE);
      if (!existsSync(file))
        command.error(`There is no workbench in ${data}: ${file} does not exist. Name its data folder with --data.`);
      const store = sqliteStore(openSqlite(file));
      const { records, versions, problems } = await verify(store).finally(() => store.close());
      for (const { work, passage, position, what } of problems)
        console.error(`✗ ${work}/${passage}, record ${position}: ${what}`);
      const counted = `${records} records and ${versions} versions`;
      if (problems.length === 0) return console.log(`✓ ${counted} checked. Every digest and every chain holds.`);
      console.error(
        `${counted} checked: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}. Restore this ledger from a copy.`,
      );
      process.exitCode = 1;
    });
}

async function verify(store: Store): Promise<{ records: number; versions: number; problems: Problem[] }> {
  const sum = { records: 0, versions: 0, problems: [] as Problem[] };
  for (const work of await store.works()) {
    for (const passage of await passagesOf(store, work)) {
      const records = await store.records({ work: work.id, passage });
      sum.records += records.length;
      sum.versions += records.filter(({ event }) => event.type === "version-recorded").length;
      sum.problems.push(...verifyStream(records));
    }
  }
  return sum;
}

/** The passages of a work and any other that the ledger speaks of. */
async function passagesOf(store: Store, { id, passages }: Work): Promise<Set<string>> {
  const records = await store.recordsOfWork(id);
  return new Set([...passages.map((passage) => passage.id), ...records.map(({ passage }) => passage)]);
}
