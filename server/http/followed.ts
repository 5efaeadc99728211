/** What the page of an address is about, as the ledger calls its stream. */
import { outlineThing, workThing, type Followed } from "../../translations/ledger/news.ts";
import { RESERVED_PASSAGES, RESERVED_WORKS } from "../../translations/ledger/work.ts";

/** The addresses of pages of what can be followed; their groups name it. */
const PAGES: readonly [what: Followed, path: RegExp][] = [
  ["work", /^\/([a-z0-9-]+)$/],
  ["proposal", /^\/([a-z0-9-]+)\/proposals\/([a-z0-9-]+)$/],
  ["term", /^\/([a-z0-9-]+)\/terms\/([a-z0-9-]+)$/],
  ["outline", /^\/([a-z0-9-]+)\/-\/outline\/proposals\/([1-9]\d{0,8})$/],
  ["passage", /^\/([a-z0-9-]+)\/([a-z0-9-]+)$/],
];

/** What the page of a path is about, as the ledger calls its stream; null of what can't be followed. */
export function followedAt(path: string): string | null {
  for (const [what, pattern] of PAGES) {
    const [, work, id = null] = pattern.exec(path) ?? [];
    if (work === undefined) continue;
    // No work and no passage is called as pages are: that of one's own news is none.
    if (RESERVED_WORKS.has(work) || (what === "passage" && RESERVED_PASSAGES.has(id ?? ""))) return null;
    if (what === "outline") return outlineThing(work, Number(id));
    return id === null ? workThing(work) : `${what}/${work}/${id}`;
  }
  return null;
}
