/**
 * Several witnesses of one text side by side, after CollateX (Dekker et al. 2015): a variant graph, in which witnesses
 * share a node where they read the same in the same place; the alignment table drawn from it; and the runs of words
 * that some witnesses have elsewhere. Showing them is left to others.
 */
import { words, type Word } from "../text/words.ts";
import { columnsOf, type Cells, type Wording } from "./columns.ts";
import { crossings, MOST_PAIRS } from "./transpositions.ts";

/** A text and the letters by which it is named, such as `A` or `v3`. */
export interface Witness {
  siglum: string;
  text: string;
}

/** One word as the witnesses `sigla` have it in one place. The first and the last node of a graph stand for no word. */
export interface VariantNode {
  letters: string;
  /** Its row in the alignment table; −1 for the first node, one past the last row for the last. */
  row: number;
  sigla: readonly string[];
}

/** The witnesses `sigla` go on from one node to the other; both are indexes into the nodes. */
export interface VariantEdge {
  from: number;
  to: number;
  sigla: readonly string[];
}

/** Every witness is one path from the first node to the last. Nodes are ordered by row. */
export interface VariantGraph {
  nodes: readonly VariantNode[];
  /** The nodes that each witness goes along, by its place among the witnesses, without the first and the last node. */
  paths: readonly (readonly number[])[];
}

/** What corresponds: a cell for each witness, with its word's place in its text, or null where it has none. */
export interface TableRow {
  cells: readonly (Word | null)[];
  /** Every witness has the same word here. */
  agreed: boolean;
}

export interface AlignmentTable {
  sigla: readonly string[];
  rows: readonly TableRow[];
}

/** A run of words that `places[0].sigla` have at the nodes there, and `places[1].sigla` at the nodes there. */
export interface Transposition {
  words: readonly string[];
  places: readonly [TransposedPlace, TransposedPlace];
}

export interface TransposedPlace {
  nodes: readonly number[];
  sigla: readonly string[];
}

export interface Collation {
  graph: VariantGraph;
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
 * witnesses with the same words share one path. Words are the same if their letters are.
 * @throws RangeError if two witnesses have the same siglum.
 */
export function collate(witnesses: readonly Witness[]): Collation {
  const sigla = witnesses.map(({ siglum }) => siglum);
  const twice = sigla.find((siglum, index) => sigla.indexOf(siglum) < index);
  if (twice !== undefined) throw new RangeError(`collate: two witnesses are called ${twice}; name each by its own`);
  const read = witnesses.map(({ text }) => wordingOf(text));
  const { wordings, own } = distinct(read);
  const { count, cells, coarse } = columnsOf(wordings);
  const graph = graphOf(count, cells, wordings, own, sigla);
  // Words that stand apart for want of looking are not transposed.
  const budget = { left: coarse ? -1 : MOST_PAIRS };
  const transpositions = transpositionsOf(graph, cells, wordings, own, budget);
  return {
    graph,
    table: { sigla, rows: Array.from({ length: count }, (_, row) => rowOf(row, cells, wordings, own, read)) },
    transpositions,
    coarse: budget.left < 0,
  };
}

/** The edges of the graph, ordered by where they begin and end. */
export function edgesOf({ nodes, paths }: VariantGraph): VariantEdge[] {
  const { sigla } = nodes[0]!;
  const edges = new Map<number, { from: number; to: number; sigla: string[] }>();
  paths.forEach((path, witness) => {
    let from = 0;
    for (const to of [...path, nodes.length - 1]) {
      const key = from * nodes.length + to;
      const edge = edges.get(key);
      if (edge) edge.sigla.push(sigla[witness]!);
      else edges.set(key, { from, to, sigla: [sigla[witness]!] });
      from = to;
    }
  });
  return [...edges.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function wordingOf(text: string): Wording {
  const found = words(text);
  return { words: found, letters: found.map(({ from, to }) => text.slice(from, to)) };
}

/** Each wording once, by its letters, so that the order of witnesses has no say in what follows; `own`: whose is which. */
function distinct(read: readonly Wording[]): { wordings: Wording[]; own: number[] } {
  const spellings = read.map(({ letters }) => letters.join("\n"));
  const spelled = new Map(read.map((wording, index) => [spellings[index]!, wording]));
  const all = [...spelled].sort(([a], [b]) => (a < b ? -1 : 1));
  const places = new Map(all.map(([spelling], place) => [spelling, place]));
  return {
    wordings: all.map(([, wording]) => wording),
    own: spellings.map((spelling) => places.get(spelling)!),
  };
}

/** `own[w]` is the wording that witness `w` has; its words stand elsewhere in its text if its white space differs. */
function rowOf(
  row: number,
  placed: Cells,
  wordings: readonly Wording[],
  own: readonly number[],
  read: readonly Wording[],
): TableRow {
  const lettersOf = (wording: number) => wordings[wording]!.letters[placed[wording]![row]!];
  const cells = own.map((wording, witness) => read[witness]!.words[placed[wording]![row]!] ?? null);
  return { cells, agreed: own.every((wording) => lettersOf(wording) === lettersOf(own[0]!)) };
}

function graphOf(
  count: number,
  cells: Cells,
  wordings: readonly Wording[],
  own: readonly number[],
  sigla: readonly string[],
): VariantGraph {
  const nodes: VariantNode[] = [{ letters: "", row: -1, sigla }];
  const paths: number[][] = sigla.map(() => []);
  const lettersOf = (wording: number, row: number) => wordings[wording]!.letters[cells[wording]![row]!];
  for (let row = 0; row < count; row++) {
    const first = lettersOf(own[0]!, row);
    // Most rows are such, and there are many.
    if (first !== undefined && own.every((wording) => lettersOf(wording, row) === first)) {
      for (const path of paths) path.push(nodes.length);
      nodes.push({ letters: first, row, sigla });
      continue;
    }
    const readings = new Map<string, number[]>();
    own.forEach((wording, witness) => {
      const letters = lettersOf(wording, row);
      const holders = letters === undefined ? undefined : readings.get(letters);
      if (holders) holders.push(witness);
      else if (letters !== undefined) readings.set(letters, [witness]);
    });
    for (const [letters, holders] of inOrder(readings)) {
      for (const witness of holders) paths[witness]!.push(nodes.length);
      nodes.push({ letters, row, sigla: holders.map((witness) => sigla[witness]!) });
    }
  }
  nodes.push({ letters: "", row: count, sigla });
  return { nodes, paths };
}

/** The reading of most witnesses first; of equals by their letters, so that the order of witnesses has no say. */
function inOrder(readings: ReadonlyMap<string, number[]>): Iterable<[string, number[]]> {
  if (readings.size < 2) return readings;
  return [...readings].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

function transpositionsOf(
  graph: VariantGraph,
  cells: Cells,
  wordings: readonly Wording[],
  own: readonly number[],
  budget: { left: number },
): Transposition[] {
  if (budget.left < 0) return [];
  const paths = wordings.map((_, wording) => graph.paths[own.indexOf(wording)]!);
  const found = new Map<string, Transposition>();
  for (let i = 0; i < wordings.length; i++)
    for (let j = i + 1; j < wordings.length; j++)
      for (const { a, b, words: length } of crossings(cells, wordings, i, j, budget)) {
        const [one, other] = [paths[i]!.slice(a, a + length), paths[j]!.slice(b, b + length)];
        const [first, second] = one[0]! < other[0]! ? [one, other] : [other, one];
        found.set(`${first.join()} ${second.join()}`, transposition(graph, first, second));
      }
  return [...found.values()].sort(
    ({ places: [a, b] }, { places: [x, y] }) =>
      a.nodes[0]! - x.nodes[0]! || b.nodes[0]! - y.nodes[0]! || a.nodes.length - x.nodes.length,
  );
}

/** A witness that reads the words in both places has transposed nothing. */
function transposition({ nodes }: VariantGraph, first: number[], second: number[]): Transposition {
  const holders = (run: number[]) =>
    nodes[run[0]!]!.sigla.filter((siglum) => run.every((node) => nodes[node]!.sigla.includes(siglum)));
  const [here, there] = [holders(first), holders(second)];
  return {
    words: first.map((node) => nodes[node]!.letters),
    places: [
      { nodes: first, sigla: here.filter((siglum) => !there.includes(siglum)) },
      { nodes: second, sigla: there.filter((siglum) => !here.includes(siglum)) },
    ],
  };
}
