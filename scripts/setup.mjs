// Brings a checkout to the point where it runs: the packages of the lock file, and a build of today's sources.
// Does nothing that is done already, so every command may begin with it. Uses nothing but Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Variorum needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}

/** Runs `work` unless it was done before for the same `key`. */
function once(stamp, key, what, work) {
  const file = join(root, stamp);
  if (existsSync(file) && readFileSync(file, "utf8") === key) return;
  console.error(`Set-up: ${what} …`);
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, key);
}

function run(command, ...args) {
  const env = { ...process.env };
  // A build is the same whoever asks for it, also a test that runs.
  delete env.NODE_ENV;
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  console.error(
    `Set-up stopped: \`${command} ${args.join(" ")}\` failed${error ? `: ${error.message}` : ""}. Nothing else was changed.`,
  );
  process.exit(1);
}

/** Every source file's path and content: what a build depends on. */
function digestOf(...places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesIn)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function filesIn(place) {
  const whole = join(root, place);
  if (!existsSync(whole)) return [];
  const entries = readdirSync(dirname(whole), { withFileTypes: true });
  if (entries.some((entry) => entry.name === place.split("/").at(-1) && entry.isFile())) return [place];
  return readdirSync(whole, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

// A native package is built for one version of Node's interface: another Node, another installation.
const packages = `${digestOf("package-lock.json")} ${process.versions.modules} ${process.platform} ${process.arch}`;
once("node_modules/.variorum", packages, "installing packages (about two minutes, the first time)", () => {
  // Only Node 20 needs the package that has to be compiled: see server/store/driver.ts.
  run("npm", "ci", ...(major >= 22 ? ["--ignore-scripts"] : []));
  const link = join(root, "node_modules/.bin/variorum");
  rmSync(link, { force: true });
  symlinkSync("../../bin/variorum.mjs", link);
});

once(
  "dist/.built",
  digestOf("package-lock.json", "vite.config.ts", "translations", "editor", "server"),
  "building",
  () => {
    rmSync(join(root, "dist"), { recursive: true, force: true });
    run(process.execPath, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn");
    run(process.execPath, "node_modules/vite/bin/vite.js", "build", "--ssr", "--logLevel", "warn");
  },
);
