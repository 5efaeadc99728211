/** Of passages that are final: what is wrong with them is said before something is proposed. */
import type { DraftPage } from "./view.ts";

/** True if what is written revises a passage that is final. */
export function isFinal(view: DraftPage): boolean {
  const written = ({ proposal, passage }: Pick<DraftPage, "proposal" | "passage">): boolean =>
    proposal.status === "draft" && proposal.kind === "revision" && passage.final !== undefined;
  return [view, ...view.others].some(written);
}
