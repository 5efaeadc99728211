/**
 * What every page is given: who looks and where; and the shapes that pages of several rooms are given. Plain JSON, made
 * by the server, used again when the browser brings the page alive.
 */
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";

/** So much of what was told to somebody and they have not seen is counted; of more it is only said that there is so much. */
export const MOST_UNSEEN = 100;

/** What every page knows: who looks, and where. */
export interface Visit {
  actor: Actor | null;
  /** Who looks, as they act in the work that this page is of, with their role there; nothing: as everywhere. */
  here?: Actor | null;
  /** Path and query of this page, from the workbench's own root. */
  url: string;
  /** The whole address of this page, as it is printed. */
  address?: string;
  /** The path that the workbench stands under on its host, such as `/variorum`; "" or nothing for none. */
  base?: string;
  /** True while no public address is set: others can't open the addresses that stand here. */
  local?: boolean;
  /** Proposals waiting for review, for the header of whoever is signed in; a stranger's has no count. */
  toReview: number;
  /** How much was told to whoever is signed in that they have not seen, {@link MOST_UNSEEN} at most. Nothing: none. */
  unseen?: number;
  /** Whether they follow what this page is about; nothing where that can't be followed. */
  follows?: boolean;
  /**
   * When the work that this page is of was put away (ISO 8601 instant), and whether no passage of it stands; null or nothing: it
   * stands with the others.
   */
  putAway?: { at: string; empty: boolean } | null;
  /** Light or dark, and the size of type, as the reader chose them; null: as the system says, and as usual. */
  theme: "light" | "dark" | null;
  size: "small" | "large" | "largest" | null;
}

/** Whether who looks may do something in the work that the page is of, by their role there. */
export function may({ actor, here = actor }: Visit, right: (actor: Actor) => boolean): boolean {
  return here !== null && right(here);
}

/** Who looks, with their role in the work that the page is of; null if nobody is signed in. */
export function actingHere({ actor, here = actor }: Visit): Actor | null {
  return here;
}

/** A work without its passages, for headers and links. */
export type WorkHead = Omit<Work, "passages" | "retired" | "terms" | "outlineProposals">;

/** A passage as a link to it names it. */
export type PassageName = Pick<Passage, "id" | "locator">;

/** What was typed into a form that was refused, and where it was sent. Never a password. */
export interface Typed {
  action: string;
  fields: { name: string; value: string }[];
}

/** Where somebody may have meant to go who asked for a passage that there is not. */
export interface Lost {
  /** The id of the work that was asked for it. */
  work: string;
  /** Its passages whose ids are most alike. */
  near: PassageName[];
}

export interface ErrorView {
  page: "error";
  /** What was sent by the form that was refused. */
  typed?: Typed | null;
  lost?: Lost | null;
  status: number;
  title: string;
  /** What happened, what is safe, what to do. */
  message: string;
}
