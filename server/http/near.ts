/** Passages whose ids are like one that there is not. */
import type { Passage } from "../../translations/ledger/work.ts";

/** So many are named. */
const NAMED = 3;

/** Those that begin most like `id`, be it written as a locator is; of these the ones about as long; none if none does. */
export function nearTo(passages: readonly Passage[], id: string): Passage[] {
  const asked = written(id);
  const alike = passages.map((passage) => sharedBy(passage.id, asked));
  const most = alike.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return [];
  const far = (passage: Passage): number => Math.abs(passage.id.length - asked.length);
  return passages
    .filter((_, at) => alike[at] === most)
    .sort((a, b) => far(a) - far(b))
    .slice(0, NAMED);
}

function written(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** How many letters both begin with. */
function sharedBy(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
