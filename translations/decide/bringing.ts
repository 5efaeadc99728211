/** A proposal that comes ready from elsewhere, as a file that somebody at the machine brings: opened and submitted in one act. */
import { type Proposed, type Revised, USUAL_READERS, type Wrong } from "../ledger/events.ts";
import { excessOfNotes } from "../notes/excess.ts";
import type { Person } from "../notes/note.ts";
import { renderingFromJson } from "../text/canonical.ts";
import { excessOf, excessOfParts } from "../text/excess.ts";
import { type Excess, over } from "../text/limits.ts";
import { add, type Decision, refuse, said, tooLarge } from "./commands.ts";

/** Parts that revise whatever version they were made from; if that stands no more, they say so and wait to be moved. */
export interface BroughtProposal {
  proposal: string;
  parts: readonly (Revised & Proposed)[];
  summary: string;
  /** What is wrong with words that are final; left out: nothing is said. */
  wrong?: Wrong | undefined;
}

/** @param by whoever brings it: a name, no account's. Nobody writes on in it; it is for reviewers to decide. */
export function proposeBrought({ proposal, parts, summary, wrong }: BroughtProposal, by: Person): Decision {
  const excess =
    over("parts", parts.length) ??
    over("reason", summary.length) ??
    excessOfParts(parts.map(({ rendering }) => rendering)) ??
    firstExcess(parts);
  if (excess) return refuse(tooLarge(excess));
  if (parts.length === 0) return refuse({ code: "unknown-part", why: "none" });
  if (summary.trim() === "") return refuse({ code: "reason-required", why: "revising" });
  const revised = parts.map(({ passage, base }) => ({ passage, base }));
  const words = parts.map(({ passage, rendering, notes, proposers }) => ({ passage, rendering, notes, proposers }));
  return add(
    { type: "proposal-opened", proposal, kind: "revision", parts: revised, by, readers: USUAL_READERS },
    { type: "proposal-submitted", proposal, parts: words, summary: said(summary), ...(wrong && { wrong }) },
  );
}

function firstExcess(parts: readonly Proposed[]): Excess | null {
  return parts.reduce<Excess | null>(
    (found, { rendering, notes, proposers }) =>
      found ?? excessOf(renderingFromJson(rendering)) ?? excessOfNotes(notes) ?? over("people", proposers.length),
    null,
  );
}
