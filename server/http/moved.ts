/** The passages of the queue whose source reads otherwise now than it is rendered. */
import type { ReviewView } from "../../editor/reviewing/reviewing.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { versionOf } from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { sourceMove } from "./wordings.ts";
import type { Workbench } from "./workbench.ts";

/** So many stand on a page: of each what differs is worked out. */
const AT_ONCE = 20;

type Moved = ReviewView["moved"];

/** A page of them, from behind `after`, without those of works that the visitor may not read. */
export async function movedSources(bench: Workbench, visitor: Actor | null, after: number): Promise<Moved> {
  const { reading, store, desk, cursors } = bench;
  const { lines, next, count } = await reading.moved(await reading.hidden(visitor), after, AT_ONCE);
  const passages: Moved["passages"] = [];
  for (const line of lines) {
    const work = await store.work(line.work);
    const passage = work && everIn(work, line.passage);
    const version = versionOf(await desk.passage({ work: line.work, passage: line.passage }), line.version);
    const move = work && passage && version && (await sourceMove(bench, work, passage, version));
    if (!move) continue;
    const { id, title, sourceLanguage } = work;
    const named = { id: passage.id, locator: passage.locator };
    passages.push({ work: { id, title, sourceLanguage }, passage: named, version: version.number, move });
  }
  return { passages, next: next === null ? null : cursors.seal(next), count };
}

/** The same as programs are told it: the source as it was and as it is, "" where the words of a wording were taken out. */
export function toldOf({ passages, ...page }: Moved) {
  const told = passages.map(({ move: { from, to, read }, ...line }) => ({
    ...line,
    ...{ rendered: from, source: to, before: read ? textOf(read.older) : "", now: read ? textOf(read.newer) : "" },
  }));
  return { passages: told, ...page };
}

function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}
