/** `variorum import FILES --work ID --translation T --as-proposal`: what a revised file says otherwise is proposed, a part a passage. */
import { count } from "../../editor/language/english.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import type { Counts } from "../../translations/exchange/brought.ts";
import { BECAME, type Became } from "../../translations/exchange/difference.ts";
import type { SentOnto } from "../../translations/exchange/sent-pieces.ts";
import { differOn, summed, type Adding, type DiffersOn } from "../bringing/onto.ts";
import { atMachine, proposalsFrom, propose, type Why } from "../bringing/proposing.ts";
import type { Store } from "../store/store.ts";
import { FileProblem } from "./files.ts";
import { sayLeftOut, sayUndone } from "./import-words.ts";

/** Of what is told, and how. */
interface Telling {
  work: string;
  translation: string;
  json?: true;
  dryRun?: true;
}

/** What came of it. */
export interface Proposed extends Omit<DiffersOn, "parts"> {
  /** How many passages are proposed to be revised, and how many can't be where another version stands. */
  revised: number;
  stale: number;
  proposals: readonly string[];
  /** The id of what was recorded at the machine as an import. */
  import?: string;
}

/** So many passages that are gone are named. */
const MOST_SHOWN = 50;

/** Proposed at the machine itself. @throws OntoRefused, NotTaken; FileProblem if it can't be proposed. */
export async function differsHere(store: Store, asked: Adding, sent: SentOnto, why: Why): Promise<Proposed> {
  const { parts, ...found } = await differOn(store, asked, sent);
  const going = proposalsFrom({ digest: asked.of, file: asked.file, by: asked.by });
  const kept = asked.isTried ? { proposals: [] } : await propose(parts, why, atMachine(store, asked.work, going));
  if ("refusal" in kept) throw new FileProblem(refusalInWords(kept.refusal));
  return {
    ...found,
    revised: parts.length,
    stale: 0,
    proposals: kept.proposals,
    ...(going.begun && { import: going.id }),
  };
}

export function tellDiffering(options: Telling, found: Proposed, counts: Counts): void {
  const { work, translation, json } = options;
  const { revised: passages, stale, became, gone, proposals, import: of } = found;
  const notTaken = summed(counts, stale > 0 ? { "passages where another version stands": stale } : {});
  if (json) {
    const already = passages === 0 && became.proposed > 0;
    const said = { work, translation, passages, versions: 0, notTaken, already, proposals };
    return console.log(JSON.stringify({ ...said, ...became, ...(of !== undefined && { import: of }) }));
  }
  for (const locator of gone.slice(0, MOST_SHOWN)) console.error(`- not in the file: ${locator}`);
  console.log(sayDiffering(options, found));
  if (of !== undefined) console.log(sayUndone(work, of));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}

/** Those that are always told, also where there are none. */
const ALWAYS: ReadonlySet<Became> = new Set(["kept", "revised", "new", "gone"]);

function sayDiffering({ work, dryRun }: Telling, { passages, became, proposals }: Proposed): string {
  const whole = BECAME.filter((each) => became[each] > 0 || ALWAYS.has(each))
    .map((each) => `${became[each]} ${each === "proposed" ? "proposed before" : each}`)
    .join(", ");
  const head = `${count(passages, "passage")} of ${work}: ${whole}`;
  if (dryRun) return `${head}. Nothing was kept.`;
  if (proposals.length === 0) return `✓ ${head}. Nothing to propose.`;
  return `✓ ${head}. Proposed: ${proposals.map((proposal) => `/${work}/proposals/${proposal}`).join(", ")}`;
}
