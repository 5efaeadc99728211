/**
 * `/{work}/-/changes`: what happened in a work, each line as far as whoever asks reads what it is about; and for its owners who did what,
 * with what others are not told of.
 */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { HappenedLine, HappenedView } from "../../editor/works/works.ts";
import type { Happening } from "../../translations/ledger/happening.ts";
import { outlineProposalOf, passagesOfChange } from "../../translations/ledger/outline-proposals.ts";
import { mayDescribe, rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { isHeard } from "../../translations/ledger/thread.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { dayAfter, isDay } from "../../translations/requests/days.ts";
import type { HappenedPage, HappenedRow } from "../reading/reading.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { besideRecords } from "./beside-records.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many lines stand on a page. */
const EACH = 50;
/** So many lines are looked through at most for the last that somebody reads. */
const LOOKED_THROUGH = 1_000;

/** What somebody has looked through: all until there, as the page or “through” said. */
export const LookedThrough = z.object({ through: z.string().max(100) });

export function happenedRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/changes", "/api/works/:work/changes"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const visitor = await visitorOf(bench, req);
    const view = await viewOf(bench, work, visitor, askedOf(bench, req));
    const { from, to, since, lines, next, through } = view;
    const json = { work: work.id, from, to, ...(since !== false && { since }), changes: lines, next, through };
    await show(bench, req, res, { view, json });
  });
  router.post("/api/works/:work/looked", async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    const number = bench.cursors.open(bodyOf(LookedThrough, req).through);
    if (number === null) throw unreadable();
    await bench.accounts.lookThrough(actor.id, work.id, number);
    if (wantsJson(req)) sendJson(res, { work: work.id });
    else res.redirect(303, onHost(bench, address.work(work.id)));
  });
  return router;
}

interface Asked {
  from: string;
  to: string;
  /** True: since whoever asks said that they had looked through it. */
  looked: boolean;
  after: number;
}

function unreadable(): Problem {
  return new Problem(400, { code: "not-readable", why: "days" });
}

/** @throws Problem 400 of what is no day, and of what never said that it goes on there. */
function askedOf({ cursors }: Workbench, { query }: Request): Asked {
  const { from = "", to = "", since = "", after = "" } = query;
  const isAsked = (day: unknown): day is string => typeof day === "string" && (day === "" || isDay(day));
  const opened = typeof after === "string" && after !== "" ? cursors.open(after) : 0;
  if (!isAsked(from) || !isAsked(to) || opened === null || (since !== "" && since !== "looked") || Array.isArray(after))
    throw unreadable();
  return { from, to, looked: since === "looked", after: opened };
}

/** The instant at which the day after `day` begins; "" of no day. */
function afterDay(day: string): string {
  return day === "" ? "" : `${dayAfter(day, 1)}T00:00:00.000Z`;
}

async function viewOf(
  bench: Workbench,
  work: Work,
  visitor: Actor | null,
  { from, to, looked, after }: Asked,
): Promise<HappenedView> {
  const { reading, accounts, cursors } = bench;
  const before = looked && visitor ? await accounts.lookedThrough(visitor.id, work.id) : null;
  const asked = { from, to: afterDay(to), since: before?.number ?? 0, after };
  const actor = await actingIn(bench, work.id, visitor);
  const owner = actor && mayDescribe(actor) ? actor : null;
  const { lines, next, span } = await reading.happened(work.id, { ...asked, owners: owner !== null }, EACH);
  const recorded = await linesFor(bench, work, lines, actor);
  const since = before ? Math.max(span.from, Date.parse(before.at)) : span.from;
  const beside = owner ? await besideRecords(bench, work, owner, { from: since, to: span.to }) : [];
  return {
    ...{ page: "happened", work: headOf(work), forOwner: owner !== null, from, to },
    since: looked && (before?.at ?? null),
    lines: [...recorded, ...beside].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    next: next === null ? null : cursors.seal(next),
    through: visitor && cursors.seal(await lastSeen(bench, work, actor)),
  };
}

/**
 * The number of what happened last of what whoever asks reads: when something else does is not told by it either. 0 if nothing of the
 * last {@link LOOKED_THROUGH} is theirs to read.
 */
async function lastSeen(bench: Workbench, work: Work, actor: Actor | null): Promise<number> {
  let after: number | null = 0;
  const owners = actor !== null && mayDescribe(actor);
  for (let looked = 0; after !== null && looked < LOOKED_THROUGH; looked += EACH) {
    const asked = { from: "", to: "", since: 0, after, owners };
    const { lines, next }: HappenedPage = await bench.reading.happened(work.id, asked, EACH);
    for (const row of lines) if (await aboutOf(bench, work, row, actor)) return row.number;
    after = next;
  }
  return 0;
}

async function linesFor(
  bench: Workbench,
  work: Work,
  rows: readonly HappenedRow[],
  actor: Actor | null,
): Promise<HappenedLine[]> {
  const lines: HappenedLine[] = [];
  const isOwner = actor !== null && mayDescribe(actor);
  for (const row of rows) {
    const about = await aboutOf(bench, work, row, actor);
    if (!about) continue;
    const passage = about.passage === null ? undefined : everIn(work, about.passage);
    const { kind, at, count, subject, by, whom } = row;
    const ofOutline = OF_OUTLINE.has(kind);
    const name = passage ? { id: passage.id, locator: passage.locator } : null;
    const one = ofOutline || kind === "proposed" || kind === "declined" || kind === "said";
    const outline = ofOutline ? Number(subject) : null;
    const more = one ? about.more : count - 1 + row.more;
    const line = { kind, at, passage: name, more, subject, proposal: about.proposal, outline };
    lines.push({ ...line, ...(isOwner && { by, ...(whom && { whom }) }) });
  }
  return lines;
}

/** What is about a proposal, by its id; */
const OF_PROPOSAL: ReadonlySet<Happening> = new Set<Happening>([
  ...(["proposed", "declined", "approved", "approval-withdrawn", "returned", "given-up"] as const),
]);
/** or about one of the outline, by its number. */
const OF_OUTLINE: ReadonlySet<Happening> = new Set<Happening>([
  ...(["outline-proposed", "outline-declined", "outline-accepted", "outline-withdrawn"] as const),
]);

/** The passage and the proposal that a line is about; null if whoever asks does not read that. */
async function aboutOf(
  { desk }: Workbench,
  work: Work,
  { kind, passage, subject }: HappenedRow,
  actor: Actor | null,
): Promise<{ passage: string | null; proposal: string | null; more: number } | null> {
  if (OF_PROPOSAL.has(kind)) {
    const found = await desk.proposal(subject ?? "");
    if (!found || found.work !== work.id || !rightsIn(found.proposal, actor).read) return null;
    return { passage, proposal: subject, more: found.proposal.parts.length - 1 };
  }
  if (OF_OUTLINE.has(kind)) {
    const found = outlineProposalOf(work, Number(subject));
    const passages = found ? passagesOfChange(found.change) : [];
    return { passage: passages[0] ?? null, proposal: null, more: Math.max(0, passages.length - 1) };
  }
  if (kind !== "said") return { passage, proposal: null, more: 0 };
  const on = (await desk.thread(work.id, subject ?? ""))?.on;
  if (!on || !("proposal" in on)) return on ? { passage: on.passage, proposal: null, more: 0 } : null;
  const proposal = (await desk.proposal(on.proposal))?.proposal ?? null;
  if (!proposal || !isHeard(on, proposal, actor)) return null;
  return { passage: on.passage ?? proposal.parts[0]!.passage, proposal: on.proposal, more: 0 };
}
