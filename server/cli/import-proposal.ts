/** `variorum import FILE.docx --work ID --as-proposal`: a Word file of a work that is here comes back; what it says otherwise is proposed. */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { Counting, NotTaken } from "../../translations/exchange/brought.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { atMachine, proposalsFrom, propose } from "../bringing/proposing.ts";
import { returnedFile, returnedTo } from "../bringing/returning.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { FileProblem, givenFile } from "./files.ts";
import { workbenchIn } from "./import-archive.ts";
import { personNamed, sayLeftOut, sayNotTaken, sayUndone } from "./import-words.ts";

interface Asked {
  data: string;
  by: string;
  reason?: string;
  dryRun?: true;
  json?: true;
}

/** @throws FileProblem if nothing of it can be proposed. */
export async function importProposal(files: readonly string[], work: string, asked: Asked): Promise<void> {
  const [name, ...others] = files;
  if (name === undefined || others.length > 0)
    throw new FileProblem("A file that comes back comes alone: import FILE.docx --work ID --as-proposal.");
  const { bytes, digest } = givenFile(name);
  const store = sqliteStore(await workbenchIn(asked.data));
  try {
    const standing = await store.work(work);
    if (!standing) throw new FileProblem(`There is no work called “${work}” here. Nothing was changed.`);
    const file = await returnedFile(name, bytes);
    const by = personNamed(asked.by);
    const found = await returnedTo(store, standing, file, by, new Date().toISOString().slice(0, 10));
    if (found.found === 0)
      throw new FileProblem(
        `Nothing in ${name} says which passages of ${work} it is: it was made from another work, or its bookmarks were taken out. Nothing was changed. Take the work out as docx, and put the words into that file.`,
      );
    const summary = isInvisible(asked.reason ?? "") ? basename(name) : plainly(asked.reason!);
    const going = proposalsFrom({ digest, file: basename(name), by });
    const kept = asked.dryRun ? { proposals: [] } : await propose(found.parts, summary, atMachine(store, work, going));
    if ("refusal" in kept) throw new FileProblem(refusalInWords(kept.refusal));
    const counting = new Counting();
    for (const counts of [file.notTaken, found.notTaken]) counting.addAll(counts);
    const [passages, notTaken] = [found.parts.length, counting.counts()];
    const already = passages === 0 && found.already > 0;
    const { proposals } = kept;
    if (asked.json)
      return console.log(
        JSON.stringify({
          ...{ work, passages, versions: 0, notTaken, already, proposals },
          ...(going.begun && { import: going.id }),
        }),
      );
    console.log(sayProposed(work, passages, found.already, proposals, asked.dryRun === true));
    if (going.begun) console.log(sayUndone(work, going.id));
    const left = sayLeftOut(notTaken, "Not taken");
    if (left) console.log(left);
  } catch (error) {
    throw error instanceof NotTaken ? new FileProblem(sayNotTaken(name, error), { cause: error }) : error;
  } finally {
    await store.close();
  }
}

function sayProposed(
  work: string,
  changed: number,
  already: number,
  proposals: readonly string[],
  tried: boolean,
): string {
  const before = already === 0 ? "" : `; ${already} proposed before`;
  if (changed === 0)
    return already === 0
      ? `✓ The file says of ${work} what stands.`
      : `✓ What the file says of ${work} is already here${before}.`;
  const said = `${count(changed, "passage")} of ${work} changed${before}`;
  return tried
    ? `${said}. Nothing was kept.`
    : `✓ ${said}, proposed: ${proposals.map((proposal) => `/${work}/proposals/${proposal}`).join(", ")}`;
}
