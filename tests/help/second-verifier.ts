/** The second verifier of the records, in Python: it shares no line with the program. */
import { spawnSync } from "node:child_process";
import { expect } from "vitest";

export const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.log("There is no python3 here: the second verifier is not run.");

/** What it says of a file of records, or of a workbench's database. */
export interface Said {
  holds: boolean;
  /** All its lines about the file, without its name. */
  said: string;
}

/** What it says of each of these files, in one run. */
export function secondVerified(files: readonly string[]): Said[] {
  const said = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const line of ran(["docs/verify-records.py", ...files]).split("\n")) {
    const end = line.indexOf(": ");
    said.get(line.slice(0, Math.max(end, 0)))?.push(line.slice(end + 2));
  }
  return files.map((file) => {
    const own = said.get(file)!;
    return { holds: own.length === 1 && own[0]!.endsWith("every chain holds"), said: own.join("\n") };
  });
}

/**
 * What its own functions make of something.
 * @param program a few lines of Python, to which they are `v`, and the input is `said`; it prints JSON.
 */
export function askedOfVerifier(program: string, input: unknown): unknown {
  const begin = "import json, runpy, sys\nv = runpy.run_path('docs/verify-records.py')\nsaid = json.load(sys.stdin)\n";
  return JSON.parse(ran(["-c", begin + program], JSON.stringify(input)));
}

function ran(args: readonly string[], input = ""): string {
  const { stdout, stderr } = spawnSync("python3", args, { input, encoding: "utf8", maxBuffer: 1e8 });
  expect(stderr).toBe("");
  return stdout;
}
