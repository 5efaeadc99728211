/**
 * Who may bring a work in, and what they may call it: owners anything, and translators, where an owner allows it, what ends
 * with a mark of their own. So nobody learns by a name that is taken of a work which they may not read.
 */
import type { Request } from "express";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import type { KeptSettings } from "../store/settings.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { Problem } from "./problem.ts";
import { readsAll } from "./seen.ts";
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

/** With what the id of each work ends that somebody brings in: a mark that others don't have; "" for owners, who read all works. */
export function endingFor(actor: Actor): string {
  if (readsAll(actor)) return "";
  const plain = actor.id.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `-${plain.slice(0, 6)}`;
}

/** The id with `ending` that is most like the one which is wished for; null if there is none. */
export function idEnding(wish: string, ending: string): string | null {
  const begins = wish.endsWith(ending) ? wish.slice(0, wish.length - ending.length) : wish;
  const id = begins.slice(0, 64 - ending.length).replace(/-$/, "") + ending;
  return isWorkId(id) ? id : null;
}

/** @throws Problem 422 if the work is not theirs to call so, whatever there is of that id. */
export function refuseName(actor: Actor, work: string): void {
  const ending = endingFor(actor);
  if (work.endsWith(ending)) return;
  throw new Problem(422, { code: "not-taken", why: "ending", ending, id: idEnding(work, ending) ?? `work${ending}` });
}
