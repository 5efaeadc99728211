/**
 * Who may say who reads a work, and what others may do in it: `decideOnAccess(work, access, command, actor)` gives the facts
 * a command makes, or says by name why not. Pure, as `decide.ts` is.
 */
import type { ApprovalRule } from "../ledger/approvals.ts";
import { actorIn, foreignKey, type Access, type Visibility } from "../ledger/access.ts";
import { mayShare } from "../ledger/rights.ts";
import { personOf, type Actor, type Role } from "../ledger/roles.ts";
import type { Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { over } from "../text/limits.ts";
import { isInvisible } from "../text/well-formed.ts";
import { add, refuse, said, tooLarge, type Decision } from "./commands.ts";

export type AccessCommand =
  /** How many approvals a version needs from now on, and whose count of words that are their own. */
  | ({ type: "set-approvals" } & ApprovalRule)
  | { type: "set-visibility"; visibility: Visibility }
  /** In the work that it is about. Null: none any more. Whether there is such an account is looked up where it is asked. */
  | { type: "give-role"; person: Person & { id: string }; role: Role | null }
  /** Somebody whom the work names is this person here. Null: is not, after all. Whether it names them is looked up where it is asked. */
  | { type: "join-person"; foreign: Person; person: (Person & { id: string }) | null; reason: string };

/**
 * The facts that `command` by `actor` adds to what is said of a work's readers. None, without a refusal: it says what is said
 * already. Whoever may not read the work is answered as if it were not there.
 */
export function decideOnAccess(work: Work | null, access: Access, command: AccessCommand, actor: Actor): Decision {
  const here = work && actorIn(access, actor);
  if (!here) return refuse({ code: "unknown-work" });
  if (!mayShare(here)) return refuse({ code: "not-allowed", why: "sharing" });
  const by = personOf(actor);
  if (command.type === "set-visibility") {
    const { visibility } = command;
    return visibility === access.visibility ? add() : add({ type: "visibility-set", visibility, by });
  }
  if (command.type === "set-approvals") {
    const { needed, own } = command;
    const same = needed === access.approvals.needed && own === access.approvals.own;
    return same ? add() : add({ type: "approvals-set", needed, own, by });
  }
  if (command.type === "join-person") return join(access, command, by);
  const { person, role } = command;
  const given = access.roles.get(person.id)?.role ?? null;
  return role === given ? add() : add({ type: "role-given", person, role, by });
}

/** With a reason each time, for others go by it. */
function join(
  { joined }: Access,
  { foreign, person, reason }: AccessCommand & { type: "join-person" },
  by: Person,
): Decision {
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: "joining" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const before = joined.get(foreignKey(foreign))?.person.id ?? null;
  if (before === (person?.id ?? null)) return add();
  return add({ type: "person-joined", foreign, person, reason: said(reason), by });
}
