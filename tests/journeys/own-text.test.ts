/** One's own text, brought in by command beside a running workbench, read on its pages, and taken out again. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOfText } from "../../translations/text/digest.ts";
import { variorum as run } from "../help/commands.ts";
import { startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let folder: string;
let bench: TestWorkbench;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-own-"));
  bench = await startTestWorkbench();
});
afterAll(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

const BUILT = "bin/variorum.mjs";

const variorum = (...args: string[]) => run([...args, "--data", bench.data]);

async function page(path: string): Promise<string> {
  return (await fetch(bench.address + path)).text();
}

/** What a command says in its last line. */
async function last(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await variorum(...args, "--json");
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const VERSES = [
  {
    id: "Mark 1:1",
    zh: "福音的起頭。",
    versions: [
      { text: "The beginning of the Good News.", date: "2010-03-24", by: "A. Reviser", subject: "Begun." },
      { text: "The beginning of the good news.", date: "2014-12-12", subject: "Lower case." },
    ],
  },
  { id: "Mark 1:2", zh: "看哪。", versions: [{ text: "Behold!", date: "2010-03-24" }] },
];
const lines = (all: readonly object[]) => all.map((each) => JSON.stringify(each)).join("\n");

describe("a history in lines", () => {
  const given = () => [
    "import",
    "--jsonl",
    file("mark.jsonl", lines(VERSES)),
    "--work",
    "mark",
    "--title",
    "The Gospel of Mark",
  ];

  test("is a work, once", async () => {
    const counted = { work: "mark", passages: 2, versions: 3, notTaken: { zh: 2 } };
    expect(await last(...given())).toEqual({ ...counted, already: false });
    expect(await last(...given())).toEqual({ ...counted, already: true });
  });

  test("reads on the pages of the workbench that runs", async () => {
    expect(await page("/")).toContain("The Gospel of Mark");
    expect(await page("/mark")).toContain("The beginning of the good news.");
    expect(await page("/mark/mark-1-1/v1.txt")).toBe("The beginning of the Good News.");
    const read = await page("/mark/mark-1-1");
    expect(read).toContain("A. Reviser");
    expect(read).toContain("Lower case.");
  });

  test("says nothing of what nobody has said", async () => {
    expect(await page("/mark")).not.toContain("Translated by");
    expect(await page("/mark/mark-1-2/v1")).not.toContain("Where the words come from");
  });

  test("is verified with all the rest", async () => {
    const { status, stdout } = await variorum("verify");
    expect(stdout).toMatch(/2 works/);
    expect(status).toBe(0);
  });

  test("goes out with addresses and digests, and comes in as another work that says the same", async () => {
    const out = join(folder, "mark-out.jsonl");
    expect(await last("export", "mark", "--format", "jsonl", "--out", out)).toMatchObject({
      passages: 2,
      versions: 3,
      leftOut: {},
    });
    const text = readFileSync(out, "utf8");
    expect(text).toContain("/mark/mark-1-1/v2");
    expect(text).toContain(`sha256:${digestOfText("The beginning of the good news.")}`);
    await last("import", "--jsonl", out, "--work", "mark-again", "--title", "Again");
    const again = join(folder, "again.jsonl");
    await last("export", "mark-again", "--format", "jsonl", "--out", again);
    expect(readFileSync(again, "utf8").replaceAll("/mark-again/", "/mark/")).toBe(text);
  });

  test.each(["txt", "md", "csv", "tsv", "docx"])("goes out as %s, and comes in again", async (format) => {
    const out = join(folder, `mark.${format}`);
    await last("export", "mark", "--format", format, "--out", out);
    expect(await last("import", out, "--work", `mark-${format}`, "--title", "Again")).toMatchObject({
      passages: 2,
      notTaken: {},
    });
    const back = join(folder, `back.${format}`);
    await last("export", `mark-${format}`, "--format", "txt", "--out", back);
    expect(readFileSync(back, "utf8")).toContain(digestOfText("The beginning of the good news."));
  });
});

test("another translation comes to a work that is there, and then its next wording; what is amiss is said in a sentence", async () => {
  const verses = (...texts: string[]) =>
    texts.map((text, at) => ({ passage: `Mark 1:${at + 1}`, versions: [{ text }] }));
  await last(
    "import",
    "--jsonl",
    file("own.jsonl", lines(verses("One.", "Two."))),
    "--work",
    "twice",
    "--title",
    "Twice",
  );
  const asv = (...texts: string[]) => [
    "--jsonl",
    file("asv.jsonl", lines(verses(...texts))),
    "--work",
    "twice",
    "--translation",
    "asv",
  ];
  const described = ["--title", "American Standard", "--published", "1901-08-26", "--translator", "A. Committee"];
  expect((await variorum("import", ...asv("Uno.", "Dos."))).stderr).toMatch(/has no translation “asv” yet.*--title/);
  const counted = { work: "twice", translation: "asv", notTaken: {} };
  const begun = await last("import", ...asv("Uno.", "Dos."), ...described);
  expect(begun).toEqual({ ...counted, passages: 2, versions: 2, already: false, import: expect.any(String) });
  expect(await last("import", ...asv("Uno.", "Dos."))).toEqual({ ...counted, passages: 0, versions: 0, already: true });
  expect(await last("import", ...asv("Uno.", "Dos!"), "--reason", "Louder.")).toMatchObject({
    passages: 1,
    versions: 1,
  });
  const read = await page("/twice/mark-1-2");
  for (const words of ["American Standard", "A. Committee", "Louder."]) expect(read).toContain(words);
  expect(await page("/twice")).toContain("Two.");
  for (const [said, ...args] of [
    [/no work “nowhere”/, ...asv("Uno."), "--work", "nowhere"],
    [/no translation “none”/, ...asv("Uno."), "--revises", "none"],
    [/“last week”/, ...asv("Uno."), "--translation", "other", "--title", "Other", "--published", "last week"],
  ] as [RegExp, ...string[]][]) {
    const { status, stderr } = await variorum("import", ...args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(said)]);
  }
});

test("a translation is laid beside its source", async () => {
  const source = file(
    "source.txt",
    "# 第一\n\n子曰：“学而时习之，不亦说乎？”\n\n有朋自远方来，不亦乐乎？\n\n# 第二\n\n为政以德，譬如北辰。",
  );
  const translation = file(
    "translation.md",
    "# One\n\nThe Master said: *to learn*, and at due times to practise, is it not a pleasure?\n\nIs it not a joy to have friends come from afar?\n\n# Two\n\nGovern by virtue, and be like the pole star.\n\n![A star](star.png)\n",
  );
  const given = [
    "import",
    translation,
    "--source",
    source,
    "--work",
    "analects",
    "--title",
    "The Analects",
    "--source-language",
    "zh",
  ];
  const tried = await variorum(...given, "--dry-run");
  expect(tried.stdout).toContain("Nothing was kept");
  expect(await last(...given)).toEqual({
    work: "analects",
    passages: 5,
    versions: 5,
    notTaken: { pictures: 1 },
    already: false,
  });
  const read = await page("/analects/2");
  expect(read).toContain("学而时习之");
  expect(read).toContain("<em>to learn</em>");
});

describe("is refused in one sentence, and nothing is kept", () => {
  test.each([
    [
      "a line that is none",
      () => ["--jsonl", file("bad.jsonl", '{"id": "a", "versions": []}\n{')],
      /bad\.jsonl, line 2: this line is no JSON/,
    ],
    [
      "another work's id",
      () => ["--jsonl", file("other.jsonl", lines(VERSES.slice(1))), "--work", "nip14"],
      /another work called “nip14”/,
    ],
    ["an id that is none", () => [file("a.txt", "A text."), "--work", "No Id"], /can't be the address of a work/],
    ["an encoding that it is not in", () => [file("gb.txt", Buffer.from([0xb9, 0xe6, 0xbb, 0xae]))], /--encoding/],
    ["an empty file", () => [file("empty.txt", " \n")], /holds no passage/],
    ["a picture", () => [file("picture.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))], /is a picture/],
    ["no text", () => [file("program.txt", Buffer.from([0x7f, 0x45, 0, 0]))], /is no text file/],
    ["no file", () => [join(folder, "not-there.txt")], /There is no file/],
  ])("%s", async (_name, args, sentence) => {
    const { status, stderr } = await variorum("import", "--work", "refused", "--title", "Refused", ...args());
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
    expect((await variorum("export", "refused", "--format", "txt", "--out", join(folder, "none.txt"))).status).toBe(1);
  });

  test("what is to go where no folder is", async () => {
    const { status, stderr } = await variorum(
      "export",
      "mark",
      "--format",
      "txt",
      "--out",
      join(folder, "nowhere", "mark.txt"),
    );
    expect(stderr.trim()).toBe(`There is no folder ${join(folder, "nowhere")}.`);
    expect(status).toBe(1);
  });

  test("a text in GB18030 is read as what it is said to be", async () => {
    const gb = file("gb18030.txt", Buffer.from([0xb9, 0xe6, 0xbb, 0xae]));
    expect(await last("import", gb, "--encoding", "gb18030", "--work", "gb", "--title", "规划")).toMatchObject({
      passages: 1,
    });
  });
});

test("a folder that holds nothing becomes a workbench, and a text that begins with a heading is called by it", async () => {
  const own = join(folder, "new", "data");
  const text = file("poems.md", "# 三 Poems 🙂\n\nOne line.\n");
  const there = (...args: string[]) => run([...args, "--data", own]);
  const brought = await there("import", text, "--work", "poems", "--json");
  expect(brought.stderr).toBe("");
  expect(JSON.parse(brought.stdout)).toMatchObject({ work: "poems", passages: 2, already: false });
  expect((await there("verify")).status).toBe(0);
  await there("export", "poems", "--format", "md", "--out", join(folder, "poems-out.md"));
  expect(readFileSync(join(folder, "poems-out.md"), "utf8")).toContain("三 Poems 🙂");
});

test("killed on the way, it leaves a whole work or none", async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    id: `v ${index}`,
    versions: [{ text: `Verse ${index}.` }],
  }));
  const big = file("many.jsonl", lines(many));
  const bringing = (work: string) => {
    const args = ["import", "--jsonl", big, "--work", work, "--title", "Many", "--data", bench.data];
    const child = spawn(process.execPath, [BUILT, ...args], { stdio: "ignore" });
    return { child, gone: new Promise((resolve) => child.once("exit", resolve)) };
  };
  const begun = performance.now();
  await bringing("whole").gone;
  const whole = performance.now() - begun;
  // Where it is reading, and where it keeps what it has read, however quick the machine is.
  for (const [index, part] of [0.4, 0.7, 0.85, 0.95].entries()) {
    const work = `killed-${index}`;
    const { child, gone } = bringing(work);
    await new Promise((resolve) => setTimeout(resolve, part * whole));
    child.kill("SIGKILL");
    await gone;
    const out = join(folder, `${work}.jsonl`);
    const { status } = await variorum("export", work, "--format", "jsonl", "--out", out);
    if (status === 0) expect(readFileSync(out, "utf8").trim().split("\n")).toHaveLength(many.length);
    expect(await last("import", "--jsonl", big, "--work", work, "--title", "Many")).toMatchObject({
      passages: many.length,
      already: status === 0,
    });
  }
  expect((await variorum("verify")).status).toBe(0);
}, 240_000);
