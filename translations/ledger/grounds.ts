/** Why and what somebody takes out. */
import type { Person } from "../notes/note.ts";

/** Why something has to go: a court, copyright, a person's right, or what the reason says. */
export const GROUNDS = ["court", "copyright", "person", "other"] as const;
export type Ground = (typeof GROUNDS)[number];

/** A removal: of what stands beside earlier records of its stream, for good. */
export interface RemovalFacts {
  /** The digests of the enclosures that went. */
  enclosures: string[];
  ground: Ground;
  reason: string;
  by: Person;
}
