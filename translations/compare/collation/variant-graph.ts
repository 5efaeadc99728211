/**
 * A collation as a variant graph (Schmidt and Colomb 2009; Dekker et al. 2015), in which witnesses share a node where
 * they read the same in the same row.
 */
import type { Collation, Witness } from "./collate.ts";

/** One word as the witnesses `sigla` have it in one row. The first and the last node of a graph stand for no word. */
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

/** The graph of `collation`. @param witnesses those that were collated, in the same order. */
export function variantGraph({ table }: Collation, witnesses: readonly Witness[]): VariantGraph {
  const { sigla, rows } = table;
  const nodes: VariantNode[] = [{ letters: "", row: -1, sigla }];
  const paths: number[][] = sigla.map(() => []);
  for (let row = 0; row < rows; row++) {
    const readings = new Map<string, number[]>();
    witnesses.forEach(({ text }, witness) => {
      const word = table.cells[witness]![row]!;
      if (word < 0) return;
      const { words } = table.texts[witness]!;
      const letters = text.slice(words.from[word], words.to[word]);
      readings.set(letters, [...(readings.get(letters) ?? []), witness]);
    });
    for (const [letters, holders] of inOrder(readings)) {
      for (const witness of holders) paths[witness]!.push(nodes.length);
      nodes.push({ letters, row, sigla: holders.map((witness) => sigla[witness]!) });
    }
  }
  nodes.push({ letters: "", row: rows, sigla });
  return { nodes, paths };
}

/** The reading of most witnesses first; of equals by their letters, so that the order of witnesses has no say. */
function inOrder(readings: ReadonlyMap<string, number[]>): [string, number[]][] {
  return [...readings].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
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
