/** The thread that searches: an entry of the build. Between questions it takes in what is new. */
import { parentPort, workerData } from "node:worker_threads";
import "../host/digests.ts";
import { openReader } from "./reader.ts";
import type { Asked, Found } from "./seek.ts";

/** So many milliseconds it waits before it looks for what others have written. */
const AGAIN = 500;

/** What it tells: the answer to a question, or, of what went wrong between questions, what that was. */
export type Told = { found: Found } | { failed: string } | { troubled: string };

function tell(told: Told): void {
  parentPort?.postMessage(told);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const reader = openReader((workerData as { data: string }).data);

parentPort?.on("message", ({ asked }: { asked: Asked }) => {
  try {
    tell({ found: reader.find(asked) });
  } catch (error) {
    tell({ failed: wordsOf(error) });
  }
});

/** What went wrong the last time; "" if nothing did. */
let trouble = "";

function follow(): void {
  let more = false;
  try {
    more = reader.step();
    trouble = "";
  } catch (error) {
    // Busy, or a disk without room: tried again, and told once.
    const again = wordsOf(error);
    if (again !== trouble) tell({ troubled: again });
    trouble = again;
  }
  setTimeout(follow, more ? 0 : AGAIN);
}

follow();
