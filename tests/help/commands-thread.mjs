// Runs commands of the built program one after another, as `bin/variorum.mjs` does in a process; see commands.ts.
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parentPort } from "node:worker_threads";

const BUILT = pathToFileURL(resolve("dist/server/cli.js"));
const usual = { ...process.env };

/** What a command throws where it would have ended its process. */
class Ended extends Error {}

let told = { stdout: "", stderr: "" };
for (const name of ["stdout", "stderr"])
  process[name].write = (chunk, encoding, written) => {
    told[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    (typeof encoding === "function" ? encoding : written)?.();
    return true;
  };
process.exit = (code) => {
  process.exitCode = code ?? process.exitCode;
  throw new Ended();
};

let count = 0;

/** The command line reads its arguments where it begins: so it is begun anew, on what it has loaded before. */
async function run({ args, env }) {
  process.argv = [process.execPath, resolve("bin/variorum.mjs"), ...args];
  process.env = { ...usual, ...env };
  process.exitCode = undefined;
  told = { stdout: "", stderr: "" };
  try {
    count += 1;
    await import(`${BUILT.href}?${count}`);
  } catch (error) {
    if (!(error instanceof Ended)) {
      process.exitCode = 1;
      told.stderr += `${String(error)}\n`;
    }
  }
  return { status: process.exitCode ?? 0, ...told };
}

parentPort.on("message", async (asked) => parentPort.postMessage(await run(asked)));
