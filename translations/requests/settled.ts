/** Whether what was asked for is plainly there, so that a request ends by itself. */
import type { Proposal } from "../ledger/state.ts";
import { isTermUndecided, type TermState } from "../ledger/term-state.ts";
import type { Request } from "./request.ts";

/** What a request is about as it stands; of a section, how many of its passages have no words. */
export type Standing =
  | { kind: "proposal"; proposal: Pick<Proposal, "status" | "parts"> }
  | { kind: "term"; term: Pick<TermState, "proposals"> }
  | { kind: "section"; passages: number; wordless: number };

/**
 * Since when nothing is left to do (ISO 8601 instant; "" where that is not told), or null:
 * - a proposal was decided, or, where it was to be revised, proposed anew since it was asked;
 * - a term was decided on since, and nothing more is proposed for it;
 * - a section was to be translated, and all of it has words.
 *
 * What is a matter of judgement, as whether a section was checked, people say.
 */
export function settledAt({ task, at }: Pick<Request, "task" | "at">, standing: Standing): string | null {
  switch (standing.kind) {
    case "proposal":
      return ofProposal(task, at, standing.proposal);
    case "term":
      return task === "decide" ? ofTerm(at, standing.term) : null;
    case "section":
      return task === "translate" && standing.passages > 0 && standing.wordless === 0 ? "" : null;
  }
}

function ofProposal(task: Request["task"], at: string, { status, parts }: Pick<Proposal, "status" | "parts">) {
  if (status !== "open" && status !== "draft") return latest(parts.flatMap(({ decision }) => decision?.at ?? [])) ?? "";
  const submitted = latest(parts.flatMap(({ submission }) => submission?.at ?? []));
  return task === "revise" && status === "open" && submitted !== null && submitted > at ? submitted : null;
}

function ofTerm(at: string, { proposals }: Pick<TermState, "proposals">): string | null {
  if (proposals.some(isTermUndecided)) return null;
  const decided = latest(proposals.flatMap(({ decision }) => decision?.at ?? []));
  return decided !== null && decided > at ? decided : null;
}

function latest(instants: readonly string[]): string | null {
  return instants.toSorted().at(-1) ?? null;
}
