/** `/{work}/-/errands/{errand}`: whoever asked for something that takes long sees how far it has come, and then what came of it. */
import { Router } from "express";
import type { ErrandView } from "../../editor/bringing/bringing.ts";
import { TooBusy } from "../aside/aside.ts";
import { failureIn, type ErrandName } from "../exchanging/errands.ts";
import { answered, type Telling, type Told } from "./doing.ts";
import { toldOfUndoing } from "./imports.ts";
import { notFound, Problem } from "./problem.ts";
import { toldOfRevision } from "./revising.ts";
import { toldOfSource } from "./supplying.ts";
import { actorFor } from "./visitor.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./works.ts";

const TOLD: { readonly [Name in ErrandName]: Telling<Name> } = {
  keepRevision: toldOfRevision,
  recordSource: toldOfSource,
  undo: toldOfUndoing,
};

/** What is on its way is accepted, and no more yet (RFC 9110). */
const ACCEPTED = 202;

export function errandRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/errands/:errand", "/api/works/:work/errands/:errand"], async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    const errand = await bench.errands.get(actor.id, part(req, "errand"));
    if (errand?.work !== work.id) throw notFound({ why: "address" });
    const { id, far } = errand;
    const name = errand.name as ErrandName;
    if (errand.came !== undefined) return answered(bench, req, res, await toldOf(bench, name, errand, errand.came));
    const view: ErrandView = { page: "errand", work: headOf(work), id, does: name, ...far };
    await show(bench, req, res, { view, json: { id, work: work.id, name, ...far }, status: ACCEPTED });
  });
  return router;
}

function toldOf(
  bench: Workbench,
  name: ErrandName,
  { person, work, asked }: { person: string; work: string; asked: unknown },
  came: unknown,
): Promise<Told> {
  const failure = failureIn(came);
  if (failure === "fault") throw new Problem(500, { code: "our-fault", why: "unknown" });
  if (failure) throw new TooBusy(failure);
  return TOLD[name](bench, { person, work, asked: asked as never }, came as never);
}
