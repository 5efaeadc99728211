/** What stands for each translation of a work, and when a proposal on one of them has been passed: only its own counts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type Command } from "../../translations/decide/decide.ts";
import { chooseVersion } from "../../translations/decide/choosing.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { endsAfter, recordsOfAct, type Fact, type LedgerRecord } from "../../translations/ledger/record.ts";
import {
  currentVersion,
  isStale,
  latestOf,
  replay,
  translationIn,
  versionOf,
  type PassageState,
} from "../../translations/ledger/state.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { inRole, plain } from "../help/histories.ts";
import { words } from "../help/parts.ts";

const [WORK, A, AT] = ["w", "a", "2026-11-26T08:00:00.000Z"];
/** The work's own, and another. */
const [OWN, KING] = ["open", "king"];
const OWNER = inRole("owner", "own");

/** A passage in two translations, and, told apart from the records, what ought to stand. */
class Told {
  records: LedgerRecord[] = [];
  readonly stands = new Map<string, number>();
  current: string | null = null;
  /** While true, versions of the work's own don't say so, as all did once. */
  unnamed = true;

  get state(): PassageState {
    return replay(A, this.records);
  }

  of(number: number): string {
    return translationIn(versionOf(this.state, number)!, OWN);
  }

  add(facts: readonly Fact[]): void {
    const id = `act-${this.records.length}`;
    this.records.push(
      ...recordsOfAct(WORK, endsAfter(this.records), { id, at: AT, newSalt: saltsFrom(id) }, [...facts]),
    );
  }

  made(number: number, translation: string, isCurrent: boolean): void {
    if (isCurrent || this.current !== translation) this.stands.set(translation, number);
    if (isCurrent) this.current = translation;
  }

  /** A version that was made elsewhere. */
  bring(translation: string, madeCurrent: boolean): void {
    const { versions } = this.state;
    const number = versions.length + 1;
    const isUnnamed = translation === OWN && this.unnamed && madeCurrent;
    // Only where none was named yet is it not known whether a named one is of another.
    const current = currentVersion({ versions });
    if (translation === OWN && !madeCurrent && current && current.translation === undefined) return;
    const text = `Words ${number}.`;
    const event: LedgerEvent = {
      ...{ type: "version-recorded", number, madeCurrent, base: null, date: "1900", publishedIn: [], notes: [] },
      ...(!isUnnamed && { translation }),
      words: { rendering: renderingToJson(plain(text)), digest: digestOfText(text) },
      ...{ contributors: [], rationale: "", provenance: "Known.", proposal: null },
      review: { kind: "recorded", by: { name: "Somebody" } },
    };
    this.add([{ passage: A, event }]);
    this.made(number, translation, madeCurrent);
  }

  choose(number: number): void {
    const { versions } = this.state;
    const current = currentVersion({ versions })?.number ?? null;
    const choosing = { type: "choose-version" as const, passage: A, number, current, reason: "Better." };
    const decision = chooseVersion(choosing, { name: "Somebody" }, versions);
    if (!decision.ok || decision.facts.length === 0) return;
    this.add(decision.facts);
    this.made(number, this.of(number), true);
  }

  do(command: Command): boolean {
    const { versions, proposals } = this.state;
    const here = "proposal" in command ? proposals.find(({ id }) => id === command.proposal) : undefined;
    const proposal = here ? { ...here, status: here.whole, parts: [here] } : null;
    const passages = new Map([[A, { passage: A, versions, proposals }]]);
    const decision = decide({ passages, proposal, own: OWN }, command, OWNER, AT);
    if (decision.ok) this.add(decision.facts);
    return decision.ok;
  }
}

type Step = (told: Told, index: number) => void;

const translation = fc.constantFrom(OWN, KING);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(translation, fc.boolean()).map(
    ([of, isCurrent]): Step =>
      (told) =>
        told.bring(of, isCurrent),
  ),
  fc.nat(20).map((at): Step => (told) => {
    const { length } = told.state.versions;
    if (length > 0) told.choose((at % length) + 1);
  }),
  fc.constant<Step>((told) => {
    told.unnamed = false;
  }),
  fc.nat(20).map((at): Step => (told, index) => {
    const { length } = told.state.versions;
    if (length === 0) return;
    const base = (at % length) + 1;
    const proposal = `p-${index}`;
    const begun = told.do({ type: "open-proposal", proposal, kind: "revision", parts: [{ passage: A, base }] });
    expect(begun).toBe(told.stands.get(told.of(base)) === base);
    if (!begun) return;
    const part = words(A, `Words of ${proposal}.`);
    expect(told.do({ type: "submit-proposal", proposal, parts: [part], summary: "So." })).toBe(true);
  }),
  fc.nat(20).map((at): Step => (told) => {
    const open = told.state.proposals.filter(({ status }) => status === "open");
    const proposal = open[at % Math.max(1, open.length)];
    if (!proposal) return;
    const of = told.of(proposal.base!);
    const isOn = told.stands.get(of) === proposal.base;
    expect(told.do({ type: "accept-proposal", proposal: proposal.id, reason: "" })).toBe(isOn);
    if (!isOn) return;
    const made = told.state.versions.at(-1)!;
    expect(translationIn(made, OWN)).toBe(of);
    const isCurrent = told.current === null || told.current === of;
    expect(made.madeCurrent).toBe(isCurrent);
    told.made(made.number, of, isCurrent);
  }),
);

test("whatever becomes of one translation, a proposal on the other is passed by its own alone", () => {
  const seen = { kept: 0, passed: 0 };
  fc.assert(
    fc.property(fc.array(steps, { minLength: 4, maxLength: 16 }), (told) => {
      const ledger = new Told();
      told.forEach((step, index) => {
        step(ledger, index);
        const { state } = ledger;
        for (const of of [OWN, KING]) expect(latestOf(of, state.versions, OWN)?.number).toBe(ledger.stands.get(of));
        const current = currentVersion(state);
        expect(current ? translationIn(current, OWN) : null).toBe(ledger.current);
        for (const proposal of state.proposals.filter(({ status }) => status === "open")) {
          const isPassed = ledger.stands.get(ledger.of(proposal.base!)) !== proposal.base;
          expect(isStale(state, proposal, OWN)).toBe(isPassed);
          if (isPassed) seen.passed++;
          else if (current?.number !== proposal.base) seen.kept++;
        }
      });
    }),
    { numRuns: 400 },
  );
  expect(seen.kept).toBeGreaterThan(20);
  expect(seen.passed).toBeGreaterThan(20);
});

test("a first rendering waits while only another translation has words, and is passed once the work's own has", () => {
  const told = new Told();
  told.bring(KING, true);
  const proposal = "first";
  expect(told.do({ type: "open-proposal", proposal, kind: "revision", parts: [{ passage: A, base: null }] })).toBe(
    true,
  );
  expect(isStale(told.state, told.state.proposals[0]!, OWN)).toBe(false);
  told.bring(OWN, true);
  expect(isStale(told.state, told.state.proposals[0]!, OWN)).toBe(true);
  expect(told.do({ type: "rebase-proposal", proposal, passage: A, base: 1 })).toBe(false);
  expect(told.do({ type: "rebase-proposal", proposal, passage: A, base: 2 })).toBe(true);
});
