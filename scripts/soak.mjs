// The long form of the tests that prove that drafts lose nothing: `node scripts/soak.mjs [minutes]`, ten by default.
// For so long people write over a hostile network; before and after that, the server is killed a hundred times at any
// moment and twenty times at each of the points where it might hurt, and is sent 100,000 damaged frames.
// SEED=<number> repeats a run; each prints its own.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) {
  console.error("Say for how many minutes, a number above 0: npm run test:soak -- 10");
  process.exit(2);
}

const tests = ["crash", "crash-points", "hostile", "fuzz"].map((name) => `tests/load/${name}.test.ts`);
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "journeys", ...tests],
  { cwd: root, stdio: "inherit", env: { ...process.env, SOAK: String(minutes) } },
);
process.exit(status ?? 1);
