/**
 * `variorum import FILES --work ID --translation T`: a translation comes to a work that is there, here or at a workbench elsewhere.
 * Another one stands beside those it has, in the same passages; of one that it has, the files are the next wording or, with
 * `--as-proposal`, what is proposed.
 */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { begun, refusalInWords } from "../../editor/refusals/refusals.ts";
import type { TranslationWords } from "../../translations/decide/decide.ts";
import { NotTaken, type Counts } from "../../translations/exchange/brought.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import type { SentOnto } from "../../translations/exchange/sent-pieces.ts";
import type { Person } from "../../translations/notes/note.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { OntoRefused } from "../bringing/importing.ts";
import { addOn, summed, type AddedOn, type Adding, type LaidOn } from "../bringing/onto.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import type { Store } from "../store/store.ts";
import { elsewhere } from "./elsewhere.ts";
import { FileProblem } from "./files.ts";
import { givenOnto, type Named } from "./given.ts";
import { workbenchIn } from "./workbench-in.ts";
import { differsHere, tellDiffering } from "./propose-onto.ts";
import { sayLeftOut, sayNotTaken, sayUndone } from "./import-words.ts";
import { addThere, proposeThere } from "./sending-onto.ts";

export interface OntoOptions extends Omit<Named, "files"> {
  work: string;
  data: string;
  translation: string;
  /** Of another translation: its title. */
  title?: string;
  language: string;
  licence?: string;
  publisher?: string;
  /** ISO 8601 day. */
  published?: string;
  revises?: string;
  reason?: string;
  wrong?: Wrong;
  /** What they say otherwise is proposed. */
  asProposal?: true;
  dryRun?: true;
  json?: true;
  url?: string;
  tokenFile?: string;
}

/** @throws FileProblem if there is no such work, the translation can't be described so, or the files can't be taken in. */
export async function importOnto(
  files: readonly string[],
  options: OntoOptions,
  { by, translators }: { by: Person; translators: readonly Person[] },
): Promise<void> {
  const { work, translation, source, url, reason = "", revises = null, published = null } = options;
  if (source) throw new FileProblem("A translation comes alone; how its source reads is brought in by itself.");
  // Before much is read for nothing.
  const there = url === undefined ? null : elsewhere({ ...options, url });
  const given = await givenOnto({ ...options, files });
  const sent: SentOnto = given.brought ? { passages: given.brought.passages } : { pieces: given.text.pieces };
  const { notTaken } = given.brought ?? given.text;
  const isTried = options.dryRun === true;
  // Where they stand on this machine is nobody else's.
  const file = [...files, ...(options.jsonl === undefined ? [] : [options.jsonl])].map((each) => basename(each)).join(", "); // prettier-ignore
  const asked: Adding = {
    ...{ work, translation, described: describedBy(options, translators), revises, by, people: translators },
    ...{ day: published, reason: plainly(reason), of: given.of, file, isTried },
  };
  if (options.asProposal) {
    const said = !isInvisible(reason);
    const why = { summary: said ? plainly(reason) : file, wrong: said ? options.wrong : undefined };
    const found = there
      ? await proposeThere(there, { ...asked, reason: said ? why.summary : "" }, why.wrong, sent)
      : await ontoHere(options, file, (store) => differsHere(store, asked, sent, why));
    tellDoubts(found);
    return tellDiffering(options, found, summed(notTaken, found.counts));
  }
  const added = there
    ? await addThere(there, asked, sent)
    : await ontoHere(options, file, (store) => addOn(store, asked, sent));
  tellDoubts(added);
  tell(options, added, summed(notTaken, added.counts));
}

/** What another translation is; null if it has no title: then it is one that is there. */
function describedBy(
  { title, language, publisher, published, licence }: OntoOptions,
  translators: readonly Person[],
): TranslationWords | null {
  if (title === undefined) return null;
  return {
    ...{ title: plainly(title), language: canonicalLanguage(language), publisher: plainly(publisher ?? "") },
    ...{ translators: [...translators], editors: [] },
    ...(published !== undefined && { date: published }),
    ...(licence !== undefined && { licence }),
  };
}

async function ontoHere<Made>(
  options: OntoOptions,
  names: string,
  lay: (store: Store) => Promise<Made>,
): Promise<Made> {
  const store = sqliteStore(await workbenchIn(options.data));
  try {
    return await lay(store);
  } catch (error) {
    if (error instanceof NotTaken) throw new FileProblem(sayNotTaken(names, error), { cause: error });
    if (error instanceof OntoRefused) throw new FileProblem(sayRefused(options, error), { cause: error });
    throw error;
  } finally {
    await store.close();
  }
}

function sayRefused({ work, translation, asProposal }: OntoOptions, { fault: refusal }: OntoRefused): string {
  if (refusal.code === "unknown-work")
    return `There is no work “${work}” here for a translation to come to. Nothing was changed.`;
  if (refusal.code === "unknown-part" && "named" in refusal && refusal.named === translation && !asProposal)
    return `“${work}” has no translation “${translation}” yet. Say what it is called: --title "…"; or name one that it has.`;
  return refusalInWords(refusal);
}

function tellDoubts({ doubts, without }: LaidOn): void {
  for (const { confidence, locator, words } of doubts)
    console.error(`? ${confidence.toFixed(2)}  ${locator}  ${begun(words)}`);
  for (const words of without) console.error(`- no place: ${begun(words)}`);
}

function tell(
  { work, translation, json, dryRun }: OntoOptions,
  { title, passages, versions, import: of }: AddedOn,
  notTaken: Counts,
): void {
  const already = !dryRun && versions === 0;
  if (json) {
    const said = { work, translation, passages, versions, notTaken, already, ...(of !== null && { import: of }) };
    return console.log(JSON.stringify(said));
  }
  const counted = `${count(versions, "version")} of ${count(passages, "passage")}`;
  const named = `“${title}” (${translation})`;
  if (dryRun) console.log(`${work} would have ${counted} more, of ${named}. Nothing was kept.`);
  else if (already) console.log(`✓ All of ${named} is already here: /${work}`);
  else console.log(`✓ ${work} has ${counted} more, of ${named}: /${work}`);
  if (of !== null) console.log(sayUndone(work, of));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}
