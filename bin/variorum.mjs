#!/usr/bin/env node
// The command line as it is built; `npm start` builds it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/server/cli.js", import.meta.url);
if (!existsSync(fileURLToPath(built))) {
  console.error("Variorum is not built yet. Run `npm start` once in this checkout; it does all the set-up.");
  process.exit(1);
}
await import(built.href);
