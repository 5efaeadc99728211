/**
 * Whoever keeps the index of words: an entry of the build. As a thread it searches, and between questions takes in what is new;
 * as a process it takes in all there is, and ends.
 */
import { constants, setPriority } from "node:os";
import { isMainThread, parentPort, workerData, type MessagePort } from "node:worker_threads";
import "../host/digests.ts";
import { openReader } from "./reader.ts";
import type { Alike, AskedAlike } from "./alike.ts";
import type { Asked, Found } from "./seek.ts";

/** So many milliseconds it waits before it looks for what others have written. */
const AGAIN = 500;
/** So many pieces one after another it takes in; if there is more, a process does that, whose memory is given back. */
const MOST = 3;

/** What the thread is told: a question, or that it goes on itself, as no process could. */
export type Told = Question | "go on";

/** Words that are looked for, or a source to which others are likened. */
export type Question = { asked: Asked } | { alike: AskedAlike };

/** What it tells: the answer to a question; what went wrong between questions; that it is far behind, and waits. */
export type Answered = { found: Found | Alike[] } | { failed: string } | { troubled: string } | "far behind";

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function search(data: string, port: MessagePort): void {
  const tell = (answered: Answered) => port.postMessage(answered);
  const reader = openReader(data);
  /** Pieces in a row of which none was the last. */
  let pieces = 0;
  let isWaiting = false;
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
    pieces = more ? pieces + 1 : 0;
    isWaiting = pieces === MOST;
    if (isWaiting) tell("far behind");
    else setTimeout(follow, more ? 0 : AGAIN);
  }

  function answerTo(question: Question): Answered {
    try {
      if (!isWaiting && reader.isBehind()) reader.step();
      return { found: "asked" in question ? reader.find(question.asked) : reader.alike(question.alike) };
    } catch (error) {
      return { failed: wordsOf(error) };
    }
  }

  port.on("message", (told: Told) => {
    if (told !== "go on") return tell(answerTo(told));
    if (isWaiting) follow();
  });
  follow();
}

/** @param data the data folder. Ends before its time when its standard input does: when whoever began it is gone. */
function takeAllIn(data: string): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  process.stdin.on("end", () => process.exit()).resume();
  const reader = openReader(data);
  const on = () => {
    if (reader.step()) return void setImmediate(on);
    reader.close();
    process.exit();
  };
  on();
}

if (isMainThread) takeAllIn(process.argv[2]!);
else search((workerData as { data: string }).data, parentPort!);
