/** Views of every page, made from the Plan's own corpus by the ledger's own rules, and from a hostile work. */
import { USUAL_APPROVALS } from "../../translations/ledger/approvals.ts";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import type { CompareView } from "../../editor/comparing/comparing.ts";
import { compare } from "../../editor/difference/difference.ts";
import { creditList, creditsOf, citations } from "../../translations/citation/citation.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { trace } from "../../translations/compare/lineage/lineage.ts";
import { LIFE_KINDS, type LifeEvent } from "../../translations/ledger/life.ts";
import { OPEN_TO_ALL, VISIBILITIES } from "../../translations/ledger/access.ts";
import { TOLD_TO_ALL, TOLD_TO_OWNERS } from "../../translations/ledger/happening.ts";
import { REQUEST_ACTS } from "../../translations/requests/request.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { removalOf, withoutRemoved, type Taking, type Why } from "../../translations/ledger/removals.ts";
import { endsAfter, type LedgerRecord } from "../../translations/ledger/record.ts";
import { isWriter, rightsIn, writersOf } from "../../translations/ledger/rights.ts";
import { ROLES, type Actor } from "../../translations/ledger/roles.ts";
import {
  countOpen,
  currentVersion,
  isHeld,
  isStale,
  openProposals,
  proposalOf,
  versionOf,
  type PassageState,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import { outlineOf, sectionAt } from "../../translations/ledger/sections.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import {
  standingAlternatives,
  standingNotes,
  notesOfVersion,
  notesOnVersion,
} from "../../translations/apparatus/apparatus.ts";
import type { Note } from "../../translations/notes/note.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Shown, DraftHistoryView } from "../../editor/playback/playback.ts";
import { collationView, originsView } from "../../server/http/apparatus.ts";
import { exampleOf, listed } from "../../server/http/home.ts";
import { lineOf } from "../../server/http/mine.ts";
import type { MineOutline, MineView, NewsLine } from "../../editor/mine/mine.ts";
import { OWN_LISTS, type OwnList } from "../../translations/people/own-work.ts";
import { listsOf } from "../help/own-lists.ts";
import { ASKABLE, ownRequests, requestsFor, requestsHere } from "./pages-requests.ts";
import { notesPages } from "./pages-notes.ts";
import { REMARKS_HERE, remarksPages } from "./pages-remarks.ts";
import { PROPOSED_TERMS, termPages } from "./pages-terms.ts";
import { longWork } from "../help/long-work.ts";
import { draftsOf, proposalEntry, translationsHere, versionEntry } from "../../server/http/passages.ts";
import { aroundSection, readPassage, titleOf } from "../../server/http/sections.ts";
import { knownVersions } from "../../server/http/works.ts";
import type { Place } from "../../server/http/workbench.ts";
import {
  BESIDE_RECORDS,
  LONG_TASKS,
  type HappenedLine,
  type WaitingProposal,
  type WorksView,
} from "../../editor/works/works.ts";
import type { CollationView, LifeView, OriginsView } from "../../editor/apparatus/apparatus.ts";
import type { OutlineProposalView, OutlineView, SourceForm } from "../../editor/care/care.ts";
import type { OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import type { SourceMove } from "../../editor/difference/difference.ts";
import type { PassageView } from "../../editor/passage/passage.ts";
import type {
  Going,
  ImportLine,
  KeptBy,
  LaidRevision,
  LaidSource,
  ListedImport,
  RevisedRow,
} from "../../editor/bringing/bringing.ts";
import type { MovedInReview, ProposedOutline } from "../../editor/reviewing/reviewing.ts";
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import type { VersionView } from "../../editor/citing/citing.ts";
import type { View } from "../../editor/pages.ts";
import type { Visit, WorkHead } from "../../editor/shell/view.ts";
import type { WorkView } from "../../editor/reading/reading.ts";
import { byPassage } from "../help/records.ts";
import { viewsOfParts } from "./pages-parts.ts";
import { decide, type Command, NOTHING, replay, recordsOfAct } from "../help/one-passage.ts";

export const ANN: Actor = { id: "ann", name: "Ann Lee", role: "translator" };
export const BEN: Actor = { id: "ben", name: "Ben Okafor", role: "reviewer" };
export const OWNER: Actor = { id: "olga", name: "Olga Marin", role: "owner" };

const ALL_WAITING = { work: "", person: "", mine: false, newest: false, kind: "" as const, state: "" as const };
export const S10 = "s10-government-and-markets";
const BASE = "https://variorum.example";

/** What the front page shows first of a shelf. */
function firstFor(shelf: Shelf, actor: Actor | null): Pick<WorksView, "example" | "mine" | "steps"> {
  const { work } = shelf;
  const standing = work.passages.map((passage) => ({ work, passage, state: shelf.state(passage.id) }));
  const undecided = standing.flatMap(({ passage, state }) =>
    openProposals(state).map((proposal) => ({ proposal, line: waitingOf(work, passage, proposal) })),
  );
  const linesOf = (meant: (proposal: ProposalHere) => boolean) =>
    listed(
      undecided.filter(({ proposal }) => meant(proposal)).map(({ line }) => line),
      20,
    );
  const mine = (actor: Actor) => ({
    toDecide: linesOf((proposal) => rightsIn(proposal, actor).decide),
    own: linesOf((proposal) => isWriter(proposal, actor)),
  });
  return {
    example: actor ? null : exampleOf(standing.map(({ state, ...place }) => ({ ...place, versions: state.versions }))),
    mine: actor && mine(actor),
    steps: [],
  };
}

/** How outlines are proposed to change, on two of the lists. */
const OF_OUTLINE: MineOutline = {
  ...{ number: 4, by: { name: "Ann <b>" }, reason: "<i>Two</i> thoughts 二.", status: "open", act: "join", word: null },
  work: { id: "nip14", title: "A <Plan>", sourceLanguage: "zh-Hans" },
  passages: [
    { id: "4-2", locator: "4.2 数据" },
    { id: "4-3", locator: "4.3 <b>" },
  ],
  at: "2026-11-24T08:00:00.000Z",
};
const OWN_OUTLINES = {
  decide: OF_OUTLINE,
  decided: { ...OF_OUTLINE, status: "declined", word: { by: { name: "Ben" }, reason: "One <thought>." } },
} as const satisfies Partial<Record<OwnList, MineOutline>>;

/** What `actor` has on a shelf, by the lists of `listsOf`. */
const MENTIONS: MineView["mentions"] = [
  {
    ...{ mention: 7, work: { id: "nip14", title: "A plan", sourceLanguage: "zh-Hans" }, passage: null, proposal: "p1" },
    ...{ thread: "q1", number: 2, by: { name: "Ben 本 \u202e" }, at: "2026-11-24T09:00:00.000Z" },
    words: "@Ann: is 厘清 <i>to clarify</i>?",
  },
];

function mineOf(shelf: Shelf, actor: Actor): MineView {
  const all = shelf.work.passages.flatMap(({ id }) => shelf.state(id).proposals);
  const lists = OWN_LISTS.map((list) => {
    const own = all.flatMap((here) =>
      listsOf(here, actor).includes(list) ? (lineOn(shelf, here, list, actor) ?? []) : [],
    );
    const outlines = own.length > 0 && (list === "decide" || list === "decided") ? [OWN_OUTLINES[list]] : [];
    return { list, lines: [...own, ...outlines], next: null };
  });
  const counts = Object.fromEntries(lists.map(({ list, lines }) => [list, lines.length])) as MineView["counts"];
  const told = { news: [], unseen: 0, through: null, follows: { lines: [], count: 0 } };
  return {
    page: "mine",
    counts,
    only: null,
    terms: [],
    requests: null,
    ...told,
    mentions: MENTIONS,
    notes: [{ work: { id: "nip14", title: "A plan <b>" }, count: 2, more: false }],
    remarks: REMARKS_HERE,
    lists: lists.filter(({ lines }) => lines.length > 0),
  };
}

function lineOn({ work }: Shelf, { whole, beside: _, ...here }: ProposalHere, list: OwnList, actor: Actor) {
  const line = lineOf(work, { ...here, status: whole, parts: [here] }, list, actor);
  return line && { ...line, approvers: [], discussed: { all: 3, open: 1 } };
}

function waitingOf(work: Work, { locator }: Passage, proposal: ProposalHere): WaitingProposal {
  const { id, submission, status, returns } = proposal;
  const people = submission?.proposers ?? writersOf(proposal);
  const stands = status === "open" ? "open" : returns.length > 0 ? "asked-for-changes" : "draft";
  return { id, work: work.id, locator, more: 0, people, summary: submission?.summary ?? "", stands };
}

export function visitBy(actor: Actor | null, url: string, theme: Visit["theme"] = null): Visit {
  return { actor, url, toReview: 1, theme, size: null };
}

const OF_PLAN = { id: "nip14", title: "A <Plan>", sourceLanguage: "zh-Hans" };
const HERE = { id: "4-2", locator: "4.2 数据" };
const ANYTHING: NewsLine = {
  ...{ kind: "accepted", at: "2026-11-24T08:00:00.000Z", work: OF_PLAN, passage: HERE, more: 0, proposal: "p1" },
  ...{
    thread: null,
    comment: null,
    term: null,
    version: 3,
    outline: null,
    approvals: null,
    request: null,
    by: [{ name: "Ben <b>Okafor" }],
    reason: "治理 is <stronger>.",
    fresh: true,
  },
};
/** What was told to somebody, and what they follow. */
const TOLD: Pick<MineView, "news" | "unseen" | "through" | "follows"> = {
  news: [
    ANYTHING,
    { ...ANYTHING, kind: "proposed", more: 3, version: null, fresh: false },
    { ...ANYTHING, kind: "said", proposal: null, thread: "q1", version: null, by: [], reason: "" },
    { ...ANYTHING, kind: "named", proposal: null, thread: "q1", comment: 2, version: null },
    { ...ANYTHING, kind: "approved", version: null, approvals: { lacking: 1, yours: true } },
    { ...ANYTHING, kind: "term-accepted", term: { id: "t1", name: "治理" }, more: 1, passage: null, proposal: null },
    { ...ANYTHING, kind: "outline-proposed", more: 1, proposal: null, version: null, outline: 2 },
    { ...ANYTHING, kind: "role", passage: null, proposal: null, version: null },
  ],
  unseen: 2,
  through: "R2hlcmUgaXMgYSBiZWdpbg",
  follows: {
    lines: [
      { what: "work", work: OF_PLAN, id: null, passage: null, name: null, chosen: true },
      { what: "passage", work: OF_PLAN, id: "4-2", passage: HERE, name: null, chosen: false },
      { what: "proposal", work: OF_PLAN, id: "p1", passage: HERE, name: null, chosen: false },
      { what: "term", work: OF_PLAN, id: "t1", passage: null, name: "治理", chosen: true },
    ],
    count: 12,
  },
};

/** Works with the state of each of their passages. */
export class Shelf {
  readonly states = new Map<string, PassageState>();
  private readonly records = new Map<string, LedgerRecord[]>();

  constructor(readonly work: Work) {}

  static ofThePlan(): Shelf {
    const shelf = new Shelf(plan.work);
    for (const [passage, records] of byPassage(foundingRecords(plan))) {
      shelf.records.set(passage, records);
      shelf.states.set(passage, replay(records));
    }
    return shelf;
  }

  state(passage: string): PassageState {
    return this.states.get(passage) ?? NOTHING;
  }

  passage(id: string): Passage {
    return this.work.passages.find((passage) => passage.id === id)!;
  }

  /** @throws Error if the ledger refuses. */
  do(passage: string, actor: Actor, command: Command, at: string): void {
    const decision = decide(this.state(passage), command, actor, at);
    if (!decision.ok) throw new Error(refusalInWords(decision.refusal));
    const records = this.records.get(passage) ?? [];
    const act = { id: `act-${records.length}`, at, newSalt: saltsFrom(`${passage} ${records.length}`) };
    const added = recordsOfAct({ work: this.work.id, passage }, endsAfter(records), act, decision.events);
    const kept = withoutRemoved([...records, ...added], added);
    this.records.set(passage, kept);
    this.states.set(passage, replay(kept));
  }

  /** An owner takes something out. */
  takeOut(passage: string, taking: Taking, why: Why, at: string): void {
    this.do(passage, OWNER, removalOf(passage, this.records.get(passage)!, taking, why), at);
  }

  /** Opens and submits a revision of the current version. */
  propose(
    passage: string,
    id: string,
    by: Actor,
    rendering: Rendering,
    notes: Note[],
    summary: string,
    at: string,
  ): void {
    const base = currentVersion(this.state(passage))?.number ?? null;
    this.do(passage, by, { type: "open-proposal", proposal: id, kind: "revision", base }, at);
    this.do(passage, by, { type: "submit-proposal", proposal: id, rendering, notes, summary, proposers: [] }, at);
  }

  /** The section that holds a passage, by its place in the work. */
  workView(at = 0): WorkView {
    const section = sectionAt(outlineOf(this.work.passages), at);
    const lines = this.work.passages.slice(section.from, section.to).map((passage) => {
      const state = this.state(passage.id);
      const current = currentVersion(state) ?? null;
      return {
        passage: readPassage(passage),
        current,
        notes: current ? notesOnVersion(state.versions, current.number) : [],
        proposals: openProposals(state).length,
        waiting: countOpen([state]).waiting,
      };
    });
    const titles = new Map(
      this.work.passages.map((passage) => [
        passage.id,
        titleOf({ passage, current: currentVersion(this.state(passage.id)) ?? null }),
      ]),
    );
    const open = this.work.passages.flatMap(({ id }) => (openProposals(this.state(id)).length > 0 ? [id] : []));
    return { page: "work", work: this.head(), lines, ...aroundSection(this.work, section, { titles, open }) };
  }

  passageView(id: string, actor: Actor | null = null): PassageView {
    const at = this.work.passages.findIndex((passage) => passage.id === id);
    const state = this.state(id);
    const current = currentVersion(state) ?? null;
    return {
      page: "passage",
      work: this.head(),
      passage: this.work.passages[at]!,
      instead: [],
      moved: null,
      current,
      versions: state.versions.map((version) => versionEntry(version, OPEN_TO_ALL)),
      proposals: state.proposals.map(proposalEntry),
      hidden: [],
      translations: translationsHere(this.work, state.versions, OPEN_TO_ALL),
      alternatives: standingAlternatives(state),
      notes: current ? notesOnVersion(state.versions, current.number) : [],
      drafting: draftsOf(state.proposals, actor),
      threads: [],
      remarks: actor === null,
      begun: 1,
      reshaped: [{ number: 2, act: "split" }],
      previous: this.work.passages[at - 1] ?? null,
      next: this.work.passages[at + 1] ?? null,
    };
  }

  versionView(id: string, number: number): VersionView {
    const state = this.state(id);
    const version = versionOf(state, number)!;
    const newest = state.versions.length;
    const last = versionOf(state, newest)!;
    const address = `${BASE}/${this.work.id}/${id}/v${number}`;
    const changed = isHeld(version) && isHeld(last) && newest !== number;
    return {
      page: "version",
      work: this.head(),
      passage: this.passage(id),
      version,
      moved: null,
      notes: notesOfVersion(state.versions, number),
      text: isHeld(version) ? canonicalText(renderingFromJson(version.words.rendering)) : "",
      address,
      newest,
      changedSince: changed
        ? diffRenderings(renderingFromJson(version.words.rendering), renderingFromJson(last.words.rendering)).changes
            .length
        : null,
      citations: citations(this.work, this.passage(id), version, address, state.versions),
      credits: creditList(creditsOf(this.work, version, state.versions)),
      begun: 1,
      remarks: true,
    };
  }

  originsView(id: string, number = this.state(id).versions.length): OriginsView {
    const { versions } = this.state(id);
    const readings = versions.map((version) => ({
      number: version.number,
      text: isHeld(version) ? canonicalText(renderingFromJson(version.words.rendering)) : null,
    }));
    const traced = new Map(trace(readings, number)).get(number) ?? null;
    return originsView(this.place(id), versionOf(this.state(id), number) ?? null, traced);
  }

  collationView(id: string, sigla: string[] | null = null): CollationView {
    return collationView(this.place(id), sigla);
  }

  private place(id: string): Place {
    const stream = { work: this.work.id, passage: id };
    return { work: this.work, passage: this.passage(id), stream, state: this.state(id) };
  }

  compareView(id: string, from: number, to: number): CompareView {
    const state = this.state(id);
    const [older, newer] = [from, to].map((number) => versionOf(state, number)?.words?.rendering);
    return {
      compared: older && newer ? compare(older, newer) : null,
      page: "compare",
      work: this.head(),
      passage: this.passage(id),
      from: versionOf(state, from)!,
      to: versionOf(state, to)!,
      notes: { from: notesOfVersion(state.versions, from), to: notesOfVersion(state.versions, to) },
      versions: knownVersions(state),
      begun: 1,
    };
  }

  proposalView(passage: string, id: string, may: Partial<ProposalView["may"]> = {}): ProposalView {
    const state = this.state(passage);
    const proposal = proposalOf(state, id)!;
    const base = proposal.base === null ? null : versionOf(state, proposal.base)!;
    const seed = proposal.submission?.rendering ?? base?.words?.rendering ?? renderingToJson(parseText(""));
    return {
      page: "proposal",
      work: this.head(),
      rivals: [
        { id: "p8", people: [{ name: "Ben 本" }], base: 1, siglum: "p8", places: 4, words: ["Clarify", "厘清"] },
        { id: "p9", people: [{ name: "Cy" }], base: proposal.base, siglum: "p9", places: 0, words: [] },
      ],
      approving: { needed: 1, given: [], uncounted: [], own: false, enough: true, unreviewed: false },
      looked: null,
      siglum: "p7",
      startedBy: [{ id: "p7", by: { name: "Dee <b>迪</b>" }, status: "draft" as const }],
      mayStart: true,
      terms: this.work.terms,
      others: [],
      order: [passage],
      addable: null,
      passage: this.passage(passage),
      instead: [],
      proposal,
      base,
      current: currentVersion(state) ?? null,
      newest: state.versions.length,
      stale: isStale(state, proposal, this.work.translation.id),
      came: null,
      putsBack: [],
      waiting: proposal.status === "open" ? "0".repeat(64) : null,
      ready: [],
      sentBack: null,
      threads: [],
      moved: null,
      notes: base && proposal.kind === "revision" ? standingNotes(state.versions, base.number) : [],
      draft: proposal.status === "draft" ? { id: "d", rendering: seed, notes: [], summary: "", summaryIn: "d" } : null,
      may: { ...rightsIn(null, null), read: true, playBack: true, ...may },
      afterwards: "kept",
      invitable: [],
      next: null,
      refused: null,
    };
  }

  head(): WorkHead {
    const { passages: _passages, terms: _terms, ...head } = this.work;
    return head;
  }
}

/** The words of a version of the Plan's passage with some of them replaced, marks and all. */
export function revised(shelf: Shelf, passage: string, ...changes: [from: string, to: string][]): Rendering {
  const current = currentVersion(shelf.state(passage))!;
  let json = JSON.stringify(current.words!.rendering);
  for (const [from, to] of changes) {
    if (!json.includes(from)) throw new Error(`"${from}" is not in the rendering`);
    json = json.replace(from, to);
  }
  return renderingFromJson(JSON.parse(json));
}

/** A shelf on which the passage of Section 10 has been revised once and is being revised again, by several hands. */
export function busyShelf(): Shelf {
  const shelf = Shelf.ofThePlan();
  const first = revised(
    shelf,
    S10,
    ["Continue to grasp", "Keep grasping"],
    [
      "establish comprehensive, multi-level, three-dimensional oversight systems",
      "establish oversight systems that are comprehensive, multi-level, and three-dimensional",
    ],
    ["Clarify", "Sort out"],
    ["; stimulate", "; and stimulate"],
    [", and promote the sustained, healthy, and orderly development of a digital China", ""],
  );
  const note: Note = {
    id: "ann-1",
    author: ANN,
    date: "2026-11-24T10:12:00.000Z",
    category: "terminology",
    body: "The verb is 厘清: to put in order, not only to make clear.",
    target: anchorOn(canonicalText(first), "Sort out"),
    source: null,
    alternatives: ["Disentangle"],
  };
  shelf.propose(
    S10,
    "stale-one",
    ANN,
    revised(shelf, S10, ["Clarify", "Disentangle"]),
    [],
    "“Disentangle” keeps the picture of threads.",
    "2026-11-24T09:00:00.000Z",
  );
  shelf.propose(
    S10,
    "first-one",
    ANN,
    first,
    [note],
    "“Sort out” says what 厘清 asks for.",
    "2026-11-24T10:15:00.000Z",
  );
  shelf.do(
    S10,
    BEN,
    { type: "accept-proposal", proposal: "first-one", reason: "The note persuades me." },
    "2026-11-24T11:00:00.000Z",
  );
  shelf.propose(
    S10,
    "declined-one",
    ANN,
    revised(shelf, S10, ["Sort out", "Tidy up"]),
    [],
    "Plainer.",
    "2026-11-24T12:00:00.000Z",
  );
  shelf.do(
    S10,
    BEN,
    { type: "decline-proposal", proposal: "declined-one", reason: "Too homely for a plan." },
    "2026-11-24T12:30:00.000Z",
  );
  shelf.do(
    S10,
    ANN,
    { type: "open-proposal", proposal: "draft-one", kind: "revision", base: 3 },
    "2026-11-24T13:00:00.000Z",
  );
  shelf.do(
    S10,
    ANN,
    { type: "open-proposal", proposal: "supply-one", kind: "supply", base: 1 },
    "2026-11-24T13:10:00.000Z",
  );
  shelf.do(
    S10,
    ANN,
    {
      type: "submit-proposal",
      proposal: "supply-one",
      rendering: parseText("Continue to grasp promotion and supervision with both hands."),
      notes: [],
      summary: "From a copy saved on the day, kept by a library.",
      proposers: [],
    },
    "2026-11-24T13:20:00.000Z",
  );
  return shelf;
}

/** A work of four sections, with a proposal in the first. */
function longShelf(): Shelf {
  const shelf = new Shelf(longWork({ books: 2, chapters: 5, verses: 50 }));
  const rendering = parseText("Verse 7 says <b>this</b>.");
  shelf.propose("b1-c1-v7", "in-the-first", ANN, rendering, [], "A first one.", "2026-11-24T09:00:00.000Z");
  return shelf;
}

/** The history of the busy shelf's draft: begun, then written by Ann in two goes and by Ben. */
export function historyView(shelf: Shelf, shown: Partial<Shown>, mayRestore = false): DraftHistoryView {
  const state = shelf.state(S10);
  const proposal = proposalOf(state, "draft-one")!;
  const texts = ["Clarify 厘清 it.", "Sort out 厘清 it.", "Sort out 厘清 all of it.", "Sort out 🇨🇳 all of it."];
  const by = [[], [ANN], [ANN], [BEN]].map((people) => people.map(({ id, name }) => ({ id, name })));
  const at = (second: number) => `2026-11-24T13:00:${String(second).padStart(2, "0")}.000Z`;
  return {
    page: "draft-history",
    work: shelf.head(),
    terms: shelf.work.terms,
    passage: shelf.passage(S10),
    proposal,
    base: proposal.base === null ? null : versionOf(state, proposal.base)!,
    log: texts.map((_, index) => ({
      step: index + 1,
      from: at(index * 12),
      to: at(index * 12 + 11),
      by: by[index]!,
    })),
    shown: { at: 1, level: "gathered", against: "before", ...shown },
    renderings: Object.fromEntries(texts.map((text, index) => [index + 1, renderingToJson(parseText(text))])),
    afterwards: null,
    mayRestore,
  };
}

/** The busy one, with all undecided proposals declined, and then words and reasons taken out by order of a court. */
export function removedShelf(): Shelf {
  const shelf = busyShelf();
  const at = "2026-11-25T10:00:00.000Z";
  for (const { id } of openProposals(shelf.state(S10)))
    shelf.do(S10, OWNER, { type: "withdraw-proposal", proposal: id, reason: "For the court." }, at);
  const why: Why = { ground: "court", reason: "Court of <appeal>, 4 U 12/26." };
  shelf.takeOut(S10, { of: { version: 3 }, what: "text" }, why, at);
  shelf.takeOut(S10, { of: { version: 2 }, what: "reasons" }, { ground: "person", reason: "She asked." }, at);
  return shelf;
}

const WORDING_REMOVED = {
  of: { kind: "work" as const },
  ground: "court" as const,
  reason: "Court of <appeal>, 4 U 12/26.",
  by: OWNER,
  at: "2026-11-25T10:00:00.000Z",
};

function withWorkRemoved(view: WorkView): WorkView {
  return { ...view, work: { ...view.work, title: view.work.id, removals: [WORDING_REMOVED] } };
}

/** A passage of whose source a wording went. */
function withSourceRemoved(view: PassageView): PassageView {
  const { id } = view.passage;
  const removal = { ...WORDING_REMOVED, of: { kind: "source" as const, passage: id, number: 1 } };
  const source = { number: 1, held: "none" as const, words: [], provenance: "" };
  return { ...view, passage: { ...view.passage, source, removals: [removal] } };
}

/** A source that was worded anew. */
const MOVED: SourceMove = { from: 1, to: 2, read: readOf("厘清政府和市场关系。", "理清政府与<市场>的关系。") };

function tally(passages: number) {
  const stages = {
    final: 0,
    approved: 0,
    translated: 0,
    "in-review": 0,
    "being-written": 0,
    "not-held": 0,
    "not-begun": passages,
  };
  return { passages, stages, moved: 0, versions: 0, most: 0, since: null };
}

/** A work in which something of each kind is on its way. */
const STANDING_HERE = {
  reshaped: 2,
  notes: { count: 2, more: true },
  asked: {
    questions: [
      {
        ...{ thread: "q1", passage: { id: "1-1", locator: "1.1" }, words: "厘清 <b>", by: { name: "Ben 本" } },
        ...{ at: "2026-11-24T09:00:00.000Z", question: "Is 厘清 <i>to clarify</i>?" },
      },
    ],
    all: 3,
  },
  whole: {
    ...tally(9),
    stages: { final: 2, approved: 1, translated: 4, "in-review": 2, "being-written": 1, "not-held": 1, "not-begun": 1 },
    ...{ moved: 1, versions: 11, most: 3, since: "2026-01-02T03:04:05.000Z" },
  },
  parts: [
    { passage: "a1", locator: "一", words: "总体部署", to: null, depth: 0, tally: tally(5) },
    { passage: "a2", locator: "(一)", words: "", to: null, depth: 1, tally: tally(3) },
    { passage: "a9", locator: "1", words: "", to: "4", depth: 0, tally: tally(4) },
  ],
};

const PLACED = { id: "4-2", locator: "4.2 <b>", kind: "paragraph", level: 2 } as const;
const ELSEWHERE = { id: "4-1", locator: "4.1", kind: "heading", level: 1 } as const;
const OUTLINE: Pick<OutlineView, "compared" | "more" | "steps"> = {
  compared: {
    ...{ from: { position: 60, at: "2026-11-24T08:00:00.000Z" }, to: { position: 64, at: "2026-11-25T08:00:00.000Z" } },
    changes: [
      { what: "added", before: [], after: [PLACED], behind: null },
      { what: "again", before: [], after: [PLACED], behind: ELSEWHERE },
      { what: "called", before: [ELSEWHERE], after: [PLACED], behind: null },
      { what: "called", before: [PLACED], after: [{ ...PLACED, level: 3 }], behind: null },
      { what: "moved", before: [PLACED], after: [PLACED], behind: ELSEWHERE },
      { what: "retired", before: [PLACED], after: [], behind: null },
      { what: "split", before: [PLACED], after: [PLACED, ELSEWHERE], behind: null },
      { what: "joined", before: [PLACED, ELSEWHERE], after: [PLACED], behind: null },
    ],
  },
  more: 1,
  steps: [
    {
      ...{ what: "moved", passage: "4-2", locator: "4.2 <b>", into: [], by: OWNER, at: "2026-11-25T08:00:00.000Z" },
      ...{ reason: "It belongs <there>.", from: 63, to: 64 },
    },
    {
      ...{ what: "added", passage: "4-1", locator: "4.1", into: [], by: null, at: "2026-11-25T07:00:00.000Z" },
      ...{ reason: "", from: 62, to: 63 },
    },
  ],
};
const NOWHERE = { position: 0, at: "" };
const OUTLINE_SAME: Pick<OutlineView, "compared" | "more" | "steps"> = {
  ...{ compared: { from: NOWHERE, to: NOWHERE, changes: [] }, more: 0, steps: [] },
};

function readOf(before: string, now: string): SourceMove["read"] {
  const [older, newer] = [before, now].map((text) => renderingToJson(parseText(text)));
  return { older: older!, newer: newer!, found: compare(older!, newer!) };
}

/** How a text lies on the Plan. */
const LAID: LaidSource = {
  ...{ id: "st1", plan: "0".repeat(64), name: "规划 <1>.md", notTaken: { picture: 2 } },
  counts: { given: 1, changed: 1, same: 4, new: 120, without: 1, doubtful: 2 },
  given: [{ passage: S10, locator: "Section 10 <bullet>", words: "既要厘清<政府>", doubtful: true }],
  changed: [{ passage: "4-1", locator: "4.1", words: "建设", doubtful: false, read: readOf("泛在智联", "泛在<智能>") }],
  added: [{ passage: "4-1-p1", locator: "4.1 ¶ 1", words: "第一段<1>。", doubtful: true }],
  without: [{ passage: "4-2", locator: "4.2" }],
};
const NOTHING_NEW = {
  counts: { given: 0, changed: 0, same: 40, new: 0, without: 0, doubtful: 0 },
  ...{ given: [], changed: [], added: [], without: [], notTaken: {} },
};

/** What was brought to the Plan. */
const BROUGHT = { by: { name: "Ada <1>" }, at: "2026-11-27T08:00:00.000Z", undone: null };
const IMPORTS: ImportLine[] = [
  { ...BROUGHT, id: "i4", brings: "source", file: "规划 <1>.md", ended: { passages: 1, pieces: 1 } },
  {
    ...{ ...BROUGHT, id: "i3", brings: "proposals", file: "second <2>.docx", ended: { passages: 3, pieces: 3 } },
    undone: { by: { name: "Olive" }, reason: "Not <this> one.", at: "2026-11-27T09:00:00.000Z" },
  },
  { ...BROUGHT, id: "i2", brings: "translation", file: "", ended: null },
  { ...BROUGHT, id: "work", brings: "work", file: "", by: null, ended: { passages: 38, pieces: 38 } },
];
const KEPT_BY: KeptBy = { sentence: "Built on <b>.", href: "/nip14/proposals/p" };
/** One that is kept, one that is undone, one of which a part still stands, and one that can be undone. */
const LISTED: ListedImport[] = IMPORTS.map((line, at) => ({
  ...line,
  kept: at === 0 ? KEPT_BY : null,
  rest: at === 2,
  halfway: at === 0,
  ...(at === 2 && { undone: IMPORTS[1]!.undone }),
}));
const NONE_GOES = { versions: 0, sources: 0, passages: 0, proposals: 0, translation: null };
const GOING: Record<ImportLine["brings"], Going | null> = {
  source: { ...NONE_GOES, sources: 1, passages: 2 },
  proposals: { ...NONE_GOES, proposals: 2 },
  translation: { ...NONE_GOES, versions: 412, translation: "Another <one>" },
  work: { ...NONE_GOES, passages: 38 },
};

/** As the queue lists it. */
/** How the outline of the Plan is proposed to change: a passage split, */
const SPLIT_PROPOSED: OutlineProposal = {
  ...{ number: 2, by: ANN, at: "2026-11-27T10:00:00.000Z", status: "open", decision: null },
  change: { act: "split", passage: "4-2", version: 2, source: 1, cuts: [14], sourceCuts: [] },
  locators: ["IV, 2 (1) <b>", "IV, 2 (2)"],
  reason: "Two thoughts: <i>two</i> passages 二.",
};

/** and one moved, which was accepted. */
const MOVE_ACCEPTED: OutlineProposal = {
  ...SPLIT_PROPOSED,
  ...{ number: 3, change: { act: "move", passage: "4-2", branch: true, from: "4-1", after: null }, locators: [] },
  ...{ status: "accepted", decision: { by: BEN, at: "2026-11-28T10:00:00.000Z", reason: "So it <is>." } },
};

const NO_CUTS = { rendering: [], source: [] };
const CUTS = { rendering: [5, 22], source: [{ paragraph: 0, offset: 2 }] };

function outlineProposalOf(shelf: Shelf): Omit<OutlineProposalView, "stale" | "may"> {
  const rendering = renderingToJson(parseText("One <b>sentence</b>.\n\nAnd another."));
  const known = {
    id: "4-2",
    locator: "IV, 2 <b>",
    rendering,
    source: ["第一句。", "第二句。"],
    changes: true,
    cuts: NO_CUTS,
  };
  return {
    ...{ page: "outline-proposal", again: true, work: shelf.head(), proposal: SPLIT_PROPOSED, source: null },
    before: [
      { ...known, id: "4-1", changes: false, rendering: null, source: [] },
      { ...known, cuts: CUTS },
    ],
    after: [
      { ...known, id: null },
      { ...known, id: null, rendering: null, source: [] },
    ],
  };
}

/** How a source is proposed to read. */
const SOURCE_PROPOSED: OutlineProposal = {
  ...SPLIT_PROPOSED,
  ...{ number: 4, change: { act: "source", passage: "4-2", source: 1 }, locators: [] },
  source: { held: "whole", words: ["第<b>二句。"], provenance: "The <b>first edition, p. 3" },
};

const SOURCE_FORM: SourceForm = {
  ...{
    number: 1,
    text: "第一句。\n\n第<b>二句。",
    provenance: 'p. "3" & <b',
    reason: "A slip <b>.",
    from: null,
    met: 0,
  },
};

const PROPOSED_OUTLINES: ProposedOutline[] = (["split", "join", "move", "source"] as const).map((act, at) => {
  const { by, at: on, reason } = SPLIT_PROPOSED;
  const line = { number: at + 1, by, at: on, reason, act, work: OF_PLAN, passages: [HERE] };
  return { ...line, stale: at === 1, rivals: at, yours: ([null, "decide", "hand"] as const)[at]! };
});

/** What became of the passages of the Plan in a revised file. */
const DIFFERS: LaidRevision = {
  ...{
    id: "st2",
    name: "second <edition>.md",
    translation: "digichina",
    parts: 60,
    proposals: 2,
    final: 3,
    only: null,
    came: null,
  },
  counts: { kept: 31, proposed: 1, revised: 40, moved: 1, split: 1, merged: 1, new: 1, gone: 1 },
  notTaken: { "moves of passages": 1 },
  rows: [
    revisedRow("revised", readOf("The <old> words.", "The <new> words."), { doubtful: true }),
    revisedRow("split", readOf("One. Two.", "One.\n\nTwo."), { moved: true }),
    revisedRow("merged", readOf("One.\n\nTwo.", "One. Two."), { proposed: false }),
    revisedRow("moved", readOf("Kept.", "Kept."), { moved: true, proposed: false }),
    revisedRow("new", null, { passages: [], newer: renderingToJson(parseText("A <new> one.")), proposed: false }),
    revisedRow("gone", null, { older: renderingToJson(parseText("That <went>.")), proposed: false }),
  ],
  ...{ shown: { from: 50, of: 120 }, previous: 0, next: 100, mayRecord: true },
};

function revisedRow(became: RevisedRow["became"], read: SourceMove["read"], more: Partial<RevisedRow>): RevisedRow {
  const passages = [{ id: S10, locator: "Section 10 <bullet>" }];
  const sides = { older: read?.older ?? null, newer: read?.newer ?? null, found: read?.found ?? null };
  return { ...{ became, moved: false, doubtful: false, passages, proposed: true }, ...sides, ...more };
}

const NONE_LEFT = { ...DIFFERS, parts: 0, rows: [], shown: { from: 0, of: 0 }, previous: null, next: null };
const REVISED: Readonly<Record<string, LaidRevision>> = {
  "is looked at": DIFFERS,
  "is looked at by its one kind, and pasted": { ...DIFFERS, name: "", only: "moved", mayRecord: false, proposals: 1 },
  "was proposed before": NONE_LEFT,
  "says nothing new": { ...NONE_LEFT, counts: { ...NONE_LEFT.counts, proposed: 0 } },
  "was proposed": { ...NONE_LEFT, came: { proposals: ["p1", "p2"], passages: 60, since: 2, import: null } },
  "was recorded": { ...NONE_LEFT, came: { proposals: [], passages: 1, since: 0, import: "i1" } },
};

/** What lines of a kind are about. */
function subjectsOf(kind: HappenedLine["kind"]): (string | null)[] {
  if (kind === "role") return [...ROLES, null];
  if (kind === "visibility") return [...VISIBILITIES];
  if (kind === "request") return ["ask", ...REQUEST_ACTS];
  return kind.startsWith("errand-") ? [...LONG_TASKS] : ["2"];
}

/** One event of each kind, and a proposal that goes on. */
function lifeView(shelf: Shelf): LifeView {
  const { work, passage } = shelf.passageView(S10);
  const events = LIFE_KINDS.map((kind, place): LifeEvent => {
    const ofProposal = ["proposed", "returned", "accepted", "declined", "given-up"].includes(kind);
    return {
      ...{
        kind,
        at: place === 0 ? "2021-12-28" : `2022-0${(place % 9) + 1}-02T10:00:00.000Z`,
        people: [{ name: "Ben <本>" }],
      },
      ...{
        number: ofProposal ? null : place,
        proposal: ofProposal ? `p${place % 2}` : null,
        count: kind === "notes" ? 2 : 0,
      },
    };
  });
  return { page: "life", work, passage, events, all: 1_200 };
}

function movedOf(shelf: Shelf, id = S10): MovedInReview {
  const { work, passage } = shelf.passageView(id);
  const named = { id: work.id, title: work.title, sourceLanguage: work.sourceLanguage };
  return { work: named, passage: { id, locator: passage.locator }, version: 2, move: MOVED };
}

/** One view of every page and of every state a page may be in, by a name. */
export function everyView(): { name: string; view: View; visit: Visit }[] {
  const fresh = Shelf.ofThePlan();
  const busy = busyShelf();
  const removed = removedShelf();
  const at = `/nip14/${S10}`;
  const decide = { decide: true, sendBack: true, move: true };
  const rows: [string, View, Visit][] = [
    [
      "works",
      {
        page: "works",
        mayBring: false,
        works: [{ work: fresh.head(), passages: 36, held: 21, open: 3, waiting: 2 }],
        ...firstFor(busy, null),
      },
      visitBy(null, "/"),
    ],
    ["works-translator", { page: "works", mayBring: false, works: [], ...firstFor(busy, ANN) }, visitBy(ANN, "/")],
    ["works-reviewer", { page: "works", mayBring: false, works: [], ...firstFor(busy, BEN) }, visitBy(BEN, "/")],
    [
      "works-owner",
      {
        page: "works",
        mayBring: false,
        works: [],
        ...firstFor(busy, OWNER),
        steps: [
          { id: "text", done: false, example: "nip14" },
          { id: "care", done: true, addressed: true, copied: true },
          { id: "people", done: false },
        ],
      },
      visitBy(OWNER, "/"),
    ],
    [
      "works-empty",
      { page: "works", mayBring: false, works: [], example: null, mine: null, steps: [] },
      visitBy(null, "/"),
    ],
    ["work", fresh.workView(), visitBy(null, "/nip14")],
    ["work-busy", busy.workView(), visitBy(ANN, "/nip14")],
    ["work-section", longShelf().workView(400), visitBy(null, "/long?at=b2-c2")],
    ["passage", busy.passageView(S10), visitBy(ANN, at)],
    ["passage-drafting", busy.passageView(S10, ANN), visitBy(ANN, at)],
    ["passage-fresh", fresh.passageView(S10), visitBy(null, at)],
    ["passage-heading", fresh.passageView("4-10"), visitBy(null, "/nip14/4-10")],
    ["passage-empty", fresh.passageView("part-1"), visitBy(ANN, "/nip14/part-1")],
    ["version", fresh.versionView(S10, 2), visitBy(null, `${at}/v2`)],
    ["version-superseded", busy.versionView(S10, 2), visitBy(null, `${at}/v2`)],
    ["version-accepted", busy.versionView(S10, 3), visitBy(null, `${at}/v3`)],
    ["version-not-held", fresh.versionView(S10, 1), visitBy(ANN, `${at}/v1`)],
    ["version-removed", removed.versionView(S10, 3), visitBy(null, `${at}/v3`)],
    ["version-reasons-removed", removed.versionView(S10, 2), visitBy(OWNER, `${at}/v2`)],
    ["passage-removed", removed.passageView(S10), visitBy(null, at)],
    ["origins-removed", removed.originsView(S10, 3), visitBy(null, `${at}/origins`)],
    ["collation-removed", removed.collationView(S10), visitBy(null, `${at}/collation`)],
    ["compare-removed", removed.compareView(S10, 2, 3), visitBy(null, `${at}/v2..v3`)],
    [
      "remove",
      {
        page: "remove",
        work: fresh.head(),
        passage: fresh.passage(S10),
        things: [
          { name: "v2/text", of: "v2", what: "text" },
          { name: "v2/reasons", of: "v2", what: "reasons" },
          { name: "proposal/p<1>/notes", of: "the declined proposal p<1>", what: "notes" },
        ],
        people: [{ value: "name/Ann", name: "Ann <Lee>" }],
        done: 2,
      },
      visitBy(OWNER, `/nip14/-/remove/${S10}`),
    ],
    [
      "remove-nothing",
      { page: "remove", work: fresh.head(), passage: fresh.passage("part-1"), things: [], people: [], done: null },
      visitBy(OWNER, "/nip14/-/remove/part-1"),
    ],
    [
      "remove-of-work",
      {
        page: "remove",
        work: { ...fresh.head(), removals: [WORDING_REMOVED] },
        passage: null,
        things: [{ name: "term/t<1>", of: "the term <治理>", what: "term" }],
        people: [],
        done: 0,
      },
      visitBy(OWNER, "/nip14/-/remove"),
    ],
    ["work-removed", withWorkRemoved(fresh.workView()), visitBy(OWNER, "/nip14")],
    ["passage-source-removed", withSourceRemoved(fresh.passageView(S10)), visitBy(OWNER, at)],
    [
      "imports",
      { page: "imports", work: fresh.head(), imports: LISTED, mayUndoWork: true, done: IMPORTS[1]! },
      visitBy(OWNER, "/nip14/-/imports"),
    ],
    [
      "imports-none",
      { page: "imports", work: fresh.head(), imports: [], mayUndoWork: false, done: null },
      visitBy(OWNER, "/nip14/-/imports"),
    ],
    ...IMPORTS.map((line): [string, View, Visit] => [
      `import-${line.brings}`,
      { page: "import", work: fresh.head(), import: line, going: GOING[line.brings], kept: null, gone: false },
      visitBy(OWNER, `/nip14/-/imports/${line.id}`),
    ]),
    [
      "import-refused",
      { page: "import", work: fresh.head(), import: IMPORTS[0]!, going: null, kept: KEPT_BY, gone: false },
      visitBy(OWNER, "/nip14/-/imports/i3"),
    ],
    [
      "import-gone",
      { page: "import", work: fresh.head(), import: IMPORTS[1]!, going: null, kept: null, gone: true },
      visitBy(OWNER, "/nip14/-/imports/i3"),
    ],
    ...(["keepRevision", "recordSource", "undo", "make"] as const).map((name, at): [string, View, Visit] => [
      `errand-${name}`,
      {
        ...{ page: "errand", work: fresh.head(), isThere: name !== "make", failed: null },
        ...{ id: "e1", does: name, done: 40 * at, of: 1_200 * at },
      },
      visitBy(OWNER, "/nip14/-/errands/e1"),
    ]),
    ...(["keepRevision", "recordSource", "undo"] as const).map((name, at): [string, View, Visit] => {
      const failed = { does: name, sentence: "", isUnbegun: at === 0, to: "/nip14/-/imports" };
      const far = { id: "e1", does: name, done: 40, of: 1_200, failed };
      const view: View = { page: "errand", work: fresh.head(), isThere: true, ...far };
      return [`errand-${name}-failed`, view, visitBy(OWNER, "/nip14/-/errands/e1")];
    }),
    ["standing", { page: "standing", work: fresh.head(), ...STANDING_HERE }, visitBy(null, "/nip14/-/standing")],
    [
      "happened",
      {
        ...{ page: "happened", work: fresh.head(), from: "2026-11-01", to: "", since: false, next: "n", through: null },
        forOwner: false,
        lines: TOLD_TO_ALL.map((kind, more) => ({
          outline: kind.startsWith("outline-") ? 2 : null,
          ...{ kind, more, at: "2026-11-24T09:00:00.000Z", passage: { id: "1-1", locator: "1.1 <b>" } },
          ...{ subject: kind === "proposed" ? "p1" : "2", proposal: kind === "proposed" ? "p1" : null },
        })),
      },
      visitBy(null, "/nip14/-/changes"),
    ],
    [
      "happened-for-owner",
      {
        ...{ page: "happened", work: fresh.head(), from: "", to: "", since: false, next: null, through: "t" },
        forOwner: true,
        lines: [...TOLD_TO_ALL, ...TOLD_TO_OWNERS, ...BESIDE_RECORDS].flatMap((kind, more) =>
          subjectsOf(kind).map((subject) => ({
            ...{ kind, subject, more: more % 3, outline: kind.startsWith("outline-") ? 2 : null },
            ...{
              at: "2026-11-24T09:00:00.000Z",
              proposal: null,
              by: [{ name: "Ben <本>" }],
              whom: { name: "Ann <b>" },
            },
            passage: more % 2 === 0 ? { id: "1-1", locator: "1.1 <b>" } : null,
          })),
        ),
      },
      visitBy(OWNER, "/nip14/-/changes"),
    ],
    [
      "happened-nothing",
      {
        forOwner: false,
        ...{ page: "happened", work: fresh.head(), from: "", to: "", since: null, next: null, through: "t" },
        lines: [],
      },
      visitBy({ id: "ben", name: "Ben Okafor", role: "reviewer" }, "/nip14/-/changes?since=looked"),
    ],
    ...notesPages(fresh.head()),
    ...remarksPages(fresh.head(), fresh.work.passages[0]!, fresh.state(S10).versions.at(-1)!),
    [
      "standing-empty",
      {
        page: "standing",
        work: fresh.head(),
        whole: tally(0),
        parts: [],
        reshaped: 2,
        notes: { count: 0, more: false },
        asked: { questions: [], all: 0 },
      },
      visitBy(null, "/nip14/-/standing"),
    ],
    ["life", lifeView(fresh), visitBy(null, `${at}/life`)],
    ["life-empty", { ...lifeView(fresh), events: [], all: 0 }, visitBy(null, `${at}/life`)],
    [
      "standing-asked",
      {
        ...{ page: "standing", work: fresh.head(), ...STANDING_HERE },
        requests: { open: requestsFor(fresh.head()), people: ASKABLE, today: "2026-11-28" },
      },
      visitBy(BEN, "/nip14/-/standing"),
    ],
    ["passage-asked", { ...fresh.passageView(S10), requests: requestsHere(fresh.head()) }, visitBy(BEN, at)],
    [
      "mine-asked",
      { ...mineOf(new Shelf(fresh.work), ANN), lists: [], requests: ownRequests(fresh.head()) },
      visitBy(ANN, "/me"),
    ],
    ...termPages(fresh.head()),
    ["outline", { page: "outline", work: fresh.head(), ...OUTLINE }, visitBy(null, "/nip14/-/outline/60..64")],
    [
      "outline-same",
      { page: "outline", work: fresh.head(), ...OUTLINE_SAME },
      visitBy(null, "/nip14/-/outline/60..60"),
    ],
    [
      "outline-long",
      { page: "outline", work: fresh.head(), compared: null, more: 0, steps: null },
      visitBy(null, "/nip14/-/outline"),
    ],
    [
      "outline-proposal",
      { ...outlineProposalOf(fresh), stale: false, may: { decide: true, withdraw: true, anew: false } },
      visitBy(OWNER, "/nip14/-/outline/proposals/2"),
    ],
    [
      "outline-proposal-stale",
      { ...outlineProposalOf(fresh), stale: true, may: { decide: true, withdraw: false, anew: true } },
      visitBy(BEN, "/nip14/-/outline/proposals/2"),
    ],
    [
      "outline-proposal-decided",
      {
        ...outlineProposalOf(fresh),
        ...{ proposal: MOVE_ACCEPTED, stale: false, may: { decide: false, withdraw: false, anew: false } },
      },
      visitBy(null, "/nip14/-/outline/proposals/3"),
    ],
    [
      "outline-propose",
      {
        page: "outline-propose",
        work: fresh.head(),
        chosen: {
          ...{
            passage: fresh.passage("4-2"),
            after: "4-1",
            next: HERE,
            fresh: { added: "4-2-new", joined: "4-2-joined" },
          },
          rendering: [
            { cut: null, words: "One <b>sentence</b>." },
            { cut: "14", words: "And another." },
          ],
          source: [
            { cut: null, words: "第一句。" },
            { cut: "0:4", words: "第二句。" },
          ],
          places: { asked: "", found: [{ ...HERE, words: "Data <b>…" }], more: false },
        },
        proposed: [SPLIT_PROPOSED],
        ...{ decided: [], source: SOURCE_FORM, asksSource: false },
      },
      visitBy(ANN, "/nip14/-/outline/propose?passage=4-2"),
    ],
    [
      "source-proposal",
      {
        ...outlineProposalOf(fresh),
        ...{ proposal: SOURCE_PROPOSED, before: [], after: [], source: readOf("第一句。", "第<b>二句。") },
        ...{ stale: false, may: { decide: true, withdraw: true, anew: false } },
      },
      visitBy(BEN, "/nip14/-/outline/proposals/4"),
    ],
    [
      "source-proposal-stale",
      {
        ...outlineProposalOf(fresh),
        ...{ proposal: SOURCE_PROPOSED, before: [], after: [], source: null },
        ...{ stale: true, may: { decide: true, withdraw: false, anew: true } },
      },
      visitBy(ANN, "/nip14/-/outline/proposals/4"),
    ],
    [
      "source-propose",
      {
        ...{ page: "outline-propose", work: fresh.head(), proposed: [SOURCE_PROPOSED] },
        chosen: {
          ...{
            passage: fresh.passage("4-2"),
            after: "4-1",
            next: null,
            rendering: [],
            source: [],
            places: { asked: "", found: [], more: false },
          },
          fresh: { added: "4-2-new", joined: "4-2-joined" },
        },
        decided: [
          {
            ...SOURCE_PROPOSED,
            status: "declined",
            decision: { by: BEN, reason: "No <b>.", at: "2026-03-02T10:00:00.000Z" },
          },
        ],
        ...{ source: { ...SOURCE_FORM, from: 4, met: 2 }, asksSource: true },
      },
      visitBy(ANN, "/nip14/-/outline/propose?passage=4-2&act=source&from=4"),
    ],
    ["supply", { page: "supply", work: fresh.head(), laid: null, back: null }, visitBy(OWNER, "/nip14/-/source")],
    [
      "supply-back",
      {
        ...{ page: "supply", work: fresh.head(), laid: null },
        back: {
          ...{ refused: null, pasted: { a: "", b: "" }, translation: "" },
          ...{ files: { a: ["<b>道.txt"], b: [] }, for: { a: "<b>道.txt", b: "" }, chosen: {} },
          asks: { a: [{ about: "encoding", guesses: [{ encoding: "gb18030", sample: "<b>道可道" }] }], b: [] },
        },
      },
      visitBy(OWNER, "/nip14/-/source"),
    ],
    [
      "supply-laid",
      { page: "supply", work: fresh.head(), laid: LAID, back: null },
      visitBy(OWNER, "/nip14/-/source/st1"),
    ],
    [
      "supply-already",
      { page: "supply", work: fresh.head(), laid: { ...LAID, ...NOTHING_NEW }, back: null },
      visitBy(OWNER, "/nip14/-/source/st1"),
    ],
    ["passage-source-moved", { ...fresh.passageView(S10), moved: MOVED }, visitBy(OWNER, at)],
    ["passage-source-moved-removed", { ...fresh.passageView(S10), moved: { ...MOVED, read: null } }, visitBy(null, at)],
    ["version-source-moved", { ...fresh.versionView(S10, 2), moved: MOVED }, visitBy(null, `${at}/v2`)],
    ["origins", busy.originsView(S10), visitBy(null, `${at}/origins`)],
    ["origins-older", busy.originsView(S10, 2), visitBy(null, `${at}/origins?version=2`)],
    ["origins-not-held", busy.originsView(S10, 1), visitBy(null, `${at}/origins?version=1`)],
    ["origins-one", fresh.originsView(S10), visitBy(null, `${at}/origins`)],
    ["origins-empty", fresh.originsView("part-1"), visitBy(null, "/nip14/part-1/origins")],
    ["collation", busy.collationView(S10), visitBy(null, `${at}/collation`)],
    [
      "collation-readings",
      busy.collationView(S10, ["v2", "v3", "p2", "p4"]),
      visitBy(null, `${at}/collation?versions=v2,v3,p2,p4&view=readings`),
    ],
    ["collation-chosen-one", busy.collationView(S10, ["v3"]), visitBy(null, `${at}/collation?versions=3`)],
    ["collation-one", fresh.collationView("4-10"), visitBy(null, "/nip14/4-10/collation")],
    ["collation-empty", fresh.collationView("part-1"), visitBy(null, "/nip14/part-1/collation")],
    ["compare-not-held", fresh.compareView(S10, 1, 2), visitBy(null, `${at}/v1..v2`)],
    ["compare", busy.compareView(S10, 2, 3), visitBy(null, `${at}/v2..v3`)],
    ["compare-side", busy.compareView(S10, 2, 3), visitBy(null, `${at}/v2..v3?view=side`)],
    ["compare-new", busy.compareView(S10, 2, 3), visitBy(null, `${at}/v2..v3?view=new`)],
    ["compare-changes", busy.compareView(S10, 2, 3), visitBy(null, `${at}/v2..v3?view=changes`)],
    ["compare-same", busy.compareView(S10, 3, 3), visitBy(null, `${at}/v3..v3`)],
    [
      "proposal-open",
      fresh.proposalView(S10, "sort-out", { ...decide, withdraw: true }),
      visitBy(OWNER, "/nip14/proposals/sort-out"),
    ],
    ["proposal-side", fresh.proposalView(S10, "sort-out", decide), visitBy(BEN, "/nip14/proposals/sort-out?view=side")],
    ["proposal-reader", fresh.proposalView(S10, "sort-out"), visitBy(null, "/nip14/proposals/sort-out")],
    [
      "proposal-source-moved",
      { ...fresh.proposalView(S10, "sort-out", decide), moved: MOVED },
      visitBy(BEN, "/nip14/proposals/sort-out"),
    ],
    ["proposal-stale", busy.proposalView(S10, "stale-one", decide), visitBy(BEN, "/nip14/proposals/stale-one")],
    [
      "proposal-stale-own",
      busy.proposalView(S10, "stale-one", { move: true, takeBack: true }),
      visitBy(ANN, "/nip14/proposals/stale-one"),
    ],
    ["proposal-accepted", busy.proposalView(S10, "first-one"), visitBy(null, "/nip14/proposals/first-one")],
    ["proposal-declined", busy.proposalView(S10, "declined-one"), visitBy(null, "/nip14/proposals/declined-one")],
    [
      "proposal-draft",
      busy.proposalView(S10, "draft-one", { edit: true, withdraw: true, choose: true }),
      visitBy(ANN, "/nip14/proposals/draft-one"),
    ],
    ["proposal-draft-reader", busy.proposalView(S10, "draft-one"), visitBy(null, "/nip14/proposals/draft-one")],
    [
      "proposal-decided-next",
      {
        ...busy.proposalView(S10, "declined-one"),
        next: { work: "nip14", id: "stale-one", locator: "Section 10" },
      },
      visitBy(BEN, "/nip14/proposals/declined-one"),
    ],
    [
      "proposal-decided-last",
      { ...busy.proposalView(S10, "declined-one"), next: "none" },
      visitBy(BEN, "/nip14/proposals/declined-one"),
    ],
    [
      "proposal-hidden",
      { ...busy.proposalView(S10, "draft-one", { read: false, playBack: false }), draft: null },
      visitBy(null, "/nip14/proposals/draft-one"),
    ],
    [
      "proposal-refused",
      {
        ...busy.proposalView(S10, "declined-one"),
        refused: "It is decided already.",
        typed: { action: "/api/proposals/declined-one/decline", fields: [{ name: "reason", value: "Too <homely>." }] },
      },
      visitBy(BEN, "/nip14/proposals/declined-one"),
    ],
    ["proposal-supply", busy.proposalView(S10, "supply-one", decide), visitBy(BEN, "/nip14/proposals/supply-one")],
    ["draft-history", historyView(busy, { at: 3 }, true), visitBy(ANN, "/nip14/proposals/draft-one/history")],
    ["draft-history-first", historyView(busy, { at: 1 }, true), visitBy(ANN, "/nip14/proposals/draft-one/history")],
    [
      "draft-history-every-step",
      historyView(busy, { at: 2, level: "every", against: "now" }),
      visitBy(null, "/nip14/proposals/draft-one/history"),
    ],
    [
      "draft-history-against-base",
      historyView(busy, { at: 2, against: "base" }, true),
      visitBy(ANN, "/nip14/proposals/draft-one/history"),
    ],
    [
      "draft-history-empty",
      { ...historyView(busy, { at: 0 }), log: [], renderings: {} },
      visitBy(null, "/nip14/proposals/draft-one/history"),
    ],
    ["mine", mineOf(busy, ANN), visitBy(ANN, "/me")],
    ["mine-of-reviewer", mineOf(busy, BEN), visitBy(BEN, "/me")],
    [
      "mine-one-list",
      { ...mineOf(busy, BEN), only: "drafts", lists: [{ list: "drafts", lines: [], next: null }] },
      visitBy(BEN, "/me?list=drafts"),
    ],
    ["mine-told", { ...mineOf(busy, ANN), ...TOLD }, { ...visitBy(ANN, "/me"), unseen: 2 }],
    [
      "news",
      {
        page: "news",
        lines: TOLD.news,
        next: "R2hlcmUgaXMgYSBiZWdpbg",
        unseen: 100,
        through: TOLD.through,
        remarks: REMARKS_HERE,
      },
      { ...visitBy(ANN, "/me/news"), unseen: 100 },
    ],
    [
      "news-none",
      { page: "news", lines: [], next: null, unseen: 0, through: null, remarks: [] },
      visitBy(ANN, "/me/news"),
    ],
    [
      "following",
      { page: "following", ...TOLD.follows, from: 0, next: 50 },
      { ...visitBy(ANN, "/me/following"), unseen: 0 },
    ],
    ["stop-mail", { page: "stop-mail", done: false }, visitBy(null, "/-/mail/s3cret")],
    ["stop-mail-done", { page: "stop-mail", done: true }, visitBy(null, "/-/mail/s3cret")],
    ["following-none", { page: "following", lines: [], count: 0, from: 0, next: null }, visitBy(ANN, "/me/following")],
    [
      "mine-empty",
      { ...mineOf(new Shelf(fresh.work), ANN), lists: [], mentions: [], notes: [], remarks: [] },
      visitBy(ANN, "/me"),
    ],
    [
      "review",
      {
        ...{
          page: "review",
          proposals: openOf(busy),
          next: "R2hlcmUgaXMgYSBiZWdpbg",
          open: { waiting: 1, written: 0 },
          ...{
            only: ALL_WAITING,
            now: "2026-11-28T09:00:00.000Z",
            mine: 1,
            terms: PROPOSED_TERMS,
            outlines: PROPOSED_OUTLINES,
          },
        },
        moved: { passages: [movedOf(fresh), movedOf(fresh, "4-1")], next: "QW5kIGhlcmUgaXQgZ29lcw", count: 22 },
      },
      visitBy(BEN, "/review"),
    ],
    [
      "review-empty",
      {
        ...{ page: "review", proposals: [], next: null, open: { waiting: 0, written: 0 } },
        ...{
          moved: { passages: [], next: null, count: 0 },
          only: ALL_WAITING,
          now: null,
          mine: null,
          terms: [],
          outlines: [],
        },
      },
      visitBy(null, "/review"),
    ],
    [
      "review-of-work",
      {
        ...{ page: "review", proposals: [], next: null, open: { waiting: 3, written: 0 } },
        ...{
          moved: { passages: [], next: null, count: 0 },
          now: "2026-11-28T09:00:00.000Z",
          only: { ...ALL_WAITING, work: "nip14", kind: "style", state: "rivals" },
          mine: 0,
          terms: [],
          outlines: [],
        },
      },
      visitBy(BEN, "/review?work=nip14"),
    ],
    [
      "about",
      {
        page: "about",
        operator: "The Plan project <script>, plan@example.org",
        licence: { words: "CC BY 4.0.", url: "https://creativecommons.org/licenses/by/4.0/" },
        mayChange: true,
      },
      visitBy(null, "/about"),
    ],
    [
      "about-unsaid",
      { page: "about", operator: null, licence: { words: "Ours alone.", url: "ftp://nowhere" }, mayChange: false },
      visitBy(ANN, "/about"),
    ],
    [
      "sign-in",
      {
        page: "sign-in",
        refused: "That email and password don't go together.",
        email: "ann@example.org",
        next: "/nip14",
        mayAsk: true,
      },
      visitBy(null, "/sign-in"),
    ],
    [
      "join",
      {
        page: "join",
        token: "t0k",
        invitation: {
          role: "translator",
          by: "Olga Marin",
          message: "Dear Ann,\n\nplease look at <Section 10>.",
          place: "/nip14/s10",
          bound: true,
          machine: false,
          expires: "2026-12-01T08:00:00.000Z",
        },
        licence: { words: "CC BY 4.0.", url: null },
        refused: null,
        name: "",
        email: "",
        agreed: false,
      },
      visitBy(null, "/join/t0k"),
    ],
    [
      "join-used",
      {
        page: "join",
        token: "t0k",
        invitation: null,
        licence: { words: "CC BY 4.0.", url: null },
        refused: null,
        name: "",
        email: "",
        agreed: false,
      },
      visitBy(null, "/join/t0k"),
    ],
    [
      "people",
      {
        page: "people",
        link: `${BASE}/join/abc`,
        linkFor: "Ann (ann@example.org)",
        refused: null,
        invitations: [
          {
            id: "i1",
            role: "reviewer",
            by: "Olga Marin",
            made: "2026-11-24T08:00:00.000Z",
            expires: "2026-12-01T08:00:00.000Z",
            email: "bo@example.org",
            message: "Welcome <b>!",
            place: "/nip14",
          },
        ],
        askings: [
          { id: "a1", name: "Wu", email: "wu@example.org", why: "I teach it.", at: "2026-11-24T08:00:00.000Z" },
        ],
        mayAsk: true,
        typed: { role: "translator", email: "", message: "", place: "" },
        people: [ANN, BEN, OWNER].map(({ id, name, role }) => ({
          id,
          name,
          role,
          email: `${id}@example.org`,
          since: "2026-11-24T08:00:00.000Z",
        })),
      },
      visitBy(OWNER, "/people"),
    ],
    [
      "person-change",
      {
        page: "person-change",
        act: "role",
        role: "reader",
        person: { id: "ann", name: "Ann <Lee>", email: "ann@example.org", role: "translator" },
      },
      visitBy(OWNER, "/people/ann/role?role=reader"),
    ],
    [
      "person-close",
      {
        page: "person-change",
        act: "close",
        role: "owner",
        person: { id: OWNER.id, name: OWNER.name, email: "o@example.org", role: "owner" },
      },
      visitBy(OWNER, "/people/ann/close"),
    ],
    [
      "settings",
      {
        page: "settings",
        findings: [{ name: "no-proven-copy", wrong: "There is no copy.", todo: "Make one with `npx variorum <x>`." }],
        publicAddress: { whole: null, given: false },
        typed: "ftp://nowhere",
        here: BASE,
        works: [
          { id: "nip14", title: "The <Plan>", away: null, empty: false },
          { id: "old", title: "An old one", away: "2026-11-24T08:00:00.000Z", empty: false },
          { id: "undone", title: "One that was undone", away: "2026-11-24T08:00:00.000Z", empty: true },
        ],
        switches: [
          {
            name: "asking",
            title: "Asking",
            words: "Who may ask.",
            choices: [
              { value: "no", words: "Nobody." },
              { value: "yes", words: "Strangers." },
            ],
            value: "no",
          },
        ],
        mail: {
          ...{ host: "mail.example.org:587", from: "v@example.org", waiting: 2, missing: null },
          fault: "450 <busy>, later",
        },
        done: null,
        refused: "That is no web address.",
      },
      visitBy(OWNER, "/-/settings"),
    ],
    [
      "settings-well",
      {
        page: "settings",
        findings: [],
        publicAddress: { whole: BASE, given: true },
        typed: null,
        here: BASE,
        works: [],
        switches: [],
        mail: { host: "mail.example.org", from: "", fault: null, waiting: 0, missing: "from" },
        done: "The public address is set.",
        refused: null,
      },
      visitBy(OWNER, "/-/settings"),
    ],
    ["reset", { page: "reset", person: "Ann", refused: "A password needs more." }, visitBy(null, "/-/reset/t0k")],
    ["reset-used", { page: "reset", person: null, refused: null }, visitBy(null, "/-/reset/t0k")],
    [
      "ask",
      { page: "ask", asked: false, refused: "Say why.", name: "Wu", email: "", why: "<b>" },
      visitBy(null, "/-/ask"),
    ],
    ["asked", { page: "ask", asked: true, refused: null, name: "", email: "", why: "" }, visitBy(null, "/-/ask")],
    ...(["public", "private"] as const).map((visibility): [string, View, Visit] => [
      `readers of a ${visibility} work`,
      {
        page: "readers",
        work: fresh.head(),
        visibility,
        approvals: USUAL_APPROVALS,
        people: [
          { id: ANN.id, name: ANN.name, everywhere: "reviewer", here: "reader" },
          { id: "b", name: "<b>", everywhere: "translator", here: null },
        ],
        done: visibility === "private" ? "visibility" : null,
      },
      visitBy(OWNER, "/nip14/-/readers"),
    ]),
    [
      "whom a work names",
      {
        page: "joining",
        work: fresh.head(),
        foreign: [
          {
            ...{ key: "id/x", name: "<b>", elsewhere: true, versions: 12, notes: 1, proposals: 2 },
            here: { id: ANN.id, name: ANN.name, reason: "She <i>says</i> so.", by: OWNER.name },
          },
          { key: "name/Bo", name: "Bo", elsewhere: false, versions: 1, notes: 0, proposals: 0, here: null },
        ],
        all: 900,
        people: [{ id: ANN.id, name: ANN.name }],
        isDone: true,
      },
      visitBy(OWNER, "/nip14/-/people"),
    ],
    [
      "whom a work names: nobody",
      { page: "joining", work: fresh.head(), foreign: [], all: 0, people: [], isDone: false },
      visitBy(OWNER, "/nip14/-/people"),
    ],
    [
      "export",
      {
        page: "export",
        work: fresh.head(),
        formats: [
          { as: "txt", leftOut: { notes: 3, "<b>": 1 } },
          { as: "docx", leftOut: {} },
          { as: "csv", leftOut: null },
        ],
        archive: false,
        returns: true,
      },
      visitBy(ANN, "/nip14/-/export"),
    ],
    [
      "a file comes back",
      {
        page: "return",
        work: fresh.head(),
        translations: [{ id: "digichina", title: "DigiChina <2022>" }],
        laid: null,
        back: null,
        refused: null,
      },
      visitBy(ANN, "/nip14/-/return"),
    ],
    [
      "a file comes back to one of several translations",
      {
        ...{ page: "return", work: fresh.head(), laid: null, back: null, refused: null },
        translations: [
          { id: "digichina", title: "DigiChina" },
          { id: "second", title: "Another <one>" },
        ],
      },
      visitBy(OWNER, "/nip14/-/return"),
    ],
    ...Object.entries(REVISED).map(([name, laid]): [string, View, Visit] => [
      `a revised file ${name}`,
      {
        ...{ page: "return", work: fresh.head(), translations: [], laid, back: null },
        refused: laid.final > 0 ? { sentence: "", reason: "Because <b>", wrong: "style" } : null,
      },
      visitBy(OWNER, "/nip14/-/return/st2"),
    ]),
    [
      "account",
      {
        page: "account",
        account: {
          id: ANN.id,
          name: ANN.name,
          parts: { family: "Lee", given: "Ann" },
          email: "ann@example.org",
          role: ANN.role,
          since: "2026-11-24T08:00:00.000Z",
          agreed: { at: "2026-11-24T08:00:00.000Z", licence: "https://creativecommons.org/licenses/by/4.0/" },
          sessions: [
            {
              id: "s1",
              agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
              since: "2026-11-24T08:00:00.000Z",
              expires: "2026-12-24T08:00:00.000Z",
              here: true,
            },
            {
              id: "s2",
              agent: "",
              since: "2026-11-23T08:00:00.000Z",
              expires: "2026-12-23T08:00:00.000Z",
              here: false,
            },
          ],
          tokens: [
            {
              ...{ id: "t1", name: "weekly <copy>", work: null, may: ["propose", "import"] },
              made: "2026-11-24T08:00:00.000Z",
              expires: "2026-12-24T08:00:00.000Z",
              used: "2026-11-25T08:00:00.000Z",
            },
            {
              ...{ id: "t2", name: "search", work: "nip14", may: [], used: null },
              made: "2026-11-24T08:00:00.000Z",
              expires: "2026-12-24T08:00:00.000Z",
            },
          ],
          feed: "2026-11-24T08:00:00.000Z",
        },
        token: "variorum_t0k",
        mail: { rhythm: "daily", off: ["terms"] },
        feeds: {
          atom: "https://v.example.org/-/feeds/s3cret.atom",
          json: "https://v.example.org/-/feeds/s3cret.json",
          ics: "https://v.example.org/-/feeds/s3cret.ics",
        },
        refused: { act: "password", message: "The current password is not right." },
        done: null,
        typed: { name: "Ann", family: "Lee", given: "Ann", particle: "", suffix: "", email: "ann@example.org" },
      },
      visitBy(ANN, "/-/account"),
    ],
    [
      "error",
      {
        page: "error",
        status: 404,
        title: "Not found",
        message: "There is no passage “s11” in this work.\n\nNothing was changed.",
      },
      visitBy(null, "/nip14/s11"),
    ],
    [
      "error-lost",
      {
        page: "error",
        status: 404,
        title: "Not found",
        message: "There is no passage “4-99” in this work.",
        lost: { work: "nip14", near: [fresh.passage("4-9"), fresh.passage("4-8")] },
      },
      visitBy(null, "/nip14/4-99"),
    ],
    ...viewsOfParts(busy, busy.proposalView(S10, "draft-one")),
  ];
  return rows.map(([name, view, visit]) => ({ name, view, visit }));
}

function openOf(shelf: Shelf) {
  const passage = shelf.passage(S10);
  const state = shelf.state(S10);
  return state.proposals
    .filter(({ status }) => status === "open")
    .map(({ id, kind, base, submission }) => {
      const { proposers, summary, at, notes } = submission!;
      const stale = kind === "revision" && base !== state.versions.length;
      const { work } = shelf;
      return {
        work: { id: work.id, title: work.title, sourceLanguage: work.sourceLanguage, language: work.language },
        ...{ passage: { id: passage.id, locator: passage.locator }, others: [], proposal: { id, kind, base } },
        ...{ proposers, summary, at, notes: notes.length, stale },
        ...{
          first: { before: "Clarify", after: "Sort <b> out" },
          changes: 2,
          rivals: 1,
          approvers: [ANN],
          beside: { passage: "4-1", sigla: ["v1", "p1", "p2"] },
          yours: "decide" as const,
        },
        discussed: { all: 2, open: 1 },
        kinds: ["accuracy" as const, "terminology" as const],
        putsBack: 1,
      };
    });
}
