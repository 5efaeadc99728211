/** `/{work}/-/people`: an owner says who of those whom a work names without an account here has one, and who has not. */
import { Router, type Request } from "express";
import { z } from "zod";
import type { JoiningView } from "../../editor/people/people.ts";
import { address } from "../../editor/links/addresses.ts";
import { foreignKey } from "../../translations/ledger/access.ts";
import { mayShare } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { AtOnce } from "./at-once.ts";
import { bodyOf } from "./body.ts";
import { notFound, problemOf } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** `foreign`: `id/{id}` of somebody who has one elsewhere, or `name/{name}`. `person`: an account's id, or `none`. */
export const JoinPerson = z.object({
  foreign: z.string().max(2_000),
  person: z.string().max(200),
  reason: z.string().default(""),
});

/** So often a work is looked through for one person at once. */
const MOST_OF_ONE = 2;

export function joiningRoutes(bench: Workbench): Router {
  const router = Router();
  const looking = new AtOnce(MOST_OF_ONE);
  router.get("/:work/-/people", async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    const view = await viewOf(work, actor, req.query["done"] === "yes");
    await show(bench, req, res, { view, json: toldOf(view) });
  });
  router.post("/api/works/:work/people", async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    const { foreign: key, person: id, reason } = bodyOf(JoinPerson, req);
    const foreign = await foreignOf(work, actor, key);
    const person = id === "none" ? null : (await bench.accounts.people()).find((each) => each.id === id);
    if (!foreign || person === undefined) throw notFound({ why: "person" });
    const outcome = await bench.desk.share(
      work.id,
      { type: "join-person", foreign, person: person && { ...personOf(person), id }, reason },
      actor,
    );
    if (!outcome.ok) throw problemOf(outcome.refusal);
    bench.answers.forget();
    if (wantsJson(req)) sendJson(res, toldOf(await viewOf(work, actor, false)));
    else res.redirect(303, `${address.joining(work.id)}?done=yes`);
  });
  return router;

  function foreigners({ id: work }: Work, actor: Actor) {
    return looking.for(actor.id, () =>
      bench.exchanging.withFile((file) => bench.exchanging.run("foreigners", { work }, file)),
    );
  }

  /** Whom a key names: of those whom the work names, or who are joined already. */
  async function foreignOf(work: Work, actor: Actor, key: string): Promise<Person | null> {
    const joined = (await bench.desk.access(work.id)).joined.get(key);
    if (joined) return joined.foreign;
    const found = await foreigners(work, actor);
    return found.some.find(({ person }) => foreignKey(person) === key)?.person ?? null;
  }

  async function viewOf(work: Work, actor: Actor, isDone: boolean): Promise<JoiningView> {
    const { joined } = await bench.desk.access(work.id);
    const { some, all } = await foreigners(work, actor);
    const people = (await bench.accounts.people()).map(({ id, name }) => ({ id, name }));
    const foreign = some.map(({ person, ...counts }) => {
      const key = foreignKey(person);
      const here = joined.get(key);
      return {
        ...{ key, name: person.name, elsewhere: person.id !== undefined, ...counts },
        here: here ? { id: here.person.id, name: here.person.name, reason: here.reason, by: here.by.name } : null,
      };
    });
    return { page: "joining", work: headOf(work), foreign, all, people, isDone };
  }
}

/** @throws Problem 401, 403, 404 */
async function ownerOf(bench: Workbench, req: Request): Promise<{ work: Work; actor: Actor }> {
  const work = await workFor(bench, req, part(req, "work"));
  const actor = await actorFor(bench, req);
  const here = await actingIn(bench, work.id, actor);
  if (!here || !mayShare(here)) throw problemOf({ code: "not-allowed", why: "sharing" });
  return { work, actor };
}

/** For programs: without those who have an account here. */
function toldOf({ foreign, all }: JoiningView): object {
  return { people: foreign, all };
}
