/**
 * The vectors of the record format, which were made once and never change: they are what they were, the program reads,
 * verifies and carries them, and so does a verifier that shares no line with it. What is bent both notice.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { audit, type Audit } from "../../server/care/audit.ts";
import { looking } from "../../server/care/open.ts";
import { told as print } from "../../server/cli/verify-command.ts";
import { Memory } from "../../server/memory/memory.ts";
import { MemoryStore } from "../../server/memory/memory-store.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { isLeftOut, saltsFrom } from "../../translations/ledger/enclosures.ts";
import { EVENT_KINDS, isKnown, type LedgerEvent } from "../../translations/ledger/events.ts";
import { keptInLine, lineOf } from "../../translations/ledger/lines.ts";
import { chain, endsAfter, recordOf, saidIn, type Kept } from "../../translations/ledger/record.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { examples } from "../help/seeds.ts";
import { askedOfVerifier, hasPython, secondVerified } from "../help/second-verifier.ts";
import { verified } from "../help/verified.ts";

const SETS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13", "15", "16", "17", "19", "20"].map(
  (set) => `tests/vectors/${set}`,
);
const SET = SETS[0]!;
const NAMED = { index: expect.any(Number) as number, position: expect.any(Number) as number };
/** Of the list of each set's files, `SHA256SUMS`. It was written down when they were made. */
const MADE = [
  "180d63f8ac3cda31b2a191c4344d1a28f08e8a110c17f00a055cd0936672c4cd",
  "03f8e60f989a6e2e7fb3b24c099df908a9c712081f374e9c5476a360c280ba73",
  "414880b11218004f8c805e7dfa0a6da22259d37db79e15afdb44a9bddb4b6a2d",
  "6d7fb7205c4c88aebeee4eb5dbeab6aa008a340d4cce6c6b3d8e1c45bbc10131",
  "91f056abaf458874bffe3c1a60b9683afa23bce3cb29c9c9c376db147b6e7249",
  "c9459655279b28df66cac5275141036dc47295d1750dffe31ba61cc015cd653f",
  "daced2535d7a4a26c444ef882d6e02b38ec6f822bcd4fe0e72f2f28ed2b5ac62",
  "32bc8c717419c5cd6082c44629790646f5bd680bfb86558a8c5c84d8eb2cd12c",
  "d617b3b7df4e5ee09c980d716cbf9a207399f155411c077cda802de58b868032",
  "7f0a9643eb4b9341fa149545884642cb89677229f91a9710b104e2a90dc93c86",
  "0b473babcb3138f82688e91d138cabf8ca41cd5ac7da02a33a78e5eff3d339de",
  "337244fce1a3feeca3a311d5ee222a5582446192b95af1adb84b94e3a7c7463d",
  "840da2532d7fb1176c630375ebf4138dc672f53c0d92dfff68b58d94aafd577c",
  "7fa4a3b8f078515597ac1b9097b010962994fb5419a4b5ec898dab7d161fdd2f",
  "41bcad6c4c90327a7fe4869ca4cee7926c9a2461e26b6db1ac546daa173fcd24",
  "ec426008aad558a204bb0f7a4dae92627007393e3a5113220b7e8ab7e726acb9",
  "7588d4dfff03bfdccd1155d528fdedfe1c8f71f82502868496cbb3b1ab062061",
];

const folder = mkdtempSync(join(tmpdir(), "variorum-vectors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  records: number;
  unknown: number;
  kinds: string[];
  /** True if all of its streams are a work's. */
  ofWork: boolean;
  ends: Record<string, { records: number; digest: string }>;
}

const setOf = new Map<string, string>();
const LEDGERS = SETS.flatMap((set) => {
  const told = Object.entries(jsonOf("ledgers.json", set) as Record<string, Told>);
  for (const [name] of told) setOf.set(name, set);
  return told;
});

function textOf(name: string, set = SET): string {
  return readFileSync(join(set, name), "utf8");
}

function jsonOf(name: string, set = SET): unknown {
  return JSON.parse(textOf(name, set));
}

function recordsOf(name: string): Kept[] {
  return linesOf(name).map(keptInLine);
}

function linesOf(name: string): string[] {
  return textOf(`ledgers/${name}.jsonl`, setOf.get(name)).trimEnd().split("\n");
}

test.each(SETS.map((set, at) => [set, MADE[at]!]))("are what they were when they were made: %s", (set, made) => {
  expect(digestOfText(textOf("SHA256SUMS", set))).toBe(made);
  const listed = textOf("SHA256SUMS", set)
    .trimEnd()
    .split("\n")
    .map((line) => line.split("  "));
  for (const [digest, name] of listed)
    expect([
      name,
      createHash("sha256")
        .update(readFileSync(join(set, name!)))
        .digest("hex"),
    ]).toEqual([name, digest]);
  const there = readdirSync(set, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(there.length).toBe(listed.length + 1);
});

describe("canonical JSON", () => {
  const { cases, refused } = jsonOf("canonical-json.json") as {
    cases: { json: string; canonical: string; digest: string }[];
    refused: string[];
  };

  test("is made by the program", () => {
    for (const each of cases) {
      expect(canonicalJson(JSON.parse(each.json))).toBe(each.canonical);
      expect(digestOfText(each.canonical)).toBe(each.digest);
      expect(canonicalJson(JSON.parse(each.canonical))).toBe(each.canonical);
    }
    for (const json of refused) expect(() => canonicalJson(JSON.parse(json))).toThrow(TypeError);
  });

  test.skipIf(!hasPython)("is made by the second verifier", () => {
    const found = askedOfVerifier(
      `def of(text):
  try: return v['canonical'](json.loads(text)).decode()
  except ValueError: return None
print(json.dumps([of(text) for text in said]))`,
      [...cases.map(({ json }) => json), ...refused],
    );
    expect(found).toEqual([...cases.map((each) => each.canonical), ...refused.map(() => null)]);
  });
});

describe("canonical text", () => {
  const cases = jsonOf("canonical-text.json") as {
    name: string;
    given: RenderingJson;
    rendering: RenderingJson;
    text: string;
    digest: string;
  }[];

  test.each(cases.map((each) => [each.name, each] as const))("is made by the program: %s", (_name, each) => {
    const form = canonical(renderingFromJson(each.given));
    expect(renderingToJson(form)).toEqual(each.rendering);
    expect(canonicalText(form)).toBe(each.text);
    expect(digestOfText(each.text)).toBe(each.digest);
  });

  test.skipIf(!hasPython)("is laid out by the second verifier", () => {
    const found = askedOfVerifier(
      "print(json.dumps([v['text_of'](each['content']) for each in said]))",
      cases.map(({ rendering }) => rendering),
    );
    expect(found).toEqual(cases.map(({ text }) => text));
  });
});

describe("the program", () => {
  test.each(LEDGERS)("reads, verifies and carries the ledger %s", (name, told) => {
    const records = recordsOf(name);
    expect(verified(records)).toEqual([]);
    const read = records.map(recordOf);
    expect(read.filter(({ event }) => !isKnown(event)).length).toBe(told.unknown);
    const ends = [...endsAfter(read)].map(([stream, { position, digest }]) => [stream, { records: position, digest }]);
    expect(Object.fromEntries(ends)).toEqual(told.ends);
    expect(read.map(lineOf)).toEqual(linesOf(name));
  });

  const ofWork = LEDGERS.filter(([, told]) => told.ofWork);

  test.each(ofWork)("keeps it in both stores, and gives it out again as it was: %s", async (name, told) => {
    const read = recordsOf(name).map(recordOf);
    const file = join(folder, `${name}.db`);
    let drafts = 0;
    const memory = new MemoryStore(new Memory(), { now: Date.now, newDraft: () => `draft-${++drafts}` });
    for (const store of [sqliteStore(openSqlite(file)), memory]) {
      expect(await store.bringIn(read)).toBe(true);
      expect((await store.recordsOfWork("tao")).map(lineOf)).toEqual(linesOf(name));
      await store.close();
    }
    const audited = await looking(file, audit);
    const { faults, ...found } = audited;
    if (told.unknown > 0) expect(linesTold({ ...audited, faults: [] })).toMatch(new RegExp(`^${told.unknown} record`));
    expect(found).toMatchObject({ records: told.records, unknown: told.unknown });
    // The records of the first format that these are said to have been were never here.
    const brought = read.filter(({ was }) => was !== undefined);
    expect(faults.map(({ what }) => what)).toEqual(brought.map(() => "The record that it says it was is missing."));
  });
});

describe.skipIf(!hasPython)("the second verifier", () => {
  test("finds every ledger whole, and says how much of it it doesn't know", () => {
    const files = LEDGERS.map(([name]) => join(setOf.get(name)!, "ledgers", `${name}.jsonl`));
    const expected = LEDGERS.map(([, { records, unknown, ends }]) => {
      const also = unknown === 0 ? "" : `, ${unknown} of kinds that are not known`;
      return `${records} records in ${Object.keys(ends).length} streams${also}: every digest and every chain holds`;
    });
    expect(secondVerified(files).map(({ said }) => said)).toEqual(expected);
  });

  test("notices what is bent, as the program does", () => {
    const all = LEDGERS.flatMap(([name]) => bentOf(recordsOf(name)));
    // Each is a ledger of its own: those of one kind stand four or five apart, so that some of each are among every third.
    const bents = examples(all.length) === all.length ? all : all.filter((_, at) => at % 3 === 0);
    expect(bents.length).toBeGreaterThan(500);
    expect(bents.filter((records) => verified(records).length === 0)).toEqual([]);
    const files = bents.map((records, index) => {
      const file = join(folder, `${index}.jsonl`);
      writeFileSync(file, records.map((record) => `${lineOf(record)}\n`).join(""));
      return file;
    });
    expect(secondVerified(files).filter(({ holds }) => holds)).toEqual([]);
  });

  test("tells of a copy how much of it was left out", () => {
    const file = join(folder, "copy.jsonl");
    const lines = linesOf("parts").map((line) => JSON.parse(line) as { beside: unknown[] });
    const left = lines.reduce((sum, { beside }) => sum + beside.length, 0);
    const copy = lines.map((line) => ({ ...line, beside: line.beside.map(() => null) }));
    writeFileSync(file, copy.map((line) => `${JSON.stringify(line)}\n`).join(""));
    expect(secondVerified([file])[0]!.said).toContain(
      `, ${left} enclosures not in this copy: every digest and every chain holds`,
    );
  });

  test("reads what was left out of a copy back as that, and finds the copy whole, but no workbench of it", () => {
    const lines = linesOf("parts").map((line) => ({ ...(JSON.parse(line) as Kept) }));
    const copy = lines.map(({ beside, ...line }) => canonicalJson({ ...line, beside: beside.map(() => null) }));
    const kept = copy.map(keptInLine);
    expect(kept.map(lineOf)).toEqual(copy);
    expect(verified(kept, "a copy")).toEqual([]);
    const lacking = kept.flatMap(({ beside }) => beside.map(() => "What it encloses is missing, and no record says"));
    expect(verified(kept)).toEqual(
      lacking.map((what) => ({ ...NAMED, what: expect.stringContaining(what) as string })),
    );
  });

  test.each([
    "null",
    "7",
    '{"body":"{}","digest":""}',
    '{"beside":"ab","body":"{}","digest":""}',
    '{"beside":["ab"],"body":"{}","digest":""}',
  ])("takes %s for no record's line", (line) =>
    expect(() => keptInLine(line)).toThrow(new TypeError("it is no record's line")),
  );

  test("notices an act that is of two works, or of an access stream and others, as the program does", () => {
    const apart = [
      ["work/tao", "work/other"],
      ["access/tao", "work/tao"],
      ["workbench", "work/tao"],
    ].map((streams) => {
      const act = { id: "one", records: 2 };
      const making = { at: "2026-11-27T00:00:00.000Z", act, newSalt: saltsFrom("apart") };
      return streams.map((stream) => chain(stream, null, { type: "example-said" } as unknown as LedgerEvent, making));
    });
    const files = apart.map((records, index) => {
      const file = join(folder, `apart-${index}.jsonl`);
      writeFileSync(file, records.map((record) => `${lineOf(record)}\n`).join(""));
      return file;
    });
    expect(secondVerified(files).map(({ holds }) => holds)).toEqual([false, false, false]);
    const told = /^The records of its act are not of one work/;
    for (const records of apart)
      expect(verified(records).map(({ what }) => what)).toContainEqual(expect.stringMatching(told));
  });

  test("says of a record of a later format that it can't be read, as the program does", () => {
    const [first, ...rest] = recordsOf("founding");
    const body = canonicalJson({ ...(JSON.parse(first!.body) as object), format: 2 });
    const later = [{ ...first!, body, digest: digestOfText(body) }, ...rest];
    const file = join(folder, "later.jsonl");
    writeFileSync(file, later.map((record) => `${lineOf(record)}\n`).join(""));
    expect(secondVerified([file])[0]!.said).toContain("a record is of a later format");
    expect(verified(later)[0]!.what).toBe(
      "This record can't be understood: it is of a later format, which a newer program reads.",
    );
  });

  test("knows the kinds that the program knows", () => {
    expect(askedOfVerifier("print(json.dumps(sorted(v['KINDS'])))", null)).toEqual(Object.keys(EVENT_KINDS).sort());
  });
});

/** What `variorum verify` prints. */
function linesTold(audited: Audit): string {
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  print(audited);
  log.mockRestore();
  return printed.join("\n");
}

/** A ledger with one thing wrong in it, in many ways: a record's body, its digest, what stands beside it, one that is missing. */
function bentOf(records: readonly Kept[]): Kept[][] {
  const next = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 1);
  const bend = (text: string) => text.replace(/[b-y0-8](?=[^b-y0-8]*$)/, next);
  return records.flatMap((record, at) => {
    const { body, digest, beside } = record;
    const [slot, ...slots] = beside;
    const others: Kept[] = [
      { ...record, body: bend(body) },
      { ...record, digest: bend(digest) },
      ...(slot
        ? [
            { ...record, beside: [null, ...slots] },
            { ...record, beside: [bentSlot(slot, bend), ...slots] },
          ]
        : []),
      ...(slot === null ? [{ ...record, beside: [{ instead: { name: "Nobody" } }, ...slots] }] : []),
    ];
    const bent = others.map((other) => records.with(at, other));
    return isMissed(records, at) ? [...bent, records.toSpliced(at, 1)] : bent;
  });
}

function bentSlot(slot: NonNullable<Kept["beside"][number]>, bend: (text: string) => string) {
  if (isLeftOut(slot)) return slot;
  if ("instead" in slot) return { instead: { name: "Somebody else" } };
  return { ...slot, salt: bend(slot.salt) };
}

/** True if a record is missed where it is missing: others of its act or, later, of its stream stand there. */
function isMissed(records: readonly Kept[], at: number): boolean {
  const { act, stream } = saidIn(records[at]!);
  return act.records > 1 || records.slice(at + 1).some((later) => saidIn(later).stream === stream);
}

describe("what docs/record-format.md says of events", () => {
  const page = readFileSync("docs/record-format.md", "utf8").split("\n## Kinds of events")[1]!;
  const rows = [...page.matchAll(/^\| `([a-z-]+)` *\| ([^|]*)\| ([^|]*)\|$/gm)].map(([, kind, streams, members]) => ({
    kind: kind!,
    streams: [...streams!.matchAll(/`([a-z]+)\//g)].map(([, stream]) => stream!),
    members: new Map(
      [...members!.replaceAll("\\*", "*").matchAll(/`([a-zA-Z]+)`([*?]*)/g)].map(([, name, signs]) => [name!, signs!]),
    ),
  }));

  test("names just the kinds that there are, and each has a vector", () => {
    expect(rows.map(({ kind }) => kind).sort()).toEqual(Object.keys(EVENT_KINDS).sort());
    const shown = new Set(LEDGERS.flatMap(([, { kinds }]) => kinds));
    expect(Object.keys(EVENT_KINDS).filter((kind) => !shown.has(kind))).toEqual([]);
  });

  test("has each member of each, whether it may be absent, and whether it is enclosed", () => {
    const wrong = LEDGERS.filter(([name]) => name !== "version-restored").flatMap(([name]) =>
      recordsOf(name).flatMap((kept) => {
        const { stream, event } = saidIn(kept);
        const { type, ...said } = event as { type: string } & Record<string, unknown>;
        const row = rows.find(({ kind }) => kind === type);
        if (!row) return [];
        const missing = [...row.members].filter(([member, signs]) => !(member in said) && !signs.includes("?"));
        const wrong = Object.entries(said).filter(([member, value]) => {
          const signs = row.members.get(member);
          return signs === undefined || (isEnclosed(value) && !signs.includes("*"));
        });
        const place = row.streams.includes(stream.split("/")[0]!) ? [] : [stream];
        return [...missing, ...wrong, ...place].map((each) => [type, each]);
      }),
    );
    expect(wrong).toEqual([]);
  });
});

function isEnclosed(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "enclosed";
}
