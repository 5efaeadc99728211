/** A worker thread: does one job after another. It is an entry of the build, beside the command line. */
import { parentPort } from "node:worker_threads";
import "../host/digests.ts";
import { run, type Answered, type Told } from "./aside.ts";

parentPort?.on("message", ({ name, input }: Told) => {
  parentPort?.postMessage(answerTo(name, input));
});

function answerTo(name: Told["name"], input: string): Answered {
  try {
    return { done: run(name, JSON.parse(input)) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
