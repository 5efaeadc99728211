/** `variorum undo-import`: withdraws a work that was brought in, as long as nobody has built on it, beside a running workbench too. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { count } from "../../editor/language/english.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { undoImport, type Undone } from "../bringing/undoing.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { DATABASE } from "../store/names.ts";
import { dataOption } from "./data.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { workbenchIn } from "./import-archive.ts";
import { personNamed } from "./import-words.ts";

interface UndoOptions {
  data: string;
  reason: string;
  by: string;
  json?: true;
}

export function undoImportCommand(): Command {
  return new Command("undo-import")
    .description(
      "Withdraw a work that was brought in, as long as nobody has built on it: it is put away, and its passages are retired; each address of it stays and says why. Works beside a running workbench.",
    )
    .argument("<work>", "what the work is called in addresses")
    .requiredOption("--reason <text>", "why, as it will be read there")
    .option("--by <name>", "who withdraws it", "variorum undo-import")
    .option("--json", "end with a line of JSON: {work, passages, already}")
    .addOption(dataOption())
    .action((work: string, options: UndoOptions) => inOneSentence(() => undo(work, options)));
}

async function undo(work: string, { data, reason, by, json }: UndoOptions): Promise<void> {
  if (isInvisible(reason)) throw new FileProblem("Say why, as it will be read there: --reason TEXT.");
  const person = personNamed(by);
  if (!existsSync(join(data, DATABASE)))
    throw new FileProblem(`There is no workbench in ${data}. Name its folder: --data.`);
  const store = sqliteStore(await workbenchIn(data));
  try {
    tell(work, await undoImport(store, work, { by: person, reason: plainly(reason) }), json === true);
  } finally {
    await store.close();
  }
}

/** @throws FileProblem if nothing was withdrawn */
function tell(work: string, undone: Undone, json: boolean): void {
  switch (undone.was) {
    case "none":
      throw new FileProblem(`There is no work called “${work}”.`);
    case "not-brought":
      throw new FileProblem(
        `“${work}” was not brought in by an import of its files, so that none can be undone. Nothing was changed.`,
      );
    case "built-on":
      throw new FileProblem(
        `“${work}” was built on since it was brought in, first on ${undone.first.at.slice(0, 10)} (${undone.first.stream}). Nothing was changed. Retire what is to go in its settings, or put it away.`,
      );
    default: {
      const passages = undone.was === "undone" ? undone.passages : 0;
      if (json) return console.log(JSON.stringify({ work, passages, already: undone.was === "already" }));
      console.log(
        undone.was === "already"
          ? `✓ ${work} is withdrawn already.`
          : `✓ ${work} is withdrawn, with ${count(passages, "passage")}. Its addresses stay, and say why.`,
      );
    }
  }
}
