/** `variorum import FILES --work ID --translation T --as-proposal`: what a revised file says otherwise is proposed, a part a passage. */
import { count } from "../../editor/language/english.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import { BECAME, type Became } from "../../translations/exchange/difference.ts";
import type { Onto } from "../../translations/exchange/onto.ts";
import type { Translation, Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { differing, type Differing } from "../bringing/proposing-onto.ts";
import { atMachine, proposalsFrom, propose } from "../bringing/proposing.ts";
import type { Store } from "../store/store.ts";
import { FileProblem } from "./files.ts";
import { sayLeftOut, sayUndone } from "./import-words.ts";

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
  /** SHA-256 of what they are, and how they were read. */
  digest: string;
  reason?: string | undefined;
  dryRun: boolean;
  json: boolean;
}

/** So many passages that are gone are named. */
const MOST_SHOWN = 50;

/** @throws FileProblem if it can't be proposed. */
export async function proposeOnto(store: Store, asked: Proposing): Promise<void> {
  const { work, translation, onto, by, people, name, reason = "", dryRun, json } = asked;
  const day = new Date().toISOString().slice(0, 10);
  const comparing = { translation: translation.id, by, day, people: people.length > 0 ? people : [by] };
  const found = await differing(store, work, onto, comparing);
  const parts = found.differences.flatMap((each) => each.parts);
  const summary = isInvisible(reason) ? name : plainly(reason);
  const going = proposalsFrom({ digest: asked.digest, file: name, by });
  const kept = dryRun ? { proposals: [] } : await propose(parts, summary, atMachine(store, work.id, going));
  if ("refusal" in kept) throw new FileProblem(refusalInWords(kept.refusal));
  const { proposals } = kept;
  const [passages, { counts }] = [parts.length, found];
  const counting = new Counting();
  for (const each of [asked.notTaken, found.notTaken]) counting.addAll(each);
  const notTaken = counting.counts();
  const already = passages === 0 && counts.proposed > 0;
  if (json) {
    const said = { work: work.id, translation: translation.id, passages, versions: 0, notTaken, already, proposals };
    return console.log(JSON.stringify({ ...said, ...counts, ...(going.begun && { import: going.id }) }));
  }
  const locators = new Map(work.passages.map(({ id, locator }) => [id, locator]));
  const gone = found.differences.flatMap(({ became, passages: ids }) => (became === "gone" ? ids : []));
  for (const id of gone.slice(0, MOST_SHOWN)) console.error(`- not in the file: ${locators.get(id)}`);
  console.log(sayDiffering(asked, found, proposals));
  if (going.begun) console.log(sayUndone(work.id, going.id));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}

/** Those that are always told, also where there are none. */
const ALWAYS: ReadonlySet<Became> = new Set(["kept", "revised", "new", "gone"]);

function sayDiffering({ work, dryRun }: Proposing, { counts }: Differing, proposals: readonly string[]): string {
  const whole = BECAME.filter((each) => counts[each] > 0 || ALWAYS.has(each))
    .map((each) => `${counts[each]} ${each === "proposed" ? "proposed before" : each}`)
    .join(", ");
  const head = `${count(work.passages.length, "passage")} of ${work.id}: ${whole}`;
  if (dryRun) return `${head}. Nothing was kept.`;
  if (proposals.length === 0) return `✓ ${head}. Nothing to propose.`;
  return `✓ ${head}. Proposed: ${proposals.map((proposal) => `/${work.id}/proposals/${proposal}`).join(", ")}`;
}
