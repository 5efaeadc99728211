/**
 * Imports whose undoing was stopped on the way and did not go on, as whoever asked for it may undo nothing any more: part of what they
 * brought is withdrawn, and no record says that all is.
 */
import { actsUndoing, importsIn, type Import } from "../../translations/ledger/imports.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Store } from "../store/store.ts";
import { REAL, type BringingEffects } from "./bringing.ts";

/** So many passages are looked through before others have a turn. */
const LOOKED_THROUGH = 20;

/** Their ids, by the records of the work's passages alone. One whose file was brought again meanwhile is none: all is there again. */
export async function undoneHalfway(
  store: Store,
  { id: work, passages, retired = [] }: Work,
  effects: Pick<BringingEffects, "pause"> = REAL,
): Promise<ReadonlySet<string>> {
  const imports = importsIn(await store.stream(`work/${work}`));
  const open = imports.filter((one, at) => stands(one) && !imports.slice(at + 1).some((later) => isAgain(one, later)));
  const found = new Set<string>();
  // Undoing begins with the last passage.
  for (const [at, { id: passage }] of [...passages, ...retired].reverse().entries()) {
    if (found.size === open.length) break;
    if (at % LOOKED_THROUGH === LOOKED_THROUGH - 1) await effects.pause(1);
    for (const { act } of await store.records({ work, passage }))
      for (const { id } of open) if (act.id.startsWith(actsUndoing(id))) found.add(id);
  }
  return found;
}

/** True of an import that came to its end, and of which nothing says that it is undone. */
function stands({ ended, undone }: Import): boolean {
  return ended !== null && undone === null;
}

/** True of an import of the same. */
function isAgain({ digest, brings }: Import, later: Import): boolean {
  return later.digest === digest && later.brings === brings && stands(later);
}
