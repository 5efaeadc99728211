/** `variorum import --source FILE... --work ID`, of a work that is there, here or elsewhere: the files are its source, new, corrected, or not held before. */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { begun, refusalInWords } from "../../editor/refusals/refusals.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import type { SupplyCounts, SupplyTold } from "../../translations/exchange/supplied.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { OntoRefused } from "../bringing/importing.ts";
import { supplyWork, type SuppliedOn, type Supplies } from "../bringing/onto.ts";
import { readingOf } from "../reading/reading.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { elsewhere } from "./elsewhere.ts";
import { FileProblem } from "./files.ts";
import { sourceGiven, type Named } from "./given.ts";
import { workbenchIn } from "./workbench-in.ts";
import { personNamed, sayLeftOut, sayNotTaken, sayUndone } from "./import-words.ts";
import { supplyThere } from "./sending-onto.ts";

interface Asked extends Omit<Named, "files" | "source"> {
  data: string;
  by: string;
  provenance?: string;
  dryRun?: true;
  json?: true;
  url?: string;
  tokenFile?: string;
}

/** @throws FileProblem if it can't be taken in. */
export async function importSource(files: readonly string[], work: string, asked: Asked): Promise<void> {
  const { url, json, dryRun } = asked;
  // Before much is read for nothing.
  const there = url === undefined ? null : elsewhere({ ...asked, url });
  const { pieces, notTaken } = await sourceGiven(files, asked);
  const file = files.map((each) => basename(each)).join(", ");
  const provenance = isInvisible(asked.provenance ?? "") ? file : plainly(asked.provenance!);
  const saying = { work, provenance, file, by: personNamed(asked.by), isTried: dryRun === true };
  const supplied = there
    ? await supplyThere(there, saying, { pieces })
    : await suppliedHere(files[0]!, pieces, saying, asked.data);
  tellSupply(supplied.told);
  const { passages, import: of } = supplied;
  const { doubtful: _, ...counts } = supplied.source;
  const already = counts.given + counts.changed + counts.new === 0;
  if (json === true) {
    const said = { work, passages, versions: 0, notTaken, already, source: counts, ...(of !== null && { import: of }) };
    return console.log(JSON.stringify(said));
  }
  console.log(sayDone(work, counts, already, dryRun === true));
  if (of !== null) console.log(sayUndone(work, of));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}

async function suppliedHere(
  name: string,
  pieces: readonly Piece[],
  saying: Supplies,
  data: string,
): Promise<SuppliedOn> {
  const db = await workbenchIn(data);
  const store = sqliteStore(db);
  try {
    return await supplyWork(store, readingOf(db), saying, pieces);
  } catch (error) {
    if (error instanceof NotTaken) throw new FileProblem(sayNotTaken(name, error), { cause: error });
    if (error instanceof OntoRefused) throw new FileProblem(sayRefused(saying.work, error), { cause: error });
    throw error;
  } finally {
    await store.close();
  }
}

function sayRefused(work: string, { fault: refusal }: OntoRefused): string {
  if (refusal.code !== "unknown-work") return refusalInWords(refusal);
  return `There is no work called “${work}” here, so that nothing was changed. To bring one in, name the files of its translation as well.`;
}

const SIGNS = { doubtful: "?", given: "+", changed: "~", new: "*" } as const;

/** What would become of what: the doubtful first. */
function tellSupply({ of, without }: SupplyTold): void {
  for (const { what, some, all } of of)
    tellSome(
      some.map(({ locator, words, before }) => {
        const was = what === "changed" ? ` (was: ${begun(before.join(" "))})` : "";
        return `${SIGNS[what]} ${locator}  ${begun(words.join(" "))}${was}`;
      }),
      all,
    );
  tellSome(
    without.some.map((locator) => `- ${locator}  nothing of it in the files`),
    without.all,
  );
}

function tellSome(lines: readonly string[], all: number): void {
  for (const line of lines) console.error(line);
  if (all > lines.length) console.error(`  and ${all - lines.length} more`);
}

function sayDone(work: string, counts: Omit<SupplyCounts, "doubtful">, already: boolean, isTried: boolean): string {
  const without = counts.without === 0 ? "" : `; ${count(counts.without, "passage")} found nothing`;
  if (already) return `✓ The source of ${work} is already here: ${count(counts.same, "passage")}${without}.`;
  const said = `${count(counts.given, "passage")} given words, ${counts.changed} worded anew, ${counts.new} new, ${counts.same} as they were${without}`;
  return isTried ? `${said}. Nothing was kept.` : `✓ ${work}: ${said}: /${work}`;
}
