/** `/{work}/proposals/{id}`: a proposal, whatever its state, and what may be done to it. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { address as addresses } from "../../editor/links/addresses.ts";
import { movedSources, toldOf } from "./moved.ts";
import { QUEUE_KINDS, QUEUE_STATES, type ProposalInReview, type ReviewView } from "../../editor/reviewing/reviewing.ts";
import type { Command } from "../../translations/decide/decide.ts";
import { writersOf } from "../../translations/ledger/rights.ts";
import { decidedBy, isDecisive, READERS, STEP_READERS } from "../../translations/ledger/events.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { knownAs } from "../../translations/ledger/came.ts";
import { isStale, type Proposal } from "../../translations/ledger/state.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { over } from "../../translations/text/limits.ts";
import type { Outcome } from "../desk/desk.ts";
import type { ProposalLine, ProposalPage } from "../reading/reading.ts";
import { accepting } from "./accepting.ts";
import { addableIn } from "./adding.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { typedIn } from "./forms.ts";
import { proposedIn } from "./glossary.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import { jsonOf, lookedAs, mayAdd, revisedIn, viewOf, type Found, type Turned } from "./proposal-view.ts";
import { kindsOf, queueLines, whoseToDecide, type TellLine } from "./queue-line.ts";
import { toldLeft } from "./left.ts";
import { memoryOf } from "./memory.ts";
import { networkOf } from "./searching.ts";
import { otherTexts } from "./other-wordings.ts";
import { requestsHere } from "./requests-view.ts";
import { reasonOf } from "./ready-reasons.ts";
import { besideIn } from "./rivals.ts";
import { putsBackNow } from "./putting-back.ts";
import { discussedOn, seenHere } from "./discussed.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { startFrom, Starting } from "./starting.ts";
import { carrySummary, submit } from "./submitting.ts";
import { bringUpToDate } from "./updating.ts";
import { actorFor, onlyWork, visitorOf } from "./visitor.ts";
import { passagesOf, sendProposalInWord } from "./word.ts";
import { absolute, noProposal, onHost, part, placeFor, show, visitOf, workFor, type Workbench } from "./workbench.ts";
import { PassageIds, standingIn, translationRevised } from "./passages.ts";

const reason = z.string().default("");

/** A reviewer's or proposer's word on parts of a proposal: on passages that it revises, or on all that it can be about. */
export const Reasoned = z.object({
  reason,
  /** One of those that are ready for the work; `reason` stands behind it. */
  ready: z.string().max(300).optional(),
  parts: PassageIds.optional(),
  /** Sent by a form whose boxes are to be ticked: without one, no part is meant. */
  ticked: z.literal("yes").optional(),
});
/** Passages of the work that a draft is to revise as well, each from the version that stands now. */
export const Addition = z.object({ passage: PassageIds.optional() });
/** Who reads a draft, and who plays back its steps; what is not said stays. */
export const Reading = z.object({ readers: z.enum(READERS).optional(), steps: z.enum(STEP_READERS).optional() });
/** Until which record of its stream somebody has looked at a proposal, as its page said. */
export const LookedAt = z.object({ through: z.coerce.number().int().min(0).max(1_000_000) });
/** Whom to invite to a draft, or to let go from it: the id of an account. */
export const Guest = z.object({ person: z.string().min(1).max(200) });

/** One command, or several that are given one after another, until one is refused. */
type Making = (
  id: string,
  req: Request,
  bench: Workbench,
  proposal: Proposal,
  work: string,
) => Command | Command[] | Promise<Command | Command[]>;

/** Where boxes are to be ticked and none is, no part is meant: the ledger says so. */
function wordOn(req: Request) {
  const { parts, ticked, ...said } = bodyOf(Reasoned, req);
  return { reason: reasonOf(said), passages: parts ?? (ticked ? [] : undefined) };
}

/** What a route's last word asks of the ledger. Submitting is apart: it takes the live draft with it. */
const COMMANDS: ReadonlyMap<string, Making> = new Map<string, Making>([
  ["withdraw-approval", (proposal, req) => ({ type: "withdraw-approval", proposal, ...wordOn(req) })],
  ["decline", (proposal, req) => ({ type: "decline-proposal", proposal, ...wordOn(req) })],
  ["return", (proposal, req) => ({ type: "return-proposal", proposal, ...wordOn(req) })],
  ["withdraw", (proposal, req) => ({ type: "withdraw-proposal", proposal, ...wordOn(req) })],
  [
    "add",
    async (proposal, req, bench, { parts }, work) => {
      const { passage: passages = [] } = bodyOf(Addition, req);
      // They are added one after another: too many are refused before the first.
      const excess = over("parts", new Set([...parts.map(({ passage }) => passage), ...passages]).size);
      if (excess) throw problemOf({ code: "too-large", excess });
      const first = await placeFor(bench, req, work, parts[0]!.passage);
      const translation = translationRevised(first, parts[0]!.base);
      const standing = await Promise.all(
        passages.map((passage) => standingIn(bench, req, { work, passage }, translation)),
      );
      return standing.map((part): Command => ({ type: "add-part", proposal, ...part }));
    },
  ],
  ["readers", (proposal, req) => ({ type: "choose-readers", proposal, ...bodyOf(Reading, req) })],
  ["invite", async (proposal, req, bench) => ({ type: "invite-person", proposal, person: await guestIn(req, bench) })],
  ["let-go", (proposal, req, _bench, found) => ({ type: "let-person-go", proposal, person: leavingIn(req, found) })],
]);

/** So many proposals of terms stand beside the queue. */
const MOST_TERMS = 20;

const NONE_NAMED: Outcome = { ok: false, refusal: { code: "unknown-part", why: "none-named" } };

export function proposalRoutes(bench: Workbench): Router {
  const router = Router();
  const tell = queueLines(bench);
  router.get("/review", async (req, res) => {
    const visitor = await visitorOf(bench, req);
    const only = askedOnly(req, visitor);
    const waiting = await waitingForReview(bench, tell, visitor, only, askedAfter(bench, req, "after"));
    const moved = await movedSources(bench, visitor, askedAfter(bench, req, "moved"));
    const mine = visitor && (await bench.reading.ownCounts(visitor)).decide;
    const whole = { open: await bench.reading.open(visitor), mine: mine === 0 && !decides(visitor) ? null : mine };
    // Terms are few: they stand on the first page, whatever of the rest is asked for but one person's.
    const isFirst = only.person === "" && askedAfter(bench, req, "after") === 0;
    const terms = isFirst ? await proposedIn(bench, visitor, { work: only.work, by: "", most: MOST_TERMS }) : [];
    // A stranger's page is kept, and tells by no clock.
    const now = visitor ? new Date().toISOString() : null;
    const view: ReviewView = { page: "review", ...waiting, only, now, moved, ...whole, terms };
    await show(bench, req, res, { view, json: { ...waiting, terms, moved: toldOf(moved) } });
  });
  router.get(["/api/proposals/:id", "/:work/proposals/:id"], async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"), part(req, "work"));
    const visitor = await visitorOf(bench, req);
    const view = {
      ...(await viewOf(bench, found, visitor, turnedAs(req))),
      ...(await requestsHere(bench, found.work, { kind: "proposal", id: found.proposal.id }, visitor)),
    };
    const here = await actingIn(bench, found.work.id, visitor);
    if (here) await seenHere(bench, here, found.work.id, view.threads);
    await show(bench, req, res, { view, json: jsonOf(bench, found, view) });
  });
  router.get(["/api/proposals/:id/docx", "/:work/proposals/:id/docx"], async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"), part(req, "work"));
    const view = await viewOf(bench, found, await visitorOf(bench, req), {});
    await sendProposalInWord(
      bench,
      res,
      found,
      passagesOf(view, (path) => absolute(bench, req, path)),
    );
  });
  router.get("/api/proposals/:id/addable", async (req, res) => {
    const { work, proposal } = await findProposal(bench, req, part(req, "id"));
    if (!mayAdd(proposal, await actingIn(bench, work.id, await actorFor(bench, req))))
      throw problemOf({ code: "not-allowed", why: "adding-passages" });
    const { passage = proposal.parts[0]!.passage, find = "" } = turnedAs(req);
    const isOver = (): boolean => res.closed;
    sendJson(res, await addableIn(bench, work, proposal, { asked: find, at: passage, isOver }));
  });
  router.get("/api/proposals/:id/puts-back", async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"));
    const { passage = found.proposal.parts[0]!.passage } = turnedAs(req);
    const actor = await actingIn(bench, found.work.id, await actorFor(bench, req));
    sendJson(res, { putsBack: await putsBackNow(bench, found, passage, actor) });
  });
  router.get("/api/proposals/:id/base", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const view = await viewOf(bench, found, actor, turnedAs(req));
    if (!view.may.read) throw problemOf({ code: "not-invited", began: null });
    sendJson(res, revisedIn(view));
  });
  router.get("/api/proposals/:id/wordings", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { passage = found.proposal.parts[0]!.passage } = turnedAs(req);
    sendJson(res, await otherTexts(bench, found, passage, await actingIn(bench, found.work.id, actor)));
  });
  router.get("/api/proposals/:id/memory", async (req, res) => {
    const visitor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { passage = found.proposal.parts[0]!.passage } = turnedAs(req);
    const actor = await actingIn(bench, found.work.id, visitor);
    sendJson(
      res,
      await memoryOf(bench, found, passage, { visitor, actor, from: networkOf(req), only: await onlyWork(bench, req) }),
    );
  });
  const submitting = (atOnce: boolean) => async (req: Request, res: Response) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const outcome = await submit(bench, found, acting ?? actor, req, atOnce);
    if (outcome.ok) for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    if (outcome.ok) await carrySummary(bench, found.proposal);
    await answer(bench, req, res, actor, found, outcome);
  };
  router.post("/api/proposals/:id/submit", submitting(false));
  router.post("/api/proposals/:id/accept-at-once", submitting(true));
  router.post("/api/proposals/:id/rebase", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const { outcome, turned } = await bringUpToDate(bench, found, acting ?? actor, req);
    await answer(bench, req, res, actor, found, outcome, turned);
  });
  router.post("/api/proposals/:id/accept", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const outcome = await acceptedBy(bench, req, found, acting ?? actor);
    if (outcome.ok) for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    if (outcome.ok) await carrySummary(bench, found.proposal);
    await answer(bench, req, res, actor, found, outcome);
  });
  router.post("/api/proposals/:id/looked", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    await bench.accounts.lookThrough(actor.id, lookedAs(found.proposal.id), bodyOf(LookedAt, req).through);
    await answer(bench, req, res, actor, found, { ok: true, events: [] });
  });
  router.post("/api/proposals/:id/start", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    bodyOf(Starting, req);
    const { outcome, id } = await startFrom(bench, found, acting ?? actor);
    if (!outcome.ok) return answer(bench, req, res, actor, found, outcome);
    const address = addresses.proposal(found.work.id, id);
    if (!wantsJson(req)) return res.redirect(303, address);
    res.status(outcome.events.length > 0 ? 201 : 200).location(address);
    res.json({ id, work: found.work.id, startedFrom: found.proposal.id, address: onHost(bench, address) });
  });
  router.post("/api/proposals/:id/:verb", async (req, res) => {
    const command = COMMANDS.get(part(req, "verb"));
    if (!command) throw notFound({ why: "verb", verb: part(req, "verb") });
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { work, proposal } = found;
    const asked = [await command(proposal.id, req, bench, proposal, work.id)].flat();
    let outcome = NONE_NAMED;
    for (const each of asked) {
      outcome = await bench.desk.execute({ work: work.id }, each, actor);
      if (!outcome.ok) break;
      for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    }
    if (outcome.ok) await carrySummary(bench, proposal);
    const [first] = asked;
    const turned = first?.type === "add-part" ? first.passage : undefined;
    await answer(bench, req, res, actor, found, outcome, turned);
  });
  return router;
}

/** What came of accepting; a refusal of what was sent stands on the proposal's page, with what was typed. */
async function acceptedBy(bench: Workbench, req: Request, found: Found, actor: Actor): Promise<Outcome> {
  const command = await accepting(bench, req, found, actor);
  if ("refusal" in command) return { ok: false, refusal: command.refusal };
  return bench.desk.execute({ work: found.work.id }, command, actor);
}

/** Closes the drafts of what was decided. */
async function closeDrafts({ store, live }: Workbench, event: Parameters<typeof decidedBy>[0]): Promise<void> {
  for (const passage of decidedBy(event))
    for (const draft of await store.drafts.of(event.proposal, passage)) await live.close(draft);
}

/** The part that a page is to be turned to (`?part=`), and what passage is looked for (`?find=`). */
function turnedAs({ query }: Request): Turned {
  const asked = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
  return { passage: asked("part"), find: asked("find") };
}

/**
 * Whom to invite. Where there is no such account it is one that may not write, so that the ledger says the same of both,
 * and whoever may not invite learns of neither. @throws Problem 400
 */
async function guestIn(req: Request, { accounts }: Workbench): Promise<Actor> {
  const { person: id } = bodyOf(Guest, req);
  return (await accounts.person(id)) ?? { id, name: "", role: "reader" };
}

/** Whom to let go: one of its people, also if their account is gone; of others no more than the id. @throws Problem 400 */
function leavingIn(req: Request, proposal: Proposal): Person & { id: string } {
  const { person: id } = bodyOf(Guest, req);
  return { name: "", ...writersOf(proposal).find((person) => person.id === id), id };
}

/** @param work of which it has to be; "": whichever. */
async function findProposal(bench: Workbench, req: Request, id: string, work = ""): Promise<Found> {
  const found = await proposalSeen(bench, req, id);
  if (!found || (work !== "" && work !== found.work)) throw noProposal(id);
  return { work: await workFor(bench, req, found.work), proposal: found.proposal };
}

async function answer(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  found: Found,
  came: Outcome,
  turned?: string,
): Promise<void> {
  const outcome = await toldLeft(bench, found, came);
  const locatorOf = (id: string): string => found.work.passages.find((passage) => passage.id === id)?.locator ?? id;
  const problem = outcome.ok ? null : problemOf(outcome.refusal, locatorOf);
  if (problem && wantsJson(req)) throw problem;
  if (outcome.ok && !wantsJson(req))
    return res.redirect(
      303,
      turned === undefined ? addressOf(found) : addresses.part(found.work.id, found.proposal.id, turned),
    );
  const now: Found = { ...found, proposal: (await bench.desk.proposal(found.proposal.id))?.proposal ?? found.proposal };
  const seen = await viewOf(bench, now, actor, { passage: outcome.ok ? turned : outcome.refusal.passage });
  const view = {
    ...seen,
    refused: problem?.message ?? null,
    typed: problem && typedIn(req),
    untold: untoldIn(outcome, req),
  };
  if (!problem) return sendJson(res, jsonOf(bench, now, view));
  const visit = { ...(await visitOf(bench, req)), url: addressOf(found) };
  await sendPage(bench, res, view, visit, problem.status);
}

/** What the form that was refused is to say is known when it is sent again: what was told before, and what is told now. */
function untoldIn(outcome: Outcome, { body }: Request): string[] {
  if (outcome.ok || outcome.refusal.code !== "stale-base" || outcome.refusal.why !== "proposing") return [];
  const { knows = [] } = (body ?? {}) as { knows?: string | string[] };
  return [...new Set([...[knows].flat(), ...outcome.refusal.came.map(knownAs)])];
}

function addressOf({ work, proposal }: Found): string {
  return `/${work.id}/proposals/${proposal.id}`;
}

/** So many proposals stand on a page of the queue. */
const QUEUED = 30;

/** A page of the queue, from behind `after`. */
async function waitingForReview(
  bench: Workbench,
  tell: TellLine,
  visitor: Actor | null,
  only: ReviewView["only"],
  after: number,
): Promise<Pick<ReviewView, "proposals" | "next">> {
  const { store, desk, cursors } = bench;
  const { lines, next } = await linesAsked(bench, visitor, after, only);
  const proposals: ProposalInReview[] = [];
  for (const line of lines) {
    const work = await store.work(line.work);
    const [passage, ...others] = work ? line.parts.flatMap(({ passage }) => everIn(work, passage) ?? []) : [];
    if (!work || !passage) continue;
    const told = await tell(work, line.id, passage.id);
    const acting = await actingIn(bench, work.id, visitor);
    const yours = whoseToDecide(acting, line);
    const stale = await isStaleIn(desk, work, line);
    const discussed = await discussedOn(bench, work.id, line.id, acting);
    const beside = line.rivals > 0 ? await besideIn(bench, work, line) : null;
    proposals.push({ ...listed(work, passage, others, line), ...told, yours, stale, discussed, beside });
  }
  return { proposals, next: next === null ? null : cursors.seal(next) };
}

/** So many lines of those that are asked for are enough for a page, */
const ENOUGH = QUEUED / 2;
/** and through so many pages of the queue they are looked for at once. */
const LOOKED_THROUGH = 20;

/** The next lines of a queue that are asked for, and where it goes on. */
async function linesAsked(
  bench: Workbench,
  visitor: Actor | null,
  after: number,
  only: ReviewView["only"],
): Promise<ProposalPage> {
  const page = (from: number) => bench.reading.queue(visitor, from, QUEUED, only);
  if (only.kind === "" && only.state === "") return page(after);
  const found: ProposalLine[] = [];
  let next: number | null = after;
  for (let pages = 0; next !== null && pages < LOOKED_THROUGH && found.length < ENOUGH; pages++) {
    const looked: ProposalPage = await page(next);
    for (const line of looked.lines) if (await isAsked(bench, line, only)) found.push(line);
    next = looked.next;
  }
  return { lines: found, next };
}

/** True of a line with a reason about what is asked for, in the state that is. */
async function isAsked(
  { store, desk }: Workbench,
  line: ProposalLine,
  { kind, state }: ReviewView["only"],
): Promise<boolean> {
  if (state === "rivals" && line.rivals === 0) return false;
  const work = state === "stale" ? await store.work(line.work) : null;
  if (state === "stale" && !(work && (await isStaleIn(desk, work, line)))) return false;
  if (kind === "") return true;
  const found = await desk.proposal(line.id);
  return found !== null && kindsOf(found.proposal).includes(kind);
}

function listed(
  { id: work, title, sourceLanguage, language }: Work,
  { id: passage, locator }: Passage,
  others: readonly Passage[],
  { id, kind, parts, submission, rivals }: ProposalLine,
): Omit<ProposalInReview, "stale" | "yours" | "discussed" | "beside" | keyof Awaited<ReturnType<TellLine>>> {
  const [first] = parts;
  return {
    ...{ work: { id: work, title, sourceLanguage, language }, passage: { id: passage, locator } },
    others: others.map(({ id, locator }) => ({ id, locator })),
    ...{ proposal: { id, kind, base: first?.base ?? null }, ...submission! },
    rivals,
  };
}

/** True if any of its parts that wait is stale: versions are looked at where a part revises another than the current one. */
async function isStaleIn(desk: Workbench["desk"], work: Work, { kind, status, parts }: ProposalLine): Promise<boolean> {
  for (const { passage, base } of parts.filter(({ beside }) => beside)) {
    const versions = await desk.versions({ work: work.id, passage });
    if (isStale({ versions }, { kind, base, status }, work.translation.id)) return true;
  }
  return false;
}

/** What of the queue is asked for: of one work, of one person, what is the visitor's to decide; and in which order. */
function askedOnly({ query }: Request, visitor: Actor | null): ReviewView["only"] {
  const said = (name: string): string => (typeof query[name] === "string" ? query[name] : "");
  return {
    ...{ work: said("work"), person: said("person"), newest: said("by") === "newest" },
    mine: visitor !== null && said("mine") === "yes",
    kind: QUEUE_KINDS.find((kind) => kind === said("kind")) ?? "",
    state: QUEUE_STATES.find((state) => state === said("state")) ?? "",
  };
}

function decides(visitor: Actor | null): boolean {
  return visitor !== null && atLeast(visitor.role, "reviewer");
}

/** @throws Problem 400 if the list never said that it goes on there. */
function askedAfter({ cursors }: Workbench, req: Request, list: "after" | "moved"): number {
  const asked = req.query[list];
  if (asked === undefined) return 0;
  const after = typeof asked === "string" ? cursors.open(asked) : null;
  if (after === null) throw new Problem(400, { code: "not-readable", why: "queue" });
  return after;
}
