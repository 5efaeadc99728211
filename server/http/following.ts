/** What somebody follows: one press on the page of a work, a passage, a proposal (of words or of the outline) or a term, and all of it on `/me/following`. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import { outlineThing, workThing, type Followed } from "../../translations/ledger/news.ts";
import { passageStream, proposalStream, termStream } from "../../translations/ledger/record.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { MOST_FOLLOWED } from "../accounts/accounts.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { outlineProposalIn } from "./outlines-waiting.ts";
import { notFound, Problem } from "./problem.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { noProposal, onHost, part, placeIn, show, type Workbench, workFor } from "./workbench.ts";

/** So many things stand on a page. */
const EACH = 50;

const id = z.string().min(1).max(200);

/** The work itself, or one thing of it; and whether it is followed from now on. `back`: the form stands on the list. */
export const Follow = z
  .object({
    passage: id.optional(),
    proposal: id.optional(),
    term: id.optional(),
    outline: id.optional(),
    follow: z.enum(["yes", "no"]),
    back: z.literal("list").optional(),
  })
  .refine(
    ({ passage, proposal, term, outline }) =>
      [passage, proposal, term, outline].filter((each) => each !== undefined).length <= 1,
  );

export function followingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/me/following", "/api/me/following"], async (req, res) => {
    if (!wantsJson(req) && !(await visitorOf(bench, req)))
      return res.redirect(303, onHost(bench, address.signIn(req.originalUrl)));
    const actor = await actorFor(bench, req);
    const from = fromAsked(req);
    const { lines, count } = await bench.personal.follows(actor, from, EACH);
    const next = from + EACH < count ? from + EACH : null;
    const view = { page: "following", lines, count, from, next } as const;
    await show(bench, req, res, { view, json: { follows: lines, count, next } });
  });
  router.post("/api/works/:work/follow", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { follow, back, ...of } = bodyOf(Follow, req);
    const { thing, page } = await thingFor(bench, req, part(req, "work"), of);
    if (!(await bench.personal.follow(actor, thing, follow === "yes")))
      throw new Problem(409, { code: "not-as-things-stand", why: "follows", most: MOST_FOLLOWED });
    if (wantsJson(req)) sendJson(res, { follows: follow === "yes" });
    else res.redirect(303, onHost(bench, back === "list" ? address.following() : page));
  });
  return router;
}

/** From the how-manieth on a list is asked for. @throws Problem 400 */
function fromAsked({ query }: Request): number {
  const { from = "0" } = query;
  if (typeof from !== "string" || !/^\d{1,6}$/.test(from))
    throw new Problem(400, { code: "not-readable", why: "goes-on" });
  return Number(from);
}

/** What the ledger calls the stream of what is followed, and its page. @throws Problem 404 of what is not there, or not theirs to read */
async function thingFor(
  bench: Workbench,
  req: Request,
  id: string,
  { passage, proposal, term, outline }: Pick<z.output<typeof Follow>, Exclude<Followed, "work">>,
): Promise<{ thing: string; page: string }> {
  const work = await workFor(bench, req, id);
  if (passage !== undefined) {
    const { stream } = await placeIn(bench, work, passage);
    return { thing: passageStream(stream), page: address.passage(work.id, stream.passage) };
  }
  if (proposal !== undefined) {
    const found = await proposalSeen(bench, req, proposal);
    const here = await actingIn(bench, work.id, await visitorOf(bench, req));
    if (found?.work !== work.id || !rightsIn(found.proposal, here).read) throw noProposal(proposal);
    return { thing: proposalStream(work.id, proposal), page: address.proposal(work.id, proposal) };
  }
  if (term !== undefined) {
    if (!(await bench.desk.term(work.id, term))) throw notFound({ why: "term", named: term, inWork: work.title });
    return { thing: termStream(work.id, term), page: address.term(work.id, term) };
  }
  if (outline !== undefined) {
    const { number } = outlineProposalIn(work, outline);
    return { thing: outlineThing(work.id, number), page: address.outlineProposal(work.id, number) };
  }
  return { thing: workThing(work.id), page: address.work(work.id) };
}
