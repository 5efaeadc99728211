/** How an outline is to change, proposed and decided: random histories in which it moves on meanwhile. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decideOnWork, passagesConcerned, type WorkCommand } from "../../translations/decide/decide.ts";
import { commandOf } from "../../translations/decide/outline-proposals.ts";
import { placed, workAfter } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import {
  endsAfter,
  passageStream,
  recordsOfAct,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import { outlineProposalOf, type OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { currentVersion, evolveVersions, type Version } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { begun, of, version } from "../vectors/ledgers.ts";
import { inRole } from "../help/histories.ts";
import { verified } from "../help/verified.ts";

const ANN = inRole("translator", "ann");
const REX = inRole("reviewer", "rex");
const OWNER = inRole("owner", "own");
const WORK = "tao";

class Ledger {
  records: LedgerRecord[];

  constructor(records: readonly LedgerRecord[] = begun(WORK).records) {
    this.records = [...records];
  }

  get work(): Work {
    return workAfter(this.records)!;
  }

  get ids(): string[] {
    return this.work.passages.map(({ id }) => id);
  }

  versions(passage: string): readonly Version[] {
    const stream = passageStream({ work: WORK, passage });
    return this.records.filter((record) => record.stream === stream).reduce<readonly Version[]>(evolveVersions, []);
  }

  decide(actor: Actor, command: WorkCommand) {
    const versions = new Map(passagesConcerned(this.work, command).map((id) => [id, this.versions(id)]));
    return decideOnWork(this.work, command, actor, versions);
  }

  do(actor: Actor, command: WorkCommand): string {
    const decision = this.decide(actor, command);
    if (!decision.ok) return decision.refusal.code;
    this.add(decision.facts);
    return "";
  }

  add(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    const id = `act-${this.records.length}`;
    const act = { id, at: "2026-11-28T09:00:00.000Z", newSalt: saltsFrom(id) };
    this.records.push(...recordsOfAct(WORK, endsAfter(this.records), act, facts));
  }

  /** The next version of a passage. */
  revise(passage: string): void {
    const number = this.versions(passage).length + 1;
    this.add([
      of(passage, version(number, `Words ${number}. And more of them.`, { base: number === 1 ? null : number - 1 })),
    ]);
  }

  /** Of a passage, all that a proposal of it depends on. */
  seen(passage: string): string {
    const { passages } = this.work;
    const at = passages.findIndex(({ id }) => id === passage);
    const read = currentVersion({ versions: this.versions(passage) })?.number ?? null;
    return at < 0 ? "gone" : JSON.stringify([read, passages[at]!.source.number]);
  }

  behind(passage: string): string | null {
    const at = this.ids.indexOf(passage);
    return at < 0 ? "gone" : (this.ids[at - 1] ?? null);
  }
}

const place = fc.nat({ max: 5 });
const tries = fc.oneof(
  fc.record({ kind: fc.constant("split" as const), at: place, cut: fc.constantFrom(3, 9, 11, 40) }),
  fc.record({ kind: fc.constant("join" as const), at: place }),
  fc.record({ kind: fc.constant("move" as const), at: place, to: place, branch: fc.boolean() }),
  fc.record({ kind: fc.constant("revise" as const), at: place }),
  fc.record({ kind: fc.constant("owner" as const), at: place, to: place }),
  fc.record({ kind: fc.constantFrom("accept" as const, "decline" as const, "withdraw" as const), at: place }),
);

test("what is accepted is done as an owner does it, exactly if what it is about is as it was; else nothing is", () => {
  fc.assert(
    fc.property(fc.array(tries, { minLength: 4, maxLength: 25 }), (all) => {
      const ledger = new Ledger();
      for (const each of ["1-1", "1-2"]) ledger.revise(each);
      /** Of each that is undecided, how what it is about was. */
      const known = new Map<number, () => boolean>();
      for (const each of all) {
        const { ids } = ledger;
        const id = (at: number): string => ids[at % ids.length]!;
        if (each.kind === "revise") ledger.revise(id(each.at));
        else if (each.kind === "owner")
          ledger.do(OWNER, {
            type: "move-passage",
            passage: id(each.at),
            after: id(each.to),
            branch: false,
            reason: "",
          });
        else if (each.kind === "split" || each.kind === "join" || each.kind === "move") {
          const [passage, next] = [id(each.at), ids[(each.at % ids.length) + 1]];
          const change =
            each.kind === "split"
              ? ({ act: "split", passage, cuts: [each.cut], sourceCuts: [] } as const)
              : each.kind === "join"
                ? ({ act: "join", passages: next === undefined ? [passage] : [passage, next] } as const)
                : ({ act: "move", passage, branch: each.branch, after: id(each.to) } as const);
          const before = ledger.work.outlineProposals?.length ?? 0;
          ledger.do(ANN, { type: "propose-outline", change, locators: [], reason: "So it reads." });
          const number = ledger.work.outlineProposals?.length ?? 0;
          if (number === before) continue;
          const about = change.act === "join" ? change.passages : [change.passage];
          const was = about.map((one) => ledger.seen(one));
          const [behind, at] = [ledger.behind(passage), change.act === "move" ? change.after : null];
          known.set(number, () => {
            if (change.act === "move")
              return ledger.behind(passage) === behind && (at === null || ledger.ids.includes(at));
            const beside = about.every((one, index) => index === 0 || ledger.behind(one) === about[index - 1]);
            return beside && about.every((one, index) => ledger.seen(one) === was[index]);
          });
        } else {
          const number = [...known.keys()][each.at % Math.max(1, known.size)];
          if (number === undefined) continue;
          const proposal = outlineProposalOf(ledger.work, number)!;
          const owners = new Ledger(ledger.records);
          const stands = known.get(number)!();
          const before = ledger.records.length;
          const by = each.kind === "withdraw" ? ANN : REX;
          const refused = ledger.do(by, { type: `${each.kind}-outline`, number, reason: "Seen." });
          if (each.kind === "accept" && !stands) {
            expect([refused, ledger.records.length]).toEqual(["stale-outline", before]);
            continue;
          }
          // It could be done when it was proposed; what was taken into account is as it was.
          if (refused !== "") {
            expect([each.kind, ledger.records.length]).toEqual(["accept", before]);
            continue;
          }
          known.delete(number);
          expect(outlineProposalOf(ledger.work, number)).toMatchObject({
            decision: { by: { id: by.id }, reason: "Seen." },
          });
          if (each.kind !== "accept") {
            expect(ledger.ids).toEqual(owners.ids);
            continue;
          }
          expect(owners.do(OWNER, commandOf(owners.work, proposal))).toBe("");
          const bare = ({ passages, retired = [] }: Work) => ({
            passages,
            retired: retired.map(({ id, end: { how, into } }) => ({ id, how, into })),
          });
          expect(bare(ledger.work)).toEqual(bare(owners.work));
          for (const one of ledger.ids)
            expect(ledger.versions(one).map(({ words }) => words?.digest)).toEqual(
              owners.versions(one).map(({ words }) => words?.digest),
            );
          // All of it is one act, of which the outline says what it accepts.
          const acts = new Set(ledger.records.slice(before).map(({ act }) => act.id));
          expect(acts.size).toBe(1);
          const outline = ledger.records.slice(before).filter(({ stream }) => stream === `outline/${WORK}`);
          expect(outline.slice(1).every(({ event }) => "accepts" in event && event.accepts === number)).toBe(true);
        }
      }
      expect(verified(ledger.records)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const correcting = fc.oneof(
  fc.record({
    kind: fc.constantFrom("propose" as const, "owner" as const),
    at: place,
    words: fc.constantFrom("道", "德", "天\n\n地", "道 "),
  }),
  fc.record({ kind: fc.constantFrom("accept" as const, "decline" as const, "withdraw" as const), at: place }),
);

test("a source reads as a correction has it once that is accepted, exactly if it read since as when it was proposed", () => {
  fc.assert(
    fc.property(fc.array(correcting, { minLength: 4, maxLength: 30 }), (all) => {
      const ledger = new Ledger();
      ledger.revise("1-1");
      const sourceOf = (passage: string) => ledger.work.passages.find(({ id }) => id === passage)!.source;
      for (const each of all) {
        const passage = each.at % 2 === 0 ? "1-1" : "1-2";
        const before = ledger.work;
        if ("words" in each) {
          const source = { held: "whole" as const, words: each.words.split("\n\n"), provenance: "A copy" };
          const { number } = sourceOf(passage);
          if (each.kind === "owner") ledger.do(OWNER, { type: "word-source", passage, number, source });
          else {
            const change = { act: "source", passage, number, source } as const;
            const refused = ledger.do(ANN, { type: "propose-outline", change, locators: [], reason: "A slip." });
            expect(["", "unchanged"]).toContain(refused);
            expect(ledger.work.passages).toEqual(before.passages);
          }
          continue;
        }
        const open = (before.outlineProposals ?? []).filter(({ status }) => status === "open");
        const proposal = open[each.at % Math.max(1, open.length)];
        if (proposal?.change.act !== "source") continue;
        const { change, number } = proposal;
        const isFresh = sourceOf(change.passage).number === change.source;
        const by = each.kind === "withdraw" ? ANN : REX;
        const refused = ledger.do(by, { type: `${each.kind}-outline`, number, reason: "Seen." });
        if (each.kind !== "accept" || !isFresh) {
          expect(refused).toBe(each.kind === "accept" ? "stale-outline" : "");
          expect(ledger.work.passages).toEqual(before.passages);
          continue;
        }
        expect(refused).toBe("");
        expect(sourceOf(change.passage)).toMatchObject({ number: change.source + 1, ...proposal.source });
        // What renders the wording before waits, as when an owner words it anew.
        const owners = new Ledger(ledger.records.filter(({ act }) => act.id !== ledger.records.at(-1)!.act.id));
        expect(owners.do(OWNER, commandOf(owners.work, proposal))).toBe("");
        expect(ledger.work.passages).toEqual(owners.work.passages);
      }
      expect(verified(ledger.records)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("a correction of a source is proposed of what stands, differs, and takes the place of one's own alone", () => {
  const ledger = new Ledger();
  const correct = (by: Actor, words: string[], more: { number?: number; instead?: number; held?: "none" } = {}) => {
    const { number = 1, held = "whole", instead } = more;
    const change = { act: "source", passage: "1-1", number, source: { held, words } } as const;
    return ledger.do(by, { type: "propose-outline", change, locators: [], reason: "A slip.", instead });
  };
  const stands = ledger.work.passages[0]!.source;
  const stood = { act: "source", passage: "1-1", number: 1, source: stands } as const;
  expect(ledger.do(ANN, { type: "propose-outline", change: stood, locators: [], reason: "A slip." })).toBe("unchanged");
  expect(correct(inRole("reader", "eve"), ["道"])).toBe("not-allowed");
  expect(correct(ANN, ["道"], { number: 7 })).toBe("stale-base");
  expect(correct(ANN, [], {})).toBe("empty");
  expect(correct(ANN, ["x".repeat(LIMITS.characters + 1)])).toBe("too-large");
  expect([correct(ANN, ["道"]), correct(ANN, ["道"]), ledger.work.outlineProposals?.length]).toEqual(["", "", 1]);
  expect(correct(REX, ["德"], { instead: 1 })).toBe("");
  expect(correct(ANN, ["天"], { instead: 1 })).toBe("");
  expect(ledger.work.outlineProposals?.map(({ status }) => status)).toEqual(["withdrawn", "open", "open"]);
  expect(verified(ledger.records)).toEqual([]);
});

test("translators propose, with a reason; others than its proposer decide, once; owners on their own, too", () => {
  const ledger = new Ledger();
  ledger.revise("1-1");
  const split = (by: Actor, reason = "Two thoughts.") =>
    ledger.do(by, {
      type: "propose-outline",
      ...{ change: { act: "split", passage: "1-2", cuts: [], sourceCuts: [] }, locators: [], reason },
    });
  expect(split(ANN)).toBe("not-apart");
  const move = (by: Actor, reason = "First.") =>
    ledger.do(by, {
      type: "propose-outline",
      ...{ change: { act: "move", passage: "1-2", branch: false, after: null }, locators: [], reason },
    });
  expect(move(inRole("reader", "eve"))).toBe("not-allowed");
  expect(move(ANN, "  ")).toBe("reason-required");
  expect(move(REX)).toBe("");
  // Said twice it is one.
  expect([move(REX), ledger.work.outlineProposals?.length]).toEqual(["", 1]);
  const act = (by: Actor, verb: "accept" | "decline" | "withdraw", number = 1, reason = "") =>
    ledger.do(by, { type: `${verb}-outline`, number, reason });
  expect(act(ANN, "accept")).toBe("not-allowed");
  expect(act(REX, "accept")).toBe("not-yours");
  expect(act(OWNER, "decline")).toBe("reason-required");
  expect(act(OWNER, "accept", 2)).toBe("unknown-outline-proposal");
  expect(act(ANN, "withdraw")).toBe("not-allowed");
  expect(act(OWNER, "accept")).toBe("");
  expect(ledger.ids[0]).toBe("1-2");
  expect(act(OWNER, "accept")).toBe("outline-decided");
  ledger.add([{ passage: null, event: placed(ledger.work.passages[1]!, null, OWNER) }]);
  expect(verified(ledger.records)).toEqual([]);
});

test("nobody alone takes the room that a work has for proposals of its outline; what others decide makes some again", () => {
  const { work } = new Ledger();
  const change = { act: "move", passage: "1-2", branch: false, from: "1-1", after: null } as const;
  const many = (count: number, status: OutlineProposal["status"], by: Actor): OutlineProposal[] =>
    Array.from({ length: count }, (_, at) => ({
      ...{ number: at + 1, change, locators: [], reason: "Up.", at: "2026-11-28T09:00:00.000Z", status },
      ...{ by: { id: by.id, name: by.name }, decision: null },
    }));
  const proposes = (by: Actor, before: OutlineProposal[]): unknown => {
    const asked = { act: "move", passage: "1-2", branch: false, after: null } as const;
    const command = { type: "propose-outline", change: asked, locators: [], reason: "First." } as const;
    const decision = decideOnWork({ ...work, outlineProposals: before }, command, by);
    return decision.ok ? decision.facts.length : "excess" in decision.refusal && decision.refusal.excess.limit;
  };
  const { outlineProposals: most, ownOutlineProposals: mostOwn } = LIMITS;
  expect(proposes(ANN, many(mostOwn - 1, "open", REX))).toBe(1);
  for (const status of ["open", "withdrawn"] as const) {
    expect(proposes(ANN, many(mostOwn, status, ANN))).toBe("ownOutlineProposals");
    expect(proposes(REX, many(mostOwn, status, ANN))).toBe(1);
  }
  for (const status of ["accepted", "declined"] as const) expect(proposes(ANN, many(most, status, ANN))).toBe(1);
  expect(proposes(ANN, many(most, "open", REX))).toBe("outlineProposals");
});

test("how much sources are proposed to say together is bounded, of one person's and of all, and what others decide makes room again", () => {
  const { work } = new Ledger();
  const { ownOutlineCharacters: mostOwn, outlineCharacters: most } = LIMITS;
  const passage = work.passages[0]!;
  const { number } = passage.source;
  const proposal = (characters: number, status: OutlineProposal["status"], by: Actor): OutlineProposal => ({
    ...{ number: 1, change: { act: "source", passage: passage.id, source: number }, locators: [], reason: "A slip." },
    ...{ source: { held: "whole", words: ["道".repeat(characters)] }, at: "2026-11-28T09:00:00.000Z", status },
    ...{ by: { id: by.id, name: by.name }, decision: null },
  });
  const proposes = (before: OutlineProposal[]): unknown => {
    const source = { held: "whole" as const, words: ["道可道"] };
    const change = { act: "source", passage: passage.id, number, source } as const;
    const command = { type: "propose-outline", change, locators: [], reason: "First." } as const;
    const decision = decideOnWork({ ...work, outlineProposals: before }, command, ANN);
    return decision.ok ? decision.facts.length : "excess" in decision.refusal && decision.refusal.excess.limit;
  };
  for (const status of ["open", "withdrawn"] as const) {
    expect(proposes([proposal(mostOwn - 3, status, ANN)])).toBe(1);
    expect(proposes([proposal(mostOwn - 2, status, ANN)])).toBe("ownOutlineCharacters");
  }
  expect(proposes([proposal(most - 3, "open", REX)])).toBe(1);
  expect(proposes([proposal(most - 2, "open", REX)])).toBe("outlineCharacters");
  expect(proposes([proposal(most, "declined", ANN)])).toBe(1);
});
