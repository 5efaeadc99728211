/** What is worked out of a draft while others write in it: it is written there only if the draft says still what was read. */
import { TooBusy } from "../aside/aside.ts";

/** Thrown in a draft's turn: somebody wrote in it while something was worked out of what it said before. */
export class WrittenMeanwhile extends Error {
  override name = "WrittenMeanwhile";
}

/** So often it is worked out anew where somebody writes meanwhile. */
const MOST_TRIES = 10;

/** Does it until nobody has written meanwhile. @throws TooBusy if others write all the while; what `once` throws */
export async function untilUnwritten<Done>(once: () => Promise<Done>): Promise<Done> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof WrittenMeanwhile)) throw error;
    }
  }
  throw new TooBusy("crowded");
}
