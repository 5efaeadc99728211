// A workbench that follows the sources: each saved file builds anew what depends on it, and the server starts again.
// What it keeps is in `data/`, or where VARIORUM_DATA says. Arguments go to `variorum serve`.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The builds that are done, the browser's and the server's: the server starts when both are. */
const done = new Set();
let server = null;
let stopping = false;

for (const ssr of [false, true]) {
  const watcher = await build({ root, logLevel: "warn", build: { ssr, watch: {} } });
  watcher.on("event", (event) => {
    if (event.code === "START") done.delete(ssr);
    if (event.code === "ERROR") console.error(event.error.message);
    if (event.code !== "END") return;
    done.add(ssr);
    if (done.size === 2) startAgain();
  });
}

/** Ends the server that runs, if one does, and starts the one that was built last. */
function startAgain() {
  if (stopping) return;
  if (!server) return start();
  server.once("close", start);
  server.kill("SIGTERM");
}

function start() {
  if (stopping) return;
  console.log("\n── built; starting the workbench");
  server = spawn(process.execPath, ["bin/variorum.mjs", "serve", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  server.once("close", (code) => {
    server = null;
    if (code) console.log("The workbench ended. It starts again with the next change.");
  });
}

function stop() {
  stopping = true;
  if (!server) process.exit(0);
  server.once("close", () => process.exit(0));
  server.kill("SIGTERM");
}
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
