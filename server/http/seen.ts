/**
 * What whoever asks may see: the one place in which http looks up a work, or a proposal in one. What is not theirs to read is
 * for them not there, so that the answer to both is the same, and takes as long (`npm run bench:hidden`): the same is looked up.
 */
import type { Request } from "express";
import { actorIn, mayReadWork } from "../../translations/ledger/access.ts";
import type { Proposal } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Desk } from "../desk/desk.ts";
import type { Store } from "../store/store.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import type { Reading } from "../reading/reading.ts";
import { closeToOthers } from "./kept.ts";
import { visitorOf } from "./visitor.ts";

interface Sources {
  store: Pick<Store, "work" | "passagesOf">;
  desk: Pick<Desk, "access" | "proposal">;
  accounts: Pick<Accounts, "actorOf" | "byToken">;
}

/** True if everybody may read a work, or there is none of that id; of none, too. */
export async function isForAll({ desk }: Pick<Sources, "desk">, id: string | undefined): Promise<boolean> {
  return id === undefined || mayReadWork(await desk.access(id), null);
}

/** What no work and no proposal is called. */
const NONE = "";

/** True of whoever reads all works, whatever is said of their readers: only they are told that a name is taken somewhere. */
export function readsAll({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if a work, should there be one of that id, is not for whoever asks to read. Of one that is not for all, nobody keeps the answer. */
export async function isHidden(of: Sources, req: Request, id: string): Promise<boolean> {
  const access = await of.desk.access(id);
  if (mayReadWork(access, null)) return false;
  const hidden = !mayReadWork(access, await visitorOf(of, req));
  if (!hidden && req.res) closeToOthers(req.res);
  return hidden;
}

/** Somebody as they act in a work, with their role there; null for whoever is not signed in, or may not read it. */
export async function actingIn(
  { desk }: Pick<Sources, "desk">,
  work: string,
  actor: Actor | null,
): Promise<Actor | null> {
  return actor && actorIn(await desk.access(work), actor);
}

/** A work by its id, also one put away; null if there is none that whoever asks may read. */
export async function workSeen(of: Sources, req: Request, id: string): Promise<Work | null> {
  const hidden = await isHidden(of, req, id);
  const work = await of.store.work(hidden ? NONE : id);
  if (!work && !hidden) await visitorOf(of, req);
  return work;
}

/** The works that a visitor finds among the others, and those that they don't; null: not signed in. */
export async function worksSeen(
  { store, reading }: { store: Pick<Store, "works">; reading: Pick<Reading, "hidden"> },
  visitor: Actor | null,
): Promise<{ works: Work[]; hidden: ReadonlySet<string> }> {
  const hidden = await reading.hidden(visitor);
  return { works: (await store.works()).filter(({ id }) => !hidden.has(id)), hidden };
}

/** A proposal with the id of its work; null if there is none in a work that whoever asks may read. */
export async function proposalSeen(
  of: Sources,
  req: Request,
  id: string,
): Promise<{ work: string; proposal: Proposal } | null> {
  const [place] = await of.store.passagesOf(id);
  const hidden = await isHidden(of, req, place?.work ?? NONE);
  const found = await of.desk.proposal(hidden ? NONE : id);
  if (!place) await visitorOf(of, req);
  return found;
}
