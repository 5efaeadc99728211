import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { isDiscussing } from "../../translations/ledger/discussing.ts";
import { isTerming } from "../../translations/ledger/terming.ts";
import {
  EVENT_KINDS,
  isDescribing,
  isOfAccess,
  isOfImport,
  type LedgerEvent,
  type Readers,
} from "../../translations/ledger/events.ts";
import { recordOf, type Kept } from "../../translations/ledger/record.ts";
import type { RefusalCode } from "../../translations/ledger/refusals.ts";
import {
  hadAHand,
  hiddenOf,
  isWriter,
  refusedTo,
  rightsIn,
  type ProposalCommand,
  seenBy,
  writersOf,
  type Right,
} from "../../translations/ledger/rights.ts";
import { atLeast, ROLES, type Actor } from "../../translations/ledger/roles.ts";
import {
  openProposals,
  proposalOf,
  type PassageState,
  type ProposalHere,
  type Version,
  needsReason,
} from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson, sameRendering } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { histories, lossyHistories, inRole, perform, plain, take, type History, type Step } from "../help/histories.ts";
import { decide, type Command, evolve, NOTHING, replay, recordsOfAct } from "../help/one-passage.ts";
import { examples } from "../help/seeds.ts";

/**
 * Those of what is said of a work come up in `ledger-describe.test.ts`; what an import meets, in `undoing-onto.test.ts`; of
 * discussions, in `ledger-threads.test.ts`; approvals, in `ledger-approvals.test.ts`; of terms, in `ledger-terms.test.ts`.
 */
type OfWork =
  | ("unknown-thread" | "not-in-text" | "comment-removed")
  | ("unknown-outline-proposal" | "stale-outline" | "outline-decided")
  | ("unknown-term" | "stale-term" | "term-decided" | "term-returned")
  | "undone-meanwhile"
  | "not-approved"
  | ("unknown-work" | "unknown-passage" | "not-a-date" | "not-a-language")
  | ("retired" | "not-a-passage-id" | "not-a-translation-id" | "not-apart" | "not-beside");
const CODES: Record<Exclude<RefusalCode, OfWork>, true> = {
  "not-allowed": true,
  "not-invited": true,
  "unknown-proposal": true,
  "unknown-part": true,
  "unknown-version": true,
  "already-decided": true,
  "already-held": true,
  "already-resolved": true,
  removed: true,
  undecided: true,
  "built-on": true,
  "already-exists": true,
  "not-submitted": true,
  "not-a-writer": true,
  "not-a-draft": true,
  "not-yours": true,
  "stale-base": true,
  unchanged: true,
  empty: true,
  "words-gone": true,
  "reason-required": true,
  "too-large": true,
};

const LATER = "2030-01-01T00:00:00.000Z";

/** The cast of the random histories, a stranger to all of them beside, in every role. */
const EVERYBODY = ["ann", "ben", "chi", "zoe"].flatMap((id) => ROLES.map((role) => inRole(role, id)));

const because = ({ id }: ProposalHere) => ({ proposal: id, reason: "Because." });

const OTHERWISE: Record<Readers, Readers> = { writers: "reviewers", reviewers: "accounts", accounts: "writers" };

/** For each right of its own, the command that it is the right to give. */
const RIGHTS_OF_COMMANDS: [
  Exclude<Right, "takeBack" | "sendBack" | "acceptAtOnce" | "leave" | "read" | "playBack">,
  (proposal: ProposalHere) => Command,
][] = [
  ["edit", ({ id }) => submit(id, "Words that nobody else would write here.")],
  ["decide", (proposal) => ({ type: "accept-proposal", ...because(proposal) })],
  ["decide", (proposal) => ({ type: "decline-proposal", ...because(proposal) })],
  ["choose", ({ id, readers }) => ({ type: "choose-readers", proposal: id, readers: OTHERWISE[readers] })],
  ["move", ({ id }) => ({ type: "rebase-proposal", proposal: id, base: 1 })],
  ["withdraw", (proposal) => ({ type: "withdraw-proposal", ...because(proposal) })],
  ["invite", ({ id }) => ({ type: "invite-person", proposal: id, person: inRole("translator", "guest") })],
];

/** What is refused for who asks, or for where the proposal stands, and not for what is asked. */
const NOT_THEIRS: RefusalCode[] = [
  "not-allowed",
  "not-invited",
  "not-yours",
  "already-decided",
  "not-submitted",
  "not-a-draft",
];

function isTaken(state: PassageState, command: Command, actor: Actor): boolean {
  const decision = decide(state, command, actor, LATER);
  if (!decision.ok) return !NOT_THEIRS.includes(decision.refusal.code);
  // Done before is not done again: a decision that stands.
  return decision.events.length > 0 || command.type === "rebase-proposal";
}

/** Asserts `holds` of random histories. */
function law(name: string, holds: (history: History) => void): void {
  test(name, () => fc.assert(fc.property(histories(), holds), { numRuns: examples(150) }));
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
      expect(replay((JSON.parse(JSON.stringify(records)) as Kept[]).map(recordOf))).toEqual(state);
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
      expect(refusalInWords(decision.refusal)).toMatch(/^[A-Z].{15,}\.$/s);
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

  law("readers add nothing, but that they leave", ({ steps }) => {
    for (const step of steps)
      for (const event of step.actor.role === "reader" ? eventsOf(step) : [])
        expect(event).toMatchObject({ type: "person-let-go", person: { id: step.actor.id } });
  });

  law("nobody adds words to a proposal but who began it and those invited and not let go since", ({ steps }) => {
    for (const step of steps)
      for (const event of eventsOf(step)) {
        if (event.type !== "proposal-submitted") continue;
        const { openedBy, invited, letGo, submission } = proposalOf(step.before, event.proposal)!;
        const { id } = step.actor;
        const credited = (submission?.proposers ?? []).some((person) => person.id === id);
        const gone = letGo.some(({ person }) => person.id === id);
        const asked = invited.some(({ person }) => person.id === id);
        expect(openedBy.id === id || asked || (credited && !gone)).toBe(true);
        expect(atLeast(step.actor.role, "translator")).toBe(true);
      }
  });

  law("only who began a proposal and owners invite to it or let others go, and everybody may leave", ({ steps }) => {
    for (const step of steps)
      for (const event of eventsOf(step)) {
        if (event.type !== "person-invited" && event.type !== "person-let-go") continue;
        const { openedBy } = proposalOf(step.before, event.proposal)!;
        const leaves = event.type === "person-let-go" && event.person.id === step.actor.id;
        expect(leaves || step.actor.role === "owner" || openedBy.id === step.actor.id).toBe(true);
        expect(event.by.id).toBe(step.actor.id);
        expect(event.person.id).not.toBe(openedBy.id);
      }
  });

  law("the newest word on a person counts, nobody is both invited and let go, and who began it stays", ({ steps }) => {
    for (const step of steps) {
      for (const event of eventsOf(step)) {
        if (event.type !== "person-invited" && event.type !== "person-let-go") continue;
        const proposal = proposalOf(step.after, event.proposal)!;
        expect(isWriter(proposal, { id: event.person.id! })).toBe(event.type === "person-invited");
      }
      for (const proposal of step.after.proposals) {
        const named = [...proposal.invited, ...proposal.letGo].map(({ person }) => person.id);
        expect(new Set(named).size).toBe(named.length);
        expect(writersOf(proposal)[0]).toEqual(proposal.openedBy);
      }
    }
  });

  law("letting somebody go takes neither their words nor their credit, and no say in it is won by it", ({ steps }) => {
    for (const step of steps)
      for (const event of eventsOf(step)) {
        if (event.type !== "person-let-go") continue;
        const [before, after] = [step.before, step.after].map((state) => proposalOf(state, event.proposal)!);
        expect(after!.submission).toEqual(before!.submission);
        for (const role of ROLES) {
          const actor = inRole(role, event.person.id);
          expect(hadAHand(after!, actor)).toBe(hadAHand(before!, actor));
          expect(rightsIn(after!, actor).decide).toBe(rightsIn(before!, actor).decide);
          expect(rightsIn(after!, actor)).toMatchObject({ edit: false, takeBack: false, leave: false });
        }
      }
  });

  law("what a page offers the ledger takes, and what it does not offer the ledger refuses", ({ state }) => {
    for (const proposal of state.proposals)
      for (const actor of EVERYBODY) {
        const may = rightsIn(proposal, actor);
        const offered = [may.takeBack || may.sendBack, may.leave, ...RIGHTS_OF_COMMANDS.map(([right]) => may[right])];
        const taken = [
          isTaken(state, { type: "return-proposal", ...because(proposal) }, actor),
          isTaken(state, { type: "let-person-go", proposal: proposal.id, person: actor }, actor) &&
            isWriter(proposal, actor),
          ...RIGHTS_OF_COMMANDS.map(([, command]) => isTaken(state, command(proposal), actor)),
        ];
        // Sent back to drafting, a draft is what it was: that is done, and offered to nobody.
        if (proposal.status === "draft") [offered[0], taken[0]] = [false, false];
        expect(taken, `${proposal.id}, ${proposal.status}: ${actor.id}, ${actor.role}`).toEqual(offered);
      }
  });

  law(
    "readers do nothing but leave, whatever they were before, and nobody's role gives another's right to write",
    ({ state }) => {
      for (const proposal of state.proposals)
        for (const actor of EVERYBODY) {
          const { leave, read: _read, playBack: _playBack, ...acts } = rightsIn(proposal, actor);
          if (actor.role === "reader") expect(Object.values(acts)).not.toContain(true);
          if (leave || acts.edit || acts.takeBack) expect(isWriter(proposal, actor)).toBe(true);
        }
    },
  );

  law(
    "nobody is stuck: of what is undecided an owner can become a writer, submit, send back, decide, and end it",
    ({ state }) => {
      const owner = inRole("owner", "olive");
      const done = (state: PassageState, command: Command): PassageState => {
        const step = decide(state, command, owner, LATER);
        if (!step.ok) throw new Error(`${command.type}: ${refusalInWords(step.refusal)}`);
        const at = { work: "w", passage: "p" };
        return recordsOfAct(at, new Map(), { id: "act", at: LATER, newSalt: saltsFrom("act") }, step.events).reduce(
          evolve,
          state,
        );
      };
      for (const { id, status } of state.proposals) {
        if (status !== "draft" && status !== "open") continue;
        const about = { proposal: id, reason: "Its people are gone." };
        done(state, { type: "withdraw-proposal", ...about });
        const draft = status === "draft" ? state : done(state, { type: "return-proposal", ...about });
        const joined = done(draft, { type: "invite-person", proposal: id, person: owner });
        const open = done(joined, submit(id, "Words that nobody else would write here."));
        done(open, { type: "decline-proposal", ...about });
      }
    },
  );

  law(
    "a draft is read by its writers and those they chose, what was proposed by everybody; others learn no word",
    ({ state }) => {
      for (const actor of [null, ...EVERYBODY]) {
        const seen = seenBy(state, actor);
        for (const proposal of state.proposals) {
          const { status, submission, readers } = proposal;
          const chosen =
            actor !== null &&
            (isWriter(proposal, actor) ||
              readers === "accounts" ||
              (readers === "reviewers" && atLeast(actor.role, "reviewer")));
          const may = rightsIn(proposal, actor);
          expect(may.read).toBe(chosen || (status !== "draft" && submission !== null));
          expect(may.playBack).toBe(
            (actor !== null && isWriter(proposal, actor)) || (may.read && proposal.steps === "readers"),
          );
          expect(seen.state.proposals.includes(proposal)).toBe(may.read);
          const told = seen.hidden.find(({ id }) => id === proposal.id);
          expect(told).toEqual(may.read ? undefined : { ...hiddenOf(proposal) });
        }
        expect(seen.state.versions).toBe(state.versions);
        for (const told of seen.hidden) expect(Object.keys(told)).toEqual(["id", "kind", "base", "status", "hidden"]);
      }
    },
  );

  law("a refusal names nobody of a draft to those who may not read it", ({ state }) => {
    for (const proposal of state.proposals)
      for (const actor of EVERYBODY.filter((each) => !rightsIn(proposal, each).read && each.id === "zoe"))
        for (const [, command] of RIGHTS_OF_COMMANDS) {
          const decision = decide(state, command(proposal), actor, LATER);
          const told = decision.ok ? "" : JSON.stringify(decision.refusal) + refusalInWords(decision.refusal);
          expect(told).not.toMatch(/The (ann|ben|chi)/);
        }
  });

  law("whoever may not give a command is not told that what it brings is over a limit", ({ state }) => {
    const long = "a".repeat(LIMITS.reason + 1);
    const tooLong = (command: Command): Command => {
      if (command.type === "submit-proposal") return { ...command, summary: long };
      return "reason" in command ? { ...command, reason: long } : command;
    };
    for (const proposal of state.proposals)
      for (const actor of EVERYBODY)
        for (const [, command] of RIGHTS_OF_COMMANDS) {
          const refused = refusedTo(command(proposal).type as ProposalCommand, proposal, actor);
          if (!refused) continue;
          const decision = decide(state, tooLong(command(proposal)), actor, LATER);
          expect(decision).toMatchObject({ ok: false, refusal: { code: expect.not.stringMatching("too-large") } });
        }
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

  test("nothing is taken out of a proposal that is not decided, nor the words that it revises", () => {
    fc.assert(
      fc.property(lossyHistories(), ({ steps }) => {
        for (const { before, decision } of steps)
          for (const event of decision.ok ? decision.events : []) {
            const undecided = openProposals(before);
            if (event.type === "proposal-removed") expect(undecided.map(({ id }) => id)).not.toContain(event.proposal);
            if (event.type === "version-removed" && event.what !== "reasons")
              expect(Math.max(0, ...undecided.map(({ base }) => base ?? 0))).toBeLessThan(event.number);
          }
      }),
      { numRuns: examples(150) },
    );
  });

  test("every kind of event and every refusal comes up", () => {
    const seen = new Set<string>();
    for (const { steps } of [
      ...fc.sample(histories(), { numRuns: 400, seed: 14 }),
      ...fc.sample(lossyHistories(), { numRuns: 200, seed: 14 }),
    ])
      for (const step of steps) {
        eventsOf(step).forEach(({ type }) => seen.add(type));
        if (!step.decision.ok) seen.add(step.decision.refusal.code);
      }
    // A part is added, and one that is not there named, in `ledger-parts.test.ts`; words of a work go in `ledger-described.test.ts`,
    // and a version is chosen in `ledger-outline.test.ts`; what an import brings goes in `undoing.test.ts`,
    // a discussion is resolved in `ledger-threads.test.ts`, and a note checked in `notes-checked.test.ts`.
    const isOfWork = (event: LedgerEvent) =>
      isDescribing(event) || isOfAccess(event) || isOfImport(event) || isDiscussing(event) || isTerming(event);
    const kinds = Object.keys(EVENT_KINDS).filter((type) => !isOfWork({ type } as LedgerEvent));
    const all = [...kinds, ...Object.keys(CODES)].filter(
      (name) =>
        !/^(part-added|proposal-approved|approval-withdrawn|unknown-part|wording-removed|version-chosen|version-withdrawn|note-checked|built-on|already-resolved)$/.test(
          name,
        ),
    );
    expect([...seen].sort()).toEqual(all.sort());
  });
});

function unchanged(version: Version, later: Version): void {
  if (version.words || !later.words) return expect(later).toEqual(version);
  expect({ ...later, words: null, supplied: null }).toEqual(version);
  expect(later.supplied).not.toBeNull();
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
const demoted = inRole("reader", "translator");

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

function invite(proposal: string, person: Actor): Command {
  return { type: "invite-person", proposal, person };
}

function letGo(proposal: string, { id, name }: Actor): Command {
  return { type: "let-person-go", proposal, person: { id, name } };
}

const V1: Try = [owner, record("Clarify the relationship.")];
const OPENED: Try = [translator, open("p1", 1)];
const INVITED: Try = [translator, invite("p1", other)];
const SUBMITTED: Try = [translator, submit("p1", "Sort out the relationship.")];
const ACCEPTED: Try = [reviewer, about("accept-proposal", "p1")];

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

describe("refused, by name:", () => {
  test.each<[RefusalCode, string, Try[]]>([
    ["not-allowed", "a reader proposes", [V1, [reader, open("p1", 1)]]],
    ["not-allowed", "a reader submits", [V1, OPENED, [reader, submit("p1", "Sort out.")]]],
    [
      "not-allowed",
      "who began it was made a reader since and submits",
      [V1, OPENED, [demoted, submit("p1", "Sort out.")]],
    ],
    [
      "not-allowed",
      "who began it was made a reader since and takes it back",
      [V1, OPENED, SUBMITTED, [demoted, about("return-proposal", "p1")]],
    ],
    [
      "not-allowed",
      "who began it was made a reader since and withdraws it",
      [V1, OPENED, [demoted, about("withdraw-proposal", "p1")]],
    ],
    [
      "not-allowed",
      "who began it was made a reader since and moves it",
      [V1, OPENED, [demoted, { type: "rebase-proposal", proposal: "p1", base: 1 }]],
    ],
    [
      "not-allowed",
      "who began it was made a reader since and lets others go",
      [V1, OPENED, INVITED, [demoted, letGo("p1", other)]],
    ],
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
    ["not-invited", "a translator submits what others write", [V1, OPENED, [other, submit("p1", "Sort out.")]]],
    ["not-invited", "a reviewer submits what others write", [V1, OPENED, [reviewer, submit("p1", "Sort out.")]]],
    ["not-invited", "an owner submits what others write", [V1, OPENED, [owner, submit("p1", "Sort out.")]]],
    [
      "not-invited",
      "somebody who was let go submits",
      [V1, OPENED, INVITED, [translator, letGo("p1", other)], [other, submit("p1", "Sort out.")]],
    ],
    [
      "not-invited",
      "somebody who left submits",
      [V1, OPENED, INVITED, [other, letGo("p1", other)], [other, submit("p1", "Sort out.")]],
    ],
    [
      "not-allowed",
      "somebody credited and then let go takes it back",
      [
        V1,
        OPENED,
        [translator, { ...submit("p1", "Sort out."), proposers: [other] }],
        [translator, letGo("p1", other)],
        [other, about("return-proposal", "p1")],
      ],
    ],
    ["not-allowed", "those invited invite", [V1, OPENED, INVITED, [other, invite("p1", reviewer)]]],
    ["not-allowed", "a reader is invited", [V1, OPENED, [translator, invite("p1", reader)]]],
    ["not-allowed", "who began it was made a reader since and invites", [V1, OPENED, [demoted, invite("p1", other)]]],
    ["not-allowed", "those invited let others go", [V1, OPENED, INVITED, [other, letGo("p1", reviewer)]]],
    ["not-allowed", "who began it is let go", [V1, OPENED, [owner, letGo("p1", translator)]]],
    [
      "not-allowed",
      "somebody invited withdraws what has none of their words",
      [V1, OPENED, INVITED, [other, about("withdraw-proposal", "p1")]],
    ],
    [
      "already-decided",
      "somebody is invited after it was accepted",
      [V1, OPENED, SUBMITTED, ACCEPTED, [translator, invite("p1", other)]],
    ],
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
    [
      "words-gone",
      "the words of a reason are no longer there",
      [V1, OPENED, [translator, { ...submit("p1", "Sort out."), notes: [{ ...NOTE, lost: "Clarify" }] }]],
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
  test("somebody invited submits, and is credited with those whose words are in it", () => {
    const words = { ...submit("p1", "Sort out."), proposers: [{ id: "other", name: "The other" }] };
    const { after } = last(V1, OPENED, INVITED, [other, words], ACCEPTED);
    expect(after.versions.at(-1)!.contributors.map(({ name, role }) => `${name}, ${role}`)).toEqual([
      "The translator, proposer",
      "The other, proposer",
      "The reviewer, approver",
    ]);
  });

  test("somebody let go and invited again is of it again", () => {
    const { after } = last(V1, OPENED, INVITED, [translator, letGo("p1", other)], [owner, invite("p1", other)]);
    expect(after.proposals[0]!.invited).toMatchObject([{ person: { id: "other" }, by: { id: "owner" } }]);
    expect(after.proposals[0]!.letGo).toEqual([]);
  });

  test("somebody invited who was made a reader may still leave", () => {
    const { after } = last(V1, OPENED, INVITED, [inRole("reader", "other"), letGo("p1", other)]);
    expect(after.proposals[0]).toMatchObject({ invited: [], letGo: [{ person: { id: "other" } }] });
  });

  test("an owner comes into a draft whose people have left by inviting themselves, and the ledger says so", () => {
    const { after } = last(V1, OPENED, [owner, invite("p1", owner)], [owner, submit("p1", "Sort out.")]);
    expect(after.proposals[0]).toMatchObject({
      status: "open",
      invited: [{ person: { id: "owner" }, by: { id: "owner" } }],
    });
  });

  test("a proposal from before there were invitations stays with those credited in it", () => {
    const words = { ...submit("p1", "Sort out."), proposers: [{ id: "other", name: "The other" }] };
    const { after } = last(V1, OPENED, [translator, words], [other, about("return-proposal", "p1")]);
    expect(rightsIn(after.proposals[0]!, other)).toMatchObject({ edit: true, leave: true, invite: false });
    expect(rightsIn(after.proposals[0]!, reviewer)).toMatchObject({ edit: false, decide: false });
  });

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

  test("one person has so many undecided proposals and no more; one that is begun already is not begun again", () => {
    const { state } = perform([() => ({ actor: translator, command: open("p1", null) })]);
    const begin = (proposal: string, undecided: number) =>
      decide(state, { ...open(proposal, null), undecided } as Command, translator, LATER);
    expect(begin("p2", LIMITS.undecided - 1)).toMatchObject({ ok: true, events: [{ type: "proposal-opened" }] });
    expect(begin("p2", LIMITS.undecided)).toMatchObject({ ok: false, refusal: { code: "too-large" } });
    expect(begin("p1", LIMITS.undecided)).toEqual({ ok: true, events: [] });
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

  test("what was given up is called so when it is given up again for another reason", () => {
    const refusal = { code: "already-decided", why: "with-another-reason", stands: "withdrawn" } as const;
    expect(refusalInWords(refusal)).toMatch(/^You gave up this proposal already/);
  });
});

test("a first rendering needs no reason, and is accepted without; whatever revises something does", () => {
  expect(needsReason("revision", [{ base: null }, { base: null }])).toBe(false);
  expect(needsReason("revision", [{ base: null }, { base: 1 }])).toBe(true);
  expect(needsReason("supply", [{ base: null }])).toBe(true);
});
