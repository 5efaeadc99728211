/** What an archive's README tells somebody who has the archive and nothing else: it is true, and what it says to do works. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringOnto } from "../../server/bringing/bringing-onto.ts";
import { writeDown } from "../../server/exchanging/exchanging.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { leftOutOf } from "../../server/exchanging/written.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { AT_ONCE, onto, WORK, workWith } from "../help/onto.ts";

/** What is written of a work, as a whole. */
function writtenDown(db: Parameters<typeof writeDown>[0], as: string): Buffer {
  const pieces: Uint8Array[] = [];
  writeDown(db, { work: WORK, as, base: "", drafts: as === "archive", sources: false }, (piece) =>
    pieces.push(Buffer.from(piece)),
  );
  return Buffer.concat(pieces);
}

let folder = "";
let bag = "";
let readme = "";
let forReaders = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-readme-"));
  const { db, store } = await workWith({ "1-1": ["In the beginning", "At the beginning"], "1-2": ["Light"] });
  const written = (as: string): string => {
    for (const [name, bytes] of Object.entries(unzipSync(writtenDown(db, as)))) {
      mkdirSync(dirname(join(folder, as, name)), { recursive: true });
      writeFileSync(join(folder, as, name), bytes);
    }
    return join(folder, as, WORK);
  };
  [bag, forReaders] = [written("archive"), written("public-archive")];
  await store.close();
  readme = readmeIn(bag);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readmeIn(of: string): string {
  return readFileSync(join(of, "data/README.txt"), "utf8");
}

/** Runs the program that stands in it, as somebody would who takes it from there. */
function checked(): string {
  const [, indented = ""] = /In Python this checks all of them:\n\n(.*?)\n\n/s.exec(readme) ?? [];
  const program = indented.replaceAll(/^ {4}/gm, "");
  const { stdout } = spawnSync("python3", ["-c", program], { cwd: bag, encoding: "utf8" });
  return stdout.trim();
}

test("it tells of each file that there is, and of no other, also where it is for readers", () => {
  for (const of of [bag, forReaders]) {
    const told = [...readmeIn(of).matchAll(/^(data\/\S+)/gm)].map(([, name]) => name!.slice("data/".length));
    const there = readdirSync(join(of, "data")).filter((name) => name !== "README.txt");
    expect(told.toSorted()).toEqual(there.toSorted());
  }
});

test("the members that it names are those of the lines", () => {
  const members = (file: string) => Object.keys(JSON.parse(readFileSync(join(bag, "data", file), "utf8").split("\n", 1)[0]!) as object); // prettier-ignore
  for (const file of ["versions.jsonl", "records.jsonl"])
    for (const name of members(file)) expect(readme).toContain(`"${name}"`);
});

test("what it says to run finds all of it whole, and a record that was changed, left out or put elsewhere", () => {
  const file = join(bag, "data/records.jsonl");
  const records = readFileSync(file, "utf8");
  const streams = new Set(
    records
      .trim()
      .split("\n")
      .map((line) => (JSON.parse((JSON.parse(line) as { body: string }).body) as { stream: string }).stream),
  );
  expect(checked()).toBe(`whole: ${streams.size} streams`);
  const lines = records.split("\n");
  const [first, second, ...rest] = lines as [string, string, ...string[]];
  for (const bent of [
    records.replace("passage-placed", "passage-plaeed"),
    lines.slice(1).join("\n"),
    [second, first, ...rest].join("\n"),
  ]) {
    writeFileSync(file, bent);
    expect(checked()).toBe("");
  }
  writeFileSync(file, records);
  for (const line of readFileSync(join(bag, "manifest-sha256.txt"), "utf8").trim().split("\n"))
    expect(digestOfText(readFileSync(join(bag, line.slice(66)), "utf8"))).toBe(line.slice(0, 64));
});

test("where there are several translations, it lists them, and each version says of which it is, on the web page too", async () => {
  const { db, store } = await workWith({ "1-1": ["In the beginning"], "1-2": ["Light"] });
  await bringOnto(store, onto({ "1-1": ["At the first"] }), AT_ONCE);
  const files = unzipSync(writtenDown(db, "archive"));
  const textOf = (name: string) => strFromU8(files[`${WORK}/data/${name}`]!);
  expect(textOf("README.txt")).toMatch(/^asv: American Standard · Nelson · language: en$/m);
  const versions = textOf("versions.jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { text: string; translation?: string });
  const own = /^THE TRANSLATIONS\n\n(?:.+\n)+\n(.+?): /m.exec(textOf("README.txt"))![1];
  expect(versions.map(({ text, translation = own }) => [text, translation])).toEqual([
    ["In the beginning", own],
    ["At the first", "asv"],
    ["Light", own],
  ]);
  expect(writtenDown(db, "html").toString("utf8")).toContain("<b>v2 · American Standard · ");
  const named = readJsonl(writtenDown(db, "jsonl").toString("utf8")).passages.flatMap((each) => each.versions);
  expect(named.map(({ translation }) => translation)).toEqual([undefined, "asv", undefined]);
  // What can't say so tells that it does not.
  const { html, txt, csv, jsonl } = leftOutOf(db, WORK);
  expect([html!["names of translations"], txt!["names of translations"], csv, jsonl]).toEqual([undefined, 2, {}, {}]);
  await store.close();
  expect(readme).not.toContain("THE TRANSLATIONS");
});
