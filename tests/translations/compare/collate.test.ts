import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collate, type Witness } from "../../../translations/compare/collation/collation.ts";
import type { Collation } from "../../../translations/compare/collation/collate.ts";
import { edgesOf, variantGraph, type VariantGraph } from "../../../translations/compare/collation/variant-graph.ts";
import { words } from "../../../translations/text/words.ts";
import { awkwardText } from "../../help/renderings.ts";

const CORPUS = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

const letters = (text: string) => words(text).map(({ from, to }) => text.slice(from, to));

const text = fc.oneof(
  { weight: 3, arbitrary: awkwardText },
  fc
    .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", "great", "markets", "market", ","), {
      maxLength: 12,
    })
    .map((row) => row.join(" ")),
);
const witnesses: fc.Arbitrary<Witness[]> = fc
  .array(text, { maxLength: 5 })
  .map((texts) => texts.map((own, index) => ({ siglum: `W${index}`, text: own })));

/** A word with its place in its text, by row and witness; null where it has none. */
function rowsOf({ table }: Collation) {
  return Array.from({ length: table.rows }, (_, row) => ({
    agreed: table.agreed[row] === 1,
    cells: table.sigla.map((_siglum, witness) => {
      const word = table.cells[witness]![row]!;
      if (word < 0) return null;
      const { from, to, code } = table.texts[witness]!.words;
      return { from: from[word]!, to: to[word]!, kind: code[word]! < 0 ? "sign" : "word" };
    }),
  }));
}

function collated(given: readonly Witness[]): Collation & { graph: VariantGraph; rows: ReturnType<typeof rowsOf> } {
  const collation = collate(given);
  return { ...collation, graph: variantGraph(collation, given), rows: rowsOf(collation) };
}

function obeysLaws(given: readonly Witness[]) {
  const all = collated(given);
  const { graph, table, rows, transpositions, coarse } = all;
  const last = graph.nodes.length - 1;
  expect(table.sigla).toEqual(given.map(({ siglum }) => siglum));
  given.forEach(({ siglum, text: own }, witness) => {
    const path = graph.paths[witness]!;
    expect(path.map((node) => graph.nodes[node]!.letters)).toEqual(letters(own));
    const cells = rows.map((row) => row.cells[witness]!);
    expect(cells.filter((cell) => cell)).toEqual(words(own));
    expect(path.map((node) => graph.nodes[node]!.row)).toEqual([...cells.keys()].filter((row) => cells[row]));
    expect(path.every((node) => graph.nodes[node]!.sigla.includes(siglum))).toBe(true);
  });
  for (const { cells, agreed } of rows) {
    expect(cells).toHaveLength(given.length);
    expect(cells.some((cell) => cell)).toBe(true);
    const readings = new Set(cells.map((cell, witness) => cell && given[witness]!.text.slice(cell.from, cell.to)));
    expect(agreed).toBe(readings.size === 1);
    expect(new Set(cells.flatMap((cell) => cell?.kind ?? [])).size).toBe(1);
  }
  for (const { from, to, sigla } of edgesOf(graph)) {
    expect(from < to && to <= last && sigla.length > 0).toBe(true);
    expect(graph.nodes[from]!.row).toBeLessThan(graph.nodes[to]!.row);
  }
  const places = graph.nodes.slice(1, -1).map(({ row, letters: own }) => `${row} ${own}`);
  expect(new Set(places).size).toBe(places.length);
  for (const { words: run, places: ends } of transpositions)
    for (const { rows: there, sigla } of ends) {
      for (const siglum of sigla) {
        const witness = table.sigla.indexOf(siglum);
        const found = there.map((row) => rows[row]!.cells[witness]!);
        expect(found.map(({ from, to }) => given[witness]!.text.slice(from, to))).toEqual(run);
      }
      expect(run.length).toBeGreaterThan(0);
    }
  expect(coarse).toBe(false);
  return all;
}

describe("over any witnesses", () => {
  test("each reads its words along its path; a row has a cell for each, words or signs; its nodes differ; edges go on", () =>
    fc.assert(
      fc.property(witnesses, (given) => {
        obeysLaws(given);
      }),
      { numRuns: 150 },
    ));

  test("witnesses with the same words share one path", () =>
    fc.assert(
      fc.property(witnesses, text, (given, twice) => {
        const { graph } = collated([{ siglum: "X", text: twice }, ...given, { siglum: "Y", text: `${twice} ` }]);
        expect(graph.paths[0]).toEqual(graph.paths.at(-1));
      }),
      { numRuns: 80 },
    ));

  test("one text in several witnesses is agreed throughout", () =>
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), (own, count) => {
        const given = Array.from({ length: count }, (_, index) => ({ siglum: `W${index}`, text: own }));
        const { graph, rows, transpositions } = collated(given);
        expect(rows.every(({ agreed }) => agreed)).toBe(true);
        expect(rows).toHaveLength(words(own).length);
        expect(edgesOf(graph)).toHaveLength(words(own).length + 1);
        expect(transpositions).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test("another order of witnesses gives the cells and sigla another order, and changes nothing else", () =>
    fc.assert(
      fc.property(witnesses, fc.infiniteStream(fc.nat()), (given, random) => {
        const shuffled = given
          .map((witness) => ({ witness, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ witness }) => witness);
        expect(withSortedSigla(shuffled)).toEqual(withSortedSigla(given));
      }),
      { numRuns: 80 },
    ));
});

/** A collation with everything of a witness found by its siglum. */
function withSortedSigla(given: readonly Witness[]): unknown {
  const { graph, table, rows, transpositions } = collated(given);
  const sort = (sigla: readonly string[]) => [...sigla].sort();
  const order = [...table.sigla.keys()].sort((a, b) => (table.sigla[a]! < table.sigla[b]! ? -1 : 1));
  return {
    nodes: graph.nodes.map((node) => ({ ...node, sigla: sort(node.sigla) })),
    edges: edgesOf(graph).map((edge) => ({ ...edge, sigla: sort(edge.sigla) })),
    rows: rows.map(({ cells, agreed }) => ({ agreed, cells: order.map((witness) => cells[witness]) })),
    transpositions: transpositions.map(({ words: run, places }) => ({
      run,
      places: places.map(({ rows: there, sigla }) => ({ there, sigla: sort(sigla) })),
    })),
  };
}

/** The table as lines, a witness each, its words and `-` under one another. */
function lines(...texts: string[]): string[] {
  const { rows } = obeysLaws(texts.map((own, index) => ({ siglum: "ABCDEFG"[index]!, text: own })));
  return texts.map((own, witness) =>
    rows
      .map(({ cells }) => cells[witness])
      .map((cell) => (cell ? own.slice(cell.from, cell.to) : "-"))
      .join(" "),
  );
}

/** Transpositions as `words: A>B`, the first place's witnesses and the second's. */
function transposed(...texts: string[]): string[] {
  const { transpositions } = obeysLaws(texts.map((own, index) => ({ siglum: "ABCDEFG"[index]!, text: own })));
  return transpositions.map(
    ({ words: run, places: [here, there] }) => `${run.join(" ")}: ${here.sigla.join("")}>${there.sigla.join("")}`,
  );
}

describe("the alignment table", () => {
  test("sets one word for another in one row", () =>
    expect(lines("the wrath of Achilles", "the rage of Achilles", "the anger of great Achilles")).toEqual([
      "the wrath of - Achilles",
      "the rage of - Achilles",
      "the anger of great Achilles",
    ]));

  test("sets words that are alike together, not the nearest", () =>
    expect(lines("the free market rules", "the markets rule", "the market rules")).toEqual([
      "the free market rules",
      "the - markets rule",
      "the - market rules",
    ]));

  test("never sets a sign beside a word", () =>
    expect(lines("came, saw", "came and saw")).toEqual(["came - , saw", "came and - saw"]));

  test("of a witness without words has empty cells", () => expect(lines("one two", "")).toEqual(["one two", "- -"]));

  test("of no witness has no rows", () =>
    expect(collate([])).toMatchObject({ table: { sigla: [], rows: 0 }, transpositions: [] }));

  test("knows each word's place in its own text", () => {
    const { rows } = collated([
      { siglum: "A", text: "a  b" },
      { siglum: "B", text: " a b" },
    ]);
    expect(rows.map(({ cells }) => cells.map((cell) => cell?.from))).toEqual([
      [0, 1],
      [3, 3],
    ]);
  });

  test("refuses two witnesses with one siglum", () => {
    const twice = [
      { siglum: "A", text: "x" },
      { siglum: "A", text: "y" },
    ];
    expect(() => collate(twice)).toThrow(/two witnesses are called A/);
  });
});

describe("transpositions", () => {
  test("of two words that change places are found once", () =>
    expect(transposed("a good old friend of mine", "an old good friend of mine")).toHaveLength(1));

  test("of a phrase put elsewhere name the witnesses at each place", () =>
    expect(
      transposed(
        "In the morning light we walked along the river until the bridge.",
        "We walked along the river until the bridge in the morning light.",
        "in the morning light we walked along the wide river until the bridge.",
      ),
    ).toEqual(["in the morning light: C>B", "the morning light: AC>B"]));

  test("of small words found again elsewhere are none", () =>
    expect(transposed("the end of it came", "it was the start of all")).toEqual([]));
});

if (existsSync(CORPUS))
  test("the laws hold over the versions of a living translation", () => {
    const chains = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { versions: { text: string }[] }).versions)
      .filter((versions) => versions.length > 3);
    expect(chains.length).toBeGreaterThan(100);
    for (const versions of chains)
      obeysLaws(versions.map(({ text: own }, index) => ({ siglum: `v${index + 1}`, text: own })));
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: collation was not tried on real revisions.");
