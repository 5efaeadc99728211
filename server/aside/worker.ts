/** A worker thread: does one job after another. It is an entry of the build, beside the command line. */
import { parentPort } from "node:worker_threads";
import "../host/digests.ts";
import { run, type Answered, type Told } from "./aside.ts";

parentPort?.on("message", ({ name, input }: Told) => {
  const answer = answerTo(name, input);
  // Bytes are handed over, not copied.
  const bytes = "done" in answer && answer.done instanceof Uint8Array ? [answer.done.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(answer, bytes);
});

function answerTo(name: Told["name"], input: string): Answered {
  try {
    return { done: run(name, JSON.parse(input)) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
