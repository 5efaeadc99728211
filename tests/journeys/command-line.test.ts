/** The command line as it is built, run as a person runs it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "variorum-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function variorum(args: string[], input = "", env: Record<string, string> = {}) {
  const { NO_COLOR: _, ...rest } = process.env;
  return spawnSync(process.execPath, ["bin/variorum.mjs", ...args], {
    encoding: "utf8",
    input,
    env: { ...rest, ...env },
  });
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const COMMANDS = [
  "serve",
  "import",
  "export",
  "diff",
  "verify",
  "reindex",
  "backup",
  "restore",
  "doctor",
  "owner-link",
];

test.each([[], ...COMMANDS.map((command) => [command])].map((command) => [command]))(
  "%j --help says what it does",
  (command) => {
    const { status, stdout } = variorum([...command, "--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: variorum/);
    expect(stdout.length).toBeGreaterThan(150);
  },
);

describe("diff", () => {
  test("marks whole words, Chinese and emoji among them", () => {
    const { status, stdout } = variorum(
      ["diff", file("a.txt", "Clarify the relationship 厘清 👩‍💻."), file("b.txt", "Sort out the relationship 理顺 👩‍💻.")],
      "",
      { NO_COLOR: "1" },
    );
    expect(status).toBe(1);
    expect(stdout).toContain("[-Clarify-]{+Sort out+} the relationship");
    expect(stdout).toContain("👩‍💻");
  });

  test.each(["list", "html", "json"])("--format %s", (format) => {
    const { status, stdout } = variorum([
      "diff",
      "--format",
      format,
      file("a.txt", "the wrath of"),
      file("b.txt", "the rage of"),
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain(format === "json" ? '"replaced"' : "rage");
  });

  test("--jsonl answers line by line, also to a line that is none", () => {
    const { status, stdout } = variorum(
      ["diff", "--jsonl"],
      '{"a":"one two","b":"one three"}\nnonsense\n{"a":"","b":"x"}\n',
    );
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { changes?: unknown[]; micros?: number; error?: string });
    expect(lines).toHaveLength(3);
    expect(lines[0]!.changes).toEqual([{ fromA: 4, toA: 7, fromB: 4, toB: 9, kind: "replaced", only: null }]);
    expect(lines[0]!.micros).toBeGreaterThan(0);
    expect(lines[1]!.error).toBeTruthy();
  });

  test.each([
    [["diff", "nowhere.txt", "nowhere.txt"], /no such file/],
    [["diff"], /two files/],
    [["explode"], /unknown command/],
    [["serve", "--port", "seven"], /port/i],
    [["verify", "--data", "/nowhere"], /no workbench/],
  ])("%j fails and says why", (args, why) => {
    const { status, stderr } = variorum(args);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(why);
  });

  test("bytes that are no text are refused", () => {
    const { status, stderr } = variorum(["diff", file("bytes", Buffer.from([0xff, 0xfe, 0x00])), file("b.txt", "x")]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/UTF-8/);
  });

  test("ends as `diff` does: 0 for the same, 1 for different, 2 for trouble", () => {
    const [a, wrapped, b] = [file("a.txt", "one two\n"), file("w.txt", "one\r\ntwo"), file("b.txt", "one three\n")];
    const ending = (...args: string[]) => variorum(["diff", ...args]).status;
    expect(ending(a, wrapped)).toBe(0);
    expect(ending("--exact", a, wrapped)).toBe(1);
    expect(ending("--stat", a, b)).toBe(1);
    expect(["nowhere.txt", "--nonsense", "--format=x", "--jsonl"].map((wrong) => ending(a, wrong))).toEqual([
      2, 2, 2, 2,
    ]);
    expect(ending("--help")).toBe(0);
  });

  test("--stat is one line of counts", () =>
    expect(variorum(["diff", "--stat", file("a.txt", "one two"), file("b.txt", "one three")]).stdout).toBe(
      "1 change · 1 word of 2\n",
    ));
});

describe("diff by Git", () => {
  const command = `"${process.execPath}" "${join(process.cwd(), "bin/variorum.mjs")}" diff`;
  let repository: string;
  function git(...args: string[]) {
    // Neither the settings of whoever runs the tests nor a repository around them.
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_PAGER: "cat",
      NO_COLOR: "1",
    };
    return spawnSync("git", ["-C", repository, "-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
      encoding: "utf8",
      env,
    });
  }
  beforeAll(() => {
    repository = join(folder, "repository");
    mkdirSync(repository);
    const write = (name: string, content: string | Buffer) => writeFileSync(join(repository, name), content);
    write("kept.txt", "The king went to the old\ntown, and stayed.\n");
    write("gone.txt", "Nobody came.\n");
    write("picture", Buffer.from([0xff, 0xfe, 0x00]));
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "one");
    write("kept.txt", "The king went to the young town,\nand stayed.\n");
    rmSync(join(repository, "gone.txt"));
    write("new one.txt", "Somebody came.\n");
    write("picture", Buffer.from([0xff, 0xfe, 0x01]));
    git("add", "-A");
  });

  test("as diff.external shows files that changed, came and went", () => {
    const { status, stdout, stderr } = git("-c", `diff.external=${command}`, "diff", "--cached", "--no-renames");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      [
        "gone.txt\n[-Nobody came.-]\n",
        "kept.txt\nThe king went to the [-old-]{+young+} town, and stayed.\n",
        "new one.txt\n{+Somebody came.+}\n",
        "picture\nnot UTF-8 text, and not compared\n",
      ].join("\n"),
    );
  });

  test("as a difftool goes through all of them", () => {
    const { status, stdout } = git("difftool", "--no-prompt", "--cached", `--extcmd=${command}`, "--", "*.txt");
    expect(status).toBe(0);
    expect(stdout).toContain("[-old-]{+young+} town");
    expect(stdout).toContain("{+Somebody came.+}");
  });

  test("says of a renamed file both its names", () => {
    git("mv", "kept.txt", "named.txt");
    writeFileSync(join(repository, "named.txt"), "The king went to the old\ntown, and slept.\n");
    git("add", "-A");
    const { stdout } = git("-c", `diff.external=${command} --stat`, "diff", "--cached", "-M10%", "--diff-filter=R");
    expect(stdout).toBe("kept.txt → named.txt: 1 change · 1 word of 9\n");
  });
});

/** What answers a stranger otherwise than by a page or by asking them to sign in, of all that the API describes. */
const ANSWERED_OTHERWISE: Record<string, number> = {
  "GET /api/works/{work}/export/{as}": 401,
  "GET /api/works/{work}/imports": 401,
  "GET /api/works/{work}/imports/{import}": 401,
  "GET /api/works/{work}/errands/{errand}": 401,
  "GET /api/account": 401,
  "GET /api/me": 401,
  "GET /api/works/{work}/passages/{passage}/people": 401,
  "GET /api/proposals/{id}/people": 401,
  "GET /api/works/{work}/requests": 401,
  "GET /api/me/news": 401,
  "GET /api/me/bell": 401,
  "GET /api/me/following": 401,
  "GET /api/people": 401,
  "GET /api/settings": 401,
  "GET /api/works/new": 401,
  "GET /api/works/new/{staged}": 401,
  // Without a word that is looked for.
  "GET /api/search": 422,
  "GET /api/proposals/{id}/addable": 401,
  "GET /api/proposals/{id}/parts/{passage}": 401,
  "GET /api/proposals/{id}/puts-back": 401,
  "GET /api/proposals/{id}/same-reason": 401,
  "GET /api/proposals/{id}/base": 401,
  "GET /api/proposals/{id}/memory": 401,
  "GET /api/proposals/{id}/wordings": 401,
  "GET /api/proposals/{id}/history": 401,
  "GET /api/proposals/{id}/history/{step}": 401,
  "GET /api/works/{work}/remarks": 401,
  // Where no owner lets readers leave any.
  "POST /api/works/{work}/passages/{passage}/remarks": 404,
  "POST /api/sign-out": 200,
  // The first version is not held.
  "GET /api/works/{work}/passages/{passage}/v{a}..v{b}.docx": 404,
  // Links that nobody made; and strangers may ask only where an owner lets them.
  "POST /join/{token}": 404,
  "POST /-/reset/{token}": 410,
  "POST /api/ask": 404,
};

describe("serve", () => {
  let bench: TestWorkbench;
  beforeAll(async () => {
    bench = await startTestWorkbench();
  });
  afterAll(() => bench.end());

  test("a second one on the same folder is refused, and the first goes on", async () => {
    const { status, stderr } = variorum(["serve", "--port", "0", "--data", bench.data]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/another workbench is serving/);
    expect((await fetch(`${bench.address}/healthz`)).status).toBe(200);
  });

  test("a port that is taken is named, with a way out", () => {
    const { port } = new URL(bench.address);
    const { status, stderr } = variorum(["serve", "--port", port, "--data", join(folder, "other")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`Port ${port} is taken`));
  });

  test("every address that the API's description names answers", async () => {
    const { paths } = (await (await fetch(`${bench.address}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const ids: Record<string, string> = {
      work: "nip14",
      passage: "s10-government-and-markets",
      number: "2",
      a: "1",
      b: "2",
      id: "sort-out",
      step: "1",
      staged: "begun",
      side: "a",
      as: "txt",
      token: "x".repeat(43),
      term: "t1",
    };
    const forAnybody = { GET: 200, POST: 401 };
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods).map((name) => name.toUpperCase() as "GET" | "POST")) {
        const address = bench.address + path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
        const controller = new AbortController();
        const { status } = await fetch(address, {
          method,
          headers: { accept: "application/json" },
          signal: controller.signal,
        });
        controller.abort();
        const name = `${method} ${path}`;
        expect(status, name).toBe(ANSWERED_OTHERWISE[name] ?? forAnybody[method]);
      }
  });

  test("after kill -9 it starts again on the same folder", async () => {
    const gone = new Promise((resolve) => bench.process.once("exit", resolve));
    bench.process.kill("SIGKILL");
    await gone;
    const again = await startTestWorkbench({ data: bench.data });
    expect((await fetch(`${again.address}/nip14/s10-government-and-markets/v2.txt`)).status).toBe(200);
    await again.end();
  });
});
