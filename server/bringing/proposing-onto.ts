/**
 * A revised file of a translation that is here, as proposals: a part for each passage that it words otherwise, and what else
 * became of the passages.
 */
import type { Onto, Placed } from "../../translations/exchange/onto.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import type { Contributor } from "../../translations/ledger/events.ts";
import { currentVersion, isHeld, latestOf, replay, type PassageState } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { canonical, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Store } from "../store/store.ts";

/** What a file differs in from a translation as it stands, over the whole work. */
export interface Differing {
  /** What it words otherwise. */
  parts: ReturnedPart[];
  /** How many passages it words as they stand, and how many as was proposed before. */
  kept: number;
  proposed: number;
  /** Passages that it gives words, which the translation has none for; these can't be proposed where others stand. */
  unworded: number;
  /** The locators of passages with words of the translation that the file has no more. */
  gone: string[];
}

/**
 * What a file that lies beside a work differs in from a translation of it.
 * @param people those who revised it; whoever brings it, if none are named.
 */
export async function differing(
  store: Pick<Store, "records">,
  work: Work,
  translation: string,
  { placed }: Onto,
  people: readonly Person[],
): Promise<Differing> {
  const found: Differing = { parts: [], kept: 0, proposed: 0, unworded: 0, gone: [] };
  const byPassage = new Map(placed.map((each) => [each.passage, each]));
  for (const { id, locator } of work.passages) {
    const state = replay(id, await store.records({ work: work.id, passage: id }));
    const standing = latestOf(translation, state.versions, work.translation.id);
    const here = byPassage.get(id);
    const rendering = here && renderingIn(here);
    if (!rendering) {
      if (standing && isHeld(standing)) found.gone.push(locator);
    } else if (!standing && (state.versions.length > 0 || translation !== work.translation.id)) found.unworded++;
    else if (standing?.words && isSame(standing.words.rendering, rendering)) found.kept++;
    else if (wasProposed(state, rendering)) found.proposed++;
    else {
      const proposers = named(here.versions.at(-1)!.by, people);
      const base = standing?.number ?? null;
      const stale = base !== (currentVersion(state)?.number ?? null);
      found.parts.push({ passage: id, base, rendering, notes: [], proposers, stale });
    }
  }
  return found;
}

function renderingIn({ versions }: Placed): RenderingJson | null {
  return versions.at(-1)?.rendering ?? null;
}

function wasProposed({ proposals }: PassageState, rendering: RenderingJson): boolean {
  return proposals.some(({ submission }) => submission !== null && isSame(submission.rendering, rendering));
}

function isSame(a: RenderingJson, b: RenderingJson): boolean {
  return canonical(renderingFromJson(a)).eq(canonical(renderingFromJson(b)));
}

function named(by: readonly Pick<Contributor, "name">[], people: readonly Person[]): Person[] {
  return by.length > 0 ? by.map(({ name }) => ({ name })) : [...people];
}
