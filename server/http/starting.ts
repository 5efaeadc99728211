/** A draft of one's own that begins with the words and notes of a proposal that one may read; whose these are is recorded with it. */
import { z } from "zod";
import { isWriter, mayBegin, rightsIn, writersOf } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { passageIn } from "../../translations/ledger/sections.ts";
import {
  heresOf,
  isUndecided,
  startedBefore,
  withoutDoubles,
  wordsRemoved,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Outcome } from "../desk/desk.ts";
import { newId } from "../store/ids.ts";
import { problemOf } from "./problem.ts";
import { placeIn, type Workbench } from "./workbench.ts";

/** Nothing is said with it. */
export const Starting = z.object({});

interface Of {
  work: Work;
  proposal: Proposal;
}

/** True for who may begin with its words, and does not write it as it is. */
export function mayStart({ work, proposal }: Of, actor: Actor | null): boolean {
  if (!actor || !mayBegin(actor)) return false;
  const writes = isWriter(proposal, actor) && isUndecided(proposal.status);
  return !writes && partsToStart({ work, proposal }, actor).length > 0;
}

/** Its parts with words that `actor` may read, of passages that stand in the outline; not what became a version, which is revised itself. */
function partsToStart({ work, proposal }: Of, actor: Actor): ProposalHere[] {
  if (proposal.kind !== "revision") return [];
  return heresOf(proposal).filter(
    (here) =>
      here.status !== "accepted" &&
      (here.status === "draft" || here.submission !== null) &&
      !wordsRemoved(here) &&
      passageIn(work, here.passage) !== undefined &&
      rightsIn(here, actor).read,
  );
}

/**
 * Begins it. What somebody has begun so and is undecided is not begun a second time: they go on with that.
 * @param actor as who they are in the work.
 * @returns what came of it, and the id of the draft.
 * @throws Problem 403 for who may read nothing of it.
 */
export async function startFrom(bench: Workbench, of: Of, actor: Actor): Promise<{ outcome: Outcome; id: string }> {
  const { work, proposal } = of;
  if (!rightsIn(proposal, actor).read) throw problemOf({ code: "not-invited", began: null });
  const parts = partsToStart(of, actor);
  const [first] = parts;
  if (!first) return { outcome: { ok: false, refusal: { code: "unknown-part", why: "none-named" } }, id: "" };
  const { state } = await placeIn(bench, work, first.passage);
  const before = startedBefore(state, proposal.id, actor);
  if (before) return { outcome: { ok: true, events: [] }, id: before.id };
  const id = newId();
  const outcome = await bench.desk.execute(
    { work: work.id },
    {
      type: "open-proposal",
      proposal: id,
      kind: "revision",
      parts: parts.map(({ passage, base }) => ({ passage, base })),
      undecided: await bench.reading.undecidedOf(actor),
      // What few read is not opened to more by beginning with it.
      ...(parts.some(({ status, readers }) => status === "draft" && readers === "writers") && { readers: "writers" }),
      startedFrom: { proposal: proposal.id, proposers: peopleOf(proposal, parts, actor) },
    },
    actor,
  );
  // Somebody pressed twice.
  const meanwhile =
    outcome.ok && outcome.events.length === 0
      ? startedBefore((await placeIn(bench, work, first.passage)).state, proposal.id, actor)
      : undefined;
  if (meanwhile) return { outcome, id: meanwhile.id };
  // With its words as they read now, whatever becomes of them.
  if (outcome.ok)
    for (const { passage } of parts)
      for (const draft of await bench.store.drafts.of(id, passage)) await bench.live.read(draft);
  return { outcome, id };
}

/** Whose words those are, but for who begins with them. */
function peopleOf(proposal: Proposal, parts: readonly ProposalHere[], { id }: Actor): Person[] {
  const own = parts.flatMap(({ status, submission }) => [
    ...(submission?.proposers ?? []),
    ...(status === "draft" ? writersOf(proposal) : []),
  ]);
  const all = withoutDoubles([...own, ...(proposal.startedFrom?.proposers ?? [])]);
  return all.filter((person) => person.id !== id).map((person) => ({ ...person }));
}

/** What others began with the words of `proposal` on a passage, as far as `actor` reads it. */
export function startedOn(state: PassageState, proposal: string, actor: Actor | null): ProposalView["startedBy"] {
  return state.proposals.flatMap((each) =>
    each.startedFrom?.proposal === proposal && rightsIn(each, actor).read
      ? [{ id: each.id, by: each.openedBy, status: each.whole }]
      : [],
  );
}
