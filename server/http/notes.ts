/** The notes of a passage's versions for its pages: worked out once for each state of the versions, aside if there is much to do. */
import type { Version } from "../../translations/ledger/state.ts";
import type { Aside, Jobs } from "../aside/aside.ts";

type Way = "standingNotes" | "notesOfVersion" | "notesOnVersion" | "notesToCheck";

const known = new WeakMap<readonly Version[], Map<string, Promise<unknown>>>();

/**
 * What `way` says of version `number`.
 * @throws RangeError if there is no such version.
 */
export function notesBy<Name extends Way>(
  aside: Aside,
  way: Name,
  versions: readonly Version[],
  number: number,
): Promise<ReturnType<Jobs[Name]>> {
  if (versions.every(({ notes }) => notes.length === 0))
    return Promise.resolve([] as unknown as ReturnType<Jobs[Name]>);
  const own = known.get(versions) ?? new Map<string, Promise<unknown>>();
  known.set(versions, own);
  const key = `${way} ${number}`;
  const found =
    (own.get(key) as Promise<ReturnType<Jobs[Name]>> | undefined) ??
    aside(way, ...([versions, number] as Parameters<Jobs[Name]>));
  own.set(key, found);
  found.catch(() => own.delete(key));
  return found;
}
