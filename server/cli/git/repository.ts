/** A repository on this machine, and how one comes here: where a file stood in it, commit by commit. */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { asked, GitProblem } from "./git.ts";

/** A file's bytes as one commit has them. */
export interface Blob {
  commit: string;
  /** Where it stood then. */
  path: string;
  /** Null: the commit has no such file, or something else stands there (a link, a folder, another repository). */
  blob: string | null;
}

const URL_LIKE = /^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/i;

/** Runs something with the folder in which a repository's objects are; of an address with a copy that is deleted after it. */
export async function inRepository<T>(named: string, use: (folder: string) => Promise<T>): Promise<T> {
  if (!URL_LIKE.test(named)) return use(await folderOf(named));
  const copy = await mkdtemp(join(tmpdir(), "variorum-git-"));
  try {
    const how = ["--bare", "--quiet", "--single-branch", "--no-tags", "--template=", "--no-recurse-submodules"];
    await asked(["clone", ...how, "--", named, copy], "https:http:ssh:git");
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function folderOf(named: string): Promise<string> {
  const found = await stat(named).catch(() => null);
  if (!found?.isDirectory())
    throw new GitProblem(
      `There is no folder ${named}. Name a repository's folder, or an address that begins with https://.`,
    );
  const answer = await asked(["rev-parse", "--absolute-git-dir"], "none", named);
  return answer.toString().trim();
}

/** A path in the repository, as Git has it. @throws GitProblem if it leads out of it. */
export function pathIn(named: string): string {
  const path = posix.normalize(named.replace(/^\.\//, "")).replace(/\/$/, "");
  if (named.includes("\0") || posix.isAbsolute(path) || path === ".." || path.startsWith("../"))
    throw new GitProblem(`“${named}” leads out of the repository. Name a path inside it, such as text/mark.md.`);
  return path;
}

const FILE = /^100/;
const FOLDER = "040000";
const LINK = "120000";
const OTHER = "160000";

/**
 * The files that the newest commit has at a path: itself, or those of a folder, in order.
 * @throws GitProblem if there is nothing, or something else.
 */
export async function filesAt(folder: string, path: string): Promise<string[]> {
  await refuseEmpty(folder);
  const entries = await entriesAt(folder, path === "." ? [] : [path]);
  const [only] = entries;
  if (entries.length === 1 && only!.path === path && only!.mode !== FOLDER) {
    if (only!.mode === LINK) throw new GitProblem(`${path} is a symbolic link. Name the file that it leads to.`);
    if (only!.mode === OTHER) throw new GitProblem(`${path} is another repository. Bring it in from that.`);
    return [path];
  }
  const found = path === "." ? entries : await entriesAt(folder, ["-r", path]);
  const files = found.filter(({ mode }) => FILE.test(mode)).map((entry) => entry.path);
  if (files.length === 0) throw new GitProblem(`The newest commit has no file ${path}.`);
  return files;
}

async function refuseEmpty(folder: string): Promise<void> {
  try {
    await asked(["--git-dir", folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  } catch (cause) {
    if (!(cause instanceof GitProblem) || !/nothing, and stopped/.test(cause.message)) throw cause;
    throw new GitProblem("The repository has no commit yet.", { cause });
  }
}

async function entriesAt(folder: string, what: readonly string[]): Promise<{ mode: string; path: string }[]> {
  const [flags, paths] = [what.filter((each) => each === "-r"), what.filter((each) => each !== "-r")];
  const listing = await asked(["--git-dir", folder, "ls-tree", "-z", "--full-tree", ...flags, "HEAD", "--", ...paths]);
  return listing
    .toString()
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => ({ mode: line.slice(0, 6), path: line.slice(line.indexOf("\t") + 1) }));
}

/** All commits of the branch, the oldest first: of a merge, what it was merged into. */
export async function commitsOf(folder: string): Promise<string[]> {
  const answer = await asked(["--git-dir", folder, "rev-list", "--first-parent", "--reverse", "HEAD"]);
  return answer
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
}

/** Commits that a merge brings which change these files, but for merges; the newest first, a hundred at most. */
export async function commitsMerged(
  folder: string,
  into: string,
  merge: string,
  paths: readonly string[],
): Promise<string[]> {
  const how = ["--no-merges", "--max-count=100", `^${into}`, merge];
  const answer = await asked(["--git-dir", folder, "rev-list", ...how, "--", ...paths]);
  return answer
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
}

/** So often a file may have been called otherwise. */
const MOST_NAMES = 100;

/** Every change of a file, the oldest first, also while it was called otherwise; a commit that takes it away has no blob. */
export async function blobsOf(folder: string, path: string): Promise<Blob[]> {
  const found: Blob[] = [];
  let [from, name]: [string, string | null] = ["HEAD", path];
  for (let names = 0; name !== null && names < MOST_NAMES; names++) {
    const changes: Raw[] = await changesOf(folder, from, name);
    const begins = changes.findIndex(({ status }) => status === "A");
    const until = begins < 0 ? changes.length : begins + 1;
    const at = name;
    found.push(...changes.slice(0, until).map((raw) => ({ commit: raw.commit, path: at, blob: blobIn(raw) })));
    const first = begins < 0 ? undefined : changes[begins];
    const before: string | null = first ? await nameBefore(folder, first.commit, name) : null;
    // What was taken away and came back under its own name goes on where it was taken away.
    const goesOn: string | null = before ?? (changes.length > until ? name : null);
    if (first) from = `${first.commit}^`;
    name = goesOn;
  }
  return found.reverse();
}

interface Raw {
  commit: string;
  mode: string;
  blob: string;
  status: string;
  path: string;
  /** Of a renamed file, what it was called. */
  was: string | null;
}

const RAW = ["--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--format=%H"];

/** The newest first. */
async function changesOf(folder: string, from: string, path: string): Promise<Raw[]> {
  const how = ["--first-parent", "-m", "--no-renames", "--no-show-signature", ...RAW];
  return rawIn(await asked(["--git-dir", folder, "log", ...how, from, "--", path]));
}

/** What a file that a commit adds was called before, if one that it takes away is like it. */
async function nameBefore(folder: string, commit: string, path: string): Promise<string | null> {
  const how = ["--first-parent", "-m", "-M", "-l1000", "--diff-filter=R", "--no-walk", "--no-show-signature", ...RAW];
  const renamed = rawIn(await asked(["--git-dir", folder, "log", ...how, commit]));
  return renamed.find((raw) => raw.path === path)?.was ?? null;
}

function blobIn({ mode, blob, status }: Raw): string | null {
  return status !== "D" && FILE.test(mode) ? blob : null;
}

/** Lines `commit`, then `:mode mode blob blob status`, `path` and, of a renamed file, another `path`, all ended by NUL. */
function rawIn(answer: Buffer): Raw[] {
  const fields = answer.toString().split("\0");
  const found: Raw[] = [];
  let commit = "";
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!.trim();
    if (/^[0-9a-f]{40,64}$/.test(field)) commit = field;
    else if (field.startsWith(":")) {
      const [, mode = "", , blob = "", status = ""] = field.split(" ");
      const isRenamed = /^[RC]/.test(status);
      const was = isRenamed ? fields[++at]! : null;
      found.push({ commit, mode, blob, status, path: fields[++at]!, was });
    }
  }
  return found;
}
