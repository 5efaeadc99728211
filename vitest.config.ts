import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * How long a test may take, and how long it looks again and again for what comes in its own time: patience with a slow
 * machine, and no measure of speed.
 */
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

/**
 * So many files at once, of journeys and of unit tests: journeys wait a third of their time for programs that they begin, so
 * that one more than there are cores leaves none idle.
 */
const AT_ONCE = availableParallelism() + 1;

const jsx = { oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } } };

export default defineConfig({
  ...jsx,
  test: {
    projects: [
      {
        ...jsx,
        test: {
          ...patient,
          name: "unit",
          include: ["tests/{translations,editor,server}/**/*.test.{ts,tsx}"],
          setupFiles: "tests/help/laws.ts",
          // Files share a process and what it has loaded and compiled, which is a third of the work; they leave nothing behind.
          isolate: false,
          maxWorkers: AT_ONCE,
        },
      },
      {
        ...jsx,
        test: {
          ...patient,
          name: "journeys",
          isolate: false,
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/help/built.ts", "tests/help/chromium.ts"],
          maxWorkers: AT_ONCE,
        },
      },
      {
        ...jsx,
        test: {
          ...patient,
          name: "load",
          include: ["tests/load/**/*.test.ts"],
          globalSetup: "tests/help/built.ts",
          // One after another where they run for long, each with the machine to itself; else beside the others.
          maxWorkers: process.env["SOAK"] ? 1 : AT_ONCE,
        },
      },
    ],
  },
});
