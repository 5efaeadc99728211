/** What is said anew of a work: what may be, by whom, and what comes of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideOnWork, type WorkCommand, decide } from "../../translations/decide/decide.ts";
import { describingRecords, workAfter } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, recordOf, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import { removalOfWork, streamsAsked, withoutRemoved, type TakingOfWork } from "../../translations/ledger/removals.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { plan } from "../../translations/plan/plan.ts";
import { inRole } from "../help/histories.ts";
import { deeds, works, type Deed } from "../help/made-works.ts";
import { verified } from "../help/verified.ts";

const OWNER = inRole("owner");
const AT = "2026-11-27T08:00:00.000Z";
const WHY = { ground: "court", reason: "A court said so." } as const;

test("a translator who is named again stays as they were known, with the parts of their name", () => {
  const [first, ...others] = plan.work.translation.translators;
  const known = { ...first!, parts: { family: "Creemers", given: "Rogier" } };
  const work: Work = { ...plan.work, translation: { ...plan.work.translation, translators: [known, ...others] } };
  const describe = (names: string[]) =>
    decideOnWork(
      work,
      {
        type: "describe-translation",
        translation: "digichina",
        words: { translators: names.map((name) => ({ name })) },
      },
      OWNER,
    );
  const all = [known, ...others].map(({ name }) => name);
  expect(describe(all)).toEqual({ ok: true, facts: [] });
  expect(JSON.stringify(describe([...all, "Bo Day"]))).toContain('"family":"Creemers"');
});

/** A work as its records stand, and what is done to it. */
class Told {
  records: LedgerRecord[];
  readonly #id: string;

  constructor(work: Work) {
    this.#id = work.id;
    this.records = describingRecords(work, OWNER, { id: "founding", at: AT, newSalt: saltsFrom("founding") });
  }

  get work(): Work {
    return workAfter(this.records)!;
  }

  do(deed: Deed): string {
    return "say" in deed ? this.say(deed.say) : this.takeOut(deed.takeOut);
  }

  say(command: WorkCommand): string {
    return this.#add(decideOnWork(this.work, command, OWNER));
  }

  takeOut(taking: TakingOfWork): string {
    const streams = new Set(streamsAsked(this.work, taking));
    const records = this.records.filter(({ stream }) => streams.has(stream));
    const command = { ...removalOfWork(records, taking, WHY), passage: null };
    return this.#add(decide({ passages: new Map(), proposal: null, own: "" }, command, OWNER, AT));
  }

  #add(decision: ReturnType<typeof decide>): string {
    if (!decision.ok) return decision.refusal.code;
    const id = `act-${this.records.length}`;
    const making = { id, at: AT, newSalt: saltsFrom(id) };
    const added = recordsOfAct(this.#id, endsAfter(this.records), making, decision.facts);
    this.records = withoutRemoved([...this.records, ...added], added);
    return added.map(({ event }) => event.type).join();
  }
}

test("an id is never said to be what was taken out, and a title that nobody can see is none", () => {
  const told = new Told(plan.work);
  const passage = plan.work.passages[0]!.id;
  told.takeOut({ worded: { kind: "work" } });
  told.takeOut({ worded: { kind: "passage", passage } });
  expect(told.work.title).toBe(told.work.id);
  expect(told.say({ type: "describe-work", words: { about: "Of many things." } })).toBe("empty");
  expect(told.say({ type: "name-passage", passage, words: { remark: "Of one." } })).toBe("empty");
  for (const unseen of ["\u200b", " \u2060\u200d ", "\u00ad"]) {
    expect(told.say({ type: "describe-work", words: { title: unseen } })).toBe("empty");
    expect(told.say({ type: "name-passage", passage, words: { locator: unseen } })).toBe("empty");
  }
  expect(told.say({ type: "describe-work", words: { title: "A title", about: "Of it." } })).toBe("work-described");
  expect(told.say({ type: "describe-work", words: { about: "Of it all." } })).toBe("work-described");
  expect(told.work.title).toBe("A title");
});

describe("a work of which things are said anew and taken out", () => {
  test("is what its records say, which verify, also read again; and what is said twice is said once", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(works, fc.array(deeds, { maxLength: 14, size: "max" }), (work, all) => {
        const told = new Told(work);
        for (const deed of all)
          told
            .do(deed(told.work))
            .split(",")
            .forEach((name) => seen.add(name));
        expect(verified(told.records)).toEqual([]);
        const again = told.records.map(({ body, digest, beside }) => recordOf({ body, digest, beside }));
        expect(workAfter(again)).toEqual(told.work);
        const { title } = told.work;
        const once = told.say({ type: "describe-work", words: { title } });
        expect(told.say({ type: "describe-work", words: { title } })).toBe(once === "empty" ? "empty" : "");
      }),
      { numRuns: 300 },
    );
    const facts = ["work-described", "translation-described", "passage-placed", "source-worded", "term-set"];
    const refusals = ["unknown-passage", "not-a-language", "stale-base", "unchanged", "empty"];
    expect([...seen]).toEqual(expect.arrayContaining([...facts, "wording-removed", "name-removed", ...refusals]));
  });
});

/** What words the source of 4-2 after its first wording. */
function sourceOf(...words: string[]): WorkCommand & { type: "word-source" } {
  return { type: "word-source", passage: "4-2", number: 1, source: { held: "whole", words } };
}

test("no letter of a source has more marks than one of a rendering may have", () => {
  const told = new Told(plan.work);
  told.say(sourceOf(`a${"\u0301".repeat(31)}`));
  const { source } = told.work.passages.find(({ id }) => id === "4-2")!;
  expect(source.words).toEqual([`a${"\u0301".repeat(30)}\u034f\u0301`]);
});

test("no control character comes into what is said", () => {
  const told = new Told(plan.work);
  told.say({ type: "describe-work", words: { title: "A\u0000 plan\u0007", about: "One.\n\nTwo." } });
  expect(told.work).toMatchObject({ title: "A plan", about: "One.\n\nTwo." });
});

describe("refused is", () => {
  const say = (command: WorkCommand, by = OWNER, work: Work | null = plan.work) => {
    const decision = decideOnWork(work, command, by);
    return decision.ok ? decision.facts.length : decision.refusal.code;
  };
  const title: WorkCommand = { type: "describe-work", words: { title: "Another" } };
  const words = { source: "政府", rendering: "government", alternatives: [], remark: "", provenance: "" };

  test.each<[string, WorkCommand]>([
    ["not-a-date", { type: "describe-work", words: { issued: "2021-13" } }],
    ["not-a-date", { type: "describe-work", words: { issued: "2021-02-30" } }],
    ["empty", { type: "describe-work", words: { title: "\u0000 \ufeff" } }],
    ["not-a-date", { type: "describe-translation", translation: "digichina", words: { date: "soon" } }],
    ["not-a-language", { type: "describe-work", words: { sourceLanguage: "" } }],
    ["unknown-part", { type: "describe-translation", translation: "other", words: {} }],
    ["already-exists", { type: "add-translation", translation: "digichina", words: { title: "A", language: "en" } }],
    ["not-a-translation-id", { type: "add-translation", translation: "B 1", words: { title: "A", language: "en" } }],
    ["empty", { type: "add-translation", translation: "other", words: { language: "en" } }],
    ["not-a-language", { type: "add-translation", translation: "other", words: { title: "A" } }],
    ["unknown-passage", { type: "name-passage", passage: "99-9", words: { locator: "x" } }],
    ["empty", { type: "name-passage", passage: "4-2", words: { locator: " " } }],
    ["empty", { type: "word-source", passage: "4-2", number: 1, source: { held: "none", words: ["x"] } }],
    ["empty", { type: "set-term", term: "t99", words: { ...words, rendering: "" } }],
    ["too-large", sourceOf("x".repeat(150_000), "y".repeat(50_000))],
    ["too-large", { type: "describe-work", words: { about: "x".repeat(10_001) } }],
    ["already-exists", { type: "set-term", term: "t99", words: { ...words, source: plan.work.terms[0]!.source } }],
  ])("what is wrong: %s", (code, command) => expect(say(command)).toBe(code));

  test("a translation more than a work may have", () => {
    const told = new Told(plan.work);
    const added = (number: number) =>
      told.say({ type: "add-translation", translation: `t-${number}`, words: { title: "A", language: "en" } });
    for (let number = 2; number <= 100; number++) expect(added(number)).toBe("translation-described");
    expect([added(101), added(100)]).toEqual(["too-large", ""]);
  });

  test("nothing of a source that is worded a second time with what stands since", () => {
    const told = new Told(plan.work);
    expect(told.say(sourceOf("数字"))).toBe("source-worded");
    expect(told.say(sourceOf("数字"))).toBe("");
    expect(told.say(sourceOf("数据"))).toBe("stale-base");
    expect(told.say({ ...sourceOf("数字"), number: 2 })).toBe("unchanged");
  });

  test("who is no owner, and what is of no work", () => {
    expect(say(title, inRole("reviewer"))).toBe("not-allowed");
    expect(say(title, OWNER, null)).toBe("unknown-work");
    expect(say(title)).toBe(1);
  });
});
