/**
 * A work that was brought in and withdrawn is brought in again by the same files: its passages are placed where they stood, and it
 * stands among the others. Versions have the numbers and addresses that they had.
 */
import { placed } from "../../translations/ledger/described.ts";
import { outlineStream, recordsOfAct } from "../../translations/ledger/record.ts";
import type { Retired } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";

/** So many passages are placed in one act, and so many records read before others have a turn. */
const [PIECE, READ] = [50, 500];
const ATTEMPTS = 20;

/**
 * Places again the passages of a work that its import's undoing retired.
 * @param act by which the work was brought in.
 * @returns false, if none was: it was not undone.
 */
export async function bringAgain(
  store: Store,
  work: string,
  act: string,
  by: Person,
  effects: { now(): number; pause(milliseconds: number): Promise<void> },
): Promise<boolean> {
  const undone = goneBy(store, work, act, effects);
  let isUndone = false;
  for (let attempt = 1; attempt <= ATTEMPTS;) {
    const last = await store.end(outlineStream(work));
    const [left, standing] = [await undone(), (await store.work(work))!.passages];
    if (left.length === 0) return isUndone;
    isUndone = true;
    // Stopped behind that, the same again still finds that something is gone.
    if (left.length <= PIECE) await store.putAway(work, null);
    const facts = left.slice(0, PIECE).map(({ end: _, ...passage }, at) => ({
      passage: null,
      event: placed(passage, left[at - 1]?.id ?? standing.at(-1)?.id ?? null, by),
    }));
    const ends = new Map(last && [[outlineStream(work), last]]);
    const making = { id: `${act}/${newId()}`, at: new Date(effects.now()).toISOString(), newSalt };
    if (!(await store.append(recordsOfAct(work, ends, making, facts))).ok) attempt++;
    await effects.pause(5);
  }
  throw new Error(`bringAgain: the outline of ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

/** Gives the passages that the undoing retired, as they are now, in the order in which they stood: the last went first. */
function goneBy(
  store: Store,
  work: string,
  act: string,
  effects: { pause(milliseconds: number): Promise<void> },
): () => Promise<readonly Retired[]> {
  const undone = new Set<string>();
  let seen = 0;
  return async () => {
    for (let some = READ; some === READ; seen += some) {
      const records = await store.stream(outlineStream(work), seen, READ);
      for (const { event, act: of } of records)
        if (event.type === "passage-retired" && of.id.startsWith(`undo/${act}/`)) undone.add(event.passage);
      some = records.length;
      if (some === READ) await effects.pause(1);
    }
    const retired = (await store.work(work))?.retired ?? [];
    return retired.filter(({ id }) => undone.has(id)).reverse();
  };
}
