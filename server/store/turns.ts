/** Long work in pieces: others are answered in between. */
import { setImmediate as othersFirst } from "node:timers/promises";

/** In milliseconds. */
const PIECE = 10;

/** What to wait for between two steps of long work: others have a turn once the steps since their last one have taken `most` milliseconds. */
export function inTurns(most = PIECE): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() < since + most) return;
    await othersFirst();
    since = performance.now();
  };
}
