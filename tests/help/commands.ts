/**
 * The command line as it is built, each command in a thread of this process that has read the program before: to begin a process
 * and read it anew is nine tenths of what most commands take. What a command is beside others (killed, or with a terminal and
 * signals of its own) is asked of a process of its own.
 */
import { Worker } from "node:worker_threads";

/** What came of a command. */
export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

interface Asked {
  args: readonly string[];
  env: Record<string, string>;
}

/** Commands run one after another, for each believes the process its own. */
let before: Promise<unknown> = Promise.resolve();
let thread: Worker | null = null;

/** Runs a command of the built program; `env` stands beside the variables of the test. It always settles. */
export function variorum(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const ran = before.then(() => run({ args, env }));
  before = ran.catch(() => undefined);
  return ran;
}

function run(asked: Asked): Promise<Ran> {
  thread ??= begun();
  const asking = thread;
  return new Promise((resolve, reject) => {
    asking.once("message", (ran: Ran) => {
      asking.off("error", reject);
      resolve(ran);
    });
    asking.once("error", reject);
    asking.postMessage(asked);
  });
}

function begun(): Worker {
  const worker = new Worker(new URL("./commands-thread.mjs", import.meta.url));
  worker.setMaxListeners(0);
  worker.once("exit", () => (thread = null));
  // Tests wait for what they asked; the thread itself keeps no process from its end.
  worker.unref();
  return worker;
}
