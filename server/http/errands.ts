/** `/{work}/-/errands/{errand}`: whoever asked for something that takes long sees how far it has come, and then what came of it. */
import { Router } from "express";
import { WORK_ITSELF, type ErrandView, type Failing } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import { TooBusy } from "../aside/aside.ts";
import { BRINGS_WORKS, failureIn, type ErrandAsked, type ErrandName } from "../exchanging/errands.ts";
import { wantsJson } from "./answer.ts";
import { showNotMade } from "./bringing.ts";
import { toldOfMaking } from "./bringing-making.ts";
import { answered, type Telling, type Told } from "./doing.ts";
import { toldOfArchive, toldOfBringing } from "./importing.ts";
import { toldOfUndoing } from "./imports.ts";
import { toldOfAdding, toldOfDiffering, toldOfSupplying } from "./laying.ts";
import { notFound, Problem, problemFrom } from "./problem.ts";
import { toldOfTakingBack } from "./returning.ts";
import { toldOfRevision } from "./revising.ts";
import { workSeen } from "./seen.ts";
import { toldOfSource } from "./supplying.ts";
import { toldOfTerms, toldOfTermsUndone } from "./terms-in-out.ts";
import { actorFor } from "./visitor.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

const TOLD: { readonly [Name in ErrandName]: Telling<Name> } = {
  keepRevision: toldOfRevision,
  recordSource: toldOfSource,
  undo: toldOfUndoing,
  make: toldOfMaking,
  bring: toldOfBringing,
  take: toldOfArchive,
  add: toldOfAdding,
  differ: toldOfDiffering,
  supply: toldOfSupplying,
  takeBack: toldOfTakingBack,
  takeTerms: toldOfTerms,
  undoTerms: toldOfTermsUndone,
};

/** What is on its way is accepted, and no more yet (RFC 9110). */
const ACCEPTED = 202;

export function errandRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/errands/:errand", "/api/works/:work/errands/:errand"], async (req, res) => {
    const actor = await actorFor(bench, req);
    const errand = await bench.errands.get(actor.id, part(req, "errand"));
    const isHere = errand?.work === part(req, "work");
    // What brings a work in is told before that is there.
    if (!isHere || !BRINGS_WORKS.has(errand.name)) await workFor(bench, req, part(req, "work"));
    if (!isHere) throw notFound({ why: "address" });
    const { id, far, work } = errand;
    const name = errand.name as ErrandName;
    const seen = await workSeen(bench, req, work);
    const of = seen ? headOf(seen) : { id: work, title: titleOf(errand.asked) ?? work };
    const view: ErrandView = {
      ...{ page: "errand", work: of, isThere: seen !== null, id, does: name, ...far, failed: null },
    };
    if (errand.came === undefined)
      return show(bench, req, res, { view, json: { id, work, name, ...far }, status: ACCEPTED });
    try {
      return answered(bench, req, res, await toldOf(bench, name, errand, errand.came));
    } catch (error) {
      const asked = errand.asked as never;
      if (name === "make") return showNotMade(bench, req, res, actor, (asked as ErrandAsked<"make">).id, error);
      const { status, message: sentence } = problemFrom(error);
      if (wantsJson(req) || status === 404 || !isFailing(name)) throw error;
      const { failed = null, done = 0, of: all = 0 } = failureIn(errand.came) ?? {};
      const why = { does: name, sentence, isUnbegun: failed === "crowded", to: AGAIN[name](work, asked) };
      return show(bench, req, res, { view: { ...view, done, of: all, failed: why }, json: null, status });
    }
  });
  return router;
}

/** What a work is to be called that is being brought in. */
function titleOf(asked: unknown): string | undefined {
  return (asked as Partial<Pick<ErrandAsked<"bring">, "head">>).head?.title;
}

/** Where it is asked for again that was not done. */
const AGAIN: { readonly [Name in Failing]: (work: string, asked: ErrandAsked<Name>) => string } = {
  keepRevision: (work, { id }) => address.returning(work, id),
  recordSource: (work, { id }) => address.source(work, id),
  undo: (work, { import: id }) => address.imported(work, id ?? WORK_ITSELF),
};

function isFailing(name: ErrandName): name is Failing {
  return name in AGAIN;
}

function toldOf(
  bench: Workbench,
  name: ErrandName,
  { person, work, asked }: { person: string; work: string; asked: unknown },
  came: unknown,
): Promise<Told> {
  const failure = failureIn(came)?.failed;
  if (failure === "fault") throw new Problem(500, { code: "our-fault", why: "unknown" });
  if (failure) throw new TooBusy(failure);
  return (TOLD[name] as Telling<never>)(bench, { person, work, asked: asked as never }, came as never);
}
