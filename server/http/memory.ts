/** What was translated before of a source like that of a draft's passage, in all works that whoever asks may read. */
import type { Memory } from "../../editor/drafting/drafting.ts";
import { authorsOf } from "../../editor/design/wording.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { hereIn, type Proposal } from "../../translations/ledger/state.ts";
import { sourceText, type Work } from "../../translations/ledger/work.ts";
import { problemOf } from "./problem.ts";
import { worksSeen } from "./seen.ts";
import { placeIn, type Workbench } from "./workbench.ts";

/** More than this is asked about by nobody who translates a passage at a time, in UTF-16 code units. */
const MOST_LETTERS = 10_000;

/**
 * Passages with a source like that of a part's, the nearest first.
 * @param visitor as they are in the whole workbench; `actor`: as they act in the work.
 * @param from whose turn it is; `only`: the one work in which is looked, null: all.
 * @throws Problem 403 for those who may not read the part, 404 if there is none; TooBusy.
 */
export async function memoryOf(
  bench: Workbench,
  { work, proposal }: { work: Work; proposal: Proposal },
  passage: string,
  { visitor, actor, from, only }: { visitor: Actor; actor: Actor | null; from: string; only: string | null },
): Promise<Memory> {
  const here = hereIn(proposal, passage);
  if (!here || !rightsIn(here, actor).read) throw problemOf({ code: "not-invited", began: null });
  const place = await placeIn(bench, work, passage);
  const source = sourceText(place.passage.source);
  if (source.trim() === "" || source.length > MOST_LETTERS) return { near: [] };
  const seen = await worksSeen(bench, visitor);
  const works = seen.works.filter((each) => only === null || each.id === only);
  const hidden = new Set([...seen.hidden, ...seen.works.filter((each) => !works.includes(each)).map(({ id }) => id)]);
  const { id, language, sourceLanguage } = work;
  const asked = { work: id, passage, source, language, sourceLanguage, hidden };
  const found = await bench.searching.alike(asked, from);
  return {
    near: found.flatMap(({ contributors, ...near }) => {
      const in_ = works.find((each) => each.id === near.work);
      if (!in_) return [];
      const locator = everIn(in_, near.passage)?.locator ?? near.passage;
      return [{ ...near, title: in_.title, locator, people: authorsOf({ contributors }) }];
    }),
  };
}
