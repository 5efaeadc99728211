/** Proposals that revise several passages: what holds of their parts, whatever is tried. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { asksAround, concernedBy, decide, type Command, type Decision } from "../../translations/decide/decide.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  evolveProposal,
  isStale,
  replay,
  type PassageState,
  type Proposal,
  type ProposalStatus,
} from "../../translations/ledger/state.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { inRole } from "../help/histories.ts";
import { ANN, BEN, PASSAGES, REX, tries, words } from "../help/parts.ts";
import { verified } from "../help/verified.ts";

const WORK = "nip14";
const AT = "2026-11-26T08:00:00.000Z";

/** A ledger of one work, and what it answers. */
class Ledger {
  records: LedgerRecord[] = [];

  passage(id: string): PassageState {
    return replay(id, this.records);
  }

  proposal(id: string): Proposal | null {
    return this.records
      .filter(({ stream }) => stream === `proposal/${WORK}/${id}`)
      .reduce<Proposal | null>(evolveProposal, null);
  }

  do(actor: Actor, command: Command): Decision {
    const proposal = "proposal" in command ? this.proposal(command.proposal) : null;
    const concerned = concernedBy(command, proposal).map((id) => {
      const { versions, ...state } = this.passage(id);
      // As a desk gives them: the proposals only to a command that asks for them.
      return [id, { ...state, versions, proposals: asksAround(command) ? state.proposals : [] }] as const;
    });
    const decision = decide({ passages: new Map(concerned), proposal, own: "" }, command, actor, AT);
    if (!decision.ok) return decision;
    const id = `act-${this.records.length}`;
    const act = { id, at: AT, newSalt: saltsFrom(id) };
    this.records.push(...recordsOfAct(WORK, endsAfter(this.records), act, decision.facts));
    return decision;
  }

  /** @throws Error if it is refused. */
  must(actor: Actor, command: Command): void {
    const decision = this.do(actor, command);
    if (!decision.ok) throw new Error(refusalInWords(decision.refusal));
  }

  /** Where each part stands. */
  stands(id = "p"): (string | number)[][] {
    return this.proposal(id)!.parts.map(({ passage, status, number }) =>
      number === null ? [passage, status] : [passage, status, number],
    );
  }
}

/** A ledger with a proposal of these parts, submitted. */
function submitted(passages: readonly string[] = PASSAGES): Ledger {
  const ledger = new Ledger();
  const parts = passages.map((passage) => ({ passage, base: null }));
  ledger.must(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts });
  ledger.must(ANN, { type: "submit-proposal", proposal: "p", parts: passages.map((id) => words(id)), summary: "So." });
  return ledger;
}

/** Moves `passage` on by another proposal. */
function moveOn(ledger: Ledger, passage: string, proposal = "other"): void {
  const base = ledger.passage(passage).versions.length || null;
  ledger.must(BEN, { type: "open-proposal", proposal, kind: "revision", parts: [{ passage, base }] });
  ledger.must(BEN, {
    type: "submit-proposal",
    proposal,
    parts: [words(passage, `Other words, after v${base}.`)],
    summary: "First.",
  });
  ledger.must(REX, { type: "accept-proposal", proposal, reason: "" });
}

describe("of a proposal with parts", () => {
  test("those that are named are accepted, and the others go on: sent back, written again, accepted", () => {
    const ledger = submitted();
    ledger.must(REX, { type: "accept-proposal", proposal: "p", passages: ["b"], reason: "This one." });
    ledger.must(REX, { type: "return-proposal", proposal: "p", passages: ["a"], reason: "Shorter." });
    expect(ledger.stands()).toEqual([
      ["a", "draft"],
      ["b", "accepted", 1],
      ["c", "open"],
    ]);
    expect(ledger.proposal("p")!.status).toBe("open");
    ledger.must(ANN, { type: "submit-proposal", proposal: "p", parts: [words("a", "Shorter.")], summary: "Done." });
    ledger.must(REX, { type: "accept-proposal", proposal: "p", reason: "All of it." });
    expect(ledger.stands()).toEqual([
      ["a", "accepted", 1],
      ["b", "accepted", 1],
      ["c", "accepted", 1],
    ]);
    expect(PASSAGES.map((id) => ledger.passage(id).versions.map(({ rationale }) => rationale))).toEqual([
      ["Done."],
      ["So."],
      ["So."],
    ]);
    expect(ledger.proposal("p")!.status).toBe("accepted");
    expect(verified(ledger.records)).toEqual([]);
  });

  test("a stale part refuses the act by name, and nothing of it is done; without that part it is", () => {
    const ledger = submitted();
    moveOn(ledger, "b");
    const before = ledger.records.length;
    const refused = ledger.do(REX, { type: "accept-proposal", proposal: "p", reason: "" });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "stale-base", passage: "b" } });
    expect(!refused.ok && refusalInWords(refused.refusal)).toMatch(
      /^Since this was begun v1 of b .*Nothing was changed\.$/,
    );
    expect(ledger.records).toHaveLength(before);
    ledger.must(REX, { type: "accept-proposal", proposal: "p", passages: ["a", "c"], reason: "" });
    ledger.must(ANN, { type: "rebase-proposal", proposal: "p", passage: "b", base: 1 });
    ledger.must(REX, { type: "accept-proposal", proposal: "p", reason: "" });
    expect(ledger.stands()).toEqual([
      ["a", "accepted", 1],
      ["b", "accepted", 2],
      ["c", "accepted", 1],
    ]);
  });

  test("a passage is added while it is written, once, and can be left out again", () => {
    const ledger = new Ledger();
    const open = (parts: string[]): Command => ({
      type: "open-proposal",
      proposal: "p",
      kind: "revision",
      parts: parts.map((passage) => ({ passage, base: null })),
    });
    expect(ledger.do(ANN, open(["a", "a"]))).toMatchObject({ refusal: { code: "already-exists" } });
    ledger.must(ANN, open(["a"]));
    const add = (passage: string, actor = ANN) =>
      ledger.do(actor, { type: "add-part", proposal: "p", passage, base: null });
    expect(add("b", BEN)).toMatchObject({ refusal: { code: "not-allowed" } });
    expect([add("b"), add("b")].map((each) => each.ok && each.facts.length)).toEqual([1, 0]);
    moveOn(ledger, "c");
    expect(add("c")).toMatchObject({ refusal: { code: "stale-base" } });
    ledger.must(ANN, { type: "withdraw-proposal", proposal: "p", passages: ["b"], reason: "" });
    expect(add("b")).toMatchObject({ refusal: { code: "already-exists" } });
    ledger.must(ANN, { type: "submit-proposal", proposal: "p", parts: [words("a")], summary: "So." });
    expect(add("d")).toMatchObject({ refusal: { code: "not-a-draft" } });
    expect(ledger.stands()).toEqual([
      ["a", "open"],
      ["b", "withdrawn"],
    ]);
    const many = Array.from({ length: LIMITS.parts + 1 }, (_, at) => `m${at}`);
    expect(ledger.do(ANN, { ...open(many), proposal: "q" } as Command)).toMatchObject({
      refusal: { code: "too-large" },
    });
  });

  test("of no more words is begun, proposed or accepted at once than fifty of the longest passages have", () => {
    const passages = Array.from({ length: 51 }, (_, at) => `m${at}`);
    const text = "a".repeat(LIMITS.characters);
    const ledger = new Ledger();
    const parts = passages.map((passage) => ({ passage, base: null }));
    ledger.must(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts });
    const submit = (some: readonly string[]) =>
      ledger.do(ANN, {
        ...{ type: "submit-proposal", proposal: "p", summary: "So." },
        parts: some.map((passage) => words(passage, text)),
      });
    const excess = { limit: "partsCharacters", found: 51 * LIMITS.characters };
    expect(submit(passages)).toMatchObject({ refusal: { code: "too-large", excess } });
    expect([submit(passages.slice(0, 30)).ok, submit(passages.slice(30)).ok]).toEqual([true, true]);
    const accept = (some: readonly string[]) =>
      ledger.do(REX, { type: "accept-proposal", proposal: "p", passages: some, reason: "" });
    expect(accept(passages)).toMatchObject({ refusal: { code: "too-large", excess } });
    expect([accept(passages.slice(0, 30)).ok, accept(passages.slice(30)).ok]).toEqual([true, true]);
    const again = passages.map((passage) => ({ passage, base: 1 }));
    const next: Command = { type: "open-proposal", proposal: "q", kind: "revision", parts: again };
    expect(ledger.do(ANN, next)).toMatchObject({ refusal: { code: "too-large", excess } });
    ledger.must(ANN, { ...next, parts: again.slice(1) });
    expect(ledger.do(ANN, { type: "add-part", proposal: "q", passage: "m0", base: 1 })).toMatchObject({
      refusal: { code: "too-large", excess },
    });
  });

  test("whoever left a passage out and gives up what was accepted meanwhile is told of that, not of the passage", () => {
    const ledger = submitted();
    const giveUp = (reason: string, passages?: string[]) =>
      ledger.do(ANN, { type: "withdraw-proposal", proposal: "p", reason, ...(passages && { passages }) });
    expect(giveUp("Not this one.", ["b"]).ok).toBe(true);
    ledger.must(REX, { type: "accept-proposal", proposal: "p", passages: ["a", "c"], reason: "" });
    expect(giveUp("No need.")).toMatchObject({
      refusal: { code: "already-decided", why: "as-it-stands", stands: "accepted", passage: "a" },
    });
    expect(giveUp("Not this one."), "said again, it is the same").toMatchObject({ ok: true, facts: [] });
  });

  test("a part that is not there is named, and so is one without words: nothing is submitted", () => {
    const ledger = new Ledger();
    const parts = ["a", "b"].map((passage) => ({ passage, base: null }));
    ledger.must(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts });
    const submit = (...those: ReturnType<typeof words>[]) =>
      ledger.do(ANN, { type: "submit-proposal", proposal: "p", parts: those, summary: "So." });
    expect(submit(words("a"), words("z"))).toMatchObject({ refusal: { code: "unknown-part" } });
    expect(submit(words("a"), words("b", ""))).toMatchObject({ refusal: { code: "empty", passage: "b" } });
    expect(ledger.stands()).toEqual([
      ["a", "draft"],
      ["b", "draft"],
    ]);
  });

  test("whoever wrote in one part has a hand in all", () => {
    const ledger = new Ledger();
    const parts = ["a", "b"].map((passage) => ({ passage, base: null }));
    const rex = { id: REX.id, name: REX.name };
    ledger.must(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts });
    const both = [{ ...words("a"), proposers: [rex] }, words("b")];
    ledger.must(ANN, { type: "submit-proposal", proposal: "p", parts: both, summary: "So." });
    const decision = ledger.do(REX, { type: "accept-proposal", proposal: "p", passages: ["b"], reason: "" });
    expect(decision).toMatchObject({ refusal: { code: "not-yours" } });
    ledger.must(inRole("reviewer", "eve"), { type: "accept-proposal", proposal: "p", reason: "" });
    const credited = ["a", "b"].map((id) => ledger.passage(id).versions[0]!.contributors.map(({ name }) => name));
    expect(credited).toEqual([
      [ANN.name, REX.name, "The eve"],
      [ANN.name, "The eve"],
    ]);
  });
});

/** The reason for all is written in a part's draft while there is one, and stays where it is while that part is written. */
function expectOneSummary(before: Proposal | null, { parts, summaryIn }: Proposal): void {
  const written = parts.filter(({ status }) => status === "draft").map(({ passage }) => passage);
  if (written.length === 0) expect(summaryIn).toBeNull();
  else expect(written).toContain(summaryIn);
  if (before?.summaryIn && written.includes(before.summaryIn)) expect(summaryIn).toBe(before.summaryIn);
}

const GOING: readonly ProposalStatus[] = ["draft", "open"];

test("whatever is tried: a command does all that it names or nothing, done twice it is done once, and all verifies", () => {
  fc.assert(
    fc.property(fc.array(tries, { maxLength: 40 }), (all) => {
      const ledger = new Ledger();
      for (const each of all) {
        const [actor, command] = each((passage) => ledger.passage(passage).versions.length || null);
        const id = (command as { proposal: string }).proposal;
        const before = ledger.proposal(id);
        const versions = PASSAGES.map((passage) => ledger.passage(passage));
        const decision = ledger.do(actor, command);
        const after = ledger.proposal(id);
        if (!decision.ok) {
          expect(after).toEqual(before);
          continue;
        }
        expectOneSummary(before, after!);
        const again = ledger.do(actor, command);
        if (again.ok) expect(again.facts).toEqual([]);
        else expect(["open-proposal", "add-part", "withdraw-proposal"]).not.toContain(command.type);
        if (command.type !== "accept-proposal" || decision.facts.length === 0) continue;
        const meant = command.passages ?? before!.parts.filter(({ status }) => status === "open").map((p) => p.passage);
        for (const part of before!.parts) {
          const now = after!.parts.find(({ passage }) => passage === part.passage)!;
          expect(now.status).toBe(meant.includes(part.passage) ? "accepted" : part.status);
          if (!meant.includes(part.passage)) continue;
          const state = versions[PASSAGES.indexOf(part.passage)]!;
          expect(isStale(state, { ...part, kind: "revision" }, "")).toBe(false);
          expect(ledger.passage(part.passage).versions.at(-1)).toMatchObject({
            number: now.number,
            proposal: id,
            words: { rendering: part.submission!.rendering },
          });
        }
      }
      for (const each of ["p", "q"]) {
        const whole = ledger.proposal(each);
        const standing = whole?.parts.map(({ status }) => status) ?? [];
        if (whole) expect(GOING.includes(whole.status)).toBe(standing.some((status) => GOING.includes(status)));
      }
      expect(verified(ledger.records)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
