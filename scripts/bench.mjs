// Builds one benchmark of tests/bench with its rivals and runs it: `node scripts/bench.mjs diff --help`.
// Built rather than run as it stands, so that Node 20 reads it and the code measured is the code that ships.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = "diff", ...args] = process.argv.slice(2);

await build({
  root,
  configFile: false,
  logLevel: "error",
  publicDir: false,
  build: {
    ssr: true,
    outDir: `dist/bench/${name}`,
    emptyOutDir: true,
    target: "node20",
    rolldownOptions: { input: { [name]: `tests/bench/${name}.ts` }, output: { entryFileNames: "[name].js" } },
  },
});

const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", "--max-old-space-size=6144", join(root, "dist/bench", name, `${name}.js`), ...args],
  { cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
