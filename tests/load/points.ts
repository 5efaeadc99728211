/** The points at which the workbench is killed, by name, and what is said between it and the test. */

export const POINTS = [
  "after an append, before its acknowledgement",
  "in the middle of a checkpoint",
  "in the middle of thinning",
  "in the middle of a migration",
  "between the ledger's commit and the broadcast",
] as const;

export type Point = (typeof POINTS)[number];

/** What the workbench is started with, as JSON in its one argument. */
export interface Orders {
  data: string;
  client: string;
  port: number;
  /** Where it stops and waits to be killed, and at the how manieth time it comes there; null: nowhere. */
  at: { point: Point; time: number } | null;
}

/** What it says, a line of JSON each, on its file descriptor {@link TOLD_ON}. */
export type Told = { address: string; ownerLink: string | null } | { reached: Point };

export const TOLD_ON = 3;
