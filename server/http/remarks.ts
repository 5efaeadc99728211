/** Remarks of readers without an account: where one is left, where they wait, and what those who review say becomes of each. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { RemarkLine, RemarksDone, RemarksView, RemarkView } from "../../editor/remarks/remarks.ts";
import { mayDescribe, mayLetThrough } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { currentVersion, isHeld, versionOf, type Version } from "../../translations/ledger/state.ts";
import { isRetired, sourceText, type Work } from "../../translations/ledger/work.ts";
import { citedOf } from "../../translations/ledger/cited.ts";
import { REMARK_MOST } from "../../translations/people/limits.ts";
import { NAME_MOST, readName } from "../../translations/people/name.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { allowRemarks, allowsRemarks, type Left, type Leaving } from "../remarks/remarks.ts";
import type { HeldRemark, RefusedRemark, RemarkedWords } from "../store/remarks.ts";
import { actingFor } from "./acting.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Span as SpanSent, spanOf } from "./discussing.ts";
import { closeToOthers } from "./kept.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import { networkFor } from "./refused.ts";
import { visitorOf } from "./visitor.ts";
import { noVersion, onHost, part, placeFor, show, type Place, type Workbench } from "./workbench.ts";
import { asRendered } from "./wordings.ts";
import { headOf } from "./head.ts";

/**
 * A remark. What it is about is told by offsets (`target` in the version, `source` in the source), or, as a form does, by the words
 * themselves (`on`), which must stand in one of the two, and once; by none of these, it is about the whole.
 */
export const LeaveRemark = z.object({
  words: z.string().max(REMARK_MOST),
  /** As they want to be called; empty: not at all. */
  name: z
    .string()
    .max(4 * NAME_MOST)
    .default(""),
  /** Left out: the one that stands now. Empty: the passage has none. */
  version: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]).optional(),
  on: z.string().max(2_000).default(""),
  target: SpanSent.optional(),
  source: SpanSent.optional(),
});
/** What the form has beside that: when it was opened, and a field that nobody sees. */
const FormBeside = z.object({ stamp: z.string().max(100).default(""), more: z.string().max(REMARK_MOST).default("") });
/** Whether any may be left on a work. */
export const AllowRemarks = z.object({
  allowed: z.union([z.boolean(), z.enum(["yes", "no"]).transform((said) => said === "yes")]),
});

export function remarkRoutes(bench: Workbench): Router {
  const router = Router();
  const { remarks } = bench;
  router.get("/:work/-/remark/:passage", async (req, res) => {
    const place = await placeForRemark(bench, req);
    // Who has an account says it in the discussion, in their own name.
    if (await visitorOf(bench, req)) return res.redirect(303, onHost(bench, `${addressOf(place)}#discussion`));
    const version = versionAsked(place, req.query["version"]);
    const passage = version ? await asRendered(bench.store, place.work.id, place.passage, version) : place.passage;
    const view: RemarkView = {
      ...{ page: "remark", work: headOf(place.work), passage, version },
      ...{ stamp: remarks.stamp(), left: req.query["left"] === "yes" },
    };
    // It says when it was opened: it is nobody else's.
    closeToOthers(res);
    await show(bench, req, res, { view, json: { allowed: true } });
  });
  router.post("/api/works/:work/passages/:passage/remarks", async (req, res) => {
    const place = await placeForRemark(bench, req);
    const sent = wantsJson(req) ? null : bodyOf(FormBeside, req);
    const remark = remarkIn(place, bodyOf(LeaveRemark, req));
    // What fills in what nobody sees is no reader.
    if (sent && sent.more !== "") throw new Problem(422, { code: "not-taken", why: "remark-early" });
    const left = await remarks.leave(remark, { network: networkFor(req), stamp: sent?.stamp ?? null });
    if (!left.ok) throw problemOfLeft(left);
    if (wantsJson(req)) return sendJson(res, { waits: true }, 202);
    res.redirect(303, onHost(bench, address.remark(place.work.id, place.passage.id, { left: "yes" })));
  });
  router.post("/api/works/:work/remarks/allow", async (req, res) => {
    const { work } = await actingFor(bench, req, mayDescribe, "describing");
    const { allowed } = bodyOf(AllowRemarks, req);
    await allowRemarks(bench.settings, work.id, allowed);
    if (wantsJson(req)) return sendJson(res, { allowed });
    res.redirect(303, onHost(bench, `${address.workSettings(work.id)}?done=1#remarks`));
  });
  router.get(["/:work/-/remarks", "/api/works/:work/remarks"], async (req, res) => {
    const { work, actor } = await reviewing(bench, req);
    await remarks.tidy();
    const view = await viewOf(bench, work, req.query["done"]);
    await remarks.see(actor, work.id);
    const { allowed, waiting, refused } = view;
    await show(bench, req, res, { view, json: { work: work.id, allowed, waiting, refused } });
  });
  router.post("/api/works/:work/remarks/:remark/let-through", async (req, res) => {
    const { work, actor } = await reviewing(bench, req);
    const remark = await waitingOf(bench, work.id, part(req, "remark"));
    const thread = await letThrough(bench, actor, remark);
    if (wantsJson(req)) return sendJson(res, { thread });
    res.redirect(303, onHost(bench, address.remarks(work.id, { done: `through ${remark.passage} ${thread}` })));
  });
  for (const act of ["refuse", "refuse-alike"] as const)
    router.post(`/api/works/:work/remarks/:remark/${act}`, async (req, res) => {
      const { work } = await reviewing(bench, req);
      const remark = await waitingOf(bench, work.id, part(req, "remark"));
      const all = (await remarks.kept.waiting(work.id)).filter(({ mark }) => mark === remark.mark);
      const ids = act === "refuse" ? [remark.id] : all.map(({ id }) => id);
      const refused = await remarks.refuse(work.id, ids);
      if (wantsJson(req)) return sendJson(res, { refused });
      res.redirect(303, onHost(bench, address.remarks(work.id, { done: `refused ${refused}` })));
    });
  router.post("/api/works/:work/remarks/:remark/put-back", async (req, res) => {
    const { work } = await reviewing(bench, req);
    await remarks.tidy();
    if (!(await remarks.kept.putBack(work.id, part(req, "remark")))) throw noRemark();
    if (wantsJson(req)) return sendJson(res, { waits: true });
    res.redirect(303, onHost(bench, address.remarks(work.id, { done: "back" })));
  });
  return router;
}

/** Where a remark may be left, by anybody. @throws Problem 404: a work that allows none has no such address */
async function placeForRemark(bench: Workbench, req: Request): Promise<Place> {
  const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
  if (!(await takesRemarks(bench, place))) throw notFound({ why: "remarks" });
  return place;
}

/** Whether readers without an account may leave a remark there: an owner allows it, and neither the passage nor its work has gone. */
export async function takesRemarks(
  { settings, positions }: Pick<Workbench, "settings" | "positions">,
  { work, passage }: Pick<Place, "work" | "passage">,
): Promise<boolean> {
  return !isRetired(passage) && positions.putAway(work.id) === null && (await allowsRemarks(settings, work.id));
}

function addressOf({ work, passage }: Place): string {
  return address.passage(work.id, passage.id);
}

/** The version of which the form is asked for; the current one, if of none. @throws Problem 404 */
function versionAsked({ passage, state }: Place, asked: unknown): Version | null {
  if (typeof asked !== "string" || asked === "") return currentVersion(state) ?? null;
  const version = /^\d{1,9}$/.test(asked) ? versionOf(state, Number(asked)) : undefined;
  if (!version) throw noVersion({ passage, state }, `v${asked.slice(0, 9)}`);
  return version;
}

/** What was sent as it is kept. @throws Problem 404, 422 */
function remarkIn(place: Place, sent: z.output<typeof LeaveRemark>): Leaving {
  const { work, passage, state } = place;
  const words = plainly(sent.words);
  if (isInvisible(words)) throw problemOf({ code: "empty", why: "comment" });
  const read = sent.name.trim() === "" ? { ok: true as const, name: "" } : readName(sent.name);
  if (!read.ok) throw new Problem(422, { code: "no-name", why: "remark" });
  const number = sent.version === undefined ? (currentVersion(state)?.number ?? null) : sent.version;
  const version = number === null ? null : versionOf(state, number);
  if (version === undefined) throw problemOf({ code: "unknown-version", why: "not-there", base: number! });
  return {
    ...{ work: work.id, passage: passage.id, version: number, words, name: read.name },
    chosen: chosenIn(place, version, sent),
  };
}

/** @throws Problem 422 if the words that it names are not there, or more than once */
function chosenIn(
  { passage }: Place,
  version: Version | null,
  { on, target, source }: z.output<typeof LeaveRemark>,
): RemarkedWords | null {
  const texts = {
    target: version && isHeld(version) ? citedOf(version.words).canonical : "",
    source: sourceText(passage.source),
  };
  const written = on.trim();
  const spans: Partial<Record<RemarkedWords["side"], z.output<typeof SpanSent> | undefined>> =
    written === "" ? { target, source } : spanOf(written, version ?? undefined, texts.source);
  for (const side of ["target", "source"] as const) {
    const span = spans[side];
    if (!span) continue;
    const exact = texts[side].slice(span.start, span.end);
    const isThere = span.start < span.end && span.end <= texts[side].length && !isInvisible(exact);
    if (!isThere || (span.exact !== undefined && span.exact !== exact))
      throw problemOf({ code: "not-in-text", what: "words" });
    return { side, start: span.start, end: span.end, exact };
  }
  return null;
}

function problemOfLeft(left: Exclude<Left, { ok: true }>): Problem {
  if (left.why === "often")
    return Object.assign(new Problem(429, { code: "too-many", why: "remarks" }), { retryAfter: left.retryAfter });
  if (left.why === "full") return new Problem(503, { code: "too-many", why: "remarks-waiting" });
  return new Problem(422, { code: "not-taken", why: left.why === "early" ? "remark-early" : "remark-late" });
}

/** Who asks, if they may say what becomes of remarks in a work. @throws Problem 401, 403, 404 */
function reviewing(bench: Workbench, req: Request): ReturnType<typeof actingFor> {
  return actingFor(bench, req, mayLetThrough, "letting-through");
}

function noRemark(): Problem {
  return notFound({ why: "remark" });
}

async function waitingOf({ remarks }: Workbench, work: string, id: string): Promise<HeldRemark> {
  await remarks.tidy();
  const found = (await remarks.kept.waiting(work)).find((each) => each.id === id);
  if (!found) throw noRemark();
  return found;
}

/** Begins the discussion that it is from then on, and gives its id. Words that are given out no more it quotes no more. */
async function letThrough({ desk, remarks }: Workbench, actor: Actor, remark: HeldRemark): Promise<string> {
  const { id: thread, work, passage, version, chosen, words, name } = remark;
  const command = { type: "let-through" as const, thread, on: { passage, version }, words, name };
  const quoting = chosen ? { [chosen.side]: { start: chosen.start, end: chosen.end, exact: chosen.exact } } : {};
  const first = await desk.discuss(work, { ...command, chosen: quoting }, actor);
  const isGone = !first.ok && first.refusal.code === "not-in-text";
  const outcome = isGone ? await desk.discuss(work, command, actor) : first;
  if (!outcome.ok) throw problemOf(outcome.refusal);
  await remarks.kept.drop(work, thread);
  return thread;
}

async function viewOf(bench: Workbench, work: Work, done: unknown): Promise<RemarksView> {
  const { waiting, refused } = await bench.remarks.of(work);
  return {
    ...{ page: "remarks", work: headOf(work), allowed: await allowsRemarks(bench.settings, work.id) },
    waiting: waiting.map((remark) => lineOf(work, remark, waiting)),
    refused: refused.map((remark) => lineOf(work, remark, [])),
    done: typeof done === "string" ? doneIn(work, done) : null,
  };
}

function lineOf(work: Work, remark: HeldRemark | RefusedRemark, among: readonly HeldRemark[]): RemarkLine {
  const { id, version, chosen, words, name, at, mark } = remark;
  const locator = everIn(work, remark.passage)?.locator ?? remark.passage;
  const alike = among.filter((each) => each.mark === mark && each.id !== id).length;
  return {
    ...{ id, passage: { id: remark.passage, locator }, version, words, name, at, alike },
    ...{ quoted: chosen?.exact ?? "", ofSource: chosen?.side === "source" },
  };
}

/** What was done just now, as the page says it. */
function doneIn(work: Work, done: string): RemarksDone | null {
  if (done === "back") return { back: true };
  const refused = /^refused (\d{1,3})$/.exec(done);
  if (refused) return { refused: Number(refused[1]) };
  const [what, passage = "", thread = ""] = done.split(" ");
  const there = what === "through" ? everIn(work, passage) : undefined;
  return there ? { through: { id: there.id, locator: there.locator }, thread } : null;
}
