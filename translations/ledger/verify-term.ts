/** What could not have been said of a term: `verify.ts` asks this of each of its records. */
import type { LedgerEvent } from "./events.ts";
import type { Flaw } from "./flaws.ts";
import { isTerming } from "./terming.ts";

/** For the events of one stream, one after another: what is wrong with the next one. */
export function termVerifier(): (event: LedgerEvent) => Flaw[] {
  /** Whether the proposals so far are decided, by their numbers less one. */
  const decided: boolean[] = [];
  return (event) => {
    if (event.type === "term-set" && event.accepts !== undefined)
      return decided[event.accepts - 1] ? [] : [{ flaw: "term-not-accepted", number: event.accepts }];
    if (!isTerming(event)) return [];
    const { type, number } = event;
    if (type === "term-proposed" && number === decided.length + 1) {
      decided.push(false);
      return [];
    }
    const isOver = decided[number - 1];
    if (isOver === undefined) return [{ flaw: "term-proposal-not-there", number }];
    // Something may be said of what is decided, but nothing done.
    if (isOver && type !== "term-remarked") return [{ flaw: "term-proposal-decided", number }];
    if (ENDING.includes(type)) decided[number - 1] = true;
    return [];
  };
}

const ENDING: readonly string[] = ["term-accepted", "term-declined", "term-withdrawn"];
