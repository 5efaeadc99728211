/**
 * A collation as an editor prints it: stretches on which all witnesses agree, and between them places of variation,
 * each with its readings and the witnesses that have them. What corresponds to what is found in `collate.ts`.
 */
import type { Collation, Transposition, Witness } from "./collate.ts";

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
export function variantsOf({ table, transpositions }: Collation, witnesses: readonly Witness[]): CollatedPart[] {
  const runs = joined(table.agreed);
  const places = numbersByRow(runs, table.rows);
  const elsewhere = elsewhereBy(table.sigla, transpositions, places);
  return runs.map(({ from, to, agreed }) => {
    if (agreed) return { agreed: textOfFirst(from, to) };
    return { number: places[from]!, readings: readingsIn(from, to) };
  });

  /** In rows on which all agree every witness has a word. */
  function textOfFirst(from: number, to: number): string {
    const [{ words }, cells] = [table.texts[0]!, table.cells[0]!];
    return witnesses[0]!.text.slice(words.from[cells[from]!], words.to[cells[to - 1]!]);
  }

  function readingsIn(from: number, to: number): VariantReading[] {
    const readings = new Map<string, VariantReading>();
    witnesses.forEach(({ siglum }, witness) => {
      const pieces = piecesIn(from, to, witness);
      const key = JSON.stringify(pieces.map((piece) => [piece.text.trim(), piece.varies, piece.elsewhere]));
      if (!readings.has(key)) readings.set(key, { sigla: [], pieces });
      readings.get(key)!.sigla.push(siglum);
    });
    return [...readings.values()];
  }

  function piecesIn(from: number, to: number, witness: number): ReadingPiece[] {
    const { text } = witnesses[witness]!;
    const [{ words }, cells, own] = [table.texts[witness]!, table.cells[witness]!, elsewhere[witness]!];
    const pieces: { from: number; to: number; varies: boolean; elsewhere: number | null }[] = [];
    for (let row = from; row < to; row++) {
      const word = cells[row]!;
      if (word < 0) continue;
      const [varies, place] = [table.agreed[row] === 0, own.get(row) ?? null];
      const last = pieces.at(-1);
      if (last?.varies === varies && last.elsewhere === place) {
        last.to = words.to[word]!;
        continue;
      }
      if (last) last.to = words.from[word]!;
      pieces.push({ from: words.from[word]!, to: words.to[word]!, varies, elsewhere: place });
    }
    return pieces.map(({ from: start, to: end, ...piece }) => ({ text: text.slice(start, end), ...piece }));
  }
}

/** By witness and row: at which place of variation other witnesses have its word. */
function elsewhereBy(
  sigla: readonly string[],
  transpositions: readonly Transposition[],
  places: Int32Array,
): Map<number, number>[] {
  const bySiglum = new Map(sigla.map((siglum) => [siglum, new Map<number, number>()]));
  for (const { places: ends } of transpositions)
    for (const [here, there] of [ends, ends.toReversed()])
      for (const siglum of here.sigla) {
        const own = bySiglum.get(siglum)!;
        for (const row of here.rows) if (!own.has(row)) own.set(row, places[there.rows[0]!]!);
      }
  return [...bySiglum.values()];
}

/** Rows `from` to before `to`. */
interface RowRun {
  from: number;
  to: number;
  agreed: boolean;
}

/** Rows that agree, and rows that don't, together; a short agreement between two places of variation joins them. */
function joined(agreed: Uint8Array): RowRun[] {
  const runs: RowRun[] = [];
  agreed.forEach((agrees, row) => {
    const last = runs.at(-1);
    if (last?.agreed === (agrees === 1)) last.to = row + 1;
    else runs.push({ from: row, to: row + 1, agreed: agrees === 1 });
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

/** For each of so many rows the number of its place of variation. */
function numbersByRow(runs: readonly RowRun[], rows: number): Int32Array {
  const numbers = new Int32Array(rows);
  let number = 0;
  for (const { from, to, agreed } of runs) {
    if (!agreed) number++;
    numbers.fill(number, from, to);
  }
  return numbers;
}
