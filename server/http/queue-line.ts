/**
 * What the queue tells of a proposal beside its name: the first words that it changes, what its reasons are about, and whether
 * it is for whoever looks to decide. Of a proposal as it stands that is worked out once: it is remembered by where its passage
 * stands, of which a text without what was taken out of it is another.
 */
import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { ProposalInReview } from "../../editor/reviewing/reviewing.ts";
import { ownCounts } from "../../translations/ledger/rights.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import {
  hereIn,
  isHeld,
  versionOf,
  withoutDoubles,
  wordsRemoved,
  type Part,
  type Proposal,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { NOTE_CATEGORIES, type NoteCategory, type Person } from "../../translations/notes/note.ts";
import type { ProposalLine } from "../reading/reading.ts";
import { putsBackIn } from "./putting-back.ts";
import type { Workbench } from "./workbench.ts";

type Told = Pick<ProposalInReview, "first" | "changes" | "kinds" | "putsBack">;

const NOTHING: Told = { first: null, changes: 0, kinds: [], putsBack: 0 };

/** So many proposals are remembered. */
const REMEMBERED = 5_000;

/** What is told of a proposal by the first of its passages that waits. */
export type TellLine = (work: Work, proposal: string, passage: string) => Promise<Told>;

export function queueLines(bench: Workbench): TellLine {
  const known = new LRUCache<string, { position: string; told: Told }>({ max: REMEMBERED });
  return async (work, id, passage) => {
    const position = bench.positions.passage({ work: work.id, passage }) ?? "";
    const before = known.get(id);
    if (before?.position === position) return before.told;
    // Others are answered in between: a page may have many that were never looked at.
    await setImmediate();
    const found = await bench.desk.proposal(id);
    const told = found ? await tell(bench, work, found.proposal, passage) : NOTHING;
    known.set(id, { position, told });
    return told;
  };
}

async function tell(bench: Workbench, work: Work, proposal: Proposal, passage: string): Promise<Told> {
  const kinds = kindsOf(proposal);
  const part = proposal.parts.find((each) => each.passage === passage && waits(each));
  const words = part && !wordsRemoved(part) ? part.submission!.rendering : null;
  const versions = await bench.desk.versions({ work: work.id, passage });
  const base = part && part.base !== null ? versionOf({ versions }, part.base) : undefined;
  if (!words || !base || !isHeld(base)) return { ...NOTHING, kinds };
  const here = hereIn(proposal, passage)!;
  const back = await putsBackIn(
    bench,
    { passage, versions, proposals: [] },
    { base, proposal: here, words: { rendering: words }, terms: work.terms },
  );
  const told = await bench.aside("firstChange", base.words.rendering, words, work.terms);
  return { kinds, putsBack: back.length, ...told };
}

const waits = ({ status, submission }: Part): boolean => status === "open" && submission !== null;

/** What the reasons of what waits of a proposal are about. */
export function kindsOf({ parts }: Pick<Proposal, "parts">): NoteCategory[] {
  const said = parts.filter(waits).map(({ submission }) => submission!);
  const about = new Set(said.flatMap(({ notes, wrong }) => [wrong, ...notes.map(({ category }) => category)]));
  return NOTE_CATEGORIES.filter((kind) => kind !== "note" && about.has(kind));
}

/** Whose approvals of what waits of a proposal count as things stand, each once. */
export async function approversNow({ desk }: Workbench, work: string, proposal: Proposal): Promise<Person[]> {
  const waiting = await desk.waiting(work, proposal);
  return withoutDoubles(waiting.flatMap(({ given }) => given.map(({ by }) => by)));
}

/** Whether what waits is for whoever looks to decide, by their role in the work; null of those who decide on none. */
export function whoseToDecide(
  actor: Actor | null,
  { hand, approved }: Pick<ProposalLine, "hand" | "approved">,
): ProposalInReview["yours"] {
  if (!actor || !atLeast(actor.role, "reviewer")) return null;
  if (hand && !ownCounts(actor)) return "hand";
  return approved ? "approved" : "decide";
}
