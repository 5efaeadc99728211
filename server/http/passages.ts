/** `/{work}/{passage}`: a passage as it stands now, its history, and the start of a proposal. */
import { Router } from "express";
import { z } from "zod";
import { standingNotes } from "../../translations/notes/carry.ts";
import { currentVersion } from "../../translations/ledger/state.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { newProposalId, PROPOSAL_ID } from "./ids.ts";
import { problemOf } from "./problem.ts";
import { actorFor, onHost, part, type Place, placeFor, show, type Workbench } from "./workbench.ts";

/** What begins a proposal. `base` empty: a first rendering. */
export const Opening = z.object({
  id: z.string().regex(PROPOSAL_ID, "lower-case letters, digits and hyphens, at most 64").default(newProposalId),
  kind: z.enum(["revision", "supply"]).default("revision"),
  base: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]).optional(),
});

export function passageRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/:passage", "/api/works/:work/passages/:passage"], async (req, res) => {
    const place = await placeFor(bench, part(req, "work"), part(req, "passage"));
    await show(bench, req, res, { view: viewOf(place), json: jsonOf(place) });
  });
  router.post("/api/works/:work/passages/:passage/proposals", async (req, res) => {
    const { stream, state } = await placeFor(bench, part(req, "work"), part(req, "passage"));
    const actor = await actorFor(bench, req);
    const { id, kind, base = currentVersion(state)?.number ?? null } = bodyOf(Opening, req);
    const outcome = await bench.desk.execute(stream, { type: "open-proposal", proposal: id, kind, base }, actor);
    if (!outcome.ok) throw problemOf(outcome.refusal);
    const address = `/${stream.work}/proposals/${id}`;
    if (!wantsJson(req)) return res.redirect(303, address);
    res.status(outcome.events.length > 0 ? 201 : 200).location(address);
    res.json({ id, kind, base, work: stream.work, passage: stream.passage, address: onHost(bench, address) });
  });
  return router;
}

function viewOf({ work, passage, state }: Place) {
  const at = work.passages.indexOf(passage);
  const current = currentVersion(state);
  return {
    page: "passage" as const,
    work,
    passage,
    state,
    notes: current ? standingNotes(state.versions, current.number) : [],
    newProposal: newProposalId(),
    previous: work.passages[at - 1] ?? null,
    next: work.passages[at + 1] ?? null,
  };
}

function jsonOf({ work, passage, state }: Place) {
  return { work: work.id, ...passage, passage: passage.id, ...state, current: currentVersion(state)?.number ?? null };
}
