/** What the commands that look at a data folder share. */
import { Option } from "commander";
import { Unreadable } from "../care/care.ts";
import { BentRecord } from "../reading/projection.ts";
import { FolderUnusable } from "../store/folder.ts";
import { unwritable } from "../store/unwritable.ts";

/** `--data`, or VARIORUM_DATA. */
export function dataOption(): Option {
  return new Option("--data <folder>", "the workbench's data folder").env("VARIORUM_DATA").default("data");
}

/** Runs a command; says in a sentence what kept it from its work, and ends with 2. Faults of the program go on. */
export async function orSay(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const said = sentence(error);
    if (said === null) throw error;
    console.error(said);
    process.exitCode = 2;
  }
}

function sentence(error: unknown): string | null {
  if (error instanceof Unreadable || error instanceof FolderUnusable || error instanceof BentRecord)
    return error.message;
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (unwritable(error) === "full") return `The disk is full (${message}). Make room and try again.`;
  return /^(E[A-Z]+|SQLITE_)/.test(code) ? `That can't be done: ${message}.` : null;
}
