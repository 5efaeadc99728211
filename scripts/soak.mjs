// The long form of the tests that prove that drafts lose nothing: `node scripts/soak.mjs [minutes]`, ten by default.
// For so long people write over a hostile network; before and after that, the server is killed a hundred times at any
// moment and twenty times at each of the points where it might hurt, and is sent 100,000 damaged frames.
// Before all that, the laws of the living text run on random programs: some 1,000,000 deliveries among people at one
// draft, and 129,600 acts of one alone; each prints how many there were. That takes ten minutes or more by itself.
// First of all, every law of the unit tests is asked with examples that `npm test` does not draw.
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

/** So many times the programs of `npm test`. */
const RUNS = 36;
/** So many seeds for the laws of the unit tests. */
const DRAWS = 3;
const SEED = process.env.SEED ?? String(Date.now() % 1_000_000_000);
console.log(`soak: SEED=${SEED}`);

function run(project, tests, env) {
  const { status } = spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", project, ...tests],
    { cwd: root, stdio: "inherit", env: { ...process.env, SEED, ...env } },
  );
  return status === 0;
}

const lawful = Array.from({ length: DRAWS }, (_, draw) => run("unit", [], { SEED: String(Number(SEED) + draw) }));
const held = run("unit", ["tests/editor/living-text-laws.test.ts"], { RUNS: String(RUNS) });
const tests = ["crash", "crash-points", "hostile", "fuzz"].map((name) => `tests/load/${name}.test.ts`);
const kept = run("load", tests, { SOAK: String(minutes) });
process.exit(held && kept && !lawful.includes(false) ? 0 : 1);
