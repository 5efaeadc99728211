/** Who may do what. A role may do all that the roles before it may. */
import type { Person } from "../notes/note.ts";
import type { ApprovalRule } from "./approvals.ts";

export const ROLES = ["reader", "translator", "reviewer", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** Someone with an account, acting. */
export interface Actor extends Person {
  id: string;
  role: Role;
  /** How many approvals a version needs in the work in which they act; absent: as while nothing is said. */
  approvals?: ApprovalRule;
}

/** True if `role` is at least `least`. */
export function atLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** A person as the ledger names them. */
export function personOf({ id, name, parts }: Actor): Person {
  return parts ? { id, name, parts } : { id, name };
}
