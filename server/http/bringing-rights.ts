/** Who asks to bring a work in, if they may. */
import type { Request } from "express";
import type { Actor } from "../../translations/ledger/roles.ts";
import { mayBring } from "../bringing/who-brings.ts";
import { Problem } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import type { Workbench } from "./workbench.ts";

/** Who asks, if they may bring a work in. @throws Problem 401, 403 */
export async function bringerFor(bench: Pick<Workbench, "accounts" | "settings">, req: Request): Promise<Actor> {
  const actor = await actorFor(bench, req);
  if (!(await mayBring(bench.settings, actor))) throw new Problem(403, { code: "not-allowed", why: "bringing" });
  return actor;
}
