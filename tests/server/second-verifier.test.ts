/**
 * The records are verified a second time, by a program that shares no line with the first: Python, from what
 * `docs/record-format.md` says alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { saying } from "../../translations/ledger/described.ts";
import type { SourceWorded } from "../../translations/ledger/describing.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { lineOf } from "../../translations/ledger/lines.ts";
import { factsOf, recordsOfAct, type Kept } from "../../translations/ledger/record.ts";
import { canonical, canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { histories, lossyHistories, STREAM } from "../help/histories.ts";
import { bring, foundingOf, works } from "../help/made-works.ts";
import { rendering } from "../help/renderings.ts";
import { FIRST } from "../help/seeds.ts";
import { bareWork } from "../help/store-contract.ts";
import { hasPython, secondVerified, type Said } from "../help/second-verifier.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-second-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program says of each ledger: that it holds, or what is wrong. */
function verified(ledgers: readonly (readonly Kept[])[]): Said[] {
  const files = ledgers.map((records, index) => {
    const file = join(folder, `${index}.jsonl`);
    writeFileSync(file, records.map(lineOf).join("\n"));
    return file;
  });
  return secondVerified(files);
}

function some<T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { seed: FIRST, numRuns });
}

const VERSION: Omit<LedgerEvent & { type: "version-recorded" }, "words"> = {
  type: "version-recorded",
  number: 1,
  madeCurrent: true,
  base: null,
  contributors: [{ name: "Ann", role: "translator" }],
  date: "2022-01-24",
  publishedIn: [],
  rationale: "",
  notes: [],
  provenance: "As published.",
  review: { kind: "recorded", by: { id: "ann", name: "Ann" } },
  proposal: null,
};

const FOUND = lossyHistories(12)
  .map(({ records }): readonly Kept[] => records)
  .filter((records) => records.length > 0);

/** One record is another than it was: a letter or a digit of its own, of what stands beside it, or of its digest. */
function bent(records: readonly Kept[], at: number, where: "body" | "digest" | "beside"): Kept[] | null {
  const { body, digest, beside } = records[at % records.length]!;
  const change = (text: string) => text.replace(/[b-y0-8](?=[^b-y0-8]*$)/, next);
  const slots = JSON.parse(JSON.stringify(beside).replace(/[0-8](?=[^0-8]*$)/, next)) as Kept["beside"];
  const record = { body, digest, beside, [where]: where === "beside" ? slots : change({ body, digest }[where]) };
  return JSON.stringify(record) === JSON.stringify({ body, digest, beside })
    ? null
    : records.with(at % records.length, record);
}

const next = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 1);

describe.skipIf(!hasPython)("a second verifier, in Python,", () => {
  test("finds histories whole, also those of which something was removed", () => {
    const whole = [...some(FOUND, 60), ...some(histories(12), 30).map(({ records }) => records)];
    expect(verified(whole).filter(({ holds }) => !holds)).toEqual([]);
  });

  test("notices whatever is changed in any record", () => {
    const where = fc.constantFrom("body" as const, "digest" as const, "beside" as const);
    const changed = some(fc.tuple(FOUND, fc.nat(100), where), 120).flatMap(([records, at, where]) => {
      const other = bent(records, at, where);
      return other === null ? [] : [other];
    });
    expect(changed.length).toBeGreaterThan(60);
    expect(verified(changed).filter(({ holds }) => holds)).toEqual([]);
  });

  test("notices a record that is missing before the end of its stream, and half of an act", () => {
    const lacking = some(fc.tuple(FOUND, fc.nat(100)), 120).flatMap(([records, at]) => {
      const place = at % records.length;
      const said = JSON.parse(records[place]!.body) as { stream: string; act: { records: number } };
      const isSeen =
        said.act.records > 1 || records.slice(place + 1).some(({ body }) => body.includes(`"stream":"${said.stream}"`));
      return isSeen ? [records.toSpliced(place, 1)] : [];
    });
    expect(lacking.length).toBeGreaterThan(30);
    expect(verified(lacking).filter(({ holds }) => holds)).toEqual([]);
  });

  test("finds what describes works whole, and misses nothing of it", () => {
    const whole = some(works, 60).map(foundingOf);
    expect(verified(whole).filter(({ holds }) => !holds)).toEqual([]);
    const lacking = whole.map((records, at) => records.toSpliced(at % records.length, 1));
    expect(verified(lacking).filter(({ holds }) => holds)).toEqual([]);
  });

  test("notices other source words than those of their digest, also if all else is made to fit", () => {
    const wrong: SourceWorded = {
      ...{ type: "source-worded", number: 1, held: "whole", wording: ["政府"], provenance: "Known.", by: null },
      digest: digestOfText("市场"),
    };
    const making = { id: "one", at: "2026-01-01T00:00:00.000Z", newSalt: saltsFrom("one") };
    const [found] = verified([saying("nip14", new Map(), making, [{ passage: "s10", event: wrong }])]);
    expect(found!.said).toMatch(/the words of its source are not those of their digest/);
  });

  test("misses in a workbench's database what only a copy may lack", async () => {
    const file = join(folder, "lacking.db");
    const db = openSqlite(file);
    const store = sqliteStore(db);
    await bring(store, bareWork("nip14"));
    expect(secondVerified([file])[0]).toMatchObject({ holds: true });
    db.exec("UPDATE enclosed SET beside = '[null]' WHERE number = 1");
    expect(secondVerified([file])[0]!.said).toMatch(/what it encloses was changed, or is missing/);
    await store.close();
  });

  test("reads every block that a rendering can have as the program does", () => {
    const written = some(rendering, 200).map((each) => {
      const words = { rendering: renderingToJson(canonical(each)), digest: digestOfText(canonicalText(each)) };
      const act = { id: "one", at: "2026-01-01T00:00:00.000Z", newSalt: saltsFrom("one") };
      return recordsOfAct(STREAM.work, new Map(), act, factsOf(STREAM.passage, [{ ...VERSION, words }]));
    });
    expect(verified(written).filter(({ holds }) => !holds)).toEqual([]);
  });
});
