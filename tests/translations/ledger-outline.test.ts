/** An outline that lives: whatever is done to it, what was cited stays, and no id is given twice. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideOnWork, passagesConcerned, type WorkCommand } from "../../translations/decide/decide.ts";
import { freeId } from "../../translations/decide/in-outline.ts";
import { sourceCutsIn } from "../../translations/decide/parting.ts";
import { cutsIn, partedRendering } from "../../translations/text/cuts.ts";
import { describingRecords, workAfter } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { VersionFacts } from "../../translations/ledger/events.ts";
import {
  endsAfter,
  passageStream,
  recordOf,
  recordsOfAct,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import { outlineCompared, outlinePoint } from "../../translations/ledger/outline-compared.ts";
import { outlineOn, outlineSteps } from "../../translations/ledger/outline-history.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { currentVersion, evolveVersions, sourceMoved, type Version } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { parseText } from "../../translations/text/parse.ts";
import { bareWork } from "../help/store-contract.ts";
import { inRole } from "../help/histories.ts";
import { outlineDeeds } from "../help/made-works.ts";
import { rendering as renderings } from "../help/renderings.ts";
import { verified } from "../help/verified.ts";

const OWNER = inRole("owner");
const AT = "2026-11-27T08:00:00.000Z";
const WORDS = ["One is here. Two is there.\n\n- Three\n- Four. Five.", "Six.\n\nSeven.", null, "Eight"];

/** A work of four passages, three of them with words. */
class Outlined {
  records: LedgerRecord[];

  constructor() {
    const passages = ["a", "b", "c", "d"].map((id, at) => ({
      ...{ id, locator: id.toUpperCase(), kind: "paragraph" as const, level: 1 + (at % 2) },
      source: { number: 1, held: "whole" as const, words: ["一。二。", "三。"] },
    }));
    this.records = describingRecords({ ...bareWork("tao"), passages }, OWNER, this.#making());
    WORDS.forEach((text, at) => {
      if (text !== null)
        this.add([{ passage: passages[at]!.id, event: { type: "version-recorded", ...recorded(text) } }]);
    });
  }

  get work(): Work {
    return workAfter(this.records)!;
  }

  versions(passage: string): readonly Version[] {
    const stream = passageStream({ work: "tao", passage });
    return this.records.filter((record) => record.stream === stream).reduce<readonly Version[]>(evolveVersions, []);
  }

  say(command: WorkCommand): string {
    const versions = new Map(passagesConcerned(this.work, command).map((id) => [id, this.versions(id)]));
    const decision = decideOnWork(this.work, command, OWNER, versions);
    if (!decision.ok) return decision.refusal.code;
    this.add(decision.facts);
    return [...new Set(decision.facts.map(({ event }) => event.type))].join();
  }

  add(facts: Parameters<typeof recordsOfAct>[3]): void {
    if (facts.length === 0) return;
    this.records = [...this.records, ...recordsOfAct("tao", endsAfter(this.records), this.#making(), facts)];
  }

  #making() {
    const id = `act-${this.records?.length ?? 0}`;
    return { id, at: AT, newSalt: saltsFrom(id) };
  }
}

function recorded(text: string): VersionFacts {
  const rendering = parseText(text);
  const words = { rendering: renderingToJson(rendering), digest: digestOfText(canonicalText(rendering)) };
  return {
    ...{
      number: 1,
      madeCurrent: true,
      source: 1,
      base: null,
      words,
      contributors: [{ name: "Ada", role: "translator" }],
    },
    ...{ date: "1999", publishedIn: [], rationale: "", notes: [], provenance: "", proposal: null },
    review: { kind: "recorded", by: OWNER },
  };
}

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}]/gu, "");

/** Something to do, with cuts through the words where it splits. */
function withCuts(command: WorkCommand, told: Outlined): WorkCommand {
  if (command.type !== "split-passage") return command;
  const current = told.versions(command.passage).at(-1);
  const rendering = current?.words && parseText(WORDS.find((text) => text && digestIs(text, current)) ?? "");
  return { ...command, cuts: rendering ? cutsIn(rendering).slice(0, 1) : [] };
}

function digestIs(text: string, { words }: Version): boolean {
  return digestOfText(canonicalText(parseText(text))) === words?.digest;
}

describe("after whatever is done to an outline", () => {
  test("every id answers, none is given twice, what was cited stands, and the records verify", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(outlineDeeds, { maxLength: 14, size: "max" }), fc.nat(30), (all, cut) => {
        const told = new Outlined();
        const ever = new Map<string, string>();
        for (const deed of all) {
          const asked = deed(told.work);
          if ("say" in asked) seen.add(told.say(withCuts(asked.say, told)));
          const { passages, retired = [] } = told.work;
          const ids = [...passages, ...retired].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) {
            const versions = JSON.stringify(told.versions(id).map(({ number, words }) => [number, words?.digest]));
            expect(versions).toBe(ever.get(id) ?? versions);
            ever.set(id, versions);
          }
          for (const id of ever.keys()) expect(everIn(told.work, id)?.id).toBe(id);
        }
        expect(verified(told.records)).toEqual([]);
        const { records, work } = told;
        expect(workAfter(records.slice(cut), workAfter(records.slice(0, cut)))).toEqual(work);
        expect(workAfter(records.map(({ body, digest, beside }) => recordOf({ body, digest, beside })))).toEqual(work);
      }),
      { numRuns: 200 },
    );
    for (const outcome of ["passage-retired", "passage-placed", "not-apart", "reason-required", "already-exists"])
      expect([...seen]).toContain(outcome);
    for (const kind of ["passage-split", "passages-joined"])
      expect([...seen].some((types) => types.includes(kind))).toBe(true);
  });

  test("a rendering that is cut anywhere has its letters still, in order", () => {
    fc.assert(
      fc.property(renderings, fc.nat(), (rendering, pick) => {
        const cuts = cutsIn(rendering);
        const chosen = cuts.length === 0 ? [] : [cuts[pick % cuts.length]!];
        const parted = partedRendering(rendering, chosen);
        for (const piece of parted) piece.check();
        const pieces = parted.map(canonicalText);
        expect(lettersOf(pieces.join(""))).toBe(lettersOf(canonicalText(rendering)));
      }),
      { numRuns: 200 },
    );
  });
});

test("a passage is split with its words, and placed again", () => {
  const told = new Outlined();
  const parts = [1, 2].map((at) => ({ id: freeId(told.work, `a-${at}`), locator: `A ${at}` }));
  const cuts = cutsIn(parseText(WORDS[0]!)).slice(1, 2);
  const sourceCuts = sourceCutsIn(["一。二。", "三。"]).slice(1);
  const split = { type: "split-passage" as const, passage: "a", parts, cuts, sourceCuts, reason: "Two thoughts." };
  expect(told.say({ ...split, reason: " " })).toBe("reason-required");
  expect(told.say({ ...split, cuts: [] })).toBe("not-apart");
  expect(told.say({ ...split, parts: [parts[0]!, { id: "b", locator: "B" }] })).toBe("already-exists");
  expect(told.say(split)).toBe("passage-placed,passage-split,source-worded,version-recorded");
  expect(told.work.passages.map(({ id }) => id)).toEqual(["a-1", "a-2", "b", "c", "d"]);
  expect(everIn(told.work, "a-2")!.source.words).toEqual(["三。"]);
  const [first, second] = ["a-1", "a-2"].map((id) => told.versions(id)[0]!);
  expect(first).toMatchObject({ base: null, source: 1, from: [{ passage: "a", number: 1 }], date: "1999" });
  expect(second!.words!.digest).toBe(digestOfText("- Three\n- Four. Five."));
  expect(told.work.retired).toMatchObject([{ id: "a", end: { how: "split", into: ["a-1", "a-2"], after: null } }]);
  expect(told.say({ type: "name-passage", passage: "a", words: { locator: "X" } })).toBe("retired");
  expect(told.say({ type: "move-passage", passage: "a", after: null, branch: false, reason: "One." })).toBe(
    "passage-placed",
  );
  expect(told.work.retired).toBeUndefined();
  expect(told.work.passages[0]).toMatchObject({ id: "a", locator: "A", source: { words: ["一。二。", "三。"] } });
});

test("passages are joined; where the words of one are not held, none are said of both", () => {
  const told = new Outlined();
  const join = (passages: string[], into: string) =>
    told.say({ type: "join-passages", passages, into: { id: into, locator: into }, reason: "One thought." });
  expect(join(["a", "c"], "ac")).toBe("not-beside");
  expect(join(["a", "b"], "ab")).toBe("passage-placed,passages-joined,source-worded,version-recorded");
  expect(told.versions("ab")[0]!.words!.digest).toBe(digestOfText(`${WORDS[0]}\n\n${WORDS[1]}`));
  expect(told.work.passages.map(({ id }) => id)).toEqual(["ab", "c", "d"]);
  expect(everIn(told.work, "a")!.source.number).toBe(1);
});

test("a source that reads otherwise waits until somebody says that the rendering holds; words not held before change nothing", () => {
  const told = new Outlined();
  const moved = () => sourceMoved(told.versions("a")[0]!, everIn(told.work, "a")!.source);
  const word = (number: number, held: "whole" | "phrases", words: string[]) =>
    told.say({ type: "word-source", passage: "a", number, source: { held, words } });
  expect(moved()).toBe(false);
  expect(word(1, "phrases", ["四。"])).toBe("source-worded");
  expect(moved()).toBe(true);
  const confirm = { type: "confirm-source" as const, passage: "a", number: 1, source: 2, reason: "The same." };
  expect(told.say({ ...confirm, source: 1 })).toBe("stale-base");
  expect(told.say({ ...confirm, number: 9 })).toBe("unknown-version");
  expect(told.say(confirm)).toBe("source-confirmed");
  expect(told.say(confirm)).toBe("");
  expect(moved()).toBe(false);
  expect(word(2, "whole", ["三。四。"])).toBe("source-worded");
  expect(everIn(told.work, "a")!.source).toMatchObject({ number: 3, since: 2 });
  expect(moved()).toBe(false);
  expect(word(3, "whole", ["五。"])).toBe("source-worded");
  expect(moved()).toBe(true);
  expect(told.versions("a")[0]).toMatchObject({ source: 1, confirmed: [{ source: 2, reason: "The same." }] });
  expect(verified(told.records)).toEqual([]);
});

test("a version is chosen by a reviewer, with a reason, by who knows which one stands", () => {
  const told = new Outlined();
  const choose = { type: "choose-version" as const, passage: "a", number: 1, current: 1, reason: "Closer." };
  expect(told.say(choose)).toBe("");
  expect(told.say({ ...choose, number: 9 })).toBe("unknown-version");
  const other = { ...recorded("Another's."), number: 2, madeCurrent: false, base: null, translation: "other" };
  told.add([{ passage: "a", event: { type: "version-recorded", ...other } }]);
  const current = () => currentVersion({ versions: told.versions("a") })!.number;
  expect(current()).toBe(1);
  expect(told.say({ ...choose, number: 2, current: 2 })).toBe("stale-base");
  expect(told.say({ ...choose, number: 2, reason: " " })).toBe("reason-required");
  expect(told.say({ ...choose, number: 2 })).toBe("version-chosen");
  expect(told.say({ ...choose, number: 2 })).toBe("");
  expect([current(), told.versions("a")[1]!.chosen]).toMatchObject([2, [{ reason: "Closer." }]]);
  expect(told.records.at(-1)!.event).toMatchObject({ translation: "other" });
  expect(told.say({ ...choose, current: 2 })).toBe("version-chosen");
  expect(current()).toBe(1);
  expect(verified(told.records)).toEqual([]);
  const by = { name: "Ada" };
  told.add([{ passage: "a", event: { type: "version-chosen", number: 9, reason: "", by } }]);
  expect(verified(told.records).map(({ what }) => what)).toEqual(["v9 is chosen, which was not there."]);
  const translator = decideOnWork(told.work, choose, inRole("translator"), new Map());
  expect(translator).toMatchObject({ refusal: { code: "not-allowed", why: "choosing" } });
});

test("its history has each step, and how it stood on a day is what stood then", () => {
  const told = new Outlined();
  const steps = () => outlineSteps(told.records.filter(({ stream }) => stream === "outline/tao"));
  expect(steps()).toEqual([]);
  told.say({ type: "retire-passage", passage: "b", branch: false, reason: "No part of it." });
  told.say({ type: "move-passage", passage: "d", after: null, branch: false, reason: "First." });
  told.say({ type: "name-passage", passage: "a", words: { locator: "Alpha" } });
  told.say({ type: "move-passage", passage: "b", after: "a", branch: false, reason: "" });
  expect(steps().map(({ what, passage, reason }) => `${passage} ${what} ${reason}`.trim())).toEqual([
    "b retired No part of it.",
    "d moved First.",
    "a called",
    "b again",
  ]);
  expect(outlineOn(told.work, told.records, AT.slice(0, 10))).toEqual(told.work.passages);
  expect(outlineOn(told.work, told.records, "2000-01-01")).toEqual([]);
});

describe("two states of an outline beside each other", () => {
  const of = (told: Outlined) => told.records.filter(({ stream }) => stream === "outline/tao");
  const idsIn = (told: Outlined, position: number): string[] => {
    const { retired: _, ...rest } = told.work;
    return workAfter(of(told).slice(0, position), { ...rest, passages: [] })!.passages.map(({ id }) => id);
  };

  test("whatever was done between them: what stayed is in its order, and the others are told", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(outlineDeeds, { maxLength: 14, size: "max" }), fc.nat(60), fc.nat(60), (all, one, other) => {
        const told = new Outlined();
        for (const deed of all) {
          const asked = deed(told.work);
          if ("say" in asked) told.say(withCuts(asked.say, told));
        }
        const records = of(told);
        const [from, to] = [one, other]
          .map((at) => outlinePoint(records, `${at % (records.length + 1)}`)!.position)
          .sort((a, b) => a - b) as [number, number];
        const changes = outlineCompared(told.work, records, from, to);
        if (from === to) expect(changes).toEqual([]);
        const [older, newer] = [idsIn(told, from), idsIn(told, to)];
        const about = (...what: string[]) => changes.filter((each) => what.includes(each.what));
        const ids = (all: { id: string }[]) => all.map(({ id }) => id);
        const left = new Set(about("retired", "split", "joined").flatMap(({ before }) => ids(before)));
        const came = new Set(about("added", "again", "split", "joined").flatMap(({ after }) => ids(after)));
        const moved = new Set(about("moved").flatMap(({ after }) => ids(after)));
        expect(older.filter((id) => !newer.includes(id))).toEqual(older.filter((id) => left.has(id)));
        expect(newer.filter((id) => !older.includes(id) && !came.has(id))).toEqual([]);
        expect(
          about("added", "again")
            .flatMap(({ after }) => ids(after))
            .filter((id) => older.includes(id)),
        ).toEqual([]);
        const stayed = (all: string[], there: string[]) => all.filter((id) => there.includes(id) && !moved.has(id));
        expect(stayed(newer, older)).toEqual(stayed(older, newer));
        for (const { what } of changes) seen.add(what);
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual(["added", "again", "called", "joined", "moved", "retired", "split"]);
  });

  test("each step is told as what it was, and several as what came of them", () => {
    const told = new Outlined();
    const begun = of(told).length;
    const parts = [
      { id: "a-1", locator: "1" },
      { id: "a-2", locator: "2" },
    ];
    const sourceCuts = sourceCutsIn(everIn(told.work, "a")!.source.words).slice(0, 1);
    told.say(withCuts({ type: "split-passage", passage: "a", parts, cuts: [], sourceCuts, reason: "Two." }, told));
    told.say({ type: "move-passage", passage: "d", after: null, branch: false, reason: "First." });
    told.say({ type: "name-passage", passage: "c", words: { locator: "Gamma" } });
    told.say({ type: "retire-passage", passage: "b", branch: false, reason: "Twice." });
    const short = (from: number, to: number) =>
      outlineCompared(told.work, of(told), from, to).map(
        ({ what, before, after, behind }) =>
          `${before.map(({ locator }) => locator).join("+")} ${what} ${after.map(({ id }) => id).join("+")}${behind ? ` behind ${behind.id}` : ""}`,
      );
    const steps = outlineSteps(of(told));
    const acts = [...new Map(steps.map(({ from, to }) => [from, to]))];
    expect(acts.map(([from, to]) => short(from, to))).toEqual([
      ["A split a-1+a-2"],
      ["D moved d"],
      ["C called c"],
      ["B retired "],
    ]);
    expect(short(begun, of(told).length)).toEqual(["B retired ", "D moved d", "A split a-1+a-2", "C called c"]);
    // Split, and a part of it taken out: what stands in its place.
    told.say({ type: "retire-passage", passage: "a-1", branch: false, reason: "Gone." });
    expect(short(begun, of(told).length)).toContain("A split a-2");
    expect(outlinePoint(of(told), AT.slice(0, 10))).toEqual({ position: of(told).length, at: AT });
    expect(["2000-01-01", "0"].map((asked) => outlinePoint(of(told), asked)?.position)).toEqual([0, 0]);
    // In the midst of an act it is the end of that.
    expect(outlinePoint(of(told), `${begun + 1}`)!.position).toBe(steps[0]!.to);
    for (const odd of ["999", "01", "-1", "v2", ""]) expect(outlinePoint(of(told), odd)).toBeNull();
  });
});
