/** Terms: who may say what of them, what stands then, and what is left of what goes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decideOnTerm,
  decideOnWork,
  takeTerms,
  undoTerms,
  type Decision,
  type TermCommand,
} from "../../translations/decide/decide.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { describingRecords, workAfter } from "../../translations/ledger/described.ts";
import { endsAfter, recordOf, recordsOfAct, termStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import { removalOfWork, withoutRemoved } from "../../translations/ledger/removals.ts";
import { ROLES, type Actor } from "../../translations/ledger/roles.ts";
import { evolveTerm, nameOfTerm, termRightsIn, type TermState } from "../../translations/ledger/term-state.ts";
import { keyOf, seenOf } from "../../translations/ledger/term-words.ts";
import type { Term, TermWords, Work } from "../../translations/ledger/work.ts";
import { plan } from "../../translations/plan/plan.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { inRole } from "../help/histories.ts";
import { verified } from "../help/verified.ts";

const [OWNER, ANN, BEN] = [inRole("owner", "olive"), inRole("translator", "ann"), inRole("reviewer", "ben")];
const AT = "2026-11-28T08:00:00.000Z";
const WORDS: TermWords = { source: "网络", rendering: "network", alternatives: ["web"], remark: "", provenance: "" };

/** The Plan, and what is said of its terms. */
class Told {
  records: LedgerRecord[];
  #acts = 0;

  constructor(terms: readonly Term[] = []) {
    const making = { id: "a0", at: AT, newSalt: saltsFrom("a0") };
    this.records = describingRecords({ ...plan.work, terms: [...terms] }, null, making);
  }

  get work(): Work {
    return workAfter(this.records)!;
  }

  state(term: string): TermState | null {
    const own = this.records.filter(({ stream }) => stream === termStream(plan.work.id, term));
    return own.reduce<TermState | null>(evolveTerm, null);
  }

  get states(): TermState[] {
    const ids = new Set(this.records.flatMap(({ event }) => ("term" in event ? [event.term] : [])));
    return [...ids].flatMap((id) => this.state(id) ?? []);
  }

  /** The code of a refusal, or how many facts were added. */
  take(decision: Decision): string | number {
    if (!decision.ok) return decision.refusal.code;
    const id = `a${++this.#acts}`;
    const making = { id, at: AT, newSalt: saltsFrom(id) };
    const added = recordsOfAct(plan.work.id, endsAfter(this.records), making, decision.facts);
    this.records = withoutRemoved([...this.records, ...added], added);
    return decision.facts.length;
  }

  say(command: TermCommand, actor: Actor): string | number {
    const { work, states } = this;
    return this.take(decideOnTerm({ work, term: this.state(command.term), terms: states.length }, command, actor));
  }

  set(term: string, words: TermWords, seen?: string): string | number {
    return this.take(decideOnWork(this.work, { type: "set-term", term, words, reason: "So.", seen }, OWNER));
  }

  takeOut(term: string): void {
    const worded = { kind: "term" as const, term };
    const records = this.records.filter(({ stream }) => stream === termStream(plan.work.id, term));
    const removal = removalOfWork(records, { worded }, { ground: "court", reason: "So." });
    if (removal.type !== "remove-wording") throw new Error("words are removed");
    const { of, enclosures } = removal;
    const event = { type: "wording-removed" as const, of, enclosures, ground: "court" as const, reason: "", by: OWNER };
    this.take({ ok: true, facts: [{ passage: null, event }] });
  }
}

const propose = (words: TermWords, reason = "Clearer.", number?: number): TermCommand => ({
  ...{ type: "propose-term", term: "net", words, reason },
  ...(number !== undefined && { number }),
});

test("what is accepted stands, with who decided, why, and the proposal that it was", () => {
  const told = new Told();
  expect(told.say(propose(WORDS), ANN)).toBe(1);
  expect(told.work.terms).toEqual([]);
  expect(told.say({ type: "remark-on-term", term: "net", number: 1, words: "And 互联网?" }, BEN)).toBe(1);
  const accept = { type: "accept-term", term: "net", number: 1, reason: "Yes.", seen: seenOf(null, WORDS) } as const;
  expect(told.say(accept, BEN)).toBe(2);
  expect(told.work.terms).toEqual([{ id: "net", ...WORDS }]);
  const { history, proposals } = told.state("net")!;
  expect(history).toMatchObject([{ words: WORDS, proposal: 1, reason: "Yes.", by: { id: "ben" }, retired: false }]);
  expect(proposals).toMatchObject([{ status: "accepted", by: { id: "ann" }, remarks: [{ words: "And 互联网?" }] }]);
  expect(told.say(accept, OWNER)).toBe("term-decided");
  expect(verified(told.records)).toEqual([]);
});

test("who decided on words that were worded anew since is told", () => {
  const told = new Told();
  told.say(propose(WORDS), ANN);
  const seen = seenOf(null, WORDS);
  told.say(propose({ ...WORDS, rendering: "net" }, "Shorter.", 1), ANN);
  expect(told.say({ type: "accept-term", term: "net", number: 1, reason: "", seen }, BEN)).toBe("stale-term");
  expect(told.state("net")!.proposals[0]!.earlier).toMatchObject([{ words: WORDS, reason: "Clearer." }]);
  told.set("net", WORDS);
  expect(told.set("net", { ...WORDS, rendering: "x" }, seenOf(null))).toBe("stale-term");
  expect(told.set("net", { ...WORDS, rendering: "x" }, seenOf(told.work.terms[0]))).toBe(1);
});

test("what is sent back is worded anew before it is accepted", () => {
  const told = new Told();
  told.say(propose(WORDS), ANN);
  expect(told.say({ type: "return-term", term: "net", number: 1, reason: " " }, BEN)).toBe("reason-required");
  expect(told.say({ type: "return-term", term: "net", number: 1, reason: "Why?" }, BEN)).toBe(1);
  expect(told.say({ type: "accept-term", term: "net", number: 1, reason: "" }, BEN)).toBe("term-returned");
  expect(told.say(propose(WORDS, "Because.", 1), inRole("translator", "cat"))).toBe("not-yours");
  expect(told.say(propose(WORDS, "Because.", 1), ANN)).toBe(1);
  expect(told.say({ type: "decline-term", term: "net", number: 1, reason: "No." }, BEN)).toBe(1);
  expect(told.say(propose(WORDS, "Still.", 1), ANN)).toBe("term-decided");
});

test.each<[string, TermCommand, Actor]>([
  ["not-allowed", propose(WORDS), inRole("reader", "rob")],
  ["reason-required", propose(WORDS, " "), ANN],
  ["empty", propose({ ...WORDS, rendering: "\u200b" }), ANN],
  ["unknown-passage", propose({ ...WORDS, within: ["nowhere"] }), ANN],
  ["already-exists", propose({ ...WORDS, source: "治理" }), ANN],
  ["too-large", propose({ ...WORDS, alternatives: Array.from({ length: 51 }, (_, at) => `a${at}`) }), ANN],
  ["unknown-term", propose(WORDS, "So.", 7), ANN],
  ["unknown-term", { type: "retire-term", term: "none", reason: "So." }, OWNER],
  ["not-allowed", { type: "retire-term", term: "gov", reason: "So." }, BEN],
  ["unchanged", { ...propose({ ...WORDS, source: "治理", rendering: "governance" }), term: "gov" }, ANN],
])("refused as %s", (code, command, actor) => {
  const told = new Told([{ id: "gov", ...WORDS, source: "治理", rendering: "governance" }]);
  expect(told.say(command, actor)).toBe(code);
});

test("a term is called as it stands, whatever was proposed since; else as it stood, or is proposed, last", () => {
  const state = { id: "t1", history: [], proposals: [] };
  const other = { ...WORDS, source: "网" };
  const [said, proposed] = [{ words: WORDS }, { words: other }] as unknown as [
    TermState["history"][number],
    TermState["proposals"][number],
  ];
  expect(nameOfTerm({ ...state, words: WORDS, history: [said], proposals: [proposed] })).toBe("网络");
  expect(nameOfTerm({ ...state, words: null, history: [said], proposals: [proposed] })).toBe("网络");
  expect(nameOfTerm({ ...state, words: null, proposals: [proposed] })).toBe("网");
  expect(nameOfTerm({ ...state, words: null })).toBe("t1");
});

test("a term of another meaning may have the same source words", () => {
  const told = new Told([{ id: "gov", ...WORDS }]);
  expect(told.say(propose({ ...WORDS, scope: "of computers" }), ANN)).toBe(1);
});

describe("terms of a file", () => {
  test("are set in one act, and put back, but for those that somebody set anew since", () => {
    const told = new Told([{ id: "net", ...WORDS }]);
    const [changed, fresh, later] = [
      { id: "net", ...WORDS, rendering: "net" },
      { id: "gov", ...WORDS, source: "治理" },
      { id: "way", ...WORDS, source: "道" },
    ];
    expect(told.take(takeTerms(told.work, { import: "i", terms: [changed, fresh, later], reason: "f" }, OWNER))).toBe(
      3,
    );
    told.set("way", { ...later, rendering: "way" });
    expect(told.take(undoTerms(told.states, "i", "Wrong file.", OWNER))).toBe(2);
    expect(told.work.terms.map(({ id, rendering }) => [id, rendering])).toEqual([
      ["net", "network"],
      ["way", "way"],
    ]);
    expect(told.take(undoTerms(told.states, "i", "Wrong file.", OWNER))).toBe(0);
    expect(verified(told.records)).toEqual([]);
  });

  test("that are two of one meaning are refused", () => {
    const told = new Told();
    const terms = ["a", "b"].map((id) => ({ id, ...WORDS }));
    expect(told.take(takeTerms(told.work, { import: "i", terms, reason: "" }, OWNER))).toBe("already-exists");
  });
});

test("with a term's words goes all that was proposed and said of it", () => {
  const told = new Told();
  told.say(propose({ ...WORDS, scope: "secret" }, "A secret reason."), ANN);
  told.say({ type: "remark-on-term", term: "net", number: 1, words: "A secret remark." }, BEN);
  told.say({ type: "accept-term", term: "net", number: 1, reason: "A secret decision." }, BEN);
  told.takeOut("net");
  expect(JSON.stringify(told.records)).not.toContain("secret");
  expect(JSON.stringify(told.records)).not.toContain("network");
  expect(told.work.terms).toEqual([]);
  expect(told.state("net")).toMatchObject({ words: null, proposals: [{ words: null, remarks: [{ words: null }] }] });
  expect(verified(told.records)).toEqual([]);
});

// --- Over random histories ------------------------------------------------------------------------------------------

const someWords = fc.record(
  {
    source: fc.constantFrom("道", "名", " 道 "),
    rendering: fc.constantFrom("way", "name", "\u202e", "👩‍👩‍👧"),
    alternatives: fc.subarray(["path", "", "road"]),
    remark: fc.constantFrom("", "r"),
    provenance: fc.constant(""),
    forms: fc.subarray(["大道"]),
    avoided: fc.subarray(["Tao"]),
    scope: fc.constantFrom("", "name"),
  },
  { requiredKeys: ["source", "rendering", "alternatives", "remark", "provenance"] },
);
const number = fc.integer({ min: 1, max: 2 });
const term = fc.constantFrom("t1", "t1", "t1", "t2");
const reason = fc.constantFrom("", "Because.", "So.", "Yes.");
const command: fc.Arbitrary<TermCommand> = fc.oneof(
  fc.record({ type: fc.constant("propose-term" as const), term, words: someWords, reason }),
  fc.record({ type: fc.constant("propose-term" as const), term, number, words: someWords, reason }),
  fc.record({ type: fc.constant("remark-on-term" as const), term, number, words: fc.constantFrom("", "Hm.") }),
  fc.record({ type: fc.constantFrom("accept-term" as const, "return-term" as const), term, number, reason }),
  fc.record({ type: fc.constantFrom("decline-term" as const, "withdraw-term" as const), term, number, reason }),
  fc.record({ type: fc.constant("retire-term" as const), term, reason }),
);
const actors = fc
  .tuple(fc.constantFrom("ann", "ben", "cat"), fc.constantFrom(...ROLES))
  .map(([id, role]) => inRole(role, id));

test("whatever is said of terms verifies, stands in the work as in its own stream, and reads the same again", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.tuple(command, actors), { minLength: 15, maxLength: 40 }), (all) => {
      const told = new Told();
      for (const [each, actor] of all) {
        const before = told.state(each.term);
        const came = told.say(each, actor);
        if (typeof came === "number" && came > 0) seen.add(each.type);
        // A page offers what the ledger takes.
        if (each.type === "accept-term" && typeof came === "number")
          expect(termRightsIn(before!.proposals[each.number - 1]!, actor).decide).toBe(true);
      }
      expect(verified(told.records)).toEqual([]);
      const { work, states } = told;
      const standing = states.flatMap(({ id, words }) => (words ? [{ id, ...words }] : []));
      expect(new Map(work.terms.map((each) => [each.id, each]))).toEqual(
        new Map(standing.map((each) => [each.id, each])),
      );
      expect(new Set(work.terms.map(keyOf)).size).toBe(work.terms.length);
      const again = told.records.map(({ body, digest, beside }) => recordOf({ body, digest, beside }));
      expect(workAfter(again)).toEqual(work);
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual([
    ...["accept-term", "decline-term", "propose-term", "remark-on-term", "retire-term", "return-term", "withdraw-term"],
  ]);
});

test("nobody has more proposals for terms undecided than the limit; what is sent again is none more", () => {
  const told = new Told();
  const full = { undecided: LIMITS.undecided } as const;
  expect(told.say({ ...propose(WORDS), undecided: LIMITS.undecided - 1 } as TermCommand, ANN)).toBe(1);
  expect(told.say({ ...propose(WORDS), ...full }, ANN)).toBe(0);
  expect(told.say({ ...propose({ ...WORDS, rendering: "web" }), ...full }, ANN)).toBe("too-large");
  expect(told.say(propose({ ...WORDS, rendering: "web" }, "Other.", 1), ANN)).toBe(1);
});
