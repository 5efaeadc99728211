/** A step is taken at a pair, or taken back: what stands in the stage then, and which pair is to be looked at. */
import {
  cutsBy,
  goneBack,
  held,
  mended,
  MOST_MENDS,
  readAs,
  withMend,
  type Mend,
  type Pair,
  type Side,
} from "../../translations/align/align.ts";
import { sentencesOf, splitAt, standingAt, usualPlaces, type Standing } from "../../translations/exchange/cutting.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { BLOCK } from "../../translations/exchange/staged.ts";
import type { Stage } from "../store/staging.ts";
import { blocksOf, Moved } from "./bringing-stage.ts";
import type { Workbench } from "./workbench.ts";

/** What is asked for. */
export interface Asked {
  /** What, and at which pair: `join 17`. */
  do: string;
  /** Before which sentences a pair is split; without them, where it is likeliest. */
  a?: string | undefined;
  b?: string | undefined;
}

/** The stage after a step, and the pair that is to be looked at then. @throws Problem 409 if it can't be taken */
export async function taken(bench: Workbench, stage: Stage, asked: Asked): Promise<{ stage: Stage; at: number }> {
  const [act = "", number = "0"] = asked.do.split(" ");
  if (act === "undo" || act === "redo") {
    const mends = goneBack(stage.mends, act);
    if (!mends) throw new Moved();
    const at = stage.mends.steps[Math.min(stage.mends.done, mends.done)]?.pair ?? 0;
    return { stage: { ...stage, mends, pairs: await bench.aside("mendedBy", stage.found, held(mends)) }, at };
  }
  const mend = await mendIn(bench, stage, act, Number(number), asked);
  const pairs = mend && mended(stage.pairs, mend);
  if (!mend || !pairs || stage.mends.done >= MOST_MENDS) throw new Moved();
  return { stage: { ...stage, pairs, mends: withMend(stage.mends, mend) }, at: mend.pair };
}

async function mendIn(bench: Workbench, stage: Stage, act: string, pair: number, asked: Asked): Promise<Mend | null> {
  const here = stage.pairs[pair];
  if (!here) return null;
  if (act === "shift-a" || act === "shift-b") return { act: "shift", pair, side: act === "shift-a" ? "a" : "b" };
  if (act === "settle" || act === "join" || act === "apart") return { act, pair };
  const sides = await standingIn(bench, stage)(here);
  const usual = usualPlaces(sentencesOf(sides.a), sentencesOf(sides.b));
  return splitAt(pair, sides, { a: asked.a ?? usual.a, b: asked.b ?? usual.b });
}

/** Reads what stands on both sides of a pair, each block of pieces once; what is returned throws `Moved`. */
export function standingIn(bench: Workbench, stage: Stage): (pair: Pair) => Promise<Record<Side, Standing[]>> {
  const blocks = new Map<string, Piece[]>();
  const cuts = { a: cutsBy(held(stage.mends), "a"), b: cutsBy(held(stage.mends), "b") };
  const blockOf = async (side: Side, segment: number): Promise<Piece[]> => {
    const place = Math.floor(segment / BLOCK);
    const name = `${side}${place}`;
    if (!blocks.has(name)) {
      const [block = "[]"] = await blocksOf(bench, stage, side, place, place);
      blocks.set(name, JSON.parse(block) as Piece[]);
    }
    return blocks.get(name)!;
  };
  const standing = async (side: Side, from: number, to: number): Promise<Standing[]> => {
    const all: Standing[] = [];
    for (let place = from; place < to; place++) {
      const block = await blockOf(side, readAs(place, cuts[side]).segment);
      all.push(standingAt(place, cuts[side], (segment) => block[segment % BLOCK]!));
    }
    return all;
  };
  return async ({ fromA, toA, fromB, toB }) => ({
    a: await standing("a", fromA, toA),
    b: await standing("b", fromB, toB),
  });
}
