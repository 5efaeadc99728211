import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const jsx = { oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } } };

export default defineConfig({
  ...jsx,
  test: {
    projects: [
      {
        ...jsx,
        test: {
          name: "unit",
          include: ["tests/{translations,editor,server}/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
          // By itself Vitest leaves a core idle, which is half of two.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        ...jsx,
        test: {
          name: "journeys",
          include: ["tests/{journeys,load}/**/*.test.ts"],
          globalSetup: "tests/help/built.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
