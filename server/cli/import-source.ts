/** `variorum import --source FILE... --work ID`, of a work that is there: the files are its source, new, corrected, or not held before. */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { begun, refusalInWords } from "../../editor/refusals/refusals.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { blocksOf } from "../../translations/exchange/staged.ts";
import { supplyCounts, type Supply, type SupplyCounts } from "../../translations/exchange/supplied.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { supplyOn, supplyTo } from "../bringing/supplying.ts";
import { readingOf } from "../reading/reading.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { FileProblem } from "./files.ts";
import { sourceGiven, type Named } from "./given.ts";
import { workbenchIn } from "./import-archive.ts";
import { personNamed, sayLeftOut, sayNotTaken, sayUndone } from "./import-words.ts";

interface Asked extends Omit<Named, "files" | "source"> {
  data: string;
  by: string;
  provenance?: string;
  dryRun?: true;
  json?: true;
}

/** @throws FileProblem if it can't be taken in. */
export async function importSource(files: readonly string[], work: string, asked: Asked): Promise<void> {
  const by = personNamed(asked.by);
  const { pieces, notTaken } = await sourceGiven(files, asked);
  const db = await workbenchIn(asked.data);
  const store = sqliteStore(db);
  try {
    const standing = await store.work(work);
    if (!standing)
      throw new FileProblem(
        `There is no work called “${work}” here, so that nothing was changed. To bring one in, name the files of its translation as well.`,
      );
    const blocks = blocksOf(pieces);
    const supply = await supplyOn(readingOf(db), standing, blocks);
    tellSupply(supply);
    const file = files.map((each) => basename(each)).join(", ");
    const provenance = isInvisible(asked.provenance ?? "") ? file : plainly(asked.provenance!);
    const of = { digest: digestOfJson(blocks), file, by };
    const came = asked.dryRun
      ? { import: null }
      : await supplyTo(store, work, { supply, provenance, reason: provenance }, of);
    if ("refusal" in came) throw new FileProblem(refusalInWords(came.refusal));
    const { doubtful: _, ...counts } = supplyCounts(supply);
    const already = counts.given + counts.changed + counts.new === 0;
    if (asked.json === true) {
      const passages = standing.passages.length + (asked.dryRun ? 0 : counts.new);
      return console.log(
        JSON.stringify({
          ...{ work, passages, versions: 0, notTaken, already, source: counts },
          ...(came.import !== null && { import: came.import }),
        }),
      );
    }
    console.log(sayDone(work, counts, already, asked.dryRun === true));
    if (came.import !== null) console.log(sayUndone(work, came.import));
    const left = sayLeftOut(notTaken, "Not taken");
    if (left) console.log(left);
  } catch (error) {
    throw error instanceof NotTaken ? new FileProblem(sayNotTaken(files[0]!, error), { cause: error }) : error;
  } finally {
    await store.close();
  }
}

/** So many of a kind are shown. */
const MOST_SHOWN = 50;

/** What would become of what, before anything is kept: the doubtful first. */
function tellSupply({ passages, without }: Supply): void {
  const doubtful = passages.filter((each) => each.doubtful);
  tellSome(doubtful.map((each) => `? ${each.locator}  ${begun(each.words.join(" "))}`));
  for (const [what, sign] of [
    ["given", "+"],
    ["changed", "~"],
    ["new", "*"],
  ] as const)
    tellSome(
      passages
        .filter((each) => each.what === what)
        .map(
          (each) =>
            `${sign} ${each.locator}  ${begun(each.words.join(" "))}${what === "changed" ? ` (was: ${begun(each.before.join(" "))})` : ""}`,
        ),
    );
  tellSome(without.map(({ locator }) => `- ${locator}  nothing of it in the files`));
}

function tellSome(lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_SHOWN)) console.error(line);
  if (lines.length > MOST_SHOWN) console.error(`  and ${lines.length - MOST_SHOWN} more`);
}

function sayDone(work: string, counts: Omit<SupplyCounts, "doubtful">, already: boolean, isTried: boolean): string {
  const without = counts.without === 0 ? "" : `; ${count(counts.without, "passage")} found nothing`;
  if (already) return `✓ The source of ${work} is already here: ${count(counts.same, "passage")}${without}.`;
  const said = `${count(counts.given, "passage")} given words, ${counts.changed} worded anew, ${counts.new} new, ${counts.same} as they were${without}`;
  return isTried ? `${said}. Nothing was kept.` : `✓ ${work}: ${said}: /${work}`;
}
