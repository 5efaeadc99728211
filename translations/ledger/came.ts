/** What became of passages while somebody wrote in them: whoever proposes is told of it first, once for each version that came. */
import type { Came } from "./refusals.ts";
import { isStale, type PassageState, type ProposalHere, standingFor, type Version } from "./state.ts";

/** How a version is named that somebody says they know of: by its passage and number, as its address does. */
export function knownAs({ passage, number }: Pick<Came, "passage" | "number">): string {
  return `${passage}/v${number}`;
}

/**
 * The version that stands now where the part revises another, unless it is among those that are `known`; null where there is
 * nothing to be told.
 * @param own the id of the work's own translation.
 * @param known each as `knownAs` has it.
 */
export function cameUnknown(
  part: ProposalHere,
  state: Pick<PassageState, "versions">,
  own: string,
  known: ReadonlySet<string>,
): Came | null {
  const standing = standingFor(part.base, state, own);
  if (!standing || !isStale(state, part, own)) return null;
  const { number, contributors, date } = standing;
  const came = { passage: part.passage, number, by: makersIn(contributors), date };
  return known.has(knownAs(came)) ? null : came;
}

/** The names of those who made it: without who accepted it. */
function makersIn(contributors: Version["contributors"]): string[] {
  return contributors.filter(({ role }) => role !== "approver").map(({ name }) => name);
}
