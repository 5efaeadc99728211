import { defineConfig } from "vitest/config";

const jsx = { oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } } };

export default defineConfig({
  ...jsx,
  test: {
    projects: [
      {
        ...jsx,
        test: { name: "unit", include: ["tests/{translations,editor,server}/**/*.test.{ts,tsx}"], testTimeout: 30_000 },
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
