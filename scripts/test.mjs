// All the checks, and at the end how long each part took and the one line that counts them: `N passed, N failed`.
// Every check runs even if one before it failed, so that one look shows all that is wrong.
// `npm test -- NAME …` runs what fits: a check by its name, or the test files whose path holds it.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, constants, setPriority, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (path) => join("node_modules", path);

// TypeScript 7 reads the program in seconds, for types and linter; the older one stays beside it for the import rule.
/** The checks beside the tests: the name to ask for, what it is, and the program. */
const CHECKS = [
  { name: "types-pure", what: "types of the pure part", args: [bin("typescript-7/bin/tsc"), "-p", "translations"] },
  { name: "types", what: "types", args: [bin("typescript-7/bin/tsc"), "-p", "."] },
  { name: "lint", what: "lint", args: [bin("oxlint/bin/oxlint"), "--deny-warnings", "."] },
  { name: "imports", what: "import rule", args: ["scripts/imports.mjs"] },
  { name: "unused", what: "nothing unused", args: [bin("knip/bin/knip.js")] },
  { name: "format", what: "format", args: [bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."] },
];

/** So many test files are named at the end, the slowest first. */
const SLOWEST = 12;

const asked = process.argv.slice(2);
const testFiles = readdirSync(join(root, "tests"), { recursive: true })
  .map((path) => join("tests", path))
  .filter((path) => /\.test\.tsx?$/.test(path));
const isCheck = (name) => CHECKS.some((check) => check.name === name);
const unknown = asked.filter((name) => !isCheck(name) && !testFiles.some((path) => path.includes(name)));
if (unknown.length > 0) {
  console.error(`No check and no test file is called ${unknown.map((name) => `“${name}”`).join(", ")}.`);
  console.error(`Checks: ${CHECKS.map(({ name }) => name).join(", ")}. Test files: any part of a path in tests/.`);
  console.log(`\n0 passed, ${unknown.length} failed`);
  process.exit(2);
}

const checks = asked.length === 0 ? CHECKS : CHECKS.filter(({ name }) => asked.includes(name));
const filters = asked.filter((name) => !isCheck(name));
const withTests = asked.length === 0 || filters.length > 0;

/** Runs a program and resolves with its exit code, its seconds, and, unless it `shows` it at once, what it printed. */
function run(args, shows = false) {
  const began = Date.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", shows ? "inherit" : "pipe", shows ? "inherit" : "pipe"],
  });
  // The tests wait much of their time: the checks are done meanwhile, and give way to them.
  if (!shows && withTests) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, printed, seconds: (Date.now() - began) / 1000 })),
  );
}

let [passed, failed] = [0, 0];
const times = [];

/** What is said of a check once the tests, which show what they do as they do it, have ended. */
async function check({ what, args }) {
  const { code, printed, seconds } = await run(args);
  times.push([what, seconds]);
  if (code === 0) passed++;
  else failed++;
  return `\n── ${what}\n${printed.trimEnd()}${code === 0 ? "" : `\n✗ ${what} failed`}`;
}

/** Takes the next check as soon as one before it has ended, on each core. */
async function inTurn(queue) {
  const said = [];
  for (let next = queue.shift(); next; next = queue.shift()) said.push(await check(next));
  return said;
}

async function tests() {
  const scratch = mkdtempSync(join(tmpdir(), "variorum-test-"));
  const report = join(scratch, "tests.json");
  console.log("\n── unit, contract and browser tests");
  const { code, seconds } = await run(
    [
      ...[bin("vitest/vitest.mjs"), "run", ...filters],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    true,
  );
  times.push(["unit, contract and browser tests", seconds]);
  try {
    count(JSON.parse(readFileSync(report, "utf8")), code === 0);
  } catch (error) {
    console.log(`✗ the tests gave no report: ${error.message}`);
    failed++;
  }
  rmSync(scratch, { recursive: true, force: true });
}

function count({ numPassedTests, numFailedTests, testResults }, green) {
  const unread = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  passed += numPassedTests;
  failed += numFailedTests + unread.length;
  if (!green && numFailedTests + unread.length === 0) failed++;
  const files = testResults.map(({ name, startTime, endTime }) => [relative(root, name), (endTime - startTime) / 1000]);
  times.push(...files.sort(([, a], [, b]) => b - a).slice(0, SLOWEST));
}

const queue = [...checks];
const checking = Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => inTurn(queue)));
if (withTests) await tests();
for (const said of (await checking).flat()) console.log(said);

console.log("\n── how long each part took");
for (const [what, seconds] of times) console.log(`${seconds.toFixed(1).padStart(7)} s  ${what}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
