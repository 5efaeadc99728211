/** How outlines are proposed to change, as the queue and somebody's own work list it. */
import type { MineOutline } from "../../editor/mine/mine.ts";
import type { ProposedOutline } from "../../editor/reviewing/reviewing.ts";
import type { PassageName, WorkHead } from "../../editor/shell/view.ts";
import { isOutlineStale, outlineProposalsOn } from "../../translations/decide/decide.ts";
import {
  outlineProposalOf,
  passagesOfChange,
  type OutlineProposal,
} from "../../translations/ledger/outline-proposals.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { OutlinesAsked } from "../reading/reading.ts";
import { problemOf } from "./problem.ts";
import { actingIn } from "./seen.ts";
import type { Workbench } from "./workbench.ts";

/** Those that wait, in the order that is asked for. @param state "": in whatever state, as of proposals for words */
export async function outlinesWaiting(
  bench: Workbench,
  visitor: Actor | null,
  { state, ...asked }: OutlinesAsked & { state: "" | "stale" | "rivals" },
): Promise<ProposedOutline[]> {
  const found: ProposedOutline[] = [];
  for (const { work: id, proposal: number, own, decides } of await bench.reading.outlineProposals(visitor, asked)) {
    const work = await bench.store.work(id);
    const proposal = outlineProposalOf(work, number);
    if (!work || !proposal) continue;
    const here = await actingIn(bench, id, visitor);
    const stale = isOutlineStale(work, proposal, await versionsOf(bench, work, proposal));
    const rivals = rivalsOf(work, proposal);
    if ((state === "stale" && !stale) || (state === "rivals" && rivals === 0)) continue;
    const yours = here === null || !atLeast(here.role, "reviewer") ? null : decides ? "decide" : own ? "hand" : null;
    found.push({ ...namedOf(work, proposal), stale, rivals, yours });
  }
  return found;
}

/** The versions of the passages that a proposal splits or joins, by their ids. */
export async function versionsOf(
  { desk }: Pick<Workbench, "desk">,
  work: Work,
  { change }: Pick<OutlineProposal, "change">,
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const versions = new Map<string, readonly Version[]>();
  for (const passage of change.act === "move" || change.act === "source" ? [] : passagesOfChange(change))
    versions.set(passage, await desk.versions({ work: work.id, passage }));
  return versions;
}

/** How many others that wait are about a passage that this one is about. */
function rivalsOf(work: Work, { number, change }: OutlineProposal): number {
  const others = passagesOfChange(change).flatMap((passage) => outlineProposalsOn(work, passage));
  return new Set(others.map((each) => each.number).filter((each) => each !== number)).size;
}

/** One by its number, as it was asked for. @throws Problem 404 */
export function outlineProposalIn(work: Work, number: string): OutlineProposal {
  const found = /^[1-9]\d{0,8}$/.test(number) ? outlineProposalOf(work, Number(number)) : undefined;
  if (!found) throw problemOf({ code: "unknown-outline-proposal" });
  return found;
}

/** As a line of somebody's own work; null of what there is not. */
export async function ownOutline({ store }: Workbench, id: string, number: number): Promise<MineOutline | null> {
  const work = await store.work(id);
  const proposal = outlineProposalOf(work, number);
  if (!work || !proposal) return null;
  const { status, decision } = proposal;
  const line = namedOf(work, proposal);
  return {
    ...line,
    at: decision?.at ?? line.at,
    status,
    word: decision && { by: decision.by, reason: decision.reason },
  };
}

type Named = Pick<OutlineProposal, "number" | "by" | "at" | "reason"> & {
  act: OutlineProposal["change"]["act"];
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  passages: PassageName[];
};

function namedOf(work: Work, { number, by, at, reason, change }: OutlineProposal): Named {
  const { id, title, sourceLanguage } = work;
  const passages = passagesOfChange(change).map((each) => ({ id: each, locator: everIn(work, each)?.locator ?? each }));
  return { work: { id, title, sourceLanguage }, number, by, at, reason, act: change.act, passages };
}
