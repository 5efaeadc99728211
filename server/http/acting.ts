/** Who asks for something in a work, if they may. */
import type { Request } from "express";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { problemOf } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { part, workFor, type Workbench } from "./workbench.ts";

/** Somebody with an account, the work that the address names, and them as they act in it. */
export interface Acting {
  actor: Actor;
  work: Work;
  here: Actor;
}

/**
 * Who asks, if they may in the work of `/{work}`.
 * @param may whether somebody may, by their role in the work; `why`: what it is that others may not.
 * @throws Problem 401, 403, 404
 */
export async function actingFor(
  bench: Workbench,
  req: Request,
  may: (actor: Actor) => boolean,
  why: "describing" | "proposing" | "recording" | "letting-through",
): Promise<Acting> {
  const actor = await actorFor(bench, req);
  const work = await workFor(bench, req, part(req, "work"));
  const here = await actingIn(bench, work.id, actor);
  if (!here || !may(here)) throw problemOf({ code: "not-allowed", why });
  return { actor, work, here };
}
