/**
 * Who may read a work, and what they may do there; and who of those that it names without an account here is who here, which gives
 * nobody a right. What is said of it stands in a stream of its own, `access/nip14`, which is
 * in no public copy; a work of which nothing is said is public. The rules are here, once: who asks for a work asks
 * {@link roleIn}, and who has no role in it is answered as if it did not exist.
 */
import { WITHHELD, type Person } from "../notes/note.ts";
import { atLeast, type Actor, type Role } from "./roles.ts";
import { USUAL_APPROVALS, type ApprovalRule, type ApprovalRuleEvent } from "./approvals.ts";

/** Who finds a work: everybody, whoever is signed in, or those alone who have a role in it. */
export const VISIBILITIES = ["public", "members", "private"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export type AccessEvent =
  | ApprovalRuleEvent
  | { type: "visibility-set"; visibility: Visibility; by: Person }
  /** In this work. Null: none any more. */
  | { type: "role-given"; person: Person & { id: string }; role: Role | null; by: Person }
  /** Somebody whom the work names, without an account here, is the same person as one with an account. Null: is not, after all. */
  | { type: "person-joined"; foreign: Person; person: (Person & { id: string }) | null; reason: string; by: Person };

/** What stands of a work's readers, and of who does what in it. */
export interface Access {
  visibility: Visibility;
  /** Those given in this work, by the ids of accounts. */
  roles: ReadonlyMap<string, { person: Person; role: Role }>;
  /** Who is whom here, by {@link foreignKey}. */
  joined: ReadonlyMap<string, Joined>;
  /** How many approvals a version needs. */
  approvals: ApprovalRule;
}

/** Somebody whom a work names, the person with an account here whom an owner says that they are, and why. */
export interface Joined {
  foreign: Person;
  person: Person & { id: string };
  reason: string;
  by: Person;
}

/** By what somebody without an account here is known: the id that they have elsewhere or, without one, their name. */
export function foreignKey({ id, name }: Pick<Person, "id" | "name">): string {
  return id === undefined ? `name/${name}` : `id/${id}`;
}

/** So much of it as it takes to say who reads, and does what. */
type Given = Pick<Access, "visibility"> & { roles: ReadonlyMap<string, { role: Role }> };

/** What holds while nothing is said. */
export const OPEN_TO_ALL: Access = {
  visibility: "public",
  roles: new Map(),
  joined: new Map(),
  approvals: USUAL_APPROVALS,
};

/** What stands after more was said, in the order of its stream. */
export function accessAfter(events: Iterable<AccessEvent>, before: Access = OPEN_TO_ALL): Access {
  let { visibility, approvals } = before;
  const [roles, joined] = [new Map(before.roles), new Map(before.joined)];
  for (const event of events) {
    if (event.type === "visibility-set") visibility = event.visibility;
    else if (event.type === "approvals-set") approvals = { needed: event.needed, own: event.own };
    else if (event.type === "person-joined") {
      const { foreign, person, reason, by } = event;
      // Whose name was taken out is nobody's any more: all others whose name was would be called so, too.
      if (foreign.id === undefined && foreign.name === WITHHELD) continue;
      if (person) joined.set(foreignKey(foreign), { foreign, person, reason, by });
      else joined.delete(foreignKey(foreign));
    } else if (event.role === null) roles.delete(event.person.id);
    else roles.set(event.person.id, { person: event.person, role: event.role });
  }
  return { visibility, roles, joined, approvals };
}

/** Somebody as a work names them, with how whoever they are here is called. */
export type NamedHere<Of extends Person> = Of & { here?: string };

/** People as a work names them, with who they are here, where an owner has said so. */
export function namedHere<Of extends Person>(
  { joined }: Pick<Access, "joined">,
  people: readonly Of[],
): NamedHere<Of>[] {
  if (joined.size === 0) return [...people];
  return people.map((each) => {
    const found = joined.get(foreignKey(each));
    return found ? { ...each, here: found.person.name } : each;
  });
}

/**
 * What somebody may do in a work: the most of what was given to them there and what they may do in the whole workbench. A
 * private work takes no account of the latter, but for owners, who keep the workbench and all that is in it.
 * @param visitor null: not signed in.
 * @returns null if they may not read it, nor learn that it is there.
 */
export function roleIn({ visibility, roles }: Given, visitor: Pick<Actor, "id" | "role"> | null): Role | null {
  if (!visitor) return visibility === "public" ? "reader" : null;
  const given = roles.get(visitor.id)?.role ?? null;
  const everywhere = visibility === "private" && visitor.role !== "owner" ? null : visitor.role;
  if (given === null || everywhere === null) return given ?? everywhere;
  return atLeast(given, everywhere) ? given : everywhere;
}

/** True if `visitor` may read the work; null is whoever is not signed in. */
export function mayReadWork(access: Given, visitor: Pick<Actor, "id" | "role"> | null): boolean {
  return roleIn(access, visitor) !== null;
}

/** An actor as they act in a work, with what they may do there and what it asks for; null if for them it does not exist. */
export function actorIn(access: Given & Partial<Pick<Access, "approvals">>, actor: Actor): Actor | null {
  const role = roleIn(access, actor);
  const { approvals = USUAL_APPROVALS } = access;
  return role && { ...actor, role, ...(approvals !== USUAL_APPROVALS && { approvals }) };
}
