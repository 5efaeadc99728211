/** A work is what its records say: described by them and folded from them, it is the same. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describingRecords, placed, saying, translated, workAfter } from "../../translations/ledger/described.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { PassagePlaced, TranslationDescribed, WorkDescribed } from "../../translations/ledger/describing.ts";
import { chain, endsAfter, recordOf, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { works } from "../help/made-works.ts";
import { verified } from "../help/verified.ts";

type VersionRecorded = LedgerEvent & { type: "version-recorded" };

const BY = { id: "olive", name: "Olive Owner" };
const AT = "2026-11-24T08:00:00.000Z";

function founded(work: Work): LedgerRecord[] {
  return describingRecords(work, BY, { id: "founding", at: AT, newSalt: saltsFrom("founding") });
}

/** `records`, and one act more about the work. */
function andThen(
  records: readonly LedgerRecord[],
  work: string,
  ...said: Parameters<typeof saying>[3]
): LedgerRecord[] {
  const id = `act-${records.length}`;
  return [...records, ...saying(work, endsAfter(records), { id, at: AT, newSalt: saltsFrom(id) }, said)];
}

/** What is wrong with all of a work's records. */
function problemsOf(records: readonly LedgerRecord[]): string[] {
  return verified(records).map(({ what }) => what);
}

/** A record as it is once something it encloses was removed. */
function without(record: LedgerRecord): LedgerRecord {
  return recordOf({ ...record, beside: record.beside.map(() => null) });
}

describe("a work and its first records", () => {
  test("are each other's inverse, read at once or one after another", () => {
    fc.assert(
      fc.property(works, fc.nat(30), (work, cut) => {
        const records = founded(work);
        expect(workAfter(records)).toEqual(work);
        expect(workAfter(records.slice(cut), workAfter(records.slice(0, cut)))).toEqual(work);
        expect(workAfter(records.map(({ body, digest, beside }) => recordOf({ body, digest, beside })))).toEqual(work);
      }),
      { numRuns: 150 },
    );
  });

  test("so too of the Plan, whose digests are the same every time", () => {
    const records = founded(plan.work);
    expect(workAfter(records)).toEqual(plan.work);
    expect(founded(structuredClone(plan.work)).map(({ digest }) => digest)).toEqual(
      records.map(({ digest }) => digest),
    );
  });

  test("verify, and are not passed over if one is missing", () => {
    fc.assert(
      fc.property(works, fc.nat(), (work, pick) => {
        const records = founded(work);
        expect(problemsOf(records)).toEqual([]);
        const left = records.toSpliced(pick % records.length, 1);
        expect(problemsOf(left)).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("hold no word of it: those stand beside them", () => {
    const bodies = founded(plan.work).map(({ body }) => body);
    const { title, originalTitle, about, rights, issuer, translation, terms, passages } = plan.work;
    const said = [
      ...[title, originalTitle, about, rights, issuer, translation.publisher, "Rogier Creemers", BY.name],
      translation.url!,
      ...terms.flatMap(({ source, rendering, remark }) => [source, rendering, remark]),
      ...passages.flatMap(({ locator, source, remark }) => [`"${locator}"`, ...source.words, remark ?? title]),
    ];
    for (const words of said) expect(bodies.filter((body) => body.includes(words))).toEqual([]);
  });
});

describe("later", () => {
  const work: Work = {
    ...plan.work,
    passages: ["a", "b", "c"].map((id) => ({ ...plan.work.passages[0]!, id, locator: id })),
  };
  const records = founded(work);
  const [a, b, c] = work.passages as [Work["passages"][0], Work["passages"][0], Work["passages"][0]];
  const order = (event: PassagePlaced) =>
    workAfter(andThen(records, work.id, event))!.passages.map(({ id, locator }) => `${id} ${locator}`);

  test.each<[string, PassagePlaced, string[]]>([
    ["to the front", placed(c, null, BY), ["c c", "a a", "b b"]],
    ["to the end", placed(a, "c", BY), ["b b", "c c", "a a"]],
    ["between others", placed(c, "a", BY), ["a a", "c c", "b b"]],
    ["nowhere else, under another locator", placed({ ...b, locator: "B" }, "a", BY), ["a a", "b B", "c c"]],
  ])("a passage is moved %s", (_where, event, expected) => expect(order(event)).toEqual(expected));

  test("a passage that is moved keeps its source words", () => {
    expect(workAfter(andThen(records, work.id, placed(c, null, BY)))!.passages[0]).toEqual(c);
  });

  test("what the work is, and a term, are said again", () => {
    const event: Parameters<typeof saying>[3] = [
      { ...describedAs(work), wording: { ...describedAs(work).wording!, title: "Another title" } },
      { type: "term-set", term: work.terms[0]!.id, wording: { ...work.terms[1]!, remark: "Again." }, by: BY },
    ];
    const after = workAfter(andThen(records, work.id, ...event))!;
    expect([after.title, after.about, after.terms.length]).toEqual(["Another title", work.about, work.terms.length]);
    expect(after.terms[0]).toMatchObject({ source: work.terms[1]!.source, remark: "Again." });
  });

  test("another translation stands beside the work's own, which is said again without it", () => {
    const legge = { id: "legge", language: "en", title: "The Way", publisher: "", translators: [BY], editors: [] };
    const [own] = translationsOf(work);
    const events = [translated(legge, BY), translated({ ...own!, publisher: "Another" }, BY)];
    const after = workAfter(andThen(records, work.id, ...events))!;
    expect(after).toEqual({
      ...work,
      translation: { ...work.translation, publisher: "Another" },
      otherTranslations: [legge],
    });
  });

  test("what was removed is left empty, and the rest stands", () => {
    const gone = (type: string) => workAfter(records.map((each) => (each.event.type === type ? without(each) : each)))!;
    expect(gone("work-described")).toEqual({
      ...work,
      ...{ title: work.id, originalTitle: "", issuer: "", originalIssuer: "", about: "", rights: "" },
    });
    expect(gone("term-set").terms).toEqual([]);
    expect(gone("passage-placed").passages.map(({ locator }) => locator)).toEqual(["a", "b", "c"]);
    expect(gone("source-worded").passages[0]!.source).toEqual({ number: 1, held: "none", words: [], provenance: "" });
    expect(gone("translation-described").translation).toMatchObject({ id: "digichina", title: "", publisher: "" });
  });

  test("what can't be is told", () => {
    const told = (...said: Parameters<typeof saying>[3]) => problemsOf(andThen(records, work.id, ...said));
    expect(told(placed(a, "nowhere", BY))).toEqual(["Passage a is put behind nowhere, which was not there."]);
    expect(problemsOf(andThen([], work.id, { ...translatedAs(work) }))).toEqual([
      "It begins without saying what the work is.",
    ]);
    const early = foundingRecords(plan).find(({ event }) => event.type === "version-recorded")!;
    const renders = { ...(early.event as VersionRecorded), source: 2 };
    const at = recordsOfAct("nip14", endsAfter(records), { id: "v", at: AT, newSalt: saltsFrom("v") }, [
      { passage: "a", event: renders },
    ]);
    expect(problemsOf([...records, ...at])).toEqual(["Version 1 renders source wording 2, which was not there."]);
    const wrong = {
      type: "source-worded" as const,
      number: 3,
      held: "none" as const,
      wording: ["x"],
      digest: "0",
      by: BY,
    };
    expect(told({ passage: "a", event: wrong })).toEqual([
      "The words of source wording 3 are not those that were recorded: their digest is another.",
      "Source wording 2 is numbered 3.",
    ]);
    const elsewhere = andThen(records, work.id, placed(a, null, BY)).at(-1)!;
    const forged = chain(
      "term/nip14/t1",
      records.findLast(({ stream }) => stream === "term/nip14/t1")!,
      elsewhere.event,
      {
        ...{ at: AT, act: { id: "forged", records: 1 }, newSalt: saltsFrom("forged") },
      },
    );
    expect(problemsOf([...records, forged])).toContain(
      "It is of a kind that stands in another stream, or says something of another one.",
    );
  });
});

function translatedAs(work: Work): TranslationDescribed {
  const event = founded(work)[1]!.event;
  if (event.type !== "translation-described") throw new Error("then comes its translation");
  return event;
}

function describedAs(work: Work): WorkDescribed {
  const event = founded(work)[0]!.event;
  if (event.type !== "work-described") throw new Error("a work begins with what it is");
  return event;
}
