/** A text is read, put on its side of what is begun, and laid beside the other. */
import { NO_MENDS, type Pair, type Side } from "../../translations/align/align.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { pairsOfStaged, type Sent } from "../bringing/reading-files.ts";
import type { Sides, StagedAbout } from "../store/staging.ts";
import { laidAnew } from "./bringing-beside.ts";
import { begunFor, saved, sidesOf, takenOr } from "./bringing-stage.ts";
import { textRead } from "./bringing-texts.ts";
import { refused } from "./heads.ts";
import { notFound } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

/**
 * Reads a text, puts it on its side, and lays both beside each other anew.
 * @returns what its files leave open, and was decided as is usual.
 */
export async function takeIn(
  bench: Workbench,
  actor: Actor,
  id: string,
  side: Side,
  sent: Sent,
  choices: Choices,
): Promise<Question[]> {
  const { blocks, questions, table, ...own } = await textRead(sent, choices);
  const stage = await begunFor(bench, actor, id);
  const { fields, texts, beside } = stage.about;
  // The other side of a further translation is the first, as the work to be has it.
  if (beside && side === "a") throw notFound({ why: "address" });
  const title = fields["title"] || (side === "b" ? own.heading : "");
  const keep = async (now: Partial<StagedAbout["texts"]>, pairs: Pair[], sides: Partial<Sides>): Promise<void> => {
    const about = { ...stage.about, texts: { ...texts, ...now }, fields: { ...fields, title } };
    await saved(bench, { ...stage, about, found: pairs, pairs, mends: NO_MENDS }, sides);
    if (now.b && !beside) await laidAnew(bench, actor, id);
  };
  if (table) {
    // The source it brings takes the place of its own alone.
    if (Object.values(texts).some((text) => text && text.name !== own.name))
      throw refused(own.name, { fault: { code: "a-table" }, line: null });
    const { pairs, blocks: source, ...of } = table;
    await keep({ a: { ...own, ...of, heading: "", notTaken: {} }, b: own }, pairs, { a: source, b: blocks });
    return questions;
  }
  const sides: Sides = { ...(await sidesOf(bench, stage)), [side]: blocks };
  const found = await takenOr(own.name, pairsOfStaged(sides.a, sides.b));
  await keep({ [side]: own }, found, { [side]: blocks });
  return questions;
}
