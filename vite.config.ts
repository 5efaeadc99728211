import { defineConfig } from "vite";

/**
 * Two builds: the browser's (`vite build`) and the server's (`vite build --ssr`), into one `dist`. The browser's files
 * name each other by relative paths, so that the workbench may stand under any path.
 */
export default defineConfig(({ isSsrBuild }) => ({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  publicDir: false,
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
