/**
 * Git, asked for what it keeps. A repository is somebody else's: nothing that it names is run (no hooks, filters, pagers,
 * signature checks, helpers), nothing is fetched that was not asked for, and no answer is longer than it may be.
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** Git can't do what was asked; the message is a sentence that says why, and what to do. */
export class GitProblem extends Error {
  override name = "GitProblem";
}

/** Of one answer, but for the contents of files: the list of a million commits has a hundred. */
const MOST_BYTES = 200_000_000;

const SAFELY = [
  "--no-pager",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...[
    "core.bare=true",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "diff.external=",
    "protocol.ext.allow=never",
    "protocol.file.allow=never",
    "transfer.fsckObjects=false",
    "gc.auto=0",
  ].flatMap((setting) => ["-c", setting]),
];

/** What Git may reach: nothing, or what a clone comes by. */
export type Reach = "none" | "https:http:ssh:git";

function environment(reach: Reach): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return {
    ...Object.fromEntries(kept),
    ...{ GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "", SSH_ASKPASS: "", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" },
    ...{ GIT_ALLOW_PROTOCOL: reach, GIT_SSH_COMMAND: "ssh -oBatchMode=yes", LC_ALL: "C" },
  };
}

export type Git = ChildProcessByStdio<Writable, Readable, Readable>;

/** Git with these arguments, which no shell reads. */
export function begin(args: readonly string[], reach: Reach = "none", cwd?: string): Git {
  return spawn("git", [...SAFELY, ...args], { env: environment(reach), cwd, stdio: ["pipe", "pipe", "pipe"] });
}

/**
 * What Git answers.
 * @throws GitProblem if there is no Git, it refuses, or the answer is too long.
 */
export async function asked(args: readonly string[], reach: Reach = "none", cwd?: string): Promise<Buffer> {
  const git = begin(args, reach, cwd);
  git.stdin.on("error", () => undefined).end();
  const ending = ended(git);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= MOST_BYTES) continue;
    git.kill();
    await ending.catch(() => undefined);
    throw new GitProblem("The repository has more commits than can be read at once.");
  }
  await ending;
  return Buffer.concat(chunks);
}

const MOST_SAID = 2_000;

/** @throws GitProblem if it did not end well, in Git's own words. */
export function ended(git: Git): Promise<void> {
  let said = "";
  git.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MOST_SAID)));
  return new Promise((resolve, reject) => {
    git.on("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "ENOENT"
          ? new GitProblem("There is no git here, which --git needs. Install it, or export the text and import that.")
          : cause,
      ),
    );
    git.on("close", (code) => (code === 0 ? resolve() : reject(new GitProblem(inWords(said)))));
  });
}

/** What Git says of a failure, on one line. */
function inWords(said: string): string {
  const lines = said.split("\n").filter((line) => /^(fatal|error):/.test(line));
  // What a repository or another server says is written as letters alone.
  // oxlint-disable-next-line no-control-regex -- naming the control characters is the point
  const line = (lines[0] ?? said.trim()).replace(/^\w+: /, "").replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
  return `Git says: ${line === "" ? "nothing, and stopped" : line}.`;
}
