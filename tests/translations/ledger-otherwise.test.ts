/** A part accepted otherwise than it was proposed: some of its changes, or in words of whoever decides. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partedNotes, editedNotes } from "../../translations/apparatus/apparatus.ts";
import { taking } from "../../translations/compare/merge/merge.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { concernedBy, decide, type Command, type Decision, type Otherwise } from "../../translations/decide/decide.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { TakenWords } from "../../translations/ledger/events.ts";
import { endsAfter, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import { isWriter, rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { evolveProposal, heresOf, replay, type Proposal } from "../../translations/ledger/state.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { inRole } from "../help/histories.ts";
import { ANN, BEN, REX } from "../help/parts.ts";
import { made } from "../help/two-edits.ts";
import { verified } from "../help/verified.ts";

const AT = "2026-11-26T08:00:00.000Z";
const OWNER = inRole("owner", "own");

class Ledger {
  records: LedgerRecord[] = [];

  proposal(id: string): Proposal | null {
    const own = this.records.filter(({ stream }) => stream === `proposal/nip14/${id}`);
    return own.reduce<Proposal | null>(evolveProposal, null);
  }

  get versions() {
    return replay("a", this.records).versions;
  }

  do(actor: Actor, command: Command): Decision {
    const proposal = "proposal" in command ? this.proposal(command.proposal) : null;
    const passages = new Map(
      concernedBy(command, proposal).map((id) => [id, { ...replay(id, this.records), proposals: [] }]),
    );
    const decision = decide({ passages, proposal, own: "" }, command, actor, AT);
    if (!decision.ok) return decision;
    const act = { id: `act-${this.records.length}`, at: AT, newSalt: saltsFrom(`${this.records.length}`) };
    this.records.push(...recordsOfAct("nip14", endsAfter(this.records), act, decision.facts));
    return decision;
  }
}

function note(id: string, text: string, words: string): Note {
  const source = { source: null, alternatives: [] };
  return {
    id,
    author: ANN,
    date: "2026-11-26",
    category: "style",
    body: "So.",
    target: anchorOn(text, words),
    ...source,
  };
}

/** v1 with these words, and a proposal `p` of Ann's, to which Ben was invited. */
function proposed(base: Rendering, revised: Rendering, notes: Note[] = []): Ledger {
  const ledger = new Ledger();
  const facts = {
    rendering: base,
    base: null,
    contributors: [],
    date: "2026",
    publishedIn: [],
    rationale: "",
    notes: [],
  };
  ledger.do(OWNER, { type: "record-version", passage: "a", facts: { ...facts, provenance: "" } });
  ledger.do(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts: [{ passage: "a", base: 1 }] });
  ledger.do(ANN, { type: "invite-person", proposal: "p", person: BEN });
  const part = { passage: "a", rendering: revised, notes, proposers: [{ id: ANN.id, name: ANN.name }] };
  const done = ledger.do(ANN, { type: "submit-proposal", proposal: "p", summary: "Plainer.", parts: [part] });
  if (!done.ok) throw new Error(done.refusal.code);
  return ledger;
}

const digestOf = (rendering: Rendering): string => digestOfText(canonicalText(rendering));

/** What comes of these changes alone. */
function some(base: Rendering, revised: Rendering, taken: TakenWords[], notes: Note[] = []): Otherwise {
  const spans = taken.map((each) => ({
    ...{ fromA: each.base.from, toA: each.base.to },
    ...{ fromB: each.proposed.from, toB: each.proposed.to },
  }));
  const rendering = taking(base, revised, spans);
  const parted = partedNotes(notes, revised, rendering, taken);
  return {
    of: digestOf(revised),
    rendering,
    notes: parted.accepted,
    some: { taken, rest: "rest", notes: parted.rest },
  };
}

function changesOf(base: Rendering, revised: Rendering): TakenWords[] {
  return diffRenderings(base, revised).changes.map(({ fromA, toA, fromB, toB }) => ({
    base: { from: fromA, to: toA },
    proposed: { from: fromB, to: toB },
  }));
}

const accept = (otherwise: Otherwise, reason = "These."): Command => ({
  ...{ type: "accept-proposal", proposal: "p", reason },
  otherwise,
});

describe("some changes accepted", () => {
  test("the version has them; the rest says all that was proposed, beside that version, and waits for its own people", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(1023), (seed, mask) => {
        const [base, revised] = made(seed).map(parseText) as [Rendering, Rendering, Rendering];
        const all = changesOf(base, revised);
        fc.pre(all.length > 0);
        const taken = all.filter((_, at) => ((mask >> (at % 10)) & 1) === 1);
        const otherwise = some(base, revised, taken);
        const ledger = proposed(base, revised);
        const done = ledger.do(REX, accept(otherwise));
        expect(done.ok).toBe(true);
        const part = ledger.proposal("p")!.parts[0]!;
        if (taken.length === 0) {
          expect([part.status, part.returns.at(-1)?.reason]).toEqual(["draft", "These."]);
        } else if (otherwise.rendering.eq(revised)) {
          expect([part.status, part.otherwise, ledger.proposal("rest")]).toEqual(["accepted", undefined, null]);
        } else {
          const rest = ledger.proposal("rest")!;
          expect(part).toMatchObject({ status: "accepted", number: 2, otherwise: { taken, rest: "rest" } });
          expect(rest.parts[0]).toMatchObject({
            status: "draft",
            base: 2,
            returns: [{ by: { id: REX.id }, reason: "These." }],
          });
          expect(rest).toMatchObject({ openedBy: { id: ANN.id }, restOf: { proposal: "p", passage: "a" } });
          expect([isWriter(rest, ANN), isWriter(rest, BEN), isWriter(rest, REX)]).toEqual([true, true, false]);
          expect(rightsIn(heresOf(rest)[0]!, ANN).edit).toBe(true);
          expect(renderingFromJson(rest.parts[0]!.submission!.rendering).eq(revised)).toBe(true);
          const version = ledger.versions[1]!;
          const accepted = renderingFromJson(version.words!.rendering);
          expect(accepted.eq(otherwise.rendering)).toBe(true);
          // What is left, taken in its turn, makes all that was proposed.
          expect(canonicalText(taking(accepted, revised, diffRenderings(accepted, revised).changes))).toBe(
            canonicalText(revised),
          );
          expect(version.contributors.map(({ role }) => role)).toEqual(["proposer", "approver"]);
        }
        const before = ledger.records.length;
        if (taken.length > 0) expect(ledger.do(REX, accept(otherwise))).toEqual({ ok: true, facts: [] });
        expect(ledger.records).toHaveLength(before);
        expect(verified(ledger.records)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  const [FROM, TO] = [
    "A way that can be walked is no lasting way, and a name that is given is no name.",
    "A road that can be walked is no lasting way, and a name that is said is no name.",
  ];
  const [base, revised] = [parseText(FROM), parseText(TO)];
  const notes = [note("n1", TO, "road"), note("n2", TO, "said"), note("n3", TO, "lasting")];

  test("each reason goes with its change, on the same words", () => {
    const [first, second] = changesOf(base, revised);
    const ids = (taken: TakenWords[]) => {
      const { notes: accepted, some: left } = some(base, revised, taken, notes);
      return [accepted, left!.notes].map((list) => list.map(({ id }) => id));
    };
    expect(ids([first!])).toEqual([["n1", "n3"], ["n2"]]);
    expect(ids([second!])).toEqual([["n2", "n3"], ["n1"]]);
    const { notes: kept, rendering } = some(base, revised, [second!], notes);
    for (const { target } of kept)
      expect(canonicalText(rendering).slice(target!.start, target!.end)).toBe(target!.exact);
  });

  test("without a reason, of other words than are proposed by now, or of a passage that moved on, nothing is", () => {
    const [first] = changesOf(base, revised);
    const ledger = proposed(base, revised);
    const otherwise = some(base, revised, [first!]);
    expect(ledger.do(REX, accept(otherwise, " "))).toMatchObject({
      refusal: { code: "reason-required", why: "returning" },
    });
    const of = digestOf(base);
    expect(ledger.do(REX, accept({ ...otherwise, of }))).toMatchObject({
      refusal: { code: "not-submitted", why: "other-words" },
    });
    expect(ledger.do(ANN, accept(otherwise))).toMatchObject({ refusal: { code: "not-allowed" } });
    expect(ledger.proposal("p")!.status).toBe("open");
    ledger.do(REX, accept(otherwise));
    const [, second] = changesOf(base, revised);
    expect(ledger.do(REX, accept(some(base, revised, [second!])))).toMatchObject({
      refusal: { code: "already-decided" },
    });
    expect(ledger.do(inRole("reviewer", "eve"), accept(otherwise))).toMatchObject({
      refusal: { code: "already-decided" },
    });
  });
});

describe("accepted in other words", () => {
  const [base, revised] = [parseText("A way that can be walked."), parseText("A road that can be walked.")];
  const text = "A road that can be told.";
  const notes = [note("n1", "A road that can be walked.", "road"), note("n2", "A road that can be walked.", "walked")];
  const edited = parseText(text);
  const otherwise = { of: digestOf(revised), rendering: edited, notes: editedNotes(notes, revised, edited) };

  test("whoever worded it is credited beside those who proposed it, and what is gone of a reason's words is said", () => {
    const ledger = proposed(base, revised, notes);
    expect(ledger.do(REX, accept(otherwise, "Told, as before.")).ok).toBe(true);
    const version = ledger.versions[1]!;
    expect(canonicalText(renderingFromJson(version.words!.rendering))).toBe(text);
    expect(version.contributors.map(({ id, role }) => [id, role])).toEqual([
      [ANN.id, "proposer"],
      [REX.id, "editor"],
      [REX.id, "approver"],
    ]);
    expect(version.notes.map(({ target, lost }) => [target?.exact, lost])).toEqual([
      ["road", undefined],
      [undefined, "walked"],
    ]);
    expect(ledger.proposal("p")!.parts[0]).toMatchObject({ status: "accepted", otherwise: { edited: true } });
    expect(ledger.do(REX, accept(otherwise, "Told, as before."))).toEqual({ ok: true, facts: [] });
    expect(verified(ledger.records)).toEqual([]);
  });

  test("the words that are proposed are no others: it is accepted as it is", () => {
    const ledger = proposed(base, revised, notes);
    ledger.do(REX, accept({ ...otherwise, rendering: revised, notes }));
    expect(ledger.proposal("p")!.parts[0]).not.toHaveProperty("otherwise");
    expect(ledger.versions[1]!.contributors.map(({ role }) => role)).toEqual(["proposer", "approver"]);
  });

  test("no words, or those that stand already, are refused", () => {
    const ledger = proposed(base, revised);
    const empty = ledger.do(REX, accept({ ...otherwise, rendering: parseText(""), notes: [] }));
    expect(empty).toMatchObject({ refusal: { code: "empty" } });
    expect(ledger.do(REX, accept({ ...otherwise, rendering: base, notes: [] }))).toMatchObject({
      refusal: { code: "unchanged", why: "held-already" },
    });
  });
});
