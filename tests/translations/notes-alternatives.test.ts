/** What was offered and not chosen stays in sight, with whoever offered it. */
import { describe, expect, test } from "vitest";
import type { PassageState, ProposalHere, ProposalStatus, Version } from "../../translations/ledger/state.ts";
import { standingAlternatives } from "../../translations/apparatus/apparatus.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

type Offering = Pick<PassageState, "versions" | "proposals">;

const V1 = "Clarify the relationship between government and markets, and promote a very effective market.";
const ANN = { id: "ann", name: "Ann" };
const BEN = { id: "ben", name: "Ben" };

function version(number: number, text: string | null, ...notes: Note[]): Version {
  return {
    number,
    madeCurrent: true,
    base: number > 1 ? number - 1 : null,
    words: text === null ? null : { rendering: renderingToJson(parseText(text)), digest: "" },
    contributors: [],
    date: "2022-01-24",
    publishedIn: [],
    rationale: "",
    notes,
    provenance: "",
    review: { kind: "recorded", by: ANN },
    proposal: null,
    supplied: null,
    record: { position: number, digest: "", previous: null, at: "2022-01-24T00:00:00Z" },
    removals: [],
  };
}

function noteOffering(id: string, on: string | null, ...alternatives: string[]): Note {
  const target = on === null ? null : anchorOn(V1, on);
  return { id, author: ANN, date: "2022-01-24", category: "terminology", body: "", target, source: null, alternatives };
}

function proposal(text: string, status: ProposalStatus = "declined", base: number | null = 1): ProposalHere {
  const submission = { rendering: renderingToJson(parseText(text)), notes: [], summary: "Because.", proposers: [BEN] };
  return {
    id: "p",
    passage: "s1",
    beside: 0,
    whole: status,
    credited: [BEN],
    kind: "revision",
    base,
    status,
    openedBy: ANN,
    openedAt: "2022-01-25T00:00:00Z",
    invited: [],
    letGo: [],
    summaryIn: null,
    readers: "reviewers",
    steps: "writers",
    submission: { ...submission, at: "2022-01-25T00:00:00Z" },
    returns: [],
    decision: null,
    number: null,
    removals: [],
  };
}

describe("the words that an alternative would replace", () => {
  const V2 = "Set out the relationship between government and markets, and promote a very effective market.";
  const placed = (state: Offering) => standingAlternatives(state).map(({ instead, formerly }) => [instead, formerly]);

  test("are named as the text's own only while it has them; else with the version whose they are", () => {
    const first = version(1, V1, noteOffering("n", "Clarify", "sort out"), noteOffering("m", "effective", "efficient"));
    const proposals = [proposal(V1.replace("Clarify", "Sort out")), { ...proposal(V1.replace("very ", "")), id: "q" }];
    expect(placed({ versions: [first], proposals })).toEqual([
      ["Clarify", null],
      ["effective", null],
      ["Clarify", null],
      ["a very effective", null],
    ]);
    expect(placed({ versions: [first, version(2, V2)], proposals })).toEqual([
      ["Clarify", { version: 1, gone: true }],
      ["effective", null],
      ["Clarify", { version: 1, gone: true }],
      ["a very effective", null],
    ]);
    expect(placed({ versions: [first, version(2, V2), version(3, V1)], proposals }).map(([, where]) => where)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("are not said to be gone where the words that stand now are not held", () => {
    const first = version(1, V1, noteOffering("n", "Clarify", "sort out"));
    expect(placed({ versions: [first, version(2, null)], proposals: [] })).toEqual([
      ["Clarify", { version: 1, gone: false }],
    ]);
  });

  test("that were lost already when the note was recorded are those of the version before", () => {
    const lost: Note = { ...noteOffering("n", null, "sort out"), lost: "Clarify" };
    expect(placed({ versions: [version(1, V1), version(2, V2, lost)], proposals: [] })).toEqual([
      ["Clarify", { version: 1, gone: true }],
    ]);
  });
});

function offered(...proposals: ProposalHere[]) {
  const state: Offering = { versions: [version(1, V1)], proposals };
  return standingAlternatives(state).map(({ words, instead }) => [words, instead]);
}

describe("standing alternatives", () => {
  test("of notes: every one of every version, with the words it would replace", () => {
    const versions = [
      version(1, V1, noteOffering("a", "Clarify", "sort out", "put straight"), noteOffering("b", "markets")),
      version(2, V1, noteOffering("c", null, "Another wording altogether.")),
    ];
    expect(standingAlternatives({ versions, proposals: [] })).toMatchObject([
      { words: "sort out", instead: "Clarify", by: ANN, from: { kind: "note", version: 1, note: "a" } },
      { words: "put straight", instead: "Clarify", by: ANN, from: { kind: "note", version: 1, note: "a" } },
      { words: "Another wording altogether.", instead: null, by: ANN, from: { kind: "note", version: 2, note: "c" } },
    ]);
  });

  test("of a declined proposal: its changed words, and who proposed them", () => {
    const state = { versions: [version(1, V1)], proposals: [proposal(V1.replace("Clarify", "Sort out"))] };
    expect(standingAlternatives(state)).toMatchObject([
      { words: "Sort out", instead: "Clarify", by: BEN, from: { kind: "proposal", proposal: "p" } },
    ]);
  });

  test("words put in or taken out are offered with their neighbours", () => {
    expect(offered(proposal(V1.replace("very ", "")))).toEqual([["a effective", "a very effective"]]);
    expect(offered(proposal(V1.replace("between government", "between the government")))).toEqual([
      ["between the government", "between government"],
    ]);
    expect(offered(proposal(V1.replace("Clarify", "Now clarify")))).toEqual([["Now clarify", "Clarify"]]);
    expect(offered(proposal(V1.replace("market.", "market, too.")))).toEqual([["market, too.", "market."]]);
  });

  test("a proposal with many changes, or with nothing to compare it with, is offered whole", () => {
    const other = "Sort the relation among State and market out; foster a highly functioning economy with care.";
    expect(offered(proposal(other, "declined", null))).toEqual([[other, null]]);
    const many = V1.replace("Clarify", "Define")
      .replace("government", "State")
      .replace("promote", "foster")
      .replace("very", "more")
      .replace("market.", "economy.");
    expect(offered(proposal(many))).toEqual([[many, null]]);
    const unheld = { versions: [version(1, null)], proposals: [proposal(V1)] };
    expect(standingAlternatives(unheld).map(({ words, instead }) => [words, instead])).toEqual([[V1, null]]);
  });

  test("no other proposal offers any: not one being written, waiting, accepted or withdrawn, and no supply", () => {
    const text = V1.replace("Clarify", "Sort out");
    for (const status of ["draft", "open", "accepted", "withdrawn"] as const)
      expect(offered(proposal(text, status))).toEqual([]);
    expect(offered({ ...proposal(text), kind: "supply" })).toEqual([]);
    expect(offered({ ...proposal(text), submission: null })).toEqual([]);
  });
});
