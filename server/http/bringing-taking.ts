/** A text comes to what is begun: who may send it is asked here, and a long one is read and laid by a process of its own. */
import type { Side } from "../../translations/align/align.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { takeText, type Taking, type Took } from "../bringing/staged-text.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { begunFor, Moved } from "./bringing-stage.ts";
import { refused } from "./heads.ts";
import { notFound } from "./problem.ts";
import { writeTo } from "./taking-down.ts";
import type { Workbench } from "./workbench.ts";

/** What has more bytes, or is laid beside more pieces, nobody else waits for; to begin a process takes as long as a short one. */
const SHORT = { bytes: 500_000, pieces: 2_000 };

/**
 * Reads a text, puts it on its side, and lays both beside each other anew.
 * @returns what its files leave open, and was decided as is usual.
 * @throws Problem 404, 409, 422
 */
export async function takeIn(
  bench: Workbench,
  actor: Actor,
  id: string,
  side: Side,
  sent: Sent,
  choices: Choices,
): Promise<Question[]> {
  const took = await tookIn(bench, actor, id, side, sent, choices);
  if ("fault" in took) throw refused(took.name, took);
  return took.questions;
}

async function tookIn(
  bench: Workbench,
  actor: Actor,
  id: string,
  side: Side,
  { bytes, ...sent }: Sent,
  choices: Choices,
): Promise<Exclude<Took, { moved: true }>> {
  const { about } = await begunFor(bench, actor, id);
  // The other side of a further translation is the first, as the work to be has it.
  if (about.beside && side === "a") throw notFound({ why: "address" });
  const taking = { ...sent, person: actor.id, id, side, choices };
  const beside = Math.max(0, ...Object.values(about.texts).map((text) => text?.pieces ?? 0));
  const isShort = bytes.length <= SHORT.bytes && beside <= SHORT.pieces;
  const took = isShort ? await takeText(bench.staging, taking, bytes) : await takenElsewhere(bench, taking, bytes);
  if ("moved" in took) throw new Moved();
  return took;
}

function takenElsewhere({ exchanging }: Workbench, taking: Taking, bytes: Uint8Array): ReturnType<typeof takeText> {
  return exchanging.withFile(async (file) => {
    await writeTo(file, bytes);
    return exchanging.run("lay", taking, file);
  });
}
