/**
 * What people may call what they begin, works and proposals: owners anything, others what ends with a mark of their own. So nobody
 * learns by a name that is taken of a work which they may not read.
 */
import type { Actor } from "../../translations/ledger/roles.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { Problem } from "./problem.ts";
import { readsAll } from "./seen.ts";

/** With what each id ends that somebody chooses: a mark that others don't have; "" for owners, who read all works. */
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

/** @throws Problem 422 if a work or a proposal is not theirs to call so, whatever there is of that id. */
export function refuseName(actor: Actor, wish: string): void {
  const ending = endingFor(actor);
  if (wish.endsWith(ending)) return;
  throw new Problem(422, { code: "not-taken", why: "ending", ending, id: idEnding(wish, ending) ?? `named${ending}` });
}
