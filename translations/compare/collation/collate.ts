/**
 * Several witnesses of one text side by side, after CollateX (Dekker et al. 2015): an alignment table, whose rows hold
 * what corresponds, and the runs of words that some witnesses have elsewhere. The graph drawn from it stands in
 * `variant-graph.ts`; showing it is left to others.
 */
import { type Cells, columnsOf } from "./columns.ts";
import { type NumberedTexts, type NumberedWords, numberWords, orderOf } from "./numbered.ts";
import { crossings } from "./transpositions.ts";
import { MOST_PAIRS } from "../words/words.ts";

/** A text and the letters by which it is named, such as `A` or `v3`. */
export interface Witness {
  siglum: string;
  text: string;
}

/**
 * What corresponds, row by row. Everything is kept in columns, a column for each witness: a long text has a great many
 * rows, and an object for each word of each witness is dear.
 */
export interface AlignmentTable {
  sigla: readonly string[];
  /** How many rows there are. In each of them some witness has a word, and all have words or all have signs. */
  rows: number;
  /** By witness, then by row: which of its words stands there, −1 for none. */
  cells: Cells;
  /** By witness: its words, by their places in its text, and the number of each. */
  texts: readonly NumberedWords[];
  /** By row: 1 if every witness has the same word there. */
  agreed: Uint8Array;
}

/** A run of words that `places[0].sigla` have in the rows there, and `places[1].sigla` in the rows there. */
export interface Transposition {
  words: readonly string[];
  places: readonly [TransposedPlace, TransposedPlace];
}

export interface TransposedPlace {
  rows: readonly number[];
  sigla: readonly string[];
}

export interface Collation {
  table: AlignmentTable;
  transpositions: readonly Transposition[];
  /**
   * The witnesses are too long and too unlike, or repeat themselves too much, to be compared throughout: words that
   * correspond may stand apart, and none are said to be elsewhere.
   */
  coarse: boolean;
}

/**
 * Collates the witnesses. Their order decides only the order of cells and sigla, never what is aligned with what;
 * witnesses with the same words stand in the same rows throughout. Words are the same if their letters are.
 * @throws RangeError if two witnesses have the same siglum.
 */
export function collate(witnesses: readonly Witness[]): Collation {
  const sigla = witnesses.map(({ siglum }) => siglum);
  const twice = sigla.find((siglum, index) => sigla.indexOf(siglum) < index);
  if (twice !== undefined) throw new RangeError(`collate: two witnesses are called ${twice}; name each by its own`);
  const { texts, letters } = numberWords(witnesses.map(({ text }) => text));
  const { wordings, own } = distinct(texts, letters);
  const { count, cells, coarse } = columnsOf({ texts: wordings, letters });
  const table: AlignmentTable = {
    sigla,
    rows: count,
    cells: own.map((wording) => cells[wording]!),
    texts,
    agreed: agreedIn(count, cells, wordings),
  };
  // Words that stand apart for want of looking are not transposed.
  const budget = { left: coarse ? -1 : MOST_PAIRS };
  const transpositions = transpositionsOf(table, cells, { texts: wordings, letters }, budget);
  return { table, transpositions, coarse: budget.left < 0 };
}

/** Each wording once, by its letters, so that the order of witnesses has no say in what follows; `own`: whose is which. */
function distinct(
  texts: readonly NumberedWords[],
  letters: readonly string[],
): { wordings: NumberedWords[]; own: number[] } {
  const inOrder = [...texts.keys()].sort((i, j) => orderOf(texts[i]!.numbers, texts[j]!.numbers, letters));
  const wordings: NumberedWords[] = [];
  const own: number[] = [];
  for (const witness of inOrder) {
    const last = wordings.at(-1);
    if (!last || orderOf(last.numbers, texts[witness]!.numbers, letters) !== 0) wordings.push(texts[witness]!);
    own[witness] = wordings.length - 1;
  }
  return { wordings, own };
}

function agreedIn(rows: number, cells: Cells, wordings: readonly NumberedWords[]): Uint8Array {
  const agreed = new Uint8Array(rows).fill(1);
  const [first, numbers] = [cells[0], wordings[0]?.numbers];
  if (!first || !numbers) return agreed;
  wordings.forEach((other, wording) => {
    const own = cells[wording]!;
    for (let row = 0; row < rows; row++) if (other.numbers[own[row]!] !== numbers[first[row]!]) agreed[row] = 0;
  });
  return agreed;
}

function transpositionsOf(
  table: AlignmentTable,
  cells: Cells,
  numbered: NumberedTexts,
  budget: { left: number },
): Transposition[] {
  if (budget.left < 0) return [];
  const rows = cells.map((own) => rowsByWord(own));
  const found = new Map<string, Transposition>();
  for (let i = 0; i < cells.length; i++)
    for (let j = i + 1; j < cells.length; j++)
      for (const { a, b, words: length } of crossings(cells, numbered, i, j, budget)) {
        const [one, other] = [rows[i]!.slice(a, a + length), rows[j]!.slice(b, b + length)];
        const run = numbered.texts[i]!.numbers.slice(a, a + length);
        const [first, second] = one[0]! < other[0]! ? [one, other] : [other, one];
        const words = Array.from(run, (number) => numbered.letters[number]!);
        found.set(JSON.stringify([first, second, words]), transposition(table, run, words, first, second));
      }
  return [...found.values()].sort(
    ({ places: [a, b] }, { places: [x, y] }) =>
      a.rows[0]! - x.rows[0]! || b.rows[0]! - y.rows[0]! || a.rows.length - x.rows.length,
  );
}

function rowsByWord(own: Int32Array): number[] {
  const rows: number[] = [];
  own.forEach((word, row) => {
    if (word >= 0) rows.push(row);
  });
  return rows;
}

/** A witness that reads the words in both places has transposed nothing. */
function transposition(
  { sigla, cells, texts }: AlignmentTable,
  run: Int32Array,
  words: readonly string[],
  first: readonly number[],
  second: readonly number[],
): Transposition {
  const holders = (rows: readonly number[]) =>
    sigla.filter((_, witness) =>
      rows.every((row, index) => texts[witness]!.numbers[cells[witness]![row]!] === run[index]),
    );
  const [here, there] = [holders(first), holders(second)];
  return {
    words,
    places: [
      { rows: first, sigla: here.filter((siglum) => !there.includes(siglum)) },
      { rows: second, sigla: there.filter((siglum) => !here.includes(siglum)) },
    ],
  };
}
