/** What an answer about something that takes long says of it. */

/** It is on its way, it has ended in whichever way, or nothing: the workbench is away, or is asked too often. */
export type Heard = "on-its-way" | "ended" | "nothing";

/** What is answered in the workbench's stead while it starts, or where it is asked too often: it is asked again. */
const AWAY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** @param told what the answer has, if that is JSON: of what failed as too much was being done, the workbench itself says so. */
export function heardIn(status: number, told: { code?: unknown } | null): Heard {
  if (status === 202) return told === null ? "nothing" : "on-its-way";
  return AWAY.has(status) && told?.code !== "busy" ? "nothing" : "ended";
}
