/** The thread that searches: an entry of the build. Between questions it takes in what is new. */
import { parentPort, workerData } from "node:worker_threads";
import "../host/digests.ts";
import { openReader } from "./reader.ts";
import type { Asked } from "./seek.ts";

/** So many milliseconds it waits before it looks for what others have written. */
const AGAIN = 500;

const reader = openReader((workerData as { data: string }).data);

parentPort?.on("message", ({ asked }: { asked: Asked }) => {
  try {
    parentPort?.postMessage({ found: reader.find(asked) });
  } catch (error) {
    parentPort?.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function follow(): void {
  let more = false;
  try {
    more = reader.step();
  } catch {
    // Busy, or a disk without room: tried again.
  }
  setTimeout(follow, more ? 0 : AGAIN);
}

follow();
