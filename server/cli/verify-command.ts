/** `variorum verify`: reads everything that a workbench keeps, and says what is missing or was changed. */
import { join } from "node:path";
import { Command } from "commander";
import { audit, type Audit, looking } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { dataOption, orSay } from "./data.ts";
import { progressOn } from "./progress.ts";

/** So many faults are told; of a ledger that is broken throughout, more would help nobody. */
const MOST_TOLD = 200;

export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Check that nothing was altered and nothing is missing: every row, every digest, the chain of every passage. " +
        "It only reads, also beside a running workbench. Ends with 0 if all is well, 1 if not, 2 if it can't be looked at.",
    )
    .addOption(dataOption())
    .action(({ data }: { data: string }) =>
      orSay(async () => {
        const { progress, end } = progressOn(process.stderr, "Checking the records");
        const found = await looking(join(data, DATABASE), (db) => audit(db, progress)).finally(end);
        process.exitCode = told(found);
      }),
    );
}

/** Prints what was found; gives the exit code. */
export function told({ works, records, versions, drafts, unknown, faults }: Audit): number {
  for (const { where, what } of faults.slice(0, MOST_TOLD)) console.error(`✗ ${where}: ${what}`);
  if (faults.length > MOST_TOLD) console.error(`✗ … and ${faults.length - MOST_TOLD} more.`);
  const counted = `${records} records and ${versions} versions of ${works} ${works === 1 ? "work" : "works"}, ${drafts} ${drafts === 1 ? "draft" : "drafts"}`;
  if (unknown > 0)
    console.log(
      `${unknown} ${unknown === 1 ? "record is" : "records are"} of a kind that this program doesn't know: carried and checked, but not understood.`,
    );
  if (faults.length === 0) {
    console.log(`✓ ${counted} checked. Every digest and every chain holds, and nothing is missing.`);
    return 0;
  }
  console.error(
    `${counted} checked: ${faults.length} ${faults.length === 1 ? "problem" : "problems"}. Restore this workbench from a copy.`,
  );
  return 1;
}
