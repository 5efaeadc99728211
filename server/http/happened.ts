/** `/{work}/-/changes`: what happened in a work, each line as far as whoever asks reads what it is about. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { HappenedLine, HappenedView } from "../../editor/works/works.ts";
import { outlineProposalOf, passagesOfChange } from "../../translations/ledger/outline-proposals.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { isHeard } from "../../translations/ledger/thread.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { dayAfter, isDay } from "../../translations/requests/days.ts";
import type { HappenedRow } from "../reading/reading.ts";
import { sendJson, wantsJson } from "./answer.ts";
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

async function viewOf(bench: Workbench, work: Work, visitor: Actor | null, asked: Asked): Promise<HappenedView> {
  const { reading, accounts, cursors } = bench;
  const { from, to, looked, after } = asked;
  const before = looked && visitor ? await accounts.lookedThrough(visitor.id, work.id) : null;
  const span = { from, to: afterDay(to), since: before?.number ?? 0, after };
  const actor = await actingIn(bench, work.id, visitor);
  const { lines, next } = await reading.happened(work.id, span, EACH);
  return {
    ...{ page: "happened", work: headOf(work), from, to },
    since: looked && (before?.at ?? null),
    lines: await linesFor(bench, work, lines, actor),
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
  for (let looked = 0; after !== null && looked < LOOKED_THROUGH; looked += EACH) {
    const span = { from: "", to: "", since: 0, after };
    const { lines, next }: { lines: HappenedRow[]; next: number | null } = await bench.reading.happened(
      work.id,
      span,
      EACH,
    );
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
  for (const row of rows) {
    const about = await aboutOf(bench, work, row, actor);
    if (!about) continue;
    const passage = about.passage === null ? undefined : everIn(work, about.passage);
    const { kind, at, count, subject } = row;
    const ofOutline = kind === "outline-proposed" || kind === "outline-declined";
    const name = passage ? { id: passage.id, locator: passage.locator } : null;
    const one = ofOutline || kind === "proposed" || kind === "declined" || kind === "said";
    const outline = ofOutline ? Number(subject) : null;
    const more = one ? about.more : count - 1;
    lines.push({ kind, at, passage: name, more, subject, proposal: about.proposal, outline });
  }
  return lines;
}

/** The passage and the proposal that a line is about; null if whoever asks does not read that. */
async function aboutOf(
  { desk }: Workbench,
  work: Work,
  { kind, passage, subject }: HappenedRow,
  actor: Actor | null,
): Promise<{ passage: string | null; proposal: string | null; more: number } | null> {
  if (kind === "proposed" || kind === "declined") {
    const found = await desk.proposal(subject ?? "");
    if (!found || found.work !== work.id || !rightsIn(found.proposal, actor).read) return null;
    return { passage, proposal: subject, more: found.proposal.parts.length - 1 };
  }
  if (kind === "outline-proposed" || kind === "outline-declined") {
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
