/** What is left of a part beside the version that came since it was begun: said with that version, wherever that is told. */
import {
  hereIn,
  isHeld,
  versionOf,
  wordsRemoved,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import type { Came, Refusal } from "../../translations/ledger/refusals.ts";
import type { Term, Work } from "../../translations/ledger/work.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Outcome } from "../desk/desk.ts";
import { termsOn } from "./terms.ts";
import { draftOf, placeIn, type Workbench } from "./workbench.ts";

/** What is asked: a part, how its passage stands, its words, and the terms by which they are compared. */
interface Asked {
  here: Pick<ProposalHere, "base" | "kind" | "removals">;
  state: PassageState;
  words: { rendering: RenderingJson } | null;
  terms: readonly Term[];
}

/** The version with what is left of the part beside it; as it is where there is nothing to compare. */
export async function withLeft({ aside }: Workbench, came: Came, { here, state, words, terms }: Asked): Promise<Came> {
  const base = here.base === null ? undefined : versionOf(state, here.base);
  const standing = versionOf(state, came.number);
  if (here.kind !== "revision" || !words || wordsRemoved(here)) return came;
  if (!base || !standing || !isHeld(base) || !isHeld(standing)) return came;
  const { rendering: older } = base.words;
  return { ...came, left: await aside("left", older, words.rendering, standing.words.rendering, terms) };
}

/** A refusal that tells of versions that came, with what is left of each part beside them; any other outcome as it is. */
export async function toldLeft(
  bench: Workbench,
  { work, proposal }: { work: Work; proposal: Proposal },
  outcome: Outcome,
): Promise<Outcome> {
  if (outcome.ok || !("came" in outcome.refusal)) return outcome;
  const came: Came[] = [];
  for (const each of outcome.refusal.came) came.push(await leftOfPart(bench, work, proposal, each));
  const refusal: Refusal = { ...outcome.refusal, came };
  return { ok: false, refusal };
}

async function leftOfPart(bench: Workbench, work: Work, proposal: Proposal, came: Came): Promise<Came> {
  const here = hereIn(proposal, came.passage);
  if (!here) return came;
  const { passage, state } = await placeIn(bench, work, came.passage);
  const words = await wordsNow(bench, here);
  const [base, standing] = [here.base ?? 0, came.number].map((number) => versionOf(state, number)?.words);
  return withLeft(bench, came, { here, state, words, terms: termsOn(work, passage, [base, standing, words]) });
}

/** What a part says: its draft's words while it is written, else what was submitted. */
export async function wordsNow(bench: Workbench, here: ProposalHere): Promise<{ rendering: RenderingJson } | null> {
  if (here.status !== "draft") return here.submission;
  const { rendering } = await bench.live.read(await draftOf(bench, here));
  return { rendering: renderingToJson(rendering) };
}
