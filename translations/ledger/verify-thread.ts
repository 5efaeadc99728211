/** What could not have been said in a discussion: `verify.ts` asks this of each of its records. */
import { isDiscussing } from "./discussing.ts";
import type { LedgerEvent } from "./events.ts";
import type { Flaw } from "./flaws.ts";

/** For the events of one stream, one after another: what is wrong with the next one. */
export function threadVerifier(): (event: LedgerEvent) => Flaw[] {
  /** How much was said so far; 0 before it is opened. */
  let said = 0;
  return (event) => {
    if (!isDiscussing(event)) return [];
    const { type } = event;
    if (type === "thread-opened") return said++ === 0 ? [] : [{ flaw: "thread-opened-before" }];
    if (said === 0) return [{ flaw: "thread-not-opened" }];
    if (type === "thread-replied")
      return event.number === ++said ? [] : [{ flaw: "comment-number", after: said - 1, number: event.number }];
    if (type === "thread-resolved" || type === "thread-reopened") return [];
    const { number } = event;
    return Number.isInteger(number) && number >= 1 && number <= said ? [] : [{ flaw: "comment-not-there", number }];
  };
}
