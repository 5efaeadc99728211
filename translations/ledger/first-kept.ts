/** Records of the first format as they are kept beside what they became: whole, in order, and each of them brought over. */
import { digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import type { LedgerEvent } from "./events.ts";
import { asNow, firstProblem, type FirstEvent, type FirstFlaw, type FirstRecord } from "./first-format.ts";
import type { LedgerRecord } from "./record.ts";

/** One of them: `event` as the text that it was, "" once something was taken out of it. */
export interface FirstKept extends Omit<FirstRecord, "event"> {
  type: string;
  event: string;
}

/** A record that one became: where it stands, and what it says there, as {@link sayingOf} has it. */
export interface BroughtOver {
  /** True if something was taken out of it since. */
  lessened: boolean;
  where: string;
  says: string;
}

/** What is wrong: with one that is kept, with the record that it became, or with that because there is none that it was. */
export type KeptFlaw =
  | { of: FirstKept; flaw: FirstFlaw | "not-brought-over" | "still-there" }
  | { of: BroughtOver; flaw: "says-otherwise" | "missing" };

/**
 * What is wrong with records of the first format, or with what they became.
 * @param kept in the order of works, passages and positions.
 * @param broughtOver the records that say that they were one, by the digest that they say.
 */
export function* keptFlaws(
  kept: Iterable<FirstKept>,
  broughtOver: ReadonlyMap<string, BroughtOver>,
): Generator<KeptFlaw> {
  const missing = new Map(broughtOver);
  let before: FirstRecord | null = null;
  for (const of of kept) {
    const { type: _, event, ...row } = of;
    const record: FirstRecord = { ...row, event: eventIn(event) };
    const same: boolean = before?.work === row.work && before.passage === row.passage;
    const now = broughtOver.get(row.digest);
    const emptied = event === "" && now?.lessened === true;
    const problem = firstProblem(record, same ? before : null, emptied);
    if (problem) yield { of, flaw: problem };
    if (!now) yield { of, flaw: "not-brought-over" };
    else if (now.lessened !== (event === "")) yield { of, flaw: "still-there" };
    else if (!emptied && now.says !== sayingOf({ at: row.at, event: nowOf(record) }))
      yield { of: now, flaw: "says-otherwise" };
    missing.delete(row.digest);
    before = record;
  }
  for (const of of missing.values()) yield { of, flaw: "missing" };
}

/** A digest of what a record says and when, but for what streams have added to it: the same in either format. */
export function sayingOf({ at, event }: Pick<LedgerRecord, "at" | "event">): string {
  try {
    return digestOfText(
      canonicalJson([at, { ...event, decision: undefined, source: undefined, translation: undefined }]),
    );
  } catch {
    // Of what canonical JSON can't say.
    return digestOfText("");
  }
}

/** What a record of the first format says now; one that somebody bent may say nothing that has a new form. */
function nowOf({ event, passage }: FirstRecord): LedgerEvent {
  return typeof event === "object" ? asNow(event, passage) : event;
}

/** Nothing that can be said, of what is no JSON. */
function eventIn(text: string): FirstEvent {
  try {
    return JSON.parse(text) as FirstEvent;
  } catch {
    return undefined as unknown as FirstEvent;
  }
}
