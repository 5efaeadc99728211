/** Until where somebody has seen what was told to them, as a page says it: sealed, as it tells how much is recorded. */
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Newest } from "../personal/personal.ts";
import type { Workbench } from "./workbench.ts";

/** All that is told to them now. */
export async function untilNow({ personal, cursors }: Workbench, actor: Actor): Promise<string> {
  const { record, notice } = await personal.newest(actor);
  return [record, notice].map((each) => cursors.seal(each)).join(".");
}

/** What a page said; null of what was not sealed here. */
export function readUntil({ cursors }: Workbench, through: string): Newest | null {
  const [record = null, notice = null, ...more] = through.split(".").map((each) => cursors.open(each));
  return record === null || notice === null || more.length > 0 ? null : { record, notice };
}
