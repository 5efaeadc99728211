/**
 * `variorum import FILE.docx --work ID --as-proposal`: a Word file of a work that is there comes back; what it says otherwise is
 * proposed, here or at a workbench elsewhere.
 */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { answerInWords, refusalInWords } from "../../editor/refusals/refusals.ts";
import { Counting, NotTaken, type Counts } from "../../translations/exchange/brought.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { atMachine, proposalsFrom, propose } from "../bringing/proposing.ts";
import { returnedFile, returnedTo } from "../bringing/returning.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { elsewhere, type Elsewhere } from "./elsewhere.ts";
import { FileProblem, givenFile, type GivenFile } from "./files.ts";
import { workbenchIn } from "./workbench-in.ts";
import { personNamed, sayLeftOut, sayNotTaken, sayUndone } from "./import-words.ts";
import { cut, tellSent } from "./sending.ts";

interface Asked {
  data: string;
  by: string;
  reason?: string;
  wrong?: Wrong;
  dryRun?: true;
  json?: true;
  url?: string;
  tokenFile?: string;
}

/** What came of it; `before`: passages of which the file says what was proposed before. */
interface Came {
  passages: number;
  before: number;
  notTaken: Counts;
  proposals: readonly string[];
  /** The id of what was recorded at the machine as an import. */
  import?: string;
}

/** What brings a file that does not say itself which passages it has. */
const BY_ITS_WORDS = "Or say of which translation it is the next wording (--translation): then it is laid on that.";

/** @throws FileProblem if nothing of it can be proposed. */
export async function importProposal(files: readonly string[], work: string, asked: Asked): Promise<void> {
  const [name, ...others] = files;
  if (name === undefined || others.length > 0)
    throw new FileProblem("A file that comes back comes alone: import FILE.docx --work ID --as-proposal.");
  const { url } = asked;
  const there = url === undefined ? null : elsewhere({ ...asked, url });
  const file = givenFile(name);
  const came = there ? await returnedThere(there, file, work, asked) : await returnedHere(file, work, asked);
  const { passages, before, notTaken, proposals, import: of } = came;
  const already = passages === 0 && before > 0;
  if (asked.json) {
    const said = { work, passages, versions: 0, notTaken, already, proposals, ...(of !== undefined && { import: of }) };
    return console.log(JSON.stringify(said));
  }
  console.log(sayProposed(work, came, asked.dryRun === true));
  if (of !== undefined) console.log(sayUndone(work, of));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}

async function returnedHere({ name, bytes, digest }: GivenFile, work: string, asked: Asked): Promise<Came> {
  const store = sqliteStore(await workbenchIn(asked.data));
  try {
    const standing = await store.work(work);
    if (!standing) throw new FileProblem(`There is no work called “${work}” here. Nothing was changed.`);
    const file = await returnedFile(name, bytes);
    const by = personNamed(asked.by);
    const found = await returnedTo(store, standing, file, by, new Date().toISOString().slice(0, 10));
    if (found.found === 0)
      throw new FileProblem(`${answerInWords({ code: "not-taken", why: "of-another-work" })} ${BY_ITS_WORDS}`);
    const why = isInvisible(asked.reason ?? "")
      ? { summary: basename(name) }
      : { summary: plainly(asked.reason!), wrong: asked.wrong };
    const going = proposalsFrom({ digest, file: basename(name), by });
    const kept = asked.dryRun ? { proposals: [] } : await propose(found.parts, why, atMachine(store, work, going));
    if ("refusal" in kept) throw new FileProblem(refusalInWords(kept.refusal));
    const counting = new Counting();
    for (const counts of [file.notTaken, found.notTaken]) counting.addAll(counts);
    const came = { passages: found.parts.length, before: found.already, notTaken: counting.counts(), ...kept };
    return { ...came, ...(going.begun && { import: going.id }) };
  } catch (error) {
    throw error instanceof NotTaken ? new FileProblem(sayNotTaken(name, error), { cause: error }) : error;
  } finally {
    await store.close();
  }
}

async function returnedThere(
  there: Elsewhere,
  { name, bytes }: GivenFile,
  work: string,
  { reason = "", wrong, dryRun }: Asked,
): Promise<Came> {
  const said = new URLSearchParams({
    name: basename(name),
    reason,
    ...(wrong && { wrong }),
    ...(dryRun && { dry: "yes" }),
  });
  const path = `/api/works/${work}/return?${said}`;
  return (await there.sent(path, "application/octet-stream", cut(Buffer.from(bytes)), tellSent())) as Came;
}

function sayProposed(work: string, { passages, before, proposals }: Came, isTried: boolean): string {
  const also = before === 0 ? "" : `; ${before} proposed before`;
  if (passages === 0)
    return before === 0
      ? `✓ The file says of ${work} what stands.`
      : `✓ What the file says of ${work} is already here${also}.`;
  const said = `${count(passages, "passage")} of ${work} changed${also}`;
  return isTried
    ? `${said}. Nothing was kept.`
    : `✓ ${said}, proposed: ${proposals.map((proposal) => `/${work}/proposals/${proposal}`).join(", ")}`;
}
