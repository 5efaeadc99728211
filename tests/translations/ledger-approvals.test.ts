/** How many people's approval a version needs: random histories in which people propose, approve and take it back, while an owner changes the rule. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concernedBy, decide, type Command, type Decision } from "../../translations/decide/decide.ts";
import { NEEDED, OWN_COUNTS, type ApprovalRule } from "../../translations/ledger/approvals.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { isUnreviewed } from "../../translations/ledger/events.ts";
import { endsAfter, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import { rightsIn, whyUncounted } from "../../translations/ledger/rights.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { evolveProposal, hereIn, replay, type Proposal } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { inRole, plain } from "../help/histories.ts";
import { ANN, REX } from "../help/parts.ts";
import { verified } from "../help/verified.ts";

const EVE = inRole("reviewer", "eve");
const OWNER = inRole("owner", "own");
const PEOPLE = [ANN, REX, EVE, OWNER];
const TEXTS = ["One.", "Two.", "Three."];

class Ledger {
  records: LedgerRecord[] = [];
  rule: ApprovalRule = { needed: 1, own: "owners" };
  /** What each may do by now. */
  roles = new Map<string, Role>(PEOPLE.map(({ id, role }) => [id, role]));

  get proposal(): Proposal | null {
    return this.records
      .filter(({ stream }) => stream === "proposal/nip14/p")
      .reduce<Proposal | null>(evolveProposal, null);
  }

  get versions() {
    return replay("a", this.records).versions;
  }

  do(actor: Actor, command: Command): Decision {
    const passages = new Map(
      concernedBy(command, this.proposal).map((id) => [id, { ...replay(id, this.records), proposals: [] }]),
    );
    const known = { passages, proposal: this.proposal, own: "", roles: this.roles };
    const at = "2026-11-28T09:00:00.000Z";
    const role = this.roles.get(actor.id) ?? "reader";
    const decision = decide(known, command, { ...actor, role, approvals: this.rule }, at);
    if (!decision.ok) return decision;
    const act = { id: `act-${this.records.length}`, at, newSalt: saltsFrom(`${this.records.length}`) };
    this.records.push(...recordsOfAct("nip14", endsAfter(this.records), act, decision.facts));
    return decision;
  }

  /** @param by credited with the words, beside Ann. */
  submit(text: string, by: readonly Person[] = []): Decision {
    const part = { passage: "a", rendering: plain(text), notes: [], proposers: [named(ANN), ...by] };
    return this.do(ANN, { type: "submit-proposal", proposal: "p", summary: "So.", parts: [part] });
  }

  begin(): this {
    this.do(ANN, { type: "open-proposal", proposal: "p", kind: "revision", parts: [{ passage: "a", base: null }] });
    return this;
  }

  accept(actor: Actor, reason = ""): Decision {
    return this.do(actor, { type: "accept-proposal", proposal: "p", reason });
  }
}

const named = ({ id, name }: Actor): Person => ({ id, name });
const kinds = (decision: Decision): string[] =>
  decision.ok ? decision.facts.map(({ event }) => event.type) : [decision.refusal.code];
const approversOf = (ledger: Ledger): (string | undefined)[] =>
  ledger.versions
    .at(-1)!
    .contributors.filter(({ role }) => role === "approver")
    .map(({ id }) => id);

/** What is tried: a text submitted, by Ann alone or with Rex; somebody who accepts, takes back, sends back; another rule; another role. */
const tries = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("submit" as const), text: fc.constantFrom(...TEXTS), rex: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("accept" as const), who: fc.constantFrom(...PEOPLE) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("take" as const), who: fc.constantFrom(...PEOPLE) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("back" as const), who: fc.constantFrom(REX, EVE, OWNER) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("rule" as const),
      rule: fc.record({ needed: fc.constantFrom(...NEEDED), own: fc.constantFrom(...OWN_COUNTS) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("role" as const),
      who: fc.constantFrom(REX, EVE, OWNER),
      role: fc.constantFrom<Role>("translator", "reviewer", "owner"),
    }),
  },
);

describe("laws", () => {
  test("a version is made exactly when enough different people approved that very text, and by the last of them", () => {
    fc.assert(
      fc.property(fc.array(tries, { minLength: 5, maxLength: 40 }), (all) => {
        const ledger = new Ledger().begin();
        // What the rule says, worked out apart: what waits, by whom, and who approved of just that.
        let waits: { text: string; hands: Set<string> } | null = null;
        let last = "";
        const hands = new Set([ANN.id]);
        const approved = new Set<string>();
        const mayNow = (id: string): boolean => {
          const [{ own }, role] = [ledger.rule, ledger.roles.get(id)];
          const ownCounts = own === "reviewers" || (own === "owners" && role === "owner");
          return (role === "reviewer" || role === "owner") && (!hands.has(id) || ownCounts);
        };
        for (const each of all) {
          if (ledger.versions.length > 0) break;
          if (each.kind === "rule") ledger.rule = each.rule;
          if (each.kind === "role") ledger.roles.set(each.who.id, each.role);
          if (each.kind === "submit" && !waits) {
            const by = each.rex ? [named(REX)] : [];
            expect(kinds(ledger.submit(each.text, by))).toEqual(["proposal-submitted"]);
            const key = `${each.text} ${each.rex}`;
            if (key !== last) approved.clear();
            last = key;
            hands.delete(REX.id);
            if (each.rex) hands.add(REX.id);
            waits = { text: each.text, hands };
          }
          if (each.kind === "take") {
            const decision = ledger.do(each.who, { type: "withdraw-approval", proposal: "p", reason: "" });
            const stands = waits !== null && approved.has(each.who.id);
            expect(decision.ok).toBe(stands);
            if (stands) approved.delete(each.who.id);
          }
          if (each.kind === "back" && waits) {
            const decision = ledger.do(each.who, { type: "return-proposal", proposal: "p", reason: "Again." });
            if (decision.ok) waits = null;
          }
          if (each.kind !== "accept" || !waits) continue;
          const { who } = each;
          const { needed } = ledger.rule;
          const mayApprove = mayNow(who.id);
          const writes = hands.has(who.id);
          const decision = ledger.accept(who);
          if (!mayApprove && !(needed === 0 && writes)) {
            expect(decision.ok).toBe(false);
            continue;
          }
          const others = [...approved].filter((id) => id !== who.id && mayNow(id));
          const counts = mayApprove && (needed > 0 || !hands.has(who.id));
          const enough = others.length + (counts ? 1 : 0) >= needed;
          expect(ledger.versions.length).toBe(enough ? 1 : 0);
          if (enough) {
            expect(approversOf(ledger)).toEqual([...others, ...(counts ? [who.id] : [])]);
            expect(isUnreviewed(ledger.versions[0]!)).toBe(others.length === 0 && !counts);
          } else {
            approved.add(who.id);
            const part = hereIn(ledger.proposal!, "a")!;
            expect(part.approvals?.map(({ by }) => by.id)).toEqual([...approved]);
            for (const approval of part.approvals!)
              expect(whyUncounted(part, approval, ledger.rule, ledger.roles) === null).toBe(mayNow(approval.by.id!));
          }
        }
        expect(verified(ledger.records)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("who accepts at once is who could propose it and then accept it alone, and the records are the same", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PEOPLE),
        fc.record({ needed: fc.constantFrom(...NEEDED), own: fc.constantFrom(...OWN_COUNTS) }),
        (who, rule) => {
          const begun = () => {
            const ledger = new Ledger();
            ledger.rule = rule;
            const parts = [{ passage: "a", base: null }];
            ledger.do(who, { type: "open-proposal", proposal: "p", kind: "revision", parts });
            return ledger;
          };
          const parts = [{ passage: "a", rendering: plain("One."), notes: [], proposers: [named(who)] }];
          const submission = { proposal: "p", summary: "", parts };
          const twice = begun();
          const submitted = twice.do(who, { type: "submit-proposal", ...submission });
          const accepted = twice.accept(who);
          const once = begun();
          const may = rightsIn(once.proposal, { ...who, approvals: rule }).acceptAtOnce;
          const decision = once.do(who, { type: "accept-at-once", ...submission });
          expect(decision.ok).toBe(submitted.ok && accepted.ok && twice.versions.length === 1);
          expect(may).toBe(decision.ok);
          if (decision.ok) expect(kinds(decision)).toEqual([...kinds(submitted), ...kinds(accepted)]);
          expect(once.versions.map(({ words }) => words?.digest)).toEqual(
            decision.ok ? twice.versions.map(({ words }) => words?.digest) : [],
          );
        },
      ),
    );
  });
});

describe("two approvals", () => {
  test("the first waits; it can be taken back; the second makes the version, and both are credited", () => {
    const ledger = new Ledger().begin();
    ledger.rule = { needed: 2, own: "nobody" };
    ledger.submit("One.");
    expect(kinds(ledger.accept(REX, "Good."))).toEqual(["proposal-approved"]);
    expect(kinds(ledger.accept(REX, "Good."))).toEqual([]);
    expect(kinds(ledger.do(REX, { type: "withdraw-approval", proposal: "p", reason: "Wait." }))).toEqual([
      "approval-withdrawn",
    ]);
    expect(kinds(ledger.do(REX, { type: "withdraw-approval", proposal: "p", reason: "Wait." }))).toEqual([
      "not-approved",
    ]);
    expect(kinds(ledger.accept(EVE))).toEqual(["proposal-approved"]);
    expect(kinds(ledger.accept(REX))).toEqual(["proposal-accepted", "version-recorded"]);
    expect(approversOf(ledger)).toEqual([EVE.id, REX.id]);
  });

  test("a lowered number makes nothing by itself; whoever approved accepts then", () => {
    const ledger = new Ledger().begin();
    ledger.rule = { needed: 2, own: "nobody" };
    ledger.submit("One.");
    ledger.accept(REX);
    ledger.rule = { needed: 1, own: "nobody" };
    expect(ledger.versions).toEqual([]);
    expect(kinds(ledger.accept(REX))).toEqual(["proposal-accepted", "version-recorded"]);
  });

  test("one counts no more once its giver decides no more, and again once they do", () => {
    const ledger = new Ledger().begin();
    ledger.rule = { needed: 2, own: "nobody" };
    ledger.submit("One.");
    ledger.accept(REX);
    ledger.roles.set(REX.id, "translator");
    expect(kinds(ledger.accept(EVE))).toEqual(["proposal-approved"]);
    expect(ledger.versions).toEqual([]);
    ledger.roles.set(REX.id, "reviewer");
    expect(kinds(ledger.accept(EVE, "Now."))).toEqual(["proposal-accepted", "version-recorded"]);
    expect(approversOf(ledger)).toEqual([REX.id, EVE.id]);
  });

  test("of an account that is there no more none counts", () => {
    const ledger = new Ledger().begin();
    ledger.rule = { needed: 2, own: "nobody" };
    ledger.submit("One.");
    ledger.accept(REX);
    ledger.roles.delete(REX.id);
    expect(kinds(ledger.accept(EVE))).toEqual(["proposal-approved"]);
  });

  test("an owner's own counts no more once nobody's does, and it is said that this is why", () => {
    const ledger = new Ledger();
    ledger.rule = { needed: 2, own: "owners" };
    ledger.do(OWNER, { type: "open-proposal", proposal: "p", kind: "revision", parts: [{ passage: "a", base: null }] });
    const part = { passage: "a", rendering: plain("One."), notes: [], proposers: [named(OWNER)] };
    ledger.do(OWNER, { type: "submit-proposal", proposal: "p", summary: "So.", parts: [part] });
    expect(kinds(ledger.accept(OWNER))).toEqual(["proposal-approved"]);
    ledger.rule = { needed: 2, own: "nobody" };
    const here = hereIn(ledger.proposal!, "a")!;
    expect(whyUncounted(here, here.approvals![0]!, ledger.rule, ledger.roles)).toBe("own");
    expect(kinds(ledger.accept(EVE))).toEqual(["proposal-approved"]);
  });

  test("some of the changes, or other words, are not what both approved, and are refused", () => {
    const ledger = new Ledger().begin();
    ledger.rule = { needed: 2, own: "nobody" };
    ledger.submit("One.");
    ledger.accept(REX);
    const of = ledger.proposal!.parts[0]!.approvals![0]!.text;
    expect(of).toBe(digestOfText("One."));
    const otherwise = { of, rendering: plain("Other."), notes: [] };
    const decision = ledger.do(EVE, { type: "accept-proposal", proposal: "p", reason: "", otherwise });
    expect(decision).toMatchObject({ ok: false, refusal: { code: "not-allowed", why: "apart-with-two" } });
  });
});
