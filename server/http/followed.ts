/** What the page of an address is about, as the ledger calls its stream. */
import { workThing, type Followed } from "../../translations/ledger/news.ts";

/** The addresses of pages of what can be followed; their groups name it. */
const PAGES: readonly [what: Followed, path: RegExp][] = [
  ["work", /^\/([a-z0-9-]+)$/],
  ["proposal", /^\/([a-z0-9-]+)\/proposals\/([a-z0-9-]+)$/],
  ["term", /^\/([a-z0-9-]+)\/terms\/([a-z0-9-]+)$/],
  ["passage", /^\/([a-z0-9-]+)\/([a-z0-9-]+)$/],
];

/** What the page of a path is about, as the ledger calls its stream; null of what can't be followed. */
export function followedAt(path: string): string | null {
  for (const [what, pattern] of PAGES) {
    const [, work, id] = pattern.exec(path) ?? [];
    if (work !== undefined) return id === undefined ? workThing(work) : `${what}/${work}/${id}`;
  }
  return null;
}
