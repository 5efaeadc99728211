/** `variorum import FILES --work ID --translation T --as-proposal`: what a revised file says otherwise is proposed, a part a passage. */
import { count } from "../../editor/language/english.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import type { Counts } from "../../translations/exchange/brought.ts";
import type { Onto } from "../../translations/exchange/onto.ts";
import type { Translation, Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { differing, type Differing } from "../bringing/proposing-onto.ts";
import { propose } from "../bringing/returning.ts";
import type { Store } from "../store/store.ts";
import { FileProblem } from "./files.ts";
import { sayLeftOut } from "./import-words.ts";

interface Proposing {
  work: Work;
  translation: Translation;
  onto: Onto;
  /** What of the files was not read, or has no place. */
  notTaken: Counts;
  by: Person;
  /** Those who revised it, where the files don't say. */
  people: readonly Person[];
  /** What the files are called, which is the reason if none is given. */
  name: string;
  reason?: string | undefined;
  dryRun: boolean;
  json: boolean;
}

/** So many passages that are gone are named. */
const MOST_SHOWN = 50;

/** @throws FileProblem if it can't be proposed. */
export async function proposeOnto(store: Store, asked: Proposing): Promise<void> {
  const { work, translation, onto, by, people, name, reason = "", dryRun, json } = asked;
  const found = await differing(store, work, translation.id, onto, people.length > 0 ? people : [by]);
  const summary = isInvisible(reason) ? name : plainly(reason);
  const kept =
    dryRun || found.parts.length === 0 ? { proposals: [] } : await propose(store, work.id, found, summary, by);
  if ("refusal" in kept) throw new FileProblem(refusalInWords(kept.refusal));
  const { proposals } = kept;
  const passages = found.parts.length;
  const notTaken = {
    ...asked.notTaken,
    ...(found.unworded > 0 && { "passages that it had no words for": found.unworded }),
  };
  const already = passages === 0 && found.proposed > 0;
  const counted = { kept: found.kept, gone: found.gone.length, new: onto.without.length };
  if (json) {
    const said = { work: work.id, translation: translation.id, passages, versions: 0, notTaken, already, proposals };
    return console.log(JSON.stringify({ ...said, ...counted }));
  }
  for (const locator of found.gone.slice(0, MOST_SHOWN)) console.error(`- not in the file: ${locator}`);
  console.log(sayDiffering(asked, found, proposals));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}

function sayDiffering({ work, onto, dryRun }: Proposing, found: Differing, proposals: readonly string[]): string {
  const { parts, kept, proposed, gone } = found;
  const whole = [
    `${kept} kept`,
    `${parts.length} revised`,
    ...(proposed > 0 ? [`${proposed} proposed before`] : []),
    `${onto.without.length} new`,
    `${gone.length} gone`,
  ].join(", ");
  const head = `${count(work.passages.length, "passage")} of ${work.id}: ${whole}`;
  if (dryRun) return `${head}. Nothing was kept.`;
  if (proposals.length === 0) return `✓ ${head}. Nothing to propose.`;
  return `✓ ${head}. Proposed: ${proposals.map((proposal) => `/${work.id}/proposals/${proposal}`).join(", ")}`;
}
