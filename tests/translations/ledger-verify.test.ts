import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { chain, type LedgerRecord } from "../../translations/ledger/events.ts";
import { verifyStream, type Problem } from "../../translations/ledger/verify.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { histories, inRole, perform, plain, STREAM, take, type History } from "../help/histories.ts";

const runs = { numRuns: 250 };

/** Histories that added at least `least` records. */
function written(least: number): Arbitrary<LedgerRecord[]> {
  return histories()
    .map(({ records }) => records)
    .filter((records) => records.length >= least);
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
type Path = (string | number)[];

/** Every place in `value`, the whole of it included. */
function places(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.map((each, index) => places(each, [...path, index]))
    : membersOf(value, path);
  return [path, ...inner.flat()];
}

function membersOf(value: { [name: string]: Json }, path: Path): Path[][] {
  return Object.entries(value).map(([name, each]) => places(each, [...path, name]));
}

/** `value` with what stands at `path` replaced; taken away if `news` is undefined. */
function replaced(value: Json, [first, ...rest]: Path, news: Json | undefined): Json {
  const copy: Json = structuredClone(value);
  if (first === undefined) return news ?? null;
  const inside = copy as { [name: string]: Json };
  const inner = rest.length === 0 ? news : replaced(inside[first]!, rest, news);
  if (inner !== undefined) inside[first] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(first), 1);
  else Reflect.deleteProperty(inside, first);
  return copy;
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, step) => (inner as { [name: string]: Json })[step]!, value);
}

/** Another value for what stands there: near it, or of another kind, or none. */
function otherThan(value: Json): Arbitrary<Json | undefined> {
  const near: Json[] =
    typeof value === "string"
      ? [`${value} `, value.slice(1), value.toUpperCase(), value.normalize("NFD"), `${value}\ud800`]
      : typeof value === "number"
        ? [value + 1, -value, value + 0.5]
        : typeof value === "boolean"
          ? [!value]
          : Array.isArray(value)
            ? [[...value, null], [...value, ...value], [...value].reverse()]
            : value === null
              ? []
              : [{ ...value, more: 1 }];
  return fc.constantFrom<(Json | undefined)[]>(...near, undefined, null, 0, "", [], {}, "__proto__");
}

function same(a: readonly LedgerRecord[], b: readonly LedgerRecord[]): boolean {
  try {
    return canonicalJson(a) === canonicalJson(b);
  } catch {
    return false;
  }
}

interface Tampering {
  records: LedgerRecord[];
  tampered: LedgerRecord[];
  path: Path;
}

/** Records, and the same with one thing in one of them changed, added or taken away. */
const tamperings: Arbitrary<Tampering> = written(1)
  .chain((records) => {
    const json = JSON.parse(JSON.stringify(records)) as Json[];
    return fc
      .nat(json.length - 1)
      .chain((index) => fc.constantFrom(...places(json[index]!).map((path) => [index, ...path])))
      .filter((path) => path.length > 1)
      .chain((path) =>
        otherThan(at(json, path)).map((news) => ({
          records,
          path,
          tampered: replaced(json, path, news) as unknown as LedgerRecord[],
        })),
      );
  })
  .filter(({ records, tampered }) => !same(records, tampered));

/** The records again with every digest and every `previous` made to fit: what a forger would do. */
function rechained(records: readonly LedgerRecord[]): LedgerRecord[] {
  const forged: LedgerRecord[] = [];
  for (const { at, event } of records) forged.push(chain(STREAM, forged.at(-1) ?? null, at, event));
  return forged;
}

function law<T>(name: string, arbitrary: Arbitrary<T>, holds: (value: T) => void): void {
  test(name, () => fc.assert(fc.property(arbitrary, holds), runs));
}

function expectProblems(records: readonly LedgerRecord[]): Problem[] {
  const problems = verifyStream(records);
  expect(problems).not.toEqual([]);
  for (const { what, position } of problems) {
    expect(what).toMatch(/^[A-Z].{10,}\.$/s);
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThanOrEqual(records.length);
  }
  return problems;
}

describe("a passage's records", () => {
  law(
    "that were made by the ledger have no problem, also after a journey as JSON",
    histories(),
    ({ records }: History) => {
      expect(verifyStream(records)).toEqual([]);
      expect(verifyStream(JSON.parse(JSON.stringify(records)) as LedgerRecord[])).toEqual([]);
    },
  );

  law(
    "with any one thing changed, added or taken away in any record have a problem",
    tamperings,
    ({ tampered, path }) => {
      const first = expectProblems(tampered)[0]!;
      if (path[1] === "digest" || path[1] === "event") expect(first.position).toBe(Number(path[0]) + 1);
    },
  );

  law("with one missing before the last have a problem", fc.tuple(written(2), fc.nat()), ([records, at]) => {
    expectProblems(records.toSpliced(at % (records.length - 1), 1));
  });

  law("with one doubled have a problem", fc.tuple(written(1), fc.nat()), ([records, at]) => {
    const index = at % records.length;
    expectProblems(records.toSpliced(index, 0, records[index]!));
  });

  law("with two swapped have a problem", fc.tuple(written(2), fc.nat(), fc.nat()), ([records, a, b]) => {
    const [i, j] = [a % records.length, b % records.length];
    fc.pre(i !== j);
    expectProblems(records.with(i, records[j]!).with(j, records[i]!));
  });

  law("with the tail of another history have a problem", fc.tuple(written(1), written(2)), ([records, others]) => {
    const mixed = [...records, ...others.slice(records.length)];
    fc.pre(others.length > records.length && others[records.length - 1]!.digest !== records.at(-1)!.digest);
    expectProblems(mixed);
  });

  law("of another passage between them have a problem", written(2), (records) => {
    const foreign = chain({ ...STREAM, passage: "4-1" }, records[0]!, records[1]!.at, records[1]!.event);
    expect(expectProblems(records.with(1, foreign))[0]).toMatchObject({
      position: 2,
      what: expect.stringContaining("another passage") as string,
    });
  });

  test("none at all have no problem", () => expect(verifyStream([])).toEqual([]));

  test("that are nonsense are reported, never thrown", () => {
    const nonsense = [
      null,
      1,
      "x",
      {},
      [],
      { event: null },
      { event: { type: "later" } },
      { event: { type: "text-supplied" } },
    ];
    for (const one of nonsense) expectProblems([one] as unknown as LedgerRecord[]);
    expectProblems(nonsense as unknown as LedgerRecord[]);
  });
});

/** One version, then a proposal that was accepted. */
function example(): LedgerRecord[] {
  const history = perform([]);
  const owner = inRole("owner");
  const facts = {
    base: null,
    contributors: [],
    date: "2022-01-24",
    publishedIn: [],
    rationale: "",
    notes: [],
    provenance: "",
  };
  const submission = { proposal: "p1", rendering: plain("Sort out."), notes: [], summary: "Plainer.", proposers: [] };
  take(
    history,
    { actor: owner, command: { type: "record-version", facts: { ...facts, rendering: plain("Clarify.") } } },
    "2026-11-24T08:00:00.000Z",
  );
  take(
    history,
    { actor: owner, command: { type: "open-proposal", proposal: "p1", kind: "revision", base: 1 } },
    "2026-11-24T08:01:00.000Z",
  );
  take(history, { actor: owner, command: { type: "submit-proposal", ...submission } }, "2026-11-24T08:02:00.000Z");
  take(
    history,
    { actor: owner, command: { type: "accept-proposal", proposal: "p1", reason: "" } },
    "2026-11-24T08:03:00.000Z",
  );
  return history.records;
}

/** The example with the event at `position` altered, and every digest of a record made to fit. */
function forged(position: number, alter: (event: never) => object): LedgerRecord[] {
  const records = example();
  const record = records[position - 1]!;
  const event = { ...record.event, ...alter(record.event as never) };
  return rechained(records.with(position - 1, { ...record, event }));
}

describe("a forger who makes every record's digest anew is still caught when", () => {
  const other = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Muddle." }] }] };
  const loose = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: " Sort  out." }] }] };

  test.each<[string, number, (event: never) => object, string]>([
    [
      "the words of a version are changed",
      4,
      ({ words }: { words: object }) => ({ words: { ...words, rendering: other } }),
      "The words of v2 are not those it was cited with",
    ],
    [
      "the words of a version are not canonical",
      4,
      ({ words }: { words: object }) => ({ words: { ...words, rendering: loose } }),
      "The words of v2 are not in canonical form.",
    ],
    [
      "the words of a proposal are not canonical",
      3,
      () => ({ rendering: loose }),
      "The words proposed are not in canonical form.",
    ],
    ["a number is left out", 4, () => ({ number: 3 }), "The version after v1 is numbered v3."],
    ["a number is used again", 4, () => ({ number: 1 }), "The version after v1 is numbered v1."],
    [
      "a version is revised from none that was there",
      4,
      () => ({ base: 7 }),
      "Version 2 is revised from v7, which was not there.",
    ],
    ["a proposal was never opened", 3, () => ({ proposal: "p2" }), "Proposal p2 was never opened."],
    ["a proposal was accepted as no version", 5, () => ({ number: 9 }), "It was accepted as v9, which was not there."],
    [
      "words replace those that are held",
      5,
      () => ({ type: "text-supplied", number: 1, words: { rendering: other, digest: "" } }),
      "Words are supplied for v1, which had its words.",
    ],
    [
      "somebody is invited to a proposal that was never opened",
      5,
      ({ by }: { by: object }) => ({ type: "person-invited", proposal: "p2", person: by }),
      "Proposal p2 was never opened.",
    ],
    [
      "a person without an account is let go",
      5,
      () => ({ type: "person-let-go", person: { name: "Nobody" } }),
      "Who “Nobody” is can't be known",
    ],
  ])("%s", (_when, position, alter, what) => {
    const problems = verifyStream(forged(position, alter));
    expect(problems).toContainEqual({ ...STREAM, position, what: expect.stringContaining(what) as string });
  });

  test("records before the first that is left are gone", () => {
    const [first] = example();
    const later = chain(STREAM, { position: 6, digest: "0".repeat(64) }, first!.at, first!.event);
    const alone = chain(STREAM, { position: 6, digest: null as unknown as string }, first!.at, first!.event);
    expect(verifyStream([later]).map(({ what }) => what)).toHaveLength(2);
    expect(verifyStream([alone])).toMatchObject([{ position: 1, what: expect.stringContaining("number 7") as string }]);
  });

  test("a proposal is decided twice or opened twice", () => {
    const records = example();
    expect(verifyStream(rechained([...records, records.at(-1)!]))).toMatchObject([
      { position: 6, what: "Proposal p1 was accepted before." },
    ]);
    expect(verifyStream(rechained([...records, records[1]!]))).toMatchObject([
      { position: 6, what: "Proposal p1 was opened before." },
    ]);
  });

  test("somebody is invited after it was decided", () => {
    const records = example();
    const person = { id: "ben", name: "Ben" };
    const event = { type: "person-invited" as const, proposal: "p1", person, by: person };
    expect(verifyStream(rechained([...records, { ...records.at(-1)!, event }]))).toMatchObject([
      { position: 6, what: "Proposal p1 was accepted before." },
    ]);
  });
});
