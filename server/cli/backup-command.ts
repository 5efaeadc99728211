/** `variorum backup FILE` and `variorum restore FILE`: a whole workbench in one file, and back. */
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { size } from "../../editor/language/english.ts";
import { audit, backUp, prove, restore, keepProof, looking, Unreadable } from "../care/care.ts";
import { DATABASE } from "../store/names.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { FolderTaken } from "../store/lock.ts";
import { keptSettings } from "../store/settings.ts";
import { dataOption, orSay } from "./data.ts";
import { told } from "./verify-command.ts";

export function backupCommand(): Command {
  return new Command("backup")
    .description(
      "Copy the whole workbench into one file, also while it runs. The file holds everything, the secret that signs " +
        "sessions included: keep it as safe as the workbench. It takes the place of an earlier copy only once it is whole.",
    )
    .argument("<file>", "where the copy goes, best on another disk")
    .option("--prove", "restore the copy elsewhere and verify it; `variorum doctor` asks for that every seven days")
    .addOption(dataOption())
    .action((file: string, options: { data: string; prove?: true }) => orSay(() => backup(file, options)));
}

async function backup(file: string, options: { data: string; prove?: true }): Promise<void> {
  process.umask(0o077);
  const at = new Date().toISOString();
  await backUp(options.data, file, at);
  console.log(`✓ ${file} is a copy of ${options.data} as it was at ${at} (${size(statSync(file).size)}).`);
  if (!options.prove) return;
  const found = await prove(file);
  if (found.faults.length > 0) {
    process.exitCode = told(found);
    return console.error(
      "The copy was restored elsewhere, and is not whole: it, or the workbench itself, is damaged. Try `variorum verify`.",
    );
  }
  const db = openSqlite(join(options.data, DATABASE));
  try {
    await keepProof(keptSettings(db), { at, file: resolve(file) });
  } finally {
    db.close();
  }
  console.log(
    `✓ It was restored elsewhere and verified: ${found.records} records and ${found.drafts} drafts are whole.`,
  );
}

export function restoreCommand(): Command {
  return new Command("restore")
    .description(
      "Make a workbench of a copy that `variorum backup` has made, in a data folder that is empty or not there.",
    )
    .argument("<file>", "the copy")
    .addOption(dataOption())
    .action((file: string, { data }: { data: string }) =>
      orSay(async () => {
        process.umask(0o077);
        const at = await restore(file, data).catch((error: unknown) => {
          throw error instanceof FolderTaken ? Object.assign(error, { code: "EBUSY" }) : error;
        });
        if (await isWhole(data))
          console.log(
            `✓ ${data} holds the workbench as it was at ${at}. Serve it with: npx variorum serve --data ${data}`,
          );
        else
          console.error(
            `The copy was restored to ${data} as it is, and is damaged. Restore another, to another folder.`,
          );
      }),
    );
}

/** Verifies what was restored, and tells what is wrong; says so where only the program's next start can bring it up to date. */
async function isWhole(data: string): Promise<boolean> {
  try {
    const found = await looking(join(data, DATABASE), audit);
    if (found.faults.length > 0) process.exitCode = told(found);
    return found.faults.length === 0;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    console.log(`It could not be verified yet: ${error.message}`);
    return true;
  }
}
