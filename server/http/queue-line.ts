/**
 * What the queue tells of a proposal beside its name: the first words that it changes, what its reasons are about, and whether
 * it is for whoever looks to decide. Of a proposal as it stands that is worked out once: it is remembered by where its passage
 * stands, of which a text without what was taken out of it is another.
 */
import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { ProposalInReview } from "../../editor/reviewing/reviewing.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { isHeld, versionOf, wordsRemoved, type Proposal } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { NOTE_CATEGORIES } from "../../translations/notes/note.ts";
import type { ProposalLine } from "../reading/reading.ts";
import type { Workbench } from "./workbench.ts";

type Told = Pick<ProposalInReview, "first" | "changes" | "kinds">;

const NOTHING: Told = { first: null, changes: 0, kinds: [] };

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
  const waiting = proposal.parts.flatMap((part) => (part.status === "open" && part.submission ? [part] : []));
  const notes = waiting.flatMap(({ submission }) => submission!.notes);
  const kinds = NOTE_CATEGORIES.filter((kind) => kind !== "note" && notes.some(({ category }) => category === kind));
  const part = waiting.find((each) => each.passage === passage);
  const words = part && !wordsRemoved(part) ? part.submission!.rendering : null;
  const versions = await bench.desk.versions({ work: work.id, passage });
  const base = part && part.base !== null ? versionOf({ versions }, part.base) : undefined;
  if (!words || !base || !isHeld(base)) return { ...NOTHING, kinds };
  return { kinds, ...(await bench.aside("firstChange", base.words.rendering, words, work.terms)) };
}

/** Whether what waits is for whoever looks to decide, by their role in the work; null of those who decide on none. */
export function whoseToDecide(actor: Actor | null, { hand }: Pick<ProposalLine, "hand">): ProposalInReview["yours"] {
  if (!actor || !atLeast(actor.role, "reviewer")) return null;
  return hand && actor.role !== "owner" ? "hand" : "decide";
}
