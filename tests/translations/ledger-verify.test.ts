import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { isRemoval } from "../../translations/ledger/events.ts";
import { chain, endsAfter, passageStream, type Kept, type LedgerRecord } from "../../translations/ledger/record.ts";
import { read, verifyStream } from "../../translations/ledger/verify.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { lossyHistories, inRole, perform, plain, STREAM, take, type History } from "../help/histories.ts";
import { verified, type Found } from "../help/verified.ts";
import { replay, recordsOfAct } from "../help/one-passage.ts";
import { examples } from "../help/seeds.ts";

const runs = { numRuns: examples(250) };
const newSalt = saltsFrom("verified");

/** Histories that added at least `least` records. */
function recorded(least: number): Arbitrary<LedgerRecord[]> {
  return lossyHistories()
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

function same(a: Json, b: Json): boolean {
  try {
    return canonicalJson(a) === canonicalJson(b);
  } catch {
    return false;
  }
}

/** What is kept of a record, as JSON all through. */
function jsonOf({ body, digest, beside }: Kept): Json {
  return { said: JSON.parse(body) as Json, digest, beside: structuredClone(beside) as unknown as Json };
}

/** And as it is kept, its body written as well as it can be. */
function keptOf(json: Json): Kept {
  const { said, ...rest } = (json ?? {}) as { said?: Json };
  return { ...rest, body: written(said) } as unknown as Kept;
}

function written(said: Json | undefined): string | undefined {
  try {
    return canonicalJson(said);
  } catch {
    return JSON.stringify(said);
  }
}

interface Tampering {
  tampered: Kept[];
  path: Path;
}

/** Records, and the same with one thing in one of them changed, added or taken away. */
const tamperings: Arbitrary<Tampering> = recorded(1)
  .chain((records) => {
    const json = records.map(jsonOf);
    return fc
      .nat(json.length - 1)
      .chain((index) => fc.constantFrom(...places(json[index]!).map((path) => [index, ...path])))
      .filter((path) => path.length > 1)
      .chain((path) =>
        otherThan(at(json, path)).map((news) => ({ json, path, bent: replaced(json, path, news) as Json[] })),
      );
  })
  .filter(({ json, bent }) => !same(json, bent))
  .map(({ path, bent }) => ({ path, tampered: bent.map(keptOf) }));

/** The records again with every digest, `previous` and act made to fit: what a forger would do. */
function rechained(records: readonly LedgerRecord[]): LedgerRecord[] {
  const forged: LedgerRecord[] = [];
  for (let first = 0, end = 1; end <= records.length; end++) {
    const { act, at } = records[first]!;
    if (records[end]?.act.id === act.id) continue;
    const events = records.slice(first, end).map(({ event }) => event);
    const id = `${act.id}, ${first}`;
    forged.push(...recordsOfAct(STREAM, endsAfter(forged), { id, at, newSalt: saltsFrom(id) }, events));
    first = end;
  }
  return forged;
}

function law<T>(name: string, arbitrary: Arbitrary<T>, holds: (value: T) => void): void {
  test(name, () => fc.assert(fc.property(arbitrary, holds), runs));
}

function expectProblems(records: readonly Kept[]): Found[] {
  const problems = verified(records);
  expect(problems).not.toEqual([]);
  for (const { what, index, position } of problems) {
    expect(what).toMatch(/^[A-Z].{10,}\.$/s);
    expect(index).toBeGreaterThan(0);
    expect(index).toBeLessThanOrEqual(records.length);
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThanOrEqual(index);
  }
  return problems;
}

describe("a passage's records", () => {
  law(
    "that were made by the ledger have no problem, also after a journey as JSON",
    lossyHistories(),
    ({ records }: History) => {
      expect(verified(records)).toEqual([]);
      expect(verified(records.map(jsonOf).map(keptOf))).toEqual([]);
    },
  );

  law(
    "with any one thing changed, added or taken away in any record have a problem",
    tamperings,
    ({ tampered, path }) => {
      const problems = expectProblems(tampered);
      const bent = problems.map(({ index }) => index);
      if (path[1] === "digest" || path[1] === "said") expect(bent).toContain(Number(path[0]) + 1);
    },
  );

  law(
    "with one missing that others follow in its stream have a problem",
    fc.tuple(recorded(2), fc.nat()),
    ([records, at]) => {
      const followed = records.filter(({ stream }, index) =>
        records.slice(index + 1).some((later) => later.stream === stream),
      );
      fc.pre(followed.length > 0);
      expectProblems(records.toSpliced(records.indexOf(followed[at % followed.length]!), 1));
    },
  );

  law("with half an act missing have a problem", fc.tuple(recorded(2), fc.nat()), ([records, at]) => {
    const together = records.filter(({ act }) => act.records > 1);
    fc.pre(together.length > 0);
    expectProblems(records.toSpliced(records.indexOf(together[at % together.length]!), 1));
  });

  law("with one doubled have a problem", fc.tuple(recorded(1), fc.nat()), ([records, at]) => {
    const index = at % records.length;
    expectProblems(records.toSpliced(index, 0, records[index]!));
  });

  law("with two swapped have a problem", fc.tuple(recorded(2), fc.nat(), fc.nat()), ([records, a, b]) => {
    const [i, j] = [a % records.length, b % records.length];
    // Two acts of which neither needs the other may have come in either order, and what is removed at once goes in any.
    const together = records[i]!.act.records > 1 && !isRemoval(records[i]!.event);
    fc.pre(i !== j && (records[i]!.stream === records[j]!.stream || together));
    const swapped = records.with(i, records[j]!).with(j, records[i]!);
    fc.pre(records[i]!.act.id !== records[j]!.act.id || records[i]!.stream === records[j]!.stream);
    expectProblems(swapped);
  });

  law(
    "with the tail of another history in a stream have a problem",
    fc.tuple(recorded(1), recorded(2)),
    ([records, others]) => {
      const { stream } = records.at(-1)!;
      const [own, other] = [records, others].map((all) => all.filter((record) => record.stream === stream));
      fc.pre(other!.length > own!.length && other![own!.length - 1]!.digest !== own!.at(-1)!.digest);
      expectProblems([...records, ...other!.slice(own!.length)]);
    },
  );

  law("of another stream between them have a problem", recorded(2), (records) => {
    const { stream, at, act, event } = records[1]!;
    const own = records.filter((record) => record.stream === stream);
    const foreign = chain(passageStream({ ...STREAM, passage: "4-1" }), null, event, { at, act, newSalt });
    expect(verifyStream(stream, [...own, foreign].map(read))).toContainEqual(
      expect.objectContaining({
        position: own.length + 1,
        what: { flaw: "another-stream", stream: foreign.stream },
      }),
    );
  });

  law("of a kind that only a newer program knows are carried, and still verified", recorded(1), (records) => {
    const { stream, at } = records.at(-1)!;
    const event = { type: "tea-served", proposal: "p1", by: { id: "ann", name: "Ann" }, reason: "Cold." } as never;
    const added = chain(
      stream,
      records.findLast((record) => record.stream === stream)!,
      event,
      {
        at,
        act: { id: "tea", records: 1 },
        newSalt,
      },
    );
    expect(verified([...records, added])).toEqual([]);
    expect(replay([...records, added])).toEqual(replay(records));
    expectProblems([...records, { ...added, body: added.body.replace("tea-served", "tea-spilt") }]);
    expectProblems([...records, { ...added, beside: added.beside.map(() => null) }]);
  });

  test("none at all have no problem", () => expect(verified([])).toEqual([]));

  test("that are nonsense are reported, never thrown", () => {
    const nonsense = [
      { body: "null", digest: "" },
      { body: '{"event":null}', digest: "", beside: [] },
      { body: '{"event":{"type":"later"},"people":[]}', digest: "", beside: [] },
      { body: '{"event":{"type":"text-supplied","by":{"person":7}},"people":null}', digest: "", beside: null },
      null,
      1,
      "x",
      {},
      [],
      { stream: "passage/nip14/s10-government-and-markets", event: null },
      { stream: "proposal/nip14/p1", act: null, event: { type: "proposal-accepted", proposal: "p1" } },
      { event: null },
      { event: { type: "later" } },
      { event: { type: "text-supplied" } },
      { stream: UNTOLD, event: { type: "proposal-accepted", proposal: "p1" } },
      {
        stream: "proposal/nip14/p1",
        act: { id: UNTOLD, records: UNTOLD },
        event: { type: "proposal-accepted", proposal: "p1", number: UNTOLD },
      },
      { act: { id: "a" }, event: { type: "version-recorded", proposal: UNTOLD, number: UNTOLD } },
    ];
    for (const one of nonsense) expectProblems([one] as unknown as LedgerRecord[]);
    expectProblems(nonsense as unknown as LedgerRecord[]);
  });
});

/** What JavaScript has no words for. */
const UNTOLD = { toString: 1 };

/** 1: a version. 2 to 4: a proposal that was opened, submitted and accepted. 5: the version that this made. */
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
      5,
      ({ words }: { words: object }) => ({ words: { ...words, rendering: other } }),
      "The words of v2 are not those it was cited with",
    ],
    [
      "the words of a version are not canonical",
      5,
      ({ words }: { words: object }) => ({ words: { ...words, rendering: loose } }),
      "The words of v2 are not in canonical form.",
    ],
    [
      "the words of a proposal are not canonical",
      3,
      ({ parts }: { parts: object[] }) => ({ parts: [{ ...parts[0], rendering: loose }] }),
      "The words proposed are not in canonical form.",
    ],
    ["a number is left out", 5, () => ({ number: 3 }), "The version after v1 is numbered v3."],
    ["a number is used again", 5, () => ({ number: 1 }), "The version after v1 is numbered v1."],
    [
      "a version is revised from none that was there",
      5,
      () => ({ base: 7 }),
      "Version 2 is revised from v7, which was not there.",
    ],
    ["a proposal was never opened", 3, () => ({ proposal: "p2" }), "Proposal p2 was never opened."],
    [
      "a proposal was accepted as no version",
      4,
      ({ parts }: { parts: object[] }) => ({ parts: [{ ...parts[0], number: 9 }] }),
      "It was accepted as v9, which was not made with it.",
    ],
    [
      "a version was a proposal that was not accepted",
      5,
      () => ({ proposal: "p2" }),
      "names no decision that made it.",
    ],
    [
      "words replace those that are held",
      5,
      () => ({ type: "text-supplied", number: 1, words: { rendering: other, digest: "" } }),
      "Words are supplied for v1, which had its words.",
    ],
    [
      "somebody is invited to a proposal that was never opened",
      4,
      ({ by }: { by: object }) => ({ type: "person-invited", proposal: "p2", person: by }),
      "Proposal p2 was never opened.",
    ],
    [
      "a person without an account is let go",
      4,
      () => ({ type: "person-let-go", person: { name: "Nobody" } }),
      "Who “Nobody” is can't be known",
    ],
  ])("%s", (_when, position, alter, what) => {
    expect(verified(forged(position, alter))).toContainEqual(
      expect.objectContaining({ index: position, what: expect.stringContaining(what) as string }),
    );
  });

  test("records before the first that is left are gone", () => {
    const { stream, at, act, event } = example()[0]!;
    const later = chain(stream, { position: 6, digest: "0".repeat(64) }, event, { at, act, newSalt });
    const alone = chain(stream, { position: 6, digest: null as unknown as string }, event, { at, act, newSalt });
    expect(verified([later]).map(({ what }) => what)).toHaveLength(2);
    expect(verified([alone])).toMatchObject([{ position: 1, what: expect.stringContaining("number 7") as string }]);
  });

  test("a proposal is decided twice or opened twice", () => {
    const records = example();
    const [, opened, submitted] = records;
    expect(verified(rechained([...records, submitted!]))).toMatchObject([
      { index: 6, position: 4, what: "Proposal p1 was accepted before." },
    ]);
    expect(verified(rechained([...records, opened!]))).toMatchObject([
      { index: 6, position: 4, what: "Proposal p1 was opened before." },
    ]);
  });

  test("somebody is invited after it was decided", () => {
    const records = example();
    const person = { id: "ben", name: "Ben" };
    const event = { type: "person-invited" as const, proposal: "p1", person, by: person };
    const later = { ...records.at(-1)!, act: { id: "later", records: 1 }, event };
    expect(verified(rechained([...records, later]))).toMatchObject([
      { index: 6, position: 4, what: "Proposal p1 was accepted before." },
    ]);
  });

  test("what was decided does not name the decision, or half of it is gone", () => {
    const records = example();
    const made = records.at(-1)!;
    const { stream, at, act, event } = made;
    const bent = { ...event, decision: "0".repeat(64) } as typeof event;
    const nameless = chain(stream, records[0]!, bent, { at, act, newSalt });
    expect(verified(records.with(4, nameless)).map(({ what }) => what)).toEqual([
      expect.stringContaining("not made with it"),
      expect.stringContaining("names no decision"),
    ]);
    expect(verified(records.slice(0, 4)).map(({ what }) => what)).toEqual([
      expect.stringContaining("had 2 records; 1 of it stand here"),
      expect.stringContaining("not made with it"),
    ]);
    expect(verified(records.toSpliced(3, 1)).map(({ what }) => what)).toEqual([
      expect.stringContaining("had 2 records; 1 of it stand here"),
      expect.stringContaining("names no decision"),
    ]);
  });
});
