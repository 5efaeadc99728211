// All the checks, one after the other, and at the end the one line that counts them: `N passed, N failed`.
// Every check runs even if one before it failed, so that one look shows all that is wrong.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), "variorum-test-"));
const report = join(scratch, "tests.json");
let [passed, failed] = [0, 0];

function run(name, ...args) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return status === 0;
}

function check(name, ...args) {
  if (run(name, ...args)) passed++;
  else {
    failed++;
    console.log(`✗ ${name} failed`);
  }
}

const bin = (path) => join("node_modules", path);
check("types of the pure part", bin("typescript/bin/tsc"), "-p", "translations");
check("types", bin("typescript/bin/tsc"), "-p", ".");
check("lint", bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0");
check(
  "import rule",
  bin("dependency-cruiser/bin/dependency-cruise.mjs"),
  "translations",
  "editor",
  "server",
  "--config",
  ".dependency-cruiser.cjs",
);
check("nothing unused", bin("knip/bin/knip.js"));
check("format", bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", ".");

const green = run(
  "unit, contract and browser tests",
  bin("vitest/vitest.mjs"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
);
try {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unread = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  passed += numPassedTests;
  failed += numFailedTests + unread.length;
  if (!green && numFailedTests + unread.length === 0) failed++;
} catch {
  console.log("✗ the tests gave no report");
  failed++;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
