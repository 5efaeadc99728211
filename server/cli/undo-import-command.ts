/**
 * `variorum undo-import`: withdraws a work that was brought in, or what an import brought to one that was there, as long as nobody
 * has built on it, beside a running workbench too.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { count } from "../../editor/language/english.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { refusedBy } from "../../translations/decide/decide.ts";
import { importsIn, type Import } from "../../translations/ledger/imports.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { undoOnto } from "../bringing/undoing-onto.ts";
import { undoImport, type Undone } from "../bringing/undoing.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { DATABASE } from "../store/names.ts";
import type { Store } from "../store/store.ts";
import { dataOption } from "./data.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { workbenchIn } from "./workbench-in.ts";
import { personNamed } from "./import-words.ts";

interface UndoOptions {
  data: string;
  import?: string;
  reason: string;
  by: string;
  json?: true;
}

export function undoImportCommand(): Command {
  return new Command("undo-import")
    .description(
      "Withdraw a work that was brought in, or with --import what was brought to one, as long as nobody has built on it: all that was there before reads as it did, and each address that came stays and says why. Works beside a running workbench.",
    )
    .argument("<work>", "what the work is called in addresses")
    .option("--import <id>", "of what came to the work since: the id that its import printed")
    .requiredOption("--reason <text>", "why, as it will be read there")
    .option("--by <name>", "who withdraws it", "variorum undo-import")
    .option("--json", "end with a line of JSON: {work, passages, already}")
    .addOption(dataOption())
    .action((work: string, options: UndoOptions) => inOneSentence(() => undo(work, options)));
}

async function undo(work: string, { data, import: id, reason, by, json }: UndoOptions): Promise<void> {
  if (isInvisible(reason)) throw new FileProblem("Say why, as it will be read there: --reason TEXT.");
  const why = { by: personNamed(by), reason: plainly(reason) };
  if (!existsSync(join(data, DATABASE)))
    throw new FileProblem(`There is no workbench in ${data}. Name its folder: --data.`);
  const store = sqliteStore(await workbenchIn(data));
  try {
    const onto = importsIn(await store.stream(`work/${work}`));
    if (id === undefined) refuseUnnamed(work, onto);
    const undone = await (id === undefined ? undoImport(store, work, why) : undoOnto(store, work, id, why));
    tell(work, id ?? null, await told(store, work, undone, onto), json === true);
  } finally {
    await store.close();
  }
}

/** @throws FileProblem if something has come to the work since it was brought in: that goes first. */
function refuseUnnamed(work: string, onto: readonly Import[]): void {
  const standing = onto.filter(({ undone }) => undone === null);
  if (standing.length > 0)
    throw new FileProblem(
      `More has come to “${work}” since it was brought in. Nothing was changed. Say what is to be undone: ${listed(standing)}.`,
    );
}

function listed(imports: readonly Import[]): string {
  return imports.map(({ id, file, at }) => `--import ${id} (${file}, ${at.slice(0, 10)})`).join(", ");
}

/** So many passages were withdrawn; null: they were already. @throws FileProblem if nothing was */
async function told(store: Store, work: string, undone: Undone, onto: readonly Import[]): Promise<number | null> {
  switch (undone.was) {
    case "none":
      throw new FileProblem(
        (await store.work(work)) === null
          ? `There is no work called “${work}”.`
          : `“${work}” has had no import of that id${onto.length > 0 ? `, but ${listed(onto)}` : ""}. Nothing was changed.`,
      );
    case "not-brought":
      throw new FileProblem(
        `“${work}” was not brought in by an import of its files, so that none can be undone. Nothing was changed.`,
      );
    case "built-on":
      throw new FileProblem(refusalInWords(refusedBy(undone, onto), locatorsIn(await store.work(work))));
    case "already":
      return null;
    case "undone":
      return undone.passages;
  }
}

/** How people know the passages of a work. */
function locatorsIn(work: Work | null): (passage: string) => string {
  return (passage) => (work && everIn(work, passage)?.locator) ?? passage;
}

function tell(work: string, id: string | null, passages: number | null, json: boolean): void {
  if (json) return console.log(JSON.stringify({ work, passages: passages ?? 0, already: passages === null }));
  const what = id === null ? work : `What ${id} brought to ${work}`;
  if (passages === null) return console.log(`✓ ${what} is withdrawn already.`);
  console.log(
    id === null
      ? `✓ ${what} is withdrawn, with ${count(passages, "passage")}. Its addresses stay, and say why.`
      : `✓ ${what} is withdrawn; ${count(passages, "passage")} ${passages === 1 ? "reads" : "read"} as before. The addresses stay, and say why.`,
  );
}
