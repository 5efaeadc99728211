/** A text's history out of real repositories: renames, merges, and what a repository may do to whoever reads it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { FileProblem } from "../../server/cli/files.ts";
import { givenByHistory, type NamedHistory } from "../../server/cli/given-history.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "variorum-history-"));
  git("init", "--quiet", "--initial-branch=main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
  const who = ["-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org", "-c", "commit.gpgSign=false"];
  return execFileSync("git", ["-C", folder, ...who, ...args], { encoding: "utf8" }).trim();
}

let day = 0;

function commit(files: Readonly<Record<string, string | Buffer>>, message: string, author = "Ada Lovelace"): string {
  for (const [name, words] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), words);
  }
  git("add", "--all");
  const date = `2010-03-${String(10 + (day++ % 20))}T09:36:07+1100`;
  git("commit", "--quiet", "--allow-empty", `--author=${author} <x@example.org>`, `--date=${date}`, "-m", message);
  return git("rev-parse", "HEAD");
}

function given(named: Partial<NamedHistory> = {}) {
  return givenByHistory({ git: folder, path: ["mark.txt"], ...named }, () => undefined);
}

async function told(named: Partial<NamedHistory> = {}) {
  const { brought } = await given(named);
  return brought.passages.map(({ versions }) =>
    versions.map(({ rendering }) => canonicalText(renderingFromJson(rendering!)).trim()),
  );
}

const LONG = "A long passage that stays as it is, so that Git knows the file again by its likeness when it is moved.";

test("each commit's wording is a version with its author, date, message and commit", async () => {
  commit({ "mark.txt": `${LONG}\n\nThe beginning of the Good News.\n` }, "First wording");
  const second = commit(
    { "mark.txt": `${LONG}\n\nThe beginning of the good news.\n` },
    "Small letters",
    "Grace Hopper",
  );
  const { brought } = await given();
  const [, version] = brought.passages[1]!.versions;
  expect(brought.passages.map(({ versions }) => versions.length)).toEqual([1, 2]);
  expect(version).toMatchObject({
    by: [{ name: "Grace Hopper", role: "reviser" }],
    rationale: "Small letters",
    base: 1,
  });
  expect(version!.date).toMatch(/^2010-03-\d\dT09:36:07\+11:00$/);
  expect(version!.provenance).toBe(`${second}:mark.txt`);
});

test("a file that was called otherwise is followed, and one that was taken away and came back", async () => {
  commit({ "old.txt": `${LONG}\n\nOne.\n` }, "Begun");
  commit({ "old.txt": `${LONG}\n\nOne and a half.\n` }, "Revised");
  git("mv", "old.txt", "mark.txt");
  commit({}, "Renamed");
  git("rm", "--quiet", "mark.txt");
  commit({}, "Taken away");
  commit({ "mark.txt": `${LONG}\n\nOne and a half.\n` }, "Back again");
  expect(await told()).toEqual([[LONG], ["One.", "One and a half."]]);
});

test("a merge is one change, by those whose commits it brings", async () => {
  commit({ "mark.txt": `${LONG}\n\nOne.\n` }, "Begun");
  git("checkout", "--quiet", "-b", "branch");
  commit({ "mark.txt": `${LONG}\n\nOne, revised.\n` }, "Elsewhere", "Grace Hopper");
  git("checkout", "--quiet", "main");
  commit({ "other.txt": "Other." }, "Meanwhile");
  git("merge", "--quiet", "--no-ff", "-m", "Grace's wording", "branch");
  const { brought } = await given();
  expect(brought.passages[1]!.versions[1]).toMatchObject({
    by: [{ name: "Grace Hopper" }],
    rationale: "Grace's wording",
  });
});

test("a folder is its files in order; a source is laid beside it", async () => {
  commit({ "text/1.txt": "One.\n", "text/2.txt": "Two.\n", "source.txt": "Eins.\n\nZwei.\n" }, "Begun");
  commit({ "text/2.txt": "Two, revised.\n" }, "Revised");
  expect(await told({ path: ["text"] })).toEqual([["One."], ["Two.", "Two, revised."]]);
  const { brought } = await given({ path: ["text"], source: ["source.txt"] });
  expect(brought.passages.flatMap(({ source }) => source)).toEqual(["Eins.", "Zwei."]);
});

test("a state that can't be read is passed over, and counted", async () => {
  commit({ "mark.txt": "One.\n" }, "Begun");
  commit({ "mark.txt": Buffer.from([0, 1, 2, 0xff]) }, "No text");
  commit({ "mark.txt": "One, revised.\n" }, "Text again");
  const { brought } = await given();
  expect(brought.passages.map(({ versions }) => versions.length)).toEqual([2]);
  expect(brought.notTaken).toEqual({ "states of a file that can't be read": 1 });
});

test("an author whose name is in the letters of before", async () => {
  commit({ "mark.txt": "One.\n" }, "Begun");
  const object = execFileSync("git", ["-C", folder, "cat-file", "commit", "HEAD"]);
  const other = Buffer.from(
    object.toString("latin1").replace("author Ada Lovelace", "author J\xfcrgen O\x92Hara"),
    "latin1",
  );
  const made = execFileSync("git", ["-C", folder, "hash-object", "-t", "commit", "-w", "--stdin"], { input: other });
  git("update-ref", "HEAD", made.toString().trim());
  const { brought } = await given();
  expect(brought.passages[0]!.versions[0]!.by).toEqual([{ name: "Jürgen O’Hara", role: "translator" }]);
});

describe("refused in a sentence", () => {
  const refused = (named: Partial<NamedHistory>, said: RegExp) =>
    expect(
      given(named).catch((error: unknown) => (error as FileProblem).name + (error as Error).message),
    ).resolves.toMatch(said);

  test("what is no repository, or has no commit", async () => {
    await refused({ git: join(folder, "nowhere") }, /^FileProblemThere is no folder/);
    await refused({}, /^FileProblemThe repository has no commit yet/);
  });

  test("what is not there, leads out, is binary, a link, or another repository", async () => {
    symlinkSync("mark.txt", join(folder, "link.txt"));
    commit({ "mark.txt": "One.\n", "raw.txt": Buffer.from([0, 1, 2]) }, "Begun");
    git("update-index", "--add", "--cacheinfo", `160000,${git("rev-parse", "HEAD")},within`);
    git("commit", "--quiet", "-m", "Another repository");
    await refused({ path: ["never.txt"] }, /^FileProblemThe newest commit has no file never\.txt/);
    await refused({ path: ["../mark.txt"] }, /^FileProblem“\.\.\/mark\.txt” leads out/);
    await refused({ path: ["/etc/passwd"] }, /^FileProblem“\/etc\/passwd” leads out/);
    await refused({ path: ["link.txt"] }, /^FileProblemlink\.txt is a symbolic link/);
    await refused({ path: ["within"] }, /^FileProblemwithin is another repository/);
    await refused({ path: ["raw.txt"] }, /^FileProblemraw\.txt is no text file/);
    await refused({ path: ["--output=x"] }, /^FileProblemThe newest commit has no file/);
  });

  test("an address that would run something", async () => {
    await refused({ git: "ext::sh -c touch% made" }, /^FileProblemThere is no folder/);
    await refused({ git: "--upload-pack=x" }, /^FileProblemThere is no folder/);
  });
});
