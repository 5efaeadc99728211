/** A proposal as a page and a program are given it: its parts, each as far as its visitor may read it. */
import { setImmediate as othersFirst } from "node:timers/promises";
import type { OtherPart, ProposalView, RevisedNow } from "../../editor/drafting/drafting.ts";
import { partsIn, reasonsOf } from "../../editor/reviewing/reviewing.ts";
import { cameUnknown } from "../../translations/ledger/came.ts";
import { roleIn } from "../../translations/ledger/access.ts";
import {
  whyUncounted,
  hiddenOf,
  isWriter,
  mayBegin,
  rightsIn,
  veiled,
  writersOf,
} from "../../translations/ledger/rights.ts";
import { proposalStream } from "../../translations/ledger/record.ts";
import { saidAt, sentBackOf } from "../../translations/ledger/sent-back.ts";
import { backing } from "../../translations/decide/decide.ts";
import { neededFor, type ApprovalRule } from "../../translations/ledger/approvals.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { everIn, insteadOf, outlineOf } from "../../translations/ledger/sections.ts";
import {
  heresOf,
  standingFor,
  versionOf,
  wordsRemoved,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { looksLike } from "../../translations/people/name.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { stepsAfterwards } from "../sync/sync.ts";
import { addableIn } from "./adding.ts";
import { nextToDecide } from "./home.ts";
import { withLeft } from "./left.ts";
import { notesBy } from "./notes.ts";
import { readyReasonsOf } from "./ready-reasons.ts";
import { putsBackIn } from "./putting-back.ts";
import { rivalsIn, siglumOf } from "./rivals.ts";
import { threadsOnProposal } from "./discussed.ts";
import { actingIn } from "./seen.ts";
import { mayStart, startedOn } from "./starting.ts";
import { termsOn } from "./terms.ts";
import { sourceMove } from "./wordings.ts";
import { draftOf, noPassage, onHost, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many parts are read before others are answered. */
const AT_ONCE = 20;

/** A proposal that was asked for, and its work. */
export interface Found {
  work: Work;
  proposal: Proposal;
}

/** What a page of a proposal is asked for: the part that it is turned to, and a passage that is looked for. */
export interface Turned {
  passage?: string | undefined;
  find?: string | undefined;
}

/** The proposal turned to its part on `passage`; if that is none to read, to the first that is theirs to write, that waits, or to read. */
export async function viewOf(
  bench: Workbench,
  { work, proposal }: Found,
  visitor: Actor | null,
  { passage, find = "" }: Turned,
): Promise<ProposalView> {
  const actor = await actingIn(bench, work.id, visitor);
  const order = inOrder(work, proposal);
  const heres = new Map(heresOf(proposal).map((here) => [here.passage, here]));
  const states = await bench.desk.passages(work.id, order);
  const { approvals: rule } = await bench.desk.access(work.id);
  const placed: Placed[] = [];
  for (const [at, id] of order.entries()) {
    placed.push(await partPlaced(bench, work, { proposal: heres.get(id)!, state: states[at]!, rule }, actor));
    if (placed.length % AT_ONCE === 0) await othersFirst();
  }
  const parts = withOneSummary(
    proposal,
    placed.map(({ part }) => part),
  );
  const readable = parts.filter(({ may }) => may.read);
  const asked = readable.find((part) => part.passage.id === passage);
  const waits = readable.find((part) => part.proposal.status === "open");
  const shown = asked ?? parts.find(({ may }) => may.edit) ?? waits ?? readable[0] ?? parts[0]!;
  const { state } = placed[parts.indexOf(shown)]!;
  const { may } = shown;
  return {
    page: "proposal",
    work: headOf(work),
    ...shown,
    instead: insteadOf(work, shown.passage).map(({ id, locator }) => ({ id, locator })),
    current: standingFor(shown.proposal.base, state, work.translation.id) ?? null,
    newest: state.versions.length,
    notes: await standingOn(bench, state, shown),
    threads: await threadsOnProposal(bench, work, proposal, actor),
    ready: parts.some((part) => part.may.decide || part.may.sendBack) ? await readyReasonsOf(bench, work.id) : [],
    sentBack: await sentBackFor(bench, work, shown, actor),
    looked: await lookedFor(bench, work, shown, actor),
    rivals: may.read ? await rivalsIn(bench, { work, state }, shown, actor) : [],
    siglum: may.read ? siglumOf(state, shown.proposal) : null,
    startedBy: may.read ? startedOn(state, proposal.id, actor) : [],
    mayStart: mayStart({ work, proposal }, actor),
    others: parts.filter((part) => part !== shown),
    order,
    addable: mayAdd(proposal, actor)
      ? await addableIn(bench, work, proposal, { asked: find, at: shown.passage.id })
      : null,
    afterwards:
      (await bench.store.drafts.stepsAfter(await draftOf(bench, shown.proposal))) ??
      (await stepsAfterwards(bench.settings)),
    invitable: may.invite ? await invitable(bench, work.id, proposal) : [],
    since: may.read || may.invite ? await sinceOfNamesakes(bench, proposal) : {},
    next:
      shown.proposal.decision && visitor && actor && atLeast(actor.role, "reviewer")
        ? await nextFor(bench, visitor)
        : null,
    refused: null,
  };
}

/** By what it is kept how far somebody has looked at a proposal: no work is called so. */
export function lookedAs(proposal: string): string {
  return `proposal/${proposal}`;
}

/** What a part that waits said when whoever looks last said that they had looked at it. */
async function lookedFor(
  { store, accounts }: Workbench,
  { id: work }: Work,
  { proposal, passage }: OtherPart,
  actor: Actor | null,
): Promise<ProposalView["looked"]> {
  const { id, status, removals } = proposal;
  if (!actor || status !== "open" || removals.length > 0) return null;
  const records = await store.stream(proposalStream(work, id));
  const through = records.at(-1)?.position ?? 0;
  const before = await accounts.lookedThrough(actor.id, lookedAs(id));
  const said = before && saidAt(records, passage.id, before.number);
  return { through, said, at: before?.at ?? null };
}

/** What a part that waits said when it was last sent back: for who decides on it, and who writes it. */
async function sentBackFor(
  { store }: Workbench,
  { id: work }: Work,
  { proposal, passage, may }: OtherPart,
  actor: Actor | null,
): Promise<ProposalView["sentBack"]> {
  const concerned = may.decide || may.sendBack || (actor !== null && isWriter(proposal, actor));
  const { status, returns, removals } = proposal;
  if (!concerned || status !== "open" || returns.length === 0 || removals.length > 0) return null;
  return sentBackOf(await store.stream(proposalStream(work, proposal.id)), passage.id);
}

/** The passages that a proposal revises, in the order of its work; those that went from it last. */
function inOrder(work: Work, { parts }: Proposal): string[] {
  const own = parts.map(({ passage }) => passage);
  if (own.length === 1) return own;
  const { places } = outlineOf(work.passages);
  return own.toSorted((a, b) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size));
}

/** True if `actor` may have it revise one passage more. */
export function mayAdd(proposal: Proposal, actor: Actor | null): boolean {
  return proposal.kind === "revision" && rightsIn(proposal, actor).edit;
}

/** The parts, those that are being written with the reason that is written for all. */
function withOneSummary({ summaryIn }: Proposal, parts: OtherPart[]): OtherPart[] {
  const reasoned = parts.find(({ passage }) => passage.id === summaryIn)?.draft;
  if (!reasoned) return parts;
  const { summary, id } = reasoned;
  return parts.map((part) =>
    part.draft && part.proposal.status === "draft"
      ? { ...part, draft: { ...part.draft, summary, summaryIn: id } }
      : part,
  );
}

const NONE_KNOWN: ReadonlySet<string> = new Set();

/** A part, and how its passage stands. */
export interface Placed {
  part: OtherPart;
  state: PassageState;
}

/** A part of a proposal as far as `actor` reads it. */
export async function placedPart(
  bench: Workbench,
  work: Work,
  proposal: ProposalHere,
  actor: Actor | null,
): Promise<Placed> {
  const state = await bench.desk.passage({ work: work.id, passage: proposal.passage });
  const { approvals: rule } = await bench.desk.access(work.id);
  return partPlaced(bench, work, { proposal, state, rule }, actor);
}

/** A part, how its passage stands, and how many approvals a version takes in its work. */
interface PartRead {
  proposal: ProposalHere;
  state: PassageState;
  rule: ApprovalRule;
}

async function partPlaced(
  bench: Workbench,
  work: Work,
  { proposal, state, rule }: PartRead,
  actor: Actor | null,
): Promise<Placed> {
  const passage = everIn(work, proposal.passage);
  if (!passage) throw noPassage(work, proposal.passage);
  const base = baseOf(state, proposal);
  const may = rightsIn(proposal, actor);
  const draft = may.read ? await livingText(bench, proposal) : null;
  const standing = standingFor(proposal.base, state, work.translation.id);
  const passed = cameUnknown(proposal, state, work.translation.id, NONE_KNOWN);
  const words = [base?.words, standing?.words, ...(may.read ? [proposal.submission, draft] : [])];
  const terms = termsOn(work, passage, words);
  const said = may.read ? (draft ?? proposal.submission) : null;
  const came = passed && (await withLeft(bench, passed, { here: proposal, state, words: said, terms }));
  const part = {
    terms,
    passage,
    proposal: may.read ? proposal : veiled(proposal, may.invite),
    base,
    stale: came !== null,
    came,
    moved: may.read ? await movedSince(bench, work, passage, proposal) : null,
    putsBack: await putsBackIn(bench, state, { base, proposal, words: said, terms }),
    draft,
    may,
    approving: await approvingOf(bench, work.id, proposal, { reads: may.read, rule, actor }),
    waiting: may.decide ? waitingIn(proposal) : null,
  };
  return { part, state };
}

/** The digest of the text that waits, as far as it is held. */
function waitingIn({ submission, removals }: ProposalHere): string | null {
  if (!submission || wordsRemoved({ removals })) return null;
  return digestOfText(canonicalText(renderingFromJson(submission.rendering)));
}

/** What approvals stand behind a part, for whoever looks, and which of them count. */
async function approvingOf(
  { desk }: Workbench,
  work: string,
  proposal: ProposalHere,
  { reads, rule, actor }: { reads: boolean; rule: ApprovalRule; actor: Actor | null },
): Promise<OtherPart["approving"]> {
  const all = reads && proposal.status === "open" ? (proposal.approvals ?? []) : [];
  const roles = await desk.roles(
    work,
    all.flatMap(({ by }) => by.id ?? []),
  );
  const judged = all.map((approval) => ({ ...approval, why: whyUncounted(proposal, approval, rule, roles) }));
  const given = all.filter((_, at) => judged[at]!.why === null);
  const uncounted = judged.flatMap(({ why, ...approval }) => (why === null ? [] : { ...approval, why }));
  const needed = neededFor(proposal.kind, rule);
  if (!actor || !reads) return { needed, given, uncounted, own: false, enough: false, unreviewed: false };
  const { enough, unreviewed } = backing(proposal, actor, roles);
  return { needed, given, uncounted, own: all.some(({ by }) => by.id === actor.id), enough, unreviewed };
}

/** How the source moved since a part that waits was submitted. Of those from before that was recorded nothing is known. */
async function movedSince(
  bench: Workbench,
  work: Work,
  passage: OtherPart["passage"],
  { kind, status, submission }: ProposalHere,
): Promise<OtherPart["moved"]> {
  const waits = kind === "revision" && status === "open" && submission !== null;
  return waits ? sourceMove(bench, work, passage, submission) : null;
}

/** The notes that stand on the version that a part revises. */
async function standingOn(
  { aside }: Workbench,
  { versions }: PassageState,
  { base, proposal }: OtherPart,
): Promise<ProposalView["notes"]> {
  return base && proposal.kind === "revision" ? notesBy(aside, "standingNotes", versions, base.number) : [];
}

/** What the draft says, or said at last if it was given up before it was proposed; null once something was proposed. */
async function livingText(bench: Workbench, part: ProposalHere): Promise<ProposalView["draft"]> {
  const { status, submission } = part;
  const givenUp = status === "withdrawn" && submission === null;
  // Of most parts nothing is asked: they were proposed.
  if (status !== "draft" && !givenUp) return null;
  const id = await draftOf(bench, part);
  if (givenUp && !(await bench.store.drafts.isBegun(id))) return null;
  const { rendering, notes, summary } = await bench.live.read(id);
  return { id, rendering: renderingToJson(rendering), notes, summary, summaryIn: id };
}

function baseOf(state: PassageState, { base }: ProposalHere) {
  return base === null ? null : (versionOf(state, base) ?? null);
}

/** What a part revises now, and what follows from that: what its page and its open draft need to go on from another version. */
export function revisedIn(view: ProposalView): RevisedNow {
  const { passage, base, current, newest, stale, came, putsBack, notes, terms, rivals } = view;
  return { passage: passage.id, base, current, newest, stale, came, putsBack, notes, terms, rivals };
}

/**
 * A proposal as programs read it: its parts, and what is the same for all of them. What the part that it is turned to says
 * stands outside as well, as it did when a proposal revised one passage.
 */
export function jsonOf(bench: Workbench, { work, proposal }: Found, view: ProposalView) {
  const { passage, draft, may, invitable, rivals, siglum, startedBy, sentBack, approving } = view;
  const threads = view.threads.map(({ thread }) => thread);
  const address = onHost(bench, `/${work.id}/proposals/${proposal.id}`);
  const parts = partsIn(view).map(partJson);
  const reasons = reasonsOf(partsIn(view)).map(reasonJson);
  const told = may.read || may.invite ? { ...view.proposal, hidden: !may.read } : hiddenOf(view.proposal);
  return {
    ...told,
    work: work.id,
    passage: passage.id,
    draft,
    may,
    invitable,
    rivals,
    siglum,
    startedBy,
    sentBack,
    approving,
    looked: view.looked,
    threads,
    address,
    parts,
    reasons,
  };
}

/** A reason, once for all notes that give it: in which parts, by the ids of these. */
function reasonJson({ said, at }: ReturnType<typeof reasonsOf>[number]) {
  const { author, category, body, alternatives } = said;
  const places = at.map(({ part, notes }) => ({ passage: part.passage.id, notes: notes.map(({ id }) => id) }));
  return { author, category, body, alternatives, at: places };
}

function partJson({ passage, proposal, draft, may, stale, came, approving }: OtherPart) {
  const { id: _, base, status, submission, returns, decision, number, otherwise, approvals, removals } = proposal;
  const told = may.read || may.invite ? { submission, returns, decision, number, otherwise, approvals, removals } : {};
  return { passage: passage.id, base, status, hidden: !may.read, stale, came, ...told, draft, may, approving };
}

/** Those who may be invited: everybody who may write in the work, and does not write in it yet, by name. */
async function invitable(
  { accounts, desk }: Workbench,
  work: string,
  proposal: Proposal,
): Promise<ProposalView["invitable"]> {
  const access = await desk.access(work);
  const people = (await accounts.people()).flatMap((person) => {
    const role = roleIn(access, person);
    return role && mayBegin({ role }) && !isWriter(proposal, person) ? [{ ...person, role }] : [];
  });
  return people
    .map(({ id, name, role, since }) => ({ id, name, role, since }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Since when those of its writers are here whose names look alike, by their id. */
async function sinceOfNamesakes({ accounts }: Workbench, proposal: Proposal): Promise<Record<string, string>> {
  const writers = writersOf(proposal);
  const alike = writers.filter((one) => writers.some((other) => other !== one && looksLike(other.name, one.name)));
  if (alike.length === 0) return {};
  const known = (await accounts.people()).filter(({ id }) => alike.some((writer) => writer.id === id));
  return Object.fromEntries(known.map(({ id, since }) => [id, since]));
}

/** What has waited longest for this person's decision. */
async function nextFor(bench: Workbench, actor: Actor): Promise<ProposalView["next"]> {
  const found = await nextToDecide(bench, actor);
  return found ? { work: found.work, id: found.id, locator: found.locator } : "none";
}
