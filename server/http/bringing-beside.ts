/**
 * Further translations of what is to be a work: each is laid beside the first, mended and described by itself, and becomes one
 * of the work's when that is made.
 */
import { cellOf, type FurtherRow, type StagedView, type UnsurePlace } from "../../editor/bringing/bringing.ts";
import { countsOf, isUnsure, NO_MENDS, placesIn, type Place } from "../../translations/align/align.ts";
import { sharesOf } from "../../translations/exchange/columns.ts";
import { cutOut } from "../../translations/exchange/cutting.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { wordsOf } from "../../translations/exchange/staged.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { beginBeside, besideOf } from "../bringing/staged-text.ts";
import { lyingIn, type Stage } from "../store/staging.ts";
import { standingIn } from "./bringing-mending.ts";
import { blocksOf, refuseMore, toBeWorkFor } from "./bringing-stage.ts";
import { notTaken } from "./heads.ts";
import type { Workbench } from "./workbench.ts";

/** Begins a further translation of what is to be a work, which has a first. @throws Problem 404; 409; 422 if it has none */
export async function begunBeside(bench: Workbench, actor: Actor, id: string): Promise<string> {
  const stage = await toBeWorkFor(bench, actor, id);
  const { b } = stage.about.texts;
  if (!b) throw notTaken("no-first");
  await refuseMore(bench.staging, actor.id);
  return beginBeside(bench.staging, actor.id, { id, own: b, blocks: await blocksOf(bench, stage, "b") });
}

type Listed = Awaited<ReturnType<typeof besideOf>>[number];

/** Those that have words. */
export async function furtherOf(bench: Workbench, actor: Actor, stage: string): Promise<Stage[]> {
  const all = await besideOf(bench.staging, actor.id, stage);
  const found = await Promise.all(all.map(({ id }) => bench.staging.get(actor.id, id)));
  return found.filter((each) => each !== null && each.about.texts.b !== null) as Stage[];
}

/** They go with what is to be a work. */
export async function discardBeside(bench: Workbench, actor: Actor, stage: string): Promise<void> {
  for (const { id } of await besideOf(bench.staging, actor.id, stage)) await bench.staging.discard(id);
}

/** What is said of each further translation beside the pairs of the first. */
export function headsOf(further: readonly Listed[], stages: readonly Stage[]): StagedView["further"] {
  return further.map(({ id, about }) => {
    const stage = stages.find((each) => each.id === id);
    const { pairs, unsure } = countsOf(stage?.pairs ?? []);
    const { changed, mends = NO_MENDS } = stage ?? { changed: "" };
    return {
      ...{ id, title: titleOf(about), language: about.texts.b?.language ?? null, pairs, unsure, hasWords: !!stage },
      ...{ after: changed, mayUndo: mends.done > 0, mayRedo: mends.done < mends.steps.length },
    };
  });
}

/** What a further translation is called; "" if nothing says so. */
export function titleOf({ fields, texts }: Stage["about"]): string {
  return fields["title"] || (texts.b?.heading ?? "") || (texts.b?.name ?? "").replace(/\.\w+$/, "");
}

/** What stands in rows of a first translation of a further one: of many pairs the first ones, and how many more there are. */
export interface Column {
  /** In the row of that number. */
  at(row: number): Promise<Listing>;
  /** In rows of its own behind so many rows. */
  behind(rows: number): Promise<Listing>;
  /** Each pair that is unsure and listed, with the row that it stands in, or behind which it does. */
  unsure: readonly UnsurePlace[];
}
interface Listing {
  found: FurtherRow[];
  more: number;
}

/** So many pairs are listed in one place. */
const MOST_LISTED = 60;

export function columnOf(bench: Workbench, first: Stage, further: Stage): Column {
  const places = placesIn(lyingIn(first), lyingIn(further));
  const [inRow, alone] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const add = (to: Map<number, number[]>, at: number, pair: number): void => {
    const there = to.get(at);
    if (there) there.push(pair);
    else to.set(at, [pair]);
  };
  places.forEach(({ rows, behind }, pair) => {
    if (rows.length === 0) add(alone, behind, pair);
    for (const row of rows) add(inRow, row, pair);
  });
  const [readFirst, readFurther] = [standingIn(bench, first), standingIn(bench, further)];
  const piecesOf = async (pair: number): Promise<Piece[]> =>
    (await readFurther(further.pairs[pair]!)).b.map((each) => cutOut(each));
  const firstIn = async (row: number): Promise<Piece[]> =>
    (await readFirst(first.pairs[row]!)).b.map((each) => cutOut(each));
  const shares = new Map<number, ReturnType<typeof sharesOf>>();
  const shareOf = async (pair: number, place: Place, row: number): Promise<readonly Piece[]> => {
    if (!shares.has(pair)) {
      const standing = new Map<number, Piece[]>();
      for (const each of place.rows) standing.set(each, await firstIn(each));
      shares.set(
        pair,
        sharesOf(await piecesOf(pair), place, (each) => standing.get(each)!),
      );
    }
    return shares.get(pair)![place.rows.indexOf(row)]!;
  };
  const shown = (pair: number, pieces: readonly Piece[], begins = true): FurtherRow => {
    const here = further.pairs[pair]!;
    return { pair, unsure: isUnsure(here), settled: here.settled, words: pieces.map(wordsOf), begins };
  };
  const listed = async (all: readonly number[] = [], show: (pair: number) => Promise<FurtherRow>): Promise<Listing> => {
    const found: FurtherRow[] = [];
    for (const pair of all.slice(0, MOST_LISTED)) found.push(await show(pair));
    return { found, more: all.length - found.length };
  };
  const isListed = (pair: number, { rows: [row], behind }: Place): boolean =>
    (row === undefined ? alone.get(behind)! : inRow.get(row)!).slice(0, MOST_LISTED).includes(pair);
  const unsure = places.flatMap((place, pair): UnsurePlace[] => {
    if (!isUnsure(further.pairs[pair]!) || !isListed(pair, place)) return [];
    return [{ from: place.rows[0] ?? Math.max(0, place.behind - 1), place: cellOf(further.id, pair) }];
  });
  return {
    unsure,
    at: (row) =>
      listed(inRow.get(row), async (pair) => {
        const place = places[pair]!;
        return shown(pair, await shareOf(pair, place, row), place.rows[0] === row);
      }),
    behind: (rows) => listed(alone.get(rows), async (pair) => shown(pair, await piecesOf(pair))),
  };
}
