/** How a revised file lies on a work, as its page shows it: what became of the passages, some at a time, word by word. */
import type { LaidRevision, RevisedRow } from "../../editor/bringing/bringing.ts";
import { finalAmong } from "../../translations/decide/decide.ts";
import { BECAME, type Became, type Difference } from "../../translations/exchange/difference.ts";
import { latestOf, versionOf } from "../../translations/ledger/state.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { DIFFERENCES } from "../bringing/revised-file.ts";
import type { Stage, StagedRevision } from "../store/staging.ts";
import { inTurns } from "../store/turns.ts";
import { blocksOf } from "./bringing-stage.ts";
import type { Workbench } from "./workbench.ts";

/** So many differences are shown at once. */
const AT_ONCE = 50;

export interface Asking {
  /** Only those that became this; null: all. */
  only: Became | null;
  /** Behind so many of them. */
  from: number;
  mayRecord: boolean;
}

export async function laidOf(
  bench: Workbench,
  work: Work,
  stage: Stage,
  revised: StagedRevision,
  { only, from, mayRecord }: Asking,
): Promise<LaidRevision> {
  const { translation, counts, parts, became, came } = revised;
  const wanted = only === null ? null : `${BECAME.indexOf(only)}`;
  const all = became.split("").flatMap((letter, at) => (wanted === null || letter === wanted ? [at] : []));
  const shown = came ? [] : all.slice(from, from + AT_ONCE);
  const rows: RevisedRow[] = [];
  const others = inTurns();
  for (const each of await differencesAt(bench, stage, shown)) {
    rows.push(await rowOf(bench, work, translation, each));
    await others();
  }
  const text = stage.about.texts.a;
  return {
    ...{ id: stage.id, name: text?.name ?? "", translation, counts, parts, came, only, rows, mayRecord },
    notTaken: text?.notTaken ?? {},
    proposals: Math.ceil(parts / LIMITS.parts),
    final: came ? 0 : finalIn(work, revised),
    previous: from > 0 ? Math.max(0, from - AT_ONCE) : null,
    next: !came && from + AT_ONCE < all.length ? from + AT_ONCE : null,
    shown: { from, of: all.length },
  };
}

/** How many of the passages that it words otherwise are final. */
export function finalIn(work: Work, { passages }: StagedRevision): number {
  // Of what was held before the passages were noted, all of the work may be meant.
  return finalAmong(work, passages ?? work.passages.map(({ id }) => id));
}

async function differencesAt(bench: Workbench, stage: Stage, places: readonly number[]): Promise<Difference[]> {
  const found: Difference[] = [];
  let [block, read] = [-1, [] as Difference[]];
  for (const at of places) {
    const in_ = Math.floor(at / DIFFERENCES);
    if (in_ !== block) {
      [block, read] = [in_, JSON.parse((await blocksOf(bench, stage, "a", in_, in_))[0]!) as Difference[]];
    }
    found.push(read[at % DIFFERENCES]!);
  }
  return found;
}

async function rowOf(
  { desk, aside }: Workbench,
  work: Work,
  translation: string,
  { became, moved, doubtful, passages, words, parts }: Difference,
): Promise<RevisedRow> {
  const before: RenderingJson[] = [];
  for (const passage of passages) {
    const { versions } = await desk.passage({ work: work.id, passage });
    const part = parts.find((each) => each.passage === passage);
    const standing = part
      ? part.base === null
        ? undefined
        : versionOf({ versions }, part.base)
      : latestOf(translation, versions, work.translation.id);
    if (standing?.words) before.push(standing.words.rendering);
  }
  const [older, newer] = [inOne(before), inOne(words)];
  const named = passages.map((id) => ({ id, locator: everIn(work, id)?.locator ?? id }));
  const row = { became, moved, doubtful, passages: named, proposed: parts.length > 0, older, newer };
  return { ...row, found: older && newer ? await aside("compared", older, newer, work.terms) : null };
}

/** Several renderings one behind the other; null if there is none. */
function inOne(all: readonly RenderingJson[]): RenderingJson | null {
  const content = all.flatMap((each) => each.content ?? []);
  return content.length > 0 ? { type: "doc", content } : null;
}
