import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide, type Command, type RefusalCode } from "../../translations/ledger/decide.ts";
import type { LedgerEvent, LedgerRecord } from "../../translations/ledger/events.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import {
  evolve,
  NOTHING,
  proposalOf,
  replay,
  type PassageState,
  type Proposal,
  type Version,
} from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson, sameRendering } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { histories, inRole, perform, plain, take, type History, type Step } from "../help/histories.ts";

const CODES: Record<RefusalCode, true> = {
  "not-allowed": true,
  "unknown-proposal": true,
  "unknown-version": true,
  "already-decided": true,
  "already-held": true,
  "already-exists": true,
  "not-submitted": true,
  "not-a-draft": true,
  "not-yours": true,
  "stale-base": true,
  unchanged: true,
  empty: true,
  "reason-required": true,
};

const LATER = "2030-01-01T00:00:00.000Z";

/** Asserts `holds` of random histories. */
function law(name: string, holds: (history: History) => void): void {
  test(name, () => fc.assert(fc.property(histories(), holds), { numRuns: 150 }));
}

function eventsOf({ decision }: Step): LedgerEvent[] {
  return decision.ok ? decision.events : [];
}

function recordedIn(history: History) {
  return history.steps.flatMap((step) =>
    eventsOf(step)
      .filter((event) => event.type === "version-recorded")
      .map((event) => ({ ...step, event })),
  );
}

describe("in any history", () => {
  law("version numbers run from 1 without gaps, and none is given twice", (history) => {
    const given = recordedIn(history).map(({ event }) => event.number);
    expect(given).toEqual(given.map((_, index) => index + 1));
    for (const { after } of history.steps)
      expect(after.versions.map(({ number }) => number)).toEqual(given.slice(0, after.versions.length));
  });

  law("nothing of a held version ever changes, and of a version not held only its words come, once", ({ steps }) => {
    for (const { before, after } of steps)
      before.versions.forEach((version, index) => unchanged(version, after.versions[index]!));
  });

  law("a version's digest is that of its canonical text", ({ state }) => {
    for (const { words } of state.versions)
      if (words) expect(digestOfText(canonicalText(renderingFromJson(words.rendering)))).toBe(words.digest);
  });

  law(
    "replaying the records gives the state that was reached step by step, also after a journey as JSON",
    ({ records, state }) => {
      expect(replay(records)).toEqual(state);
      expect(replay(JSON.parse(JSON.stringify(records)) as LedgerRecord[])).toEqual(state);
    },
  );

  law("no decision and no step changes the state before it", ({ records, steps }) => {
    let state: PassageState = deepFreeze(NOTHING);
    for (const record of records) state = deepFreeze(evolve(state, record));
    for (const { command, actor } of steps) decide(state, command, actor, LATER);
  });

  law("an accepted command, sent again at once, is accepted and adds nothing", ({ steps }) => {
    for (const { decision, after, command, actor } of steps)
      if (decision.ok) expect(decide(after, command, actor, LATER)).toEqual({ ok: true, events: [] });
  });

  law("a refused command adds nothing, and says why with a code and a sentence", ({ steps }) => {
    for (const { decision, before, after } of steps) {
      if (decision.ok) continue;
      expect(after).toBe(before);
      expect(CODES).toHaveProperty(decision.refusal.code);
      expect(decision.refusal.message).toMatch(/^[A-Z].{15,}\.$/s);
    }
  });

  law("a proposal becomes the version right after its base, and never without a difference", (history) => {
    for (const { event, before } of recordedIn(history)) {
      if (event.proposal === null) continue;
      expect(event.base).toBe(before.versions.at(-1)?.number ?? null);
      const base = before.versions.at(-1)?.words;
      const [older, newer] = [base, event.words].map((words) => words && renderingFromJson(words.rendering));
      if (older) expect(sameRendering(older, newer!)).toBe(false);
    }
  });

  law("only reviewers and owners decide, and only owners on their own, which the version then says", ({ steps }) => {
    for (const step of steps)
      for (const event of eventsOf(step)) {
        if (event.type !== "proposal-accepted" && event.type !== "proposal-declined") continue;
        const own = hadAHand(proposalOf(step.before, event.proposal)!, step.actor);
        expect(atLeast(step.actor.role, own ? "owner" : "reviewer")).toBe(true);
        expect(event.by.id).toBe(step.actor.id);
        const made = eventsOf(step).find((other) => other.type === "version-recorded");
        if (made) expect(made.review).toMatchObject({ kind: "accepted", self: own, by: { id: step.actor.id } });
      }
  });

  law("readers add nothing", ({ steps }) => {
    for (const step of steps) if (step.actor.role === "reader" && !hadAHandIn(step)) expect(eventsOf(step)).toEqual([]);
  });

  law("only owners record versions that were made elsewhere", (history) => {
    for (const { event, actor } of recordedIn(history)) if (event.proposal === null) expect(actor.role).toBe("owner");
  });

  law("a decided proposal never changes again, and no proposal is ever lost", ({ steps }) => {
    for (const { before, after } of steps)
      before.proposals.forEach((proposal, index) => {
        expect(after.proposals[index]?.id).toBe(proposal.id);
        if (proposal.decision) expect(after.proposals[index]).toEqual(proposal);
      });
  });

  law("an accepted proposal's version has its words, credits everybody who proposed, and who approved", ({ state }) => {
    for (const { status, kind, number, submission, decision } of state.proposals) {
      if (status !== "accepted") continue;
      const version = state.versions[number! - 1]!;
      expect(version.words?.rendering).toEqual(submission!.rendering);
      if (kind === "supply") continue;
      const names = version.contributors.map(({ name, role }) => `${role} ${name}`);
      for (const { name } of submission!.proposers) expect(names).toContain(`proposer ${name}`);
      expect(names).toContain(`approver ${decision!.by.name}`);
    }
  });

  test("every kind of event and every refusal comes up", () => {
    const seen = new Set<string>();
    for (const { steps } of fc.sample(histories(), { numRuns: 400, seed: 14 }))
      for (const step of steps) {
        eventsOf(step).forEach(({ type }) => seen.add(type));
        if (!step.decision.ok) seen.add(step.decision.refusal.code);
      }
    const kinds: Record<LedgerEvent["type"], true> = {
      "version-recorded": true,
      "text-supplied": true,
      "proposal-opened": true,
      "proposal-submitted": true,
      "proposal-returned": true,
      "proposal-rebased": true,
      "proposal-accepted": true,
      "proposal-declined": true,
      "proposal-withdrawn": true,
    };
    expect([...seen].sort()).toEqual([...Object.keys(kinds), ...Object.keys(CODES)].sort());
  });
});

function unchanged(version: Version, later: Version): void {
  if (version.words || !later.words) return expect(later).toEqual(version);
  expect({ ...later, words: null, supplied: null }).toEqual(version);
  expect(later.supplied).not.toBeNull();
}

function hadAHand(proposal: Proposal, { id }: Actor): boolean {
  return proposal.openedBy.id === id || (proposal.submission?.proposers ?? []).some((person) => person.id === id);
}

/** Somebody who proposed and was made a reader since may still take their proposal back, move it or withdraw it. */
function hadAHandIn({ before, command, actor }: Step): boolean {
  const proposal = "proposal" in command ? proposalOf(before, command.proposal) : undefined;
  const own = ["return-proposal", "rebase-proposal", "withdraw-proposal"].includes(command.type);
  return own && proposal !== undefined && hadAHand(proposal, actor);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

const reader = inRole("reader");
const translator = inRole("translator");
const other = inRole("translator", "other");
const reviewer = inRole("reviewer");
const owner = inRole("owner");

type Try = [Actor, Command];

function record(text: string | null, base: number | null = null): Command {
  const rendering = text === null ? null : plain(text);
  return {
    type: "record-version",
    facts: {
      base,
      rendering,
      contributors: [],
      date: "2022-01-24",
      publishedIn: [],
      rationale: "",
      notes: [],
      provenance: "",
    },
  };
}

function open(proposal: string, base: number | null, kind: "revision" | "supply" = "revision"): Command {
  return { type: "open-proposal", proposal, kind, base };
}

function submit(proposal: string, text: string, summary = "It is plainer."): Command & { type: "submit-proposal" } {
  return { type: "submit-proposal", proposal, rendering: plain(text), notes: [], summary, proposers: [] };
}

function about(
  type: "accept-proposal" | "decline-proposal" | "return-proposal" | "withdraw-proposal",
  proposal: string,
  reason = "Yes.",
): Command {
  return { type, proposal, reason };
}

/** What comes of the last of these tries; the ones before it must be accepted. */
function last(...tries: Try[]): Step {
  const history = perform([]);
  const steps = tries.map(([actor, command]) => take(history, { actor, command }, "2026-11-24T08:00:00.000Z"));
  for (const { decision } of steps.slice(0, -1)) expect(decision).toMatchObject({ ok: true });
  return steps.at(-1)!;
}

const V1: Try = [owner, record("Clarify the relationship.")];
const OPENED: Try = [translator, open("p1", 1)];
const SUBMITTED: Try = [translator, submit("p1", "Sort out the relationship.")];
const ACCEPTED: Try = [reviewer, about("accept-proposal", "p1")];

describe("refused, by name:", () => {
  test.each<[RefusalCode, string, Try[]]>([
    ["not-allowed", "a reader proposes", [V1, [reader, open("p1", 1)]]],
    ["not-allowed", "a reader submits", [V1, OPENED, [reader, submit("p1", "Sort out.")]]],
    ["not-allowed", "a translator accepts", [V1, OPENED, SUBMITTED, [other, about("accept-proposal", "p1")]]],
    ["not-allowed", "a translator declines", [V1, OPENED, SUBMITTED, [other, about("decline-proposal", "p1")]]],
    [
      "not-allowed",
      "a translator sends back what others propose",
      [V1, OPENED, SUBMITTED, [other, about("return-proposal", "p1")]],
    ],
    [
      "not-allowed",
      "a reviewer withdraws what others propose",
      [V1, OPENED, [reviewer, about("withdraw-proposal", "p1")]],
    ],
    [
      "not-allowed",
      "a translator moves what others propose",
      [V1, OPENED, [other, { type: "rebase-proposal", proposal: "p1", base: 1 }]],
    ],
    ["not-allowed", "a reviewer records a version made elsewhere", [[reviewer, record("Clarify.")]]],
    ["unknown-proposal", "nobody opened it", [V1, [reviewer, about("accept-proposal", "p9")]]],
    ["unknown-version", "a proposal starts from a version that is not there", [V1, [translator, open("p1", 2)]]],
    ["unknown-version", "a version is revised from one that is not there", [[owner, record("Clarify.", 1)]]],
    ["unknown-version", "words are supplied for no version", [V1, [translator, open("p1", null, "supply")]]],
    ["already-held", "words are supplied that are held", [V1, [translator, open("p1", 1, "supply")]]],
    [
      "already-held",
      "words were supplied by somebody else meanwhile",
      [
        [owner, record(null)],
        [translator, open("p1", 1, "supply")],
        [other, open("p2", 1, "supply")],
        [translator, submit("p1", "Clarify.", "From the printed edition.")],
        [other, submit("p2", "Clarify it.", "From the archive.")],
        [reviewer, about("accept-proposal", "p1")],
        [reviewer, about("accept-proposal", "p2")],
      ],
    ],
    ["already-exists", "an address is taken", [V1, OPENED, [other, open("p1", 1)]]],
    ["not-submitted", "a draft is accepted", [V1, OPENED, [reviewer, about("accept-proposal", "p1")]]],
    ["not-submitted", "a draft is declined", [V1, OPENED, [reviewer, about("decline-proposal", "p1")]]],
    [
      "not-a-draft",
      "other words are submitted while it is in review",
      [V1, OPENED, SUBMITTED, [translator, submit("p1", "Straighten out.")]],
    ],
    [
      "not-yours",
      "a reviewer accepts their own",
      [V1, [reviewer, open("p1", 1)], [reviewer, submit("p1", "Sort out.")], ACCEPTED],
    ],
    [
      "not-yours",
      "a reviewer declines what they had a hand in",
      [
        V1,
        OPENED,
        [translator, { ...submit("p1", "Sort out."), proposers: [reviewer] }],
        [reviewer, about("decline-proposal", "p1")],
      ],
    ],
    ["stale-base", "a proposal starts from an older version", [V1, [owner, record("Sort out.", 1)], OPENED]],
    [
      "stale-base",
      "the passage moved on since it was begun",
      [V1, OPENED, SUBMITTED, [owner, record("Straighten out.", 1)], ACCEPTED],
    ],
    [
      "stale-base",
      "it is moved to an older version",
      [
        V1,
        OPENED,
        [owner, record("Straighten out.", 1)],
        [translator, { type: "rebase-proposal", proposal: "p1", base: 1 }],
      ],
    ],
    ["unchanged", "nothing differs", [V1, OPENED, [translator, submit("p1", " Clarify  the relationship.\n")]]],
    [
      "unchanged",
      "nothing differs from the version it was moved onto",
      [
        V1,
        OPENED,
        SUBMITTED,
        [owner, record("Sort out the relationship.", 1)],
        [translator, { type: "rebase-proposal", proposal: "p1", base: 2 }],
        ACCEPTED,
      ],
    ],
    ["empty", "no words are proposed", [V1, OPENED, [translator, submit("p1", " ")]]],
    ["empty", "no words are recorded", [[owner, record("")]]],
    ["reason-required", "no summary", [V1, OPENED, [translator, submit("p1", "Sort out.", " ")]]],
    [
      "reason-required",
      "declined without a reason",
      [V1, OPENED, SUBMITTED, [reviewer, about("decline-proposal", "p1", " ")]],
    ],
    [
      "reason-required",
      "sent back without a reason",
      [V1, OPENED, SUBMITTED, [reviewer, about("return-proposal", "p1", "")]],
    ],
    [
      "already-decided",
      "accepted by somebody else",
      [V1, OPENED, SUBMITTED, ACCEPTED, [owner, about("accept-proposal", "p1")]],
    ],
    [
      "already-decided",
      "declined after it was accepted",
      [V1, OPENED, SUBMITTED, ACCEPTED, [reviewer, about("decline-proposal", "p1")]],
    ],
    [
      "already-decided",
      "withdrawn after it was accepted",
      [V1, OPENED, SUBMITTED, ACCEPTED, [translator, about("withdraw-proposal", "p1")]],
    ],
  ])("%s, when %s", (code, _when, tries) => {
    const { decision } = last(...tries);
    expect(decision.ok ? "accepted" : decision.refusal.code).toBe(code);
  });
});

describe("done:", () => {
  test("an accepted proposal is the next version", () => {
    const { after } = last(V1, OPENED, SUBMITTED, ACCEPTED);
    expect(after.versions.at(-1)).toMatchObject({
      number: 2,
      base: 1,
      proposal: "p1",
      rationale: "It is plainer.",
      review: { kind: "accepted", self: false },
    });
    expect(after.proposals[0]).toMatchObject({ status: "accepted", number: 2 });
  });

  test("an owner may accept their own, and the version says so", () => {
    const { after } = last(
      V1,
      [owner, open("p1", 1)],
      [owner, submit("p1", "Sort out.")],
      [owner, about("accept-proposal", "p1", "")],
    );
    expect(after.versions.at(-1)?.review).toMatchObject({ self: true });
  });

  test("a version that is not held gets its words once, and keeps its number, date and people", () => {
    const { before, after } = last(
      [owner, record(null)],
      [translator, open("p1", 1, "supply")],
      [translator, submit("p1", "Clarify.", "From the printed edition.")],
      [reviewer, about("accept-proposal", "p1")],
    );
    expect(after.versions).toHaveLength(1);
    expect(after.versions[0]).toMatchObject({
      words: { digest: digestOfText("Clarify.") },
      supplied: { provenance: "From the printed edition." },
    });
    expect({ ...after.versions[0], words: null, supplied: null }).toEqual(before.versions[0]);
  });

  test("a declined proposal keeps its words and the reason", () => {
    const { after } = last(V1, OPENED, SUBMITTED, [reviewer, about("decline-proposal", "p1", "Too strong.")]);
    expect(after.proposals[0]).toMatchObject({
      status: "declined",
      decision: { reason: "Too strong." },
      submission: { summary: "It is plainer." },
    });
    expect(after.versions).toHaveLength(1);
  });

  test("a stale proposal, moved onto the current version, can be accepted", () => {
    const moved: Try = [translator, { type: "rebase-proposal", proposal: "p1", base: 2 }];
    const { after } = last(V1, OPENED, SUBMITTED, [owner, record("Straighten out.", 1)], moved, ACCEPTED);
    expect(after.versions.at(-1)).toMatchObject({ number: 3, base: 2 });
  });

  test("the same version recorded twice is one version, also after its words were supplied", () => {
    expect(last([owner, record(null)], [owner, record(null)]).after.versions).toHaveLength(1);
    const supply: Try[] = [
      [translator, open("p1", 1, "supply")],
      [translator, submit("p1", "Clarify.", "From print.")],
      ACCEPTED,
    ];
    expect(last([owner, record(null)], ...supply, [owner, record(null)]).after.versions).toHaveLength(1);
  });

  test("notes that changed since it was submitted are not passed over in silence", () => {
    const again = { ...submit("p1", "Sort out the relationship."), notes: [NOTE] };
    expect(last(V1, OPENED, SUBMITTED, [translator, again]).decision).toMatchObject({
      ok: false,
      refusal: { code: "not-a-draft" },
    });
  });
});

const NOTE = {
  id: "n1",
  author: { name: "Someone" },
  date: "2026-11-24",
  category: "style" as const,
  body: "Why.",
  target: null,
  source: null,
  alternatives: [],
};
