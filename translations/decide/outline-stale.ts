/** Whether what a proposal of an outline is about reads and stands as it did when it was proposed, and what it says is there. */
import type { OutlineProposal } from "../ledger/outline-proposals.ts";
import { outlineOf, passageIn } from "../ledger/sections.ts";
import { currentVersion, type Version } from "../ledger/state.ts";
import type { Work } from "../ledger/work.ts";

/**
 * True if what a change is about is not as it was when it was proposed, or what was said with it has been taken out.
 * @param versions of the passages that it splits or joins, by their ids.
 */
export function isOutlineStale(
  work: Work,
  { change, locators, source, reason }: Pick<OutlineProposal, "change" | "locators" | "source" | "reason">,
  versions: ReadonlyMap<string, readonly Version[]>,
): boolean {
  if (reason === "") return true;
  if (change.act === "source") return !source || passageIn(work, change.passage)?.source.number !== change.source;
  if (change.act !== "move" && locators.length === 0) return true;
  const { places } = outlineOf(work.passages);
  if (change.act === "move") {
    const at = places.get(change.passage);
    if (at === undefined || (work.passages[at - 1]?.id ?? null) !== change.from) return true;
    return change.after !== null && !places.has(change.after);
  }
  const all = change.act === "join" ? change.passages : [change];
  const first = places.get(all[0]!.passage);
  return all.some(({ passage, version, source }, index) => {
    const now = passageIn(work, passage);
    if (!now || places.get(passage) !== first! + index || now.source.number !== source) return true;
    return (currentVersion({ versions: versions.get(passage) ?? [] })?.number ?? null) !== version;
  });
}
