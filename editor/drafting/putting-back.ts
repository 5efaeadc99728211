/** Which changes of a draft put back what a version had changed, as far as they stood so when its page was asked for. */
import { isHeld } from "../../translations/ledger/state.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import { compare } from "../difference/difference.ts";
import { tellChanges, type ToldChange } from "../prosemirror/marking.ts";
import type { ProposalView, PutsBack } from "./view.ts";

/** The version whose change is undone. */
export type PutBackBy = PutsBack["version"];

/**
 * Answers of a change, by the words that it replaces and those that it says, which version's change it undoes; null if
 * none's. It counts for the words wherever they come to stand among the changes, until they are others.
 */
export function puttingBack({ base, draft, putsBack, terms }: ProposalView): (change: ToldChange) => PutBackBy | null {
  if (putsBack.length === 0 || !draft || !base || !isHeld(base)) return () => null;
  const { rendering } = base.words;
  const [older, newer] = [rendering, draft.rendering].map((each) => layout(renderingFromJson(each)));
  const told = tellChanges(compare(rendering, draft.rendering, terms).changes, older!, newer!);
  const signs = new Map(putsBack.map(({ change, version }) => [keyOf(told[change - 1]!), version]));
  return (change) => signs.get(keyOf(change)) ?? null;
}

function keyOf({ kind, before, after }: ToldChange): string {
  return JSON.stringify([kind, before, after]);
}
