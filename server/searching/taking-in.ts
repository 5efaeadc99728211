/** What an index is far behind is taken in by a process of its own: the memory that it takes goes with it. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Resolves once all that there is was taken in.
 * @param script of the process, see `worker.ts`.
 * @param signal ends it; then it resolves as well, once the process is gone.
 * @throws Error with what it said, if the process failed.
 */
export function takenIn(script: URL, data: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(script), data], {
      // While its standard input is open, whoever began it is there.
      stdio: ["pipe", "ignore", "pipe"],
      env: {},
      signal,
      killSignal: "SIGKILL",
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (piece: string) => (said = (said + piece).slice(-10_000)));
    child.on("error", (error) => {
      if (!signal.aborted) reject(error);
    });
    child.on("close", (code, by) => {
      if (code === 0 || signal.aborted) resolve();
      else reject(new Error(said || `The process ended with ${code ?? by}.`));
    });
  });
}
