/**
 * A collation as an editor prints it: stretches on which all witnesses agree, and between them places of variation,
 * each with its readings and the witnesses that have them. What corresponds to what is found in `collate.ts`.
 */
import type { Word } from "../text/words.ts";
import type { Collation, Witness } from "./collate.ts";

/** So few words on which all agree, between two places of variation, are read with them. */
const JOINED_OVER = 1;

/** Words of a reading. */
export interface ReadingPiece {
  /** With the white space that parts them from what follows in the reading. */
  text: string;
  /** Not all witnesses have these words here. */
  varies: boolean;
  /** Other witnesses have these words at another place of variation: its number, or this one's if it is within. */
  elsewhere: number | null;
}

/** What the witnesses `sigla` read; without pieces if they have no words there. */
export interface VariantReading {
  sigla: string[];
  pieces: ReadingPiece[];
}

/** `number` counts places of variation from 1. The first reading is that of the first witness. */
export type CollatedPart = { agreed: string } | { number: number; readings: VariantReading[] };

/**
 * The parts of `collation`, in order; together they are the words of every witness, whole.
 * @param witnesses those that were collated, in the same order.
 */
export function variantsOf({ table, graph, transpositions }: Collation, witnesses: readonly Witness[]): CollatedPart[] {
  const runs = joined(table.rows.map(({ agreed }) => agreed));
  const places = numbersByRow(runs);
  const elsewhere = new Map<string, number>();
  for (const { places: ends } of transpositions)
    for (const [here, there] of [ends, ends.toReversed()])
      for (const node of here.nodes)
        for (const siglum of here.sigla) {
          const key = `${graph.nodes[node]!.row} ${siglum}`;
          if (!elsewhere.has(key)) elsewhere.set(key, places[graph.nodes[there.nodes[0]!]!.row]!);
        }
  return runs.map(({ from, to, agreed }) => {
    if (agreed) return { agreed: textOf(witnesses[0]!.text, wordsIn(from, to, 0)) };
    return { number: places[from]!, readings: readingsIn(from, to) };
  });

  function wordsIn(from: number, to: number, witness: number): Word[] {
    return table.rows.slice(from, to).flatMap(({ cells }) => cells[witness] ?? []);
  }

  function readingsIn(from: number, to: number): VariantReading[] {
    const readings = new Map<string, VariantReading>();
    witnesses.forEach(({ siglum, text }, witness) => {
      const pieces = piecesIn(from, to, witness, siglum, text);
      const key = JSON.stringify(pieces.map((piece) => [piece.text.trim(), piece.varies, piece.elsewhere]));
      if (!readings.has(key)) readings.set(key, { sigla: [], pieces });
      readings.get(key)!.sigla.push(siglum);
    });
    return [...readings.values()];
  }

  function piecesIn(from: number, to: number, witness: number, siglum: string, text: string): ReadingPiece[] {
    const pieces: (ReadingPiece & { end: number })[] = [];
    for (let row = from; row < to; row++) {
      const { cells, agreed } = table.rows[row]!;
      const word = cells[witness];
      if (!word) continue;
      const place = elsewhere.get(`${row} ${siglum}`) ?? null;
      const last = pieces.at(-1);
      const words = text.slice(word.from, word.to);
      const space = last ? text.slice(last.end, word.from) : "";
      if (last && last.varies === !agreed && last.elsewhere === place) {
        last.text += space + words;
        last.end = word.to;
      } else {
        if (last) last.text += space;
        pieces.push({ text: words, varies: !agreed, elsewhere: place, end: word.to });
      }
    }
    return pieces.map(({ text: words, varies, elsewhere: place }) => ({ text: words, varies, elsewhere: place }));
  }
}

function textOf(text: string, words: readonly Word[]): string {
  return words.length === 0 ? "" : text.slice(words[0]!.from, words.at(-1)!.to);
}

/** Rows `from` to before `to`. */
interface RowRun {
  from: number;
  to: number;
  agreed: boolean;
}

/** Rows that agree, and rows that don't, together; a short agreement between two places of variation joins them. */
function joined(agreed: readonly boolean[]): RowRun[] {
  const runs: RowRun[] = [];
  agreed.forEach((agrees, row) => {
    const last = runs.at(-1);
    if (last?.agreed === agrees) last.to = row + 1;
    else runs.push({ from: row, to: row + 1, agreed: agrees });
  });
  const out: RowRun[] = [];
  runs.forEach((run, index) => {
    const between = index > 0 && index < runs.length - 1;
    const joins = !run.agreed || (between && run.to - run.from <= JOINED_OVER);
    const last = out.at(-1);
    if (joins && last && !last.agreed) last.to = run.to;
    else out.push({ ...run, agreed: !joins });
  });
  return out;
}

/** For each row the number of its place of variation. */
function numbersByRow(runs: readonly RowRun[]): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const { from, to, agreed } of runs) {
    if (!agreed) number++;
    for (let row = from; row < to; row++) numbers[row] = number;
  }
  return numbers;
}
