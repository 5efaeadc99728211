/** Discussions: who may say what in them, where they hang, and what is left of what goes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, decideOnThread, type ThreadCommand } from "../../translations/decide/decide.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, recordsOfAct, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { RefusalCode } from "../../translations/ledger/refusals.ts";
import { enclosuresSaid, removalOf, withoutRemoved } from "../../translations/ledger/removals.ts";
import { ROLES, type Actor } from "../../translations/ledger/roles.ts";
import { replay, type Proposal, type Version } from "../../translations/ledger/state.ts";
import { evolveThread, threadSeenBy, type Thread } from "../../translations/ledger/thread.ts";
import { anchorOn, resolve } from "../../translations/notes/anchor.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { inRole, plain } from "../help/histories.ts";
import { verified } from "../help/verified.ts";

const [OWNER, ANN, BEN] = [inRole("owner", "olive"), inRole("translator", "ann"), inRole("reader", "ben")];
const TEXT = "The way that can be told is not the lasting way: 治理.";
const SOURCE = { number: 2, held: "whole" as const, words: ["道可道，非常道。"] };
const AT = "2026-11-28T08:00:00.000Z";

/** A passage with a version, a proposal on it, and what is said there. */
class Told {
  records: LedgerRecord[] = [];

  /** @param proposing whether a proposal is written. */
  constructor(proposing = true) {
    this.#add([
      {
        passage: "p1",
        event: {
          ...{ type: "version-recorded", number: 1, madeCurrent: true, base: null, contributors: [], date: "2020" },
          ...{
            publishedIn: [],
            rationale: "",
            provenance: "",
            review: { kind: "recorded", by: OWNER },
            proposal: null,
          },
          ...{ notes: [], words: wordsOf(TEXT) },
        },
      },
    ]);
    if (proposing)
      this.#do({ type: "open-proposal", proposal: "clearer", kind: "revision", parts: [{ passage: "p1", base: 1 }] });
  }

  /** Proposes a text. */
  submit(text: string): void {
    const part = { passage: "p1", rendering: plain(text), notes: [], proposers: [ANN] };
    this.#do({ type: "submit-proposal", proposal: "clearer", summary: "Clearer.", parts: [part] });
  }

  get versions(): readonly Version[] {
    return replay("p1", this.records).versions;
  }

  get proposal(): Proposal | null {
    const { proposals } = replay("p1", this.records);
    if (proposals.length === 0) return null;
    return { ...proposals[0]!, parts: proposals };
  }

  thread(id: string): Thread | null {
    return this.of(id).reduce<Thread | null>((before, record) => evolveThread(before, record), null);
  }

  of(id: string): LedgerRecord[] {
    return this.records.filter(({ stream }) => stream === `thread/w/${id}`);
  }

  say(command: ThreadCommand, actor: Actor, beside = 0): RefusalCode | number {
    const thread = this.thread(command.thread);
    const enclosed = (number: number) => enclosuresSaid(this.of(command.thread), number);
    const { versions, proposal } = this;
    const known = { thread, enclosed, versions, source: SOURCE, proposal, beside, people: [] };
    const decision = decideOnThread(known, command, actor);
    if (!decision.ok) return decision.refusal.code;
    if (decision.facts.length > 0) this.#add(decision.facts);
    return decision.facts.length;
  }

  takeOut(version: number): void {
    const removal = removalOf(
      "p1",
      this.records,
      { of: { version }, what: "text" },
      { ground: "court", reason: "So." },
    );
    this.#do({ ...removal });
  }

  #do(command: Parameters<typeof decide>[1]): void {
    const state = replay("p1", this.records);
    const { proposal } = this;
    const actor = command.type === "remove-words" ? OWNER : inRole("translator", "ann");
    const decision = decide({ passages: new Map([["p1", state]]), proposal, own: "" }, command, actor, AT);
    if (!decision.ok) throw new Error(decision.refusal.code);
    this.#add(decision.facts);
  }

  #add(facts: Parameters<typeof recordsOfAct>[3]): void {
    const id = `a${this.records.length}`;
    const making = { id, at: AT, newSalt: saltsFrom(id) };
    const added = recordsOfAct("w", endsAfter(this.records), making, facts);
    this.records = withoutRemoved([...this.records, ...added], added);
  }
}

function wordsOf(text: string) {
  const decision = decide(
    { passages: new Map(), proposal: null, own: "" },
    {
      type: "record-version",
      passage: "p1",
      facts: {
        ...{ base: null, rendering: plain(text), contributors: [], date: "2020", publishedIn: [] },
        ...{ rationale: "", notes: [], provenance: "" },
      },
    },
    OWNER,
    AT,
  );
  const event = decision.ok ? decision.facts[0]!.event : null;
  return event?.type === "version-recorded" ? event.words : null;
}

const open = (words: string, more: object = {}): ThreadCommand => ({
  type: "open-thread",
  thread: "t1",
  on: { passage: "p1", version: 1 },
  words,
  ...more,
});

const actors = fc
  .tuple(fc.constantFrom(...ROLES), fc.constantFrom("ann", "ben", "cleo"))
  .map(([role, id]) => inRole(role, id));
const words = fc.constantFrom("Is this so?", "It is.", "  ", "治", "Is this so?", "No.\n\nNot at all.");
const numbers = fc.nat(5);
const commands: fc.Arbitrary<ThreadCommand> = fc.oneof(
  fc.record({
    type: fc.constant("open-thread" as const),
    thread: fc.constantFrom("t1", "t2"),
    on: fc.constant({ passage: "p1", version: 1 }),
    words,
  }),
  fc.record({ type: fc.constant("reply" as const), thread: fc.constantFrom("t1", "t2"), words }),
  fc.record({ type: fc.constant("reword" as const), thread: fc.constantFrom("t1", "t2"), number: numbers, words }),
  fc.record({
    type: fc.constant("take-back" as const),
    thread: fc.constantFrom("t1", "t2"),
    number: numbers,
    ground: fc.constant("person" as const),
    reason: words,
  }),
  fc.record({
    type: fc.constantFrom("resolve-thread" as const, "reopen-thread" as const),
    thread: fc.constantFrom("t1", "t2"),
    reason: words,
  }),
);

test("whatever is said, by whomever: what is kept verifies, what others said stays theirs, and what went is nowhere", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(commands, actors), { maxLength: 25 }), (said) => {
      const told = new Told();
      for (const [command, actor] of said) {
        const before = told.thread(command.thread);
        const done = told.say(command, actor);
        const after = told.thread(command.thread);
        if (typeof done === "string" || done === 0) expect(after).toEqual(before);
        for (const { number, by, words: had } of before?.comments ?? []) {
          const now = after!.comments[number - 1]!;
          expect(now.by).toEqual(by);
          const isTheirs = by.id === actor.id || (actor.role === "owner" && now.words === null);
          if (now.words !== had) expect(isTheirs).toBe(true);
        }
        after?.comments.forEach(({ number }, at) => expect(number).toBe(at + 1));
      }
      expect(verified(told.records)).toEqual([]);
      for (const id of ["t1", "t2"])
        for (const { number, removed } of told.thread(id)?.comments ?? [])
          if (removed) expect(enclosuresSaid(told.of(id), number)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("words are quoted as they stand there, from either text, down to one Chinese character", () => {
  fc.assert(
    fc.property(fc.nat(TEXT.length), fc.nat(TEXT.length), (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const told = new Told();
      const done = told.say(open("Why?", { chosen: { target: { start, end } } }), BEN);
      const isEmpty = TEXT.slice(start, end).trim() === "";
      expect(done).toBe(isEmpty ? "not-in-text" : 1);
      if (isEmpty) return;
      expect(resolve(told.thread("t1")!.quoted!.target!, TEXT)).toEqual({ start, end, how: "exact" });
    }),
  );
  const told = new Told();
  const at = SOURCE.words[0]!.lastIndexOf("道");
  expect(told.say(open("A verb?", { chosen: { source: { start: at, end: at + 1 } } }), BEN)).toBe(1);
  expect(told.thread("t1")).toMatchObject({
    on: { source: 2 },
    quoted: { source: { exact: "道", start: 6 }, target: null },
  });
});

describe("where it may hang", () => {
  test("on no words that are not there, no version, no note and no proposal that whoever asks doesn't see", () => {
    const told = new Told();
    const say = (more: object, actor = BEN) => told.say(open("Why?", more), actor);
    expect(say({ chosen: { target: { start: 0, end: 999 } } })).toBe("not-in-text");
    expect(say({ chosen: { target: { start: 3, end: 2 } } })).toBe("not-in-text");
    expect(say({ chosen: { target: { start: 0.5, end: 2 } } })).toBe("not-in-text");
    expect(say({ chosen: { proposed: { start: 0, end: 2 } } })).toBe("not-in-text");
    expect(say({ on: { passage: "p1", version: 7 } })).toBe("unknown-version");
    expect(say({ on: { passage: "p1", version: 1, note: "n9" } })).toBe("not-in-text");
    expect(say({ on: { proposal: "clearer" } })).toBe("unknown-proposal");
    expect(say({ on: { proposal: "clearer" } }, ANN)).toBe(1);
  });

  test("on a change that is proposed, kept as the words of both sides and as the text", () => {
    const told = new Told();
    const proposed = TEXT.replace("told", "spoken");
    const on = { proposal: "clearer", passage: "p1" };
    const [target, after] = [anchorOn(TEXT, "told"), anchorOn(proposed, "spoken")];
    const chosen = {
      target: { start: target.start, end: target.end },
      proposed: { start: after.start, end: after.end },
    };
    expect(told.say(open("Spoken?", { on, chosen }), ANN)).toBe("not-in-text");
    told.submit(proposed);
    expect(told.say(open("Spoken?", { on, chosen }), BEN)).toBe(1);
    expect(told.thread("t1")).toMatchObject({
      on: { ...on, base: 1 },
      quoted: { target, proposed: after, source: null },
    });
    expect(verified(told.records)).toEqual([]);
  });
});

describe("what was said", () => {
  const begun = (proposing = true) => {
    const told = new Told(proposing);
    told.say(open("Is it so?", { chosen: { target: { start: 4, end: 7 } } }), BEN);
    told.say({ type: "reply", thread: "t1", words: "It is." }, ANN);
    return told;
  };

  test("is said once though it was sent twice", () => {
    const told = begun();
    expect(told.say(open("Is it so?"), BEN)).toBe(0);
    expect(told.say(open("Something else"), ANN)).toBe("already-exists");
    expect(told.say({ type: "reply", thread: "t1", words: "It is.", after: 1 }, ANN)).toBe(0);
    expect(told.say({ type: "reply", thread: "t1", words: "It is.", after: 2 }, ANN)).toBe(1);
  });

  test("is reworded by whoever said it, and what it was is theirs and the owners' to read", () => {
    const told = begun();
    const reword: ThreadCommand = { type: "reword", thread: "t1", number: 2, words: "It may be." };
    expect(told.say(reword, BEN)).toBe("not-allowed");
    expect(told.say(reword, ANN)).toBe(1);
    const earlier = (actor: Actor | null) => threadSeenBy(told.thread("t1")!, actor).comments[1]!.earlier;
    for (const actor of [ANN, OWNER]) expect(earlier(actor)).toEqual([{ words: "It is.", until: AT }]);
    for (const actor of [BEN, null]) expect(earlier(actor)).toEqual([{ words: null, until: AT }]);
  });

  test("goes with all its wordings; place and chain stay", () => {
    const told = begun();
    told.say({ type: "reword", thread: "t1", number: 2, words: "It may be." }, ANN);
    const takeBack = (reason: string): ThreadCommand => ({
      type: "take-back",
      thread: "t1",
      number: 2,
      ground: "other",
      reason,
    });
    expect(told.say(takeBack("Not nice."), BEN)).toBe("not-allowed");
    expect(told.say(takeBack(" "), OWNER)).toBe("reason-required");
    expect(told.say(takeBack(""), ANN)).toBe(1);
    expect(JSON.stringify(told.records)).not.toMatch(/It is\.|It may be/);
    expect(told.thread("t1")!.comments[1]).toMatchObject({
      words: null,
      earlier: [{ words: null }],
      removed: { by: { id: "ann" } },
    });
    expect(told.say({ type: "reword", thread: "t1", number: 2, words: "Again" }, ANN)).toBe("comment-removed");
    expect(told.say(takeBack(""), ANN)).toBe(0);
    expect(verified(told.records)).toEqual([]);
  });

  test("is resolved by whoever began it and by reviewers", () => {
    const told = begun();
    const settle = (type: "resolve-thread" | "reopen-thread"): ThreadCommand => ({ type, thread: "t1", reason: "" });
    expect(told.say(settle("resolve-thread"), ANN)).toBe("not-allowed");
    expect(told.say(settle("resolve-thread"), BEN)).toBe(1);
    expect(told.thread("t1")!.resolved).toMatchObject({ by: { id: "ben" } });
    expect(told.say(settle("resolve-thread"), BEN)).toBe(0);
    const otherwise: ThreadCommand = { type: "resolve-thread", thread: "t1", reason: "Said otherwise." };
    expect(told.say(otherwise, BEN)).toBe("already-resolved");
    expect(told.say(settle("reopen-thread"), inRole("reviewer", "rex"))).toBe(1);
    expect(told.thread("t1")!.resolved).toBeNull();
    expect(
      told.say(settle("resolve-thread"), BEN) && told.say({ ...settle("resolve-thread"), thread: "t9" }, BEN),
    ).toBe("unknown-thread");
  });

  test("quotes nothing any more of words that were taken out", () => {
    const told = begun(false);
    expect(JSON.stringify(told.of("t1"))).toContain('"exact":"way"');
    told.takeOut(1);
    expect(JSON.stringify(told.records)).not.toContain('"exact":"way"');
    expect(told.thread("t1")).toMatchObject({ quoted: { target: null }, comments: [{ words: "Is it so?" }, {}] });
    expect(verified(told.records)).toEqual([]);
  });
});

test("what is too long or too much is refused by the name of its limit", () => {
  const told = new Told();
  expect(told.say(open("a".repeat(LIMITS.comment + 1)), BEN)).toBe("too-large");
  expect(told.say(open("a".repeat(LIMITS.comment)), BEN, LIMITS.threads)).toBe("too-large");
  expect(told.say(open("   "), BEN)).toBe("empty");
  expect(told.say(open("a".repeat(LIMITS.comment)), BEN)).toBe(1);
  expect(canonicalText(plain(TEXT))).toBe(TEXT);
});
