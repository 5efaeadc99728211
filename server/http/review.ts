/** `/review`: the queue, as far as whoever looks reads it, and what is asked for of it. */
import { Router, type Request } from "express";
import { QUEUE_KINDS, QUEUE_STATES, type ProposalInReview, type ReviewView } from "../../editor/reviewing/reviewing.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { isStale } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { ProposalLine, ProposalPage } from "../reading/reading.ts";
import { discussedOn } from "./discussed.ts";
import { proposedIn } from "./glossary.ts";
import { movedSources, toldOf } from "./moved.ts";
import { outlinesWaiting } from "./outlines-waiting.ts";
import { Problem } from "./problem.ts";
import { approversNow, kindsOf, queueLines, whoseToDecide, type TellLine } from "./queue-line.ts";
import { besideIn } from "./rivals.ts";
import { actingIn } from "./seen.ts";
import { visitorOf } from "./visitor.ts";
import { show, type Workbench } from "./workbench.ts";

/** So many proposals of terms stand beside the queue. */
const MOST_TERMS = 20;

/** The addresses of what waits for review. */
export function reviewRoutes(bench: Workbench): Router {
  const router = Router();
  const tell = queueLines(bench);
  router.get("/review", async (req, res) => {
    const visitor = await visitorOf(bench, req);
    const only = askedOnly(req, visitor);
    const after = askedAfter(bench, req, "after");
    const waiting = await waitingForReview(bench, tell, visitor, only, after);
    const moved = await movedSources(bench, visitor, askedAfter(bench, req, "moved"));
    const mine = visitor && (await decidableBy(bench, visitor));
    const whole = { open: await bench.reading.open(visitor), mine: mine === 0 && !decides(visitor) ? null : mine };
    // Terms are few: they stand on the first page, whatever of the rest is asked for but one person's.
    const isFirst = only.person === "" && after === 0;
    const terms = isFirst ? await proposedIn(bench, visitor, { work: only.work, by: "", most: MOST_TERMS }) : [];
    const outlines = after === 0 ? await outlinesAsked(bench, visitor, only) : [];
    // A stranger's page is kept, and tells by no clock.
    const now = visitor ? new Date().toISOString() : null;
    const view: ReviewView = { page: "review", ...waiting, only, now, moved, ...whole, terms, outlines };
    await show(bench, req, res, { view, json: { ...waiting, terms, outlines, moved: toldOf(moved) } });
  });
  return router;
}

/** How many proposals of words are somebody's to decide. */
async function decidableBy({ reading }: Workbench, visitor: Actor): Promise<number> {
  return (await reading.ownCounts(visitor)).decide - (await reading.outlinesDecidable(visitor));
}

/** Those of outlines as far as the queue is asked for them; none where it is asked by what reasons for words are about. */
async function outlinesAsked(bench: Workbench, visitor: Actor | null, only: ReviewView["only"]) {
  return only.kind === "" ? outlinesWaiting(bench, visitor, { ...only, most: MOST_TERMS }) : [];
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
    const approved = line.someApproved ? await desk.proposal(line.id) : null;
    const approvers = approved ? await approversNow(bench, work.id, approved.proposal) : [];
    proposals.push({ ...listed(work, passage, others, line), ...told, approvers, yours, stale, discussed, beside });
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
): Omit<
  ProposalInReview,
  "stale" | "yours" | "approvers" | "discussed" | "beside" | keyof Awaited<ReturnType<TellLine>>
> {
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
