/** The parts of a proposal, as its page tells of them. */
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";

/** All parts of a proposal, in the order of the work: the one that the page is turned to, and the others. */
export function partsIn(view: ProposalView): OtherPart[] {
  return view.order.map((id) =>
    id === view.passage.id ? view : view.others.find(({ passage }) => passage.id === id)!,
  );
}

/** True for those whose part it is to write. */
export function isOwn({ may }: Pick<OtherPart, "may">): boolean {
  return may.edit || may.takeBack;
}

/** Those that count: without what was left out while others went on. */
export function countedIn(view: ProposalView): OtherPart[] {
  const parts = partsIn(view);
  const counted = parts.filter(({ proposal }) => proposal.status !== "withdrawn");
  return counted.length > 0 ? counted : parts;
}
