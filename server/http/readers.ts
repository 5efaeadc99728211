/** `/{work}/-/readers`: an owner of a work says who reads it, what others may do in it, and how many approvals a version needs. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { ReadersView } from "../../editor/people/people.ts";
import { address } from "../../editor/links/addresses.ts";
import type { AccessCommand } from "../../translations/decide/decide.ts";
import { VISIBILITIES } from "../../translations/ledger/access.ts";
import { NEEDED, OWN_COUNTS } from "../../translations/ledger/approvals.ts";
import { mayShare } from "../../translations/ledger/rights.ts";
import { personOf, ROLES, type Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { notFound, problemOf } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

export const SetVisibility = z.object({ visibility: z.enum(VISIBILITIES) });
/** `none`: no role in the work any more. */
export const GiveRoleIn = z.object({ person: z.string().max(200), role: z.enum([...ROLES, "none"]) });

/** How many approvals a version needs, as a form sends it or a program says it; and whose count of words that are their own. */
export const SetApprovals = z.object({
  needed: z
    .union([z.enum(["0", "1", "2"]), z.number()])
    .transform(Number)
    .pipe(z.literal([...NEEDED])),
  own: z.enum(OWN_COUNTS),
});

const DONE = ["visibility", "role", "approvals"] as const;
type Done = (typeof DONE)[number];

export function readersRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/readers", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const actor = await actorFor(bench, req);
    if (!(await owns(bench, work, actor))) throw problemOf({ code: "not-allowed", why: "sharing" });
    const done = DONE.find((each) => each === req.query["done"]) ?? null;
    const view = await viewOf(bench, work, done);
    await show(bench, req, res, { view, json: toldOf(view) });
  });
  router.post("/api/works/:work/visibility", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const actor = await actorFor(bench, req);
    const { visibility } = bodyOf(SetVisibility, req);
    await share(req, res, work, { type: "set-visibility", visibility }, actor, "visibility");
  });
  router.post("/api/works/:work/approvals", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const actor = await actorFor(bench, req);
    await share(req, res, work, { type: "set-approvals", ...bodyOf(SetApprovals, req) }, actor, "approvals");
  });
  router.post("/api/works/:work/roles", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const actor = await actorFor(bench, req);
    if (!(await owns(bench, work, actor))) throw problemOf({ code: "not-allowed", why: "sharing" });
    const { person: id, role } = bodyOf(GiveRoleIn, req);
    const person = (await bench.accounts.people()).find((each) => each.id === id);
    if (!person) throw notFound({ why: "person" });
    const given = {
      type: "give-role",
      person: { ...personOf(person), id },
      role: role === "none" ? null : role,
    } as const;
    await share(req, res, work, given, actor, "role");
  });

  async function share(
    req: Request,
    res: Response,
    work: Work,
    command: AccessCommand,
    actor: Actor,
    done: Done,
  ): Promise<void> {
    const outcome = await bench.desk.share(work.id, command, actor);
    if (!outcome.ok) throw problemOf(outcome.refusal);
    bench.answers.forget();
    if (wantsJson(req)) return sendJson(res, toldOf(await viewOf(bench, work, null)));
    // Whoever has just given up the work of their own finds it no more.
    const stays = await owns(bench, work, actor);
    res.redirect(303, stays ? `${address.readers(work.id)}?done=${done}` : address.works());
  }
  return router;
}

async function owns(bench: Workbench, { id }: Work, actor: Actor): Promise<boolean> {
  const here = await actingIn(bench, id, actor);
  return here !== null && mayShare(here);
}

async function viewOf(bench: Workbench, work: Work, done: Done | null): Promise<ReadersView> {
  const { visibility, roles, approvals } = await bench.desk.access(work.id);
  const people = (await bench.accounts.people()).map(({ id, name, role }) => ({
    ...{ id, name, everywhere: role },
    here: roles.get(id)?.role ?? null,
  }));
  return { page: "readers", work: headOf(work), visibility, approvals, people, done };
}

/** For programs: without those who have no role in the work. */
function toldOf({ visibility, approvals, people }: ReadersView): object {
  return {
    visibility,
    approvals,
    roles: people.flatMap(({ id, name, here }) => (here === null ? [] : [{ person: { id, name }, role: here }])),
  };
}
