/**
 * Random histories of one passage: what people with random roles try, one after another, through the ledger itself.
 * What must hold of them is asserted by the tests that use them.
 */
import fc, { type Arbitrary } from "fast-check";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { removalOf, withoutRemoved, type Taking, type Why } from "../../translations/ledger/removals.ts";
import { READERS, REMOVABLE, STEP_READERS, type ProposalKind } from "../../translations/ledger/events.ts";
import { GROUNDS } from "../../translations/ledger/grounds.ts";
import { endsAfter, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { type PassageState } from "../../translations/ledger/state.ts";
import type { Note, Person } from "../../translations/notes/note.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { decide, type Command, type Decision, evolve, NOTHING, replay, recordsOfAct } from "./one-passage.ts";

export const STREAM = { work: "nip14", passage: "s10-government-and-markets" };

/** One try: who, what, when, what came of it, and the state on both sides of it. */
export interface Step {
  actor: Actor;
  command: Command;
  /** What the command takes out, if it does. */
  takeOut: TakeOut | null;
  at: string;
  decision: Decision;
  before: PassageState;
  after: PassageState;
}

export interface History {
  steps: Step[];
  records: LedgerRecord[];
  state: PassageState;
}

/** A try before it meets a state: proposals and versions are named by small numbers, so that tries meet each other. */
export interface Attempt {
  actor: Actor;
  command: Command | TakeOut;
}

/** What is to be taken out: which records that is of is found when it comes to it. */
export interface TakeOut {
  taking: Taking;
  why: Why;
}

/** Any instant; later tries do not have later ones, for clocks are set back. */
function instant(index: number): string {
  return new Date(Date.UTC(2026, 0, 1) + ((index * 7) % 31) * 3_600_000).toISOString();
}

/** What comes of the attempts, one after another, each as `attempt(state)` says it. */
export function perform(attempts: readonly ((state: PassageState) => Attempt)[]): History {
  const history: History = { steps: [], records: [], state: NOTHING };
  attempts.forEach((attempt, index) => take(history, attempt(history.state), instant(index)));
  return history;
}

/** Adds one try, and whatever it adds, to `history`. */
export function take(history: History, { actor, command: asked }: Attempt, at: string): Step {
  const before = history.state;
  const takeOut = "taking" in asked ? asked : null;
  const command = "taking" in asked ? removalOf(STREAM.passage, history.records, asked.taking, asked.why) : asked;
  const decision = decide(before, command, actor, at);
  const id = `act-${history.steps.length + 1}`;
  const act = { id, at, newSalt: saltsFrom(id) };
  const added = recordsOfAct(STREAM, endsAfter(history.records), act, decision.ok ? decision.events : []);
  history.records = withoutRemoved([...history.records, ...added], added);
  history.state = takeOut ? replay(history.records) : added.reduce(evolve, history.state);
  const step = { actor, command, takeOut, at, decision, before, after: history.state };
  history.steps.push(step);
  return step;
}

const { doc, paragraph, heading, bullet_list, list_item } = schema.nodes;
const { emphasis, foreign } = schema.marks;

const words: Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("Clarify", "Sort out", "the  relationship", "理顺", "cafe\u0301", "👩‍👩‍👧", " - ", "1. "),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 6 }) },
);

const inline = fc
  .array(fc.tuple(words, fc.constantFrom([], [emphasis.create()], [foreign.create({ lang: "zh-Hans" })])), {
    maxLength: 3,
  })
  .map((pieces) => pieces.map(([text, marks]) => schema.text(text, marks)));

const block = fc.tuple(fc.nat(9), inline).map(([kind, content]) => {
  if (kind === 0) return heading.create({ level: 3 }, content);
  if (kind === 1) return bullet_list.create(null, list_item.create(null, paragraph.create(null, content)));
  return paragraph.create(null, content);
});

/** Renderings, mostly small and alike, as they come from an editor: not canonical, and sometimes without words. */
export const rendering: Arbitrary<Rendering> = fc.oneof(
  fc
    .constantFrom("Clarify the relationship", "Sort out the relationship", "Straighten out the relationship")
    .map(plain),
  fc.array(block, { minLength: 1, maxLength: 2 }).map((blocks) => doc.create(null, blocks)),
);

/** A rendering of one paragraph. */
export function plain(text: string): Rendering {
  return doc.create(null, paragraph.create(null, text === "" ? [] : schema.text(text)));
}

/** A person of the cast, in a role. */
export function inRole(role: Role, id: string = role): Actor {
  return { id, name: `The ${id}`, role };
}

const CAST = ["ann", "ben", "chi"];

const actor: Arbitrary<Actor> = fc
  .tuple(
    fc.constantFrom(...CAST),
    fc.constantFrom<Role>("reader", "translator", "reviewer", "reviewer", "owner", "owner"),
  )
  .map(([id, role]) => inRole(role, id));

const person: Arbitrary<Person> = fc.oneof(
  fc.constantFrom(...CAST).map((id) => ({ id, name: `The ${id}` })),
  fc.constant({ name: "Someone else" }),
);

const reason = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      "",
      " \n",
      "Note 1 prefers it.",
      "理顺 is stronger",
      "  spaced  ",
      "half a character \ud83d",
    ),
  },
  { weight: 1, arbitrary: fc.constant("longer than a reason may be ".repeat(400)) },
);

const note: Arbitrary<Note> = fc
  .tuple(
    fc.nat(5),
    fc.record({
      id: fc.constantFrom("n1", "n2"),
      author: person,
      date: fc.constant("2022-01-24"),
      category: fc.constantFrom("terminology" as const, "style" as const),
      body: fc.constantFrom("Why.", "Why not."),
      target: fc.constantFrom(null, { exact: "Clarify", prefix: "", suffix: " the", start: 0, end: 7 }),
      source: fc.constant(null),
      alternatives: fc.constantFrom<string[]>([], ["Sort out"]),
    }),
  )
  .map(([loose, kept]) => (loose === 0 ? { ...kept, target: null, lost: "Clarify" } : kept));

const proposal = fc.constantFrom("p1", "p2", "p3", "p4", "p5");

/** 0: the newest version, or none if there is none. Otherwise that version, whether it exists or not. */
const pointer = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
);

function resolve(pointed: number, state: PassageState): number | null {
  return pointed === 0 ? (state.versions.at(-1)?.number ?? null) : pointed;
}

type Intent = (state: PassageState) => Command | TakeOut;

const record: Arbitrary<Intent> = fc
  .record({
    base: pointer,
    rendering: fc.option(rendering),
    rationale: fc.constantFrom("", "As the editor had it."),
    notes: fc.array(note, { maxLength: 1 }),
    contributor: person,
  })
  .map(({ base, contributor, ...facts }) => (state) => ({
    type: "record-version",
    facts: {
      ...facts,
      base: resolve(base, state),
      contributors: [{ ...contributor, role: "translator" }],
      date: "2022-01-24",
      publishedIn: [{ title: "DigiChina" }],
      provenance: "As published.",
    },
  }));

const opening: Arbitrary<Intent> = fc
  .record({
    proposal,
    kind: fc.constantFrom<ProposalKind>("revision", "revision", "supply"),
    base: pointer,
    readers: fc.constantFrom(...READERS),
  })
  .map(({ base, ...rest }) => (state) => ({ type: "open-proposal", ...rest, base: resolve(base, state) }));

const submission: Arbitrary<Intent> = fc
  .record({
    proposal,
    rendering,
    notes: fc.array(note, { maxLength: 1 }),
    summary: reason,
    proposers: fc.array(person, { maxLength: 2 }),
  })
  .map((command) => () => ({ type: "submit-proposal", ...command }));

const rebasing: Arbitrary<Intent> = fc
  .record({ proposal, base: pointer })
  .map(({ proposal, base }) => (state) => ({ type: "rebase-proposal", proposal, base: resolve(base, state) ?? 1 }));

const choosing: Arbitrary<Intent> = fc
  .record({ proposal, readers: fc.constantFrom(...READERS), steps: fc.constantFrom(...STEP_READERS) })
  .map((command) => () => ({ type: "choose-readers", ...command }));

const inviting: Arbitrary<Intent> = fc
  .record({ proposal, person: actor })
  .map((command) => () => ({ type: "invite-person", ...command }));

const lettingGo: Arbitrary<Intent> = fc
  .record({ proposal, person: actor })
  .map((command) => () => ({ type: "let-person-go", ...command }));

function deciding(
  type: "return-proposal" | "accept-proposal" | "decline-proposal" | "withdraw-proposal",
): Arbitrary<Intent> {
  return fc.record({ proposal, reason }).map((command) => () => ({ type, ...command }));
}

const intent: Arbitrary<Intent> = fc.oneof(
  { weight: 2, arbitrary: record },
  { weight: 4, arbitrary: opening },
  { weight: 6, arbitrary: submission },
  { weight: 1, arbitrary: rebasing },
  { weight: 1, arbitrary: choosing },
  { weight: 2, arbitrary: inviting },
  { weight: 1, arbitrary: lettingGo },
  { weight: 1, arbitrary: deciding("return-proposal") },
  { weight: 5, arbitrary: deciding("accept-proposal") },
  { weight: 1, arbitrary: deciding("decline-proposal") },
  { weight: 1, arbitrary: deciding("withdraw-proposal") },
);

const attempt = fc
  .tuple(actor, intent)
  .map(([actor, intent]) => (state: PassageState): Attempt => ({ actor, command: intent(state) }));

const proposer = fc.constantFrom("ann", "ben").map((id) => inRole("translator", id));
const decider = fc
  .tuple(fc.constantFrom("ben", "chi"), fc.constantFrom<Role>("reviewer", "owner"))
  .map(([id, role]) => inRole(role, id));

/** A proposal from its beginning to a decision, as it goes when nobody stands in the way. */
const journey = fc
  .record({
    proposal,
    kind: fc.constantFrom<ProposalKind>("revision", "supply"),
    rendering,
    proposer,
    decider,
    ending: intent,
  })
  .map(({ proposal, kind, rendering, proposer, decider, ending }) => [
    (state: PassageState): Attempt => ({
      actor: proposer,
      command: { type: "open-proposal", proposal, kind, base: kind === "supply" ? notHeld(state) : resolve(0, state) },
    }),
    (): Attempt => ({
      actor: proposer,
      command: { type: "submit-proposal", proposal, rendering, notes: [], summary: "Better.", proposers: [] },
    }),
    (state: PassageState): Attempt => ({ actor: decider, command: ending(state) }),
    (): Attempt => ({ actor: decider, command: { type: "accept-proposal", proposal, reason: "Yes." } }),
  ]);

/** A proposal of two: begun by one, shared with the other, and then whatever comes, letting go among it. */
const sharing = fc
  .record({ proposal, rendering, between: intent, goes: fc.boolean() })
  .map(({ proposal, rendering, between, goes }) => {
    const [ann, ben] = [inRole("translator", "ann"), inRole("translator", "ben")];
    const said = (actor: Actor, command: Command) => (): Attempt => ({ actor, command });
    const submit: Command = {
      type: "submit-proposal",
      proposal,
      rendering,
      notes: [],
      summary: "So.",
      proposers: [ben],
    };
    return [
      (state: PassageState): Attempt => ({
        actor: ann,
        command: { type: "open-proposal", proposal, kind: "revision", base: resolve(0, state) },
      }),
      said(ann, { type: "invite-person", proposal, person: ben }),
      (state: PassageState): Attempt => ({ actor: ben, command: between(state) }),
      said(ben, submit),
      said(goes ? ann : ben, { type: "let-person-go", proposal, person: ben }),
      said(ben, submit),
    ];
  });

function notHeld({ versions }: PassageState): number | null {
  return versions.find(({ words }) => words === null)?.number ?? null;
}

const WHY = fc.record({ ground: fc.constantFrom(...GROUNDS), reason: fc.constantFrom("", "A court said so.", "理顺") });

const takingOut: Arbitrary<Intent> = fc
  .record({
    of: fc.oneof(fc.record({ version: fc.integer({ min: 1, max: 3 }) }), fc.record({ proposal })),
    what: fc.constantFrom(...REMOVABLE),
    why: WHY,
  })
  .map(({ of, what, why }) => () => ({ taking: { of, what }, why }));

const withholding: Arbitrary<Intent> = fc
  .record({
    whom: fc.oneof(person, fc.constant({ name: "Another name" })),
    instead: fc.option(fc.constantFrom({ name: "Another name" }, { name: "A third name" })),
    why: WHY,
  })
  .map(({ whom, instead, why }) => () => ({ taking: { whom, instead }, why }));

/** Mostly somebody who may takes something out. */
const removing = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom("ben", "chi").map((id) => inRole("owner", id)) }, actor),
    fc.oneof({ weight: 3, arbitrary: takingOut }, withholding),
  )
  .map(([actor, intent]) => [(state: PassageState): Attempt => ({ actor, command: intent(state) })]);

const attempts = fc.oneof(
  {
    weight: 8,
    arbitrary: attempt.map((one) => [one]),
  },
  { weight: 2, arbitrary: journey },
  { weight: 1, arbitrary: sharing },
);

/** Histories of some tens of tries at most, in which nothing is taken out. They shrink to fewer and simpler tries. */
export function histories(length = 25): Arbitrary<History> {
  return historiesOf(attempts, length);
}

/** Histories in which things are taken out. */
export function lossyHistories(length = 25): Arbitrary<History> {
  const journeys = fc.oneof({ weight: 3, arbitrary: attempts }, { weight: 3, arbitrary: journey });
  return historiesOf(fc.oneof({ weight: 6, arbitrary: journeys }, { weight: 2, arbitrary: removing }), length);
}

function historiesOf(kinds: Arbitrary<((state: PassageState) => Attempt)[]>, maxLength: number): Arbitrary<History> {
  return fc
    .array(kinds, { minLength: 1, maxLength, size: "max" })
    .map((attempts) => perform(attempts.flat()))
    .map((history) => Object.assign(history, { [fc.toStringMethod]: () => told(history) }));
}

/** The history in words short enough to read when a law fails. */
function told({ steps }: History): string {
  const lines = steps.map(({ actor, command, decision }) => {
    const outcome = decision.ok
      ? decision.events.map(({ type }) => type).join(" + ") || "nothing new"
      : decision.refusal.code;
    return `${actor.id} (${actor.role}): ${JSON.stringify(command)} -> ${outcome}`;
  });
  return `\n${lines.join("\n")}\n`;
}
