/** Who may bring a work in: owners, and translators where an owner allows it. */
import type { Request } from "express";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import type { KeptSettings } from "../store/settings.ts";
import { Problem } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import type { Workbench } from "./workbench.ts";

/** The name under which it is set who may bring a work in. */
export const MAY_BRING = "who-brings-works-in";

export async function mayBring(settings: KeptSettings, actor: Actor | null): Promise<boolean> {
  if (!actor) return false;
  if (atLeast(actor.role, "owner")) return true;
  return atLeast(actor.role, "translator") && (await settings.get(MAY_BRING)) === "translators";
}

/** Who asks, if they may bring a work in. @throws Problem 401, 403 */
export async function bringerFor(bench: Pick<Workbench, "accounts" | "settings">, req: Request): Promise<Actor> {
  const actor = await actorFor(bench, req);
  if (!(await mayBring(bench.settings, actor))) throw new Problem(403, { code: "not-allowed", why: "bringing" });
  return actor;
}
