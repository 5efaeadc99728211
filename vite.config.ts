import { defineConfig } from "vite";

/**
 * Packages that stay files of their own: what is compiled for the machine, and what finds its files beside itself. All
 * others are built in: to find and read their hundreds of files is most of what a command's start takes.
 */
const APART = ["better-sqlite3", "better-sqlite3-12", "pino", "ws"];

/**
 * Two builds: the browser's (`vite build`) and the server's (`vite build --ssr`), into one `dist`. The browser's files
 * name each other by relative paths, so that the workbench may stand under any path.
 */
export default defineConfig(({ isSsrBuild }) => ({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  publicDir: false,
  ssr: { noExternal: true, external: APART },
  build: isSsrBuild
    ? {
        outDir: "dist/server",
        target: "node20",
        sourcemap: true,
        rolldownOptions: {
          input: {
            cli: "server/cli/cli.ts",
            worker: "server/aside/worker.ts",
            reader: "server/bringing/reader.ts",
            exchanger: "server/exchanging/exchanger.ts",
            searcher: "server/searching/worker.ts",
          },
          // All in one folder: what stands beside the command line is found from any of them.
          output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
        },
      }
    : {
        outDir: "dist/client",
        target: "es2022",
        manifest: true,
        assetsInlineLimit: 0,
        rolldownOptions: { input: "editor/main.tsx" },
      },
}));
