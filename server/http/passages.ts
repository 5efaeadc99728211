/** `/{work}/{passage}`: a passage as it stands now, its history, and the start of a proposal. */
import { Router } from "express";
import { z } from "zod";
import type { Command } from "../../translations/ledger/decide.ts";
import { READERS, USUAL_READERS } from "../../translations/ledger/events.ts";
import { seenBy } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { begunSince, currentVersion, undecidedOf } from "../../translations/ledger/state.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { newId, PROPOSAL_ID } from "../ids.ts";
import { notesBy } from "./notes.ts";
import { problemOf } from "./problem.ts";
import { actorFor, onHost, part, type Place, placeFor, show, visitorOf, type Workbench } from "./workbench.ts";

/** What begins a proposal. `base` empty: a first rendering. */
export const Opening = z.object({
  id: z.string().regex(PROPOSAL_ID, "lower-case letters, digits and hyphens, at most 64").optional(),
  kind: z.enum(["revision", "supply"]).default("revision"),
  /** So many proposals were begun here when the page with the form was made: what is sent twice begins one. */
  after: z.coerce.number().int().nonnegative().optional(),
  base: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]).optional(),
  /** Who reads the draft until it is proposed. */
  readers: z.enum(READERS).default(USUAL_READERS),
});

export function passageRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/:passage", "/api/works/:work/passages/:passage"], async (req, res) => {
    const place = await placeFor(bench, part(req, "work"), part(req, "passage"));
    const visitor = await visitorOf(bench, req);
    const seen = seenBy(place.state, visitor);
    // Who is signed in may see drafts that others do not: that answer is theirs alone.
    const open = visitor === null && ({ open: true } as const);
    await show(bench, req, res, { view: await viewOf(bench, place, seen), json: jsonOf(place, seen), ...open });
  });
  router.post("/api/works/:work/passages/:passage/proposals", async (req, res) => {
    const { stream, state } = await placeFor(bench, part(req, "work"), part(req, "passage"));
    const actor = await actorFor(bench, req);
    const {
      id: fresh = newId(),
      kind,
      readers,
      after,
      base = currentVersion(state)?.number ?? null,
    } = bodyOf(Opening, req);
    const opening = { kind, base, readers, ...(after !== undefined && { after }) };
    const undecided = await undecidedBy(bench, actor);
    const command: Command = { type: "open-proposal", proposal: fresh, undecided, ...opening };
    const outcome = await bench.desk.execute(stream, command, actor);
    if (!outcome.ok) throw problemOf(outcome.refusal);
    const id = outcome.events.length > 0 ? fresh : (begunSince(outcome.state, opening, actor)?.id ?? fresh);
    const address = `/${stream.work}/proposals/${id}`;
    if (!wantsJson(req)) return res.redirect(303, address);
    res.status(outcome.events.length > 0 ? 201 : 200).location(address);
    res.json({ id, kind, base, readers, work: stream.work, passage: stream.passage, address: onHost(bench, address) });
  });
  return router;
}

async function undecidedBy({ store, desk }: Workbench, { id }: Actor): Promise<number> {
  const works = await Promise.all((await store.works()).map((work) => desk.work(work.id)));
  return works.reduce((sum, states) => sum + undecidedOf(states.values(), id), 0);
}

type Seen = ReturnType<typeof seenBy>;

async function viewOf({ aside }: Workbench, { work, passage, state: whole }: Place, { state, hidden }: Seen) {
  const at = work.passages.indexOf(passage);
  const current = currentVersion(state);
  return {
    page: "passage" as const,
    work,
    passage,
    state,
    hidden,
    notes: current ? await notesBy(aside, "notesOnVersion", state.versions, current.number) : [],
    begun: whole.proposals.length,
    previous: work.passages[at - 1] ?? null,
    next: work.passages[at + 1] ?? null,
  };
}

/** The proposals in the order in which they were opened; of those that are hidden, what there is to tell. */
function jsonOf({ work, passage, state: { versions, proposals: all } }: Place, { state, hidden }: Seen) {
  const told = [...state.proposals, ...hidden];
  const proposals = all.flatMap(({ id }) => told.find((each) => each.id === id) ?? []);
  const current = currentVersion(state)?.number ?? null;
  return { work: work.id, ...passage, passage: passage.id, versions, proposals, current };
}
