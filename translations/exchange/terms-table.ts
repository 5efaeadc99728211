/**
 * Terms as a table (RFC 4180): a term a line, the first line the names of the columns; of several renderings or forms in one cell
 * each stands on a line of its own. Of what others write source words and a rendering are needed: by the names of their columns,
 * or, where none is known, in the first two.
 */
import Papa from "papaparse";
import type { Term, TermWords } from "../ledger/work.ts";
import { over, OverLimit } from "../text/limits.ts";
import { NotTaken } from "./brought.ts";
import { tableLine } from "./table.ts";

/** A term as a file has it: without an id, if that says none. */
export interface ReadTerm {
  id: string | null;
  words: TermWords;
  /** Where it stands in the file: the number of its line, or of its entry. */
  at: number;
  /** What the file has no place for. */
  silent?: readonly (keyof TermWords)[];
}

const COLUMNS = [
  ...["id", "source", "other forms", "preferred", "admitted", "not recommended", "obsolete"],
  ...["meaning", "holds in", "note", "from"],
] as const;
type Column = (typeof COLUMNS)[number];

/** What others call them. */
const CALLED: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(COLUMNS.map((column) => [column, column])),
  ...{ term: "source", "source term": "source", forms: "other forms", target: "preferred", "target term": "preferred" },
  ...{ rendering: "preferred", translation: "preferred", alternatives: "admitted", synonyms: "admitted" },
  ...{ avoid: "not recommended", avoided: "not recommended", deprecated: "not recommended", superseded: "obsolete" },
  ...{ scope: "meaning", domain: "meaning", within: "holds in", remark: "note", notes: "note", comment: "note" },
  provenance: "from",
};

/** All terms as one table. */
export function termsTable(terms: readonly Term[]): string {
  return [COLUMNS, ...terms.map(cellsOf)].map((cells) => tableLine(cells, ",")).join("");
}

function cellsOf(term: Term): string[] {
  const { id, source, forms = [], rendering, alternatives, avoided = [], obsolete = [] } = term;
  const { scope = "", within = [], remark, provenance } = term;
  const several = (all: readonly string[]): string => all.join("\n");
  return [
    ...[id, source, several(forms), rendering, several(alternatives), several(avoided), several(obsolete)],
    ...[scope, several(within), remark, provenance],
  ];
}

/** The terms of a table, also those that lack something. @throws NotTaken if it is no table, OverLimit if it has more than a work may */
export function readTermsTable(text: string): ReadTerm[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separatorOf(text), skipEmptyLines: "greedy" });
  const bad = errors.find(({ type }) => type === "Quotes");
  if (bad) throw new NotTaken({ code: "bad-table" }, (bad.row ?? 0) + 1);
  const [first = [], ...others] = data;
  const named = first.map(
    (name) =>
      CALLED[
        name
          .trim()
          .replace(/^\uFEFF/, "")
          .toLowerCase()
      ],
  );
  const isNamed = named.includes("source");
  refuseMany(isNamed ? others : data);
  const columns = isNamed ? named : (["source", "preferred", "note"] as const).slice(0, first.length);
  const silent = COLUMNS.flatMap((column) => (columns.includes(column) ? [] : (MEMBER[column] ?? [])));
  const rows = isNamed ? others : data;
  // Looked for once: a line may name very many columns that there are not.
  const places = new Map(COLUMNS.map((column) => [column, columns.indexOf(column)]));
  return rows.map((cells, index) => ({ ...rowOf(cells, places, index + (isNamed ? 2 : 1)), silent }));
}

/** What a column says of a term. */
const MEMBER: Readonly<Partial<Record<Column, keyof TermWords>>> = {
  ...({
    "other forms": "forms",
    admitted: "alternatives",
    "not recommended": "avoided",
    obsolete: "obsolete",
  } as const),
  ...({ meaning: "scope", "holds in": "within", note: "remark", from: "provenance" } as const),
};

/** What is too much is not looked at one by one. @throws OverLimit */
export function refuseMany(terms: readonly unknown[]): void {
  const excess = over("terms", terms.length);
  if (excess) throw new OverLimit(excess);
}

function rowOf(cells: readonly string[], places: ReadonlyMap<Column, number>, at: number): ReadTerm {
  const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? "";
  const several = (column: Column): string[] => cell(column).split(/\r?\n/);
  return {
    id: cell("id").trim() || null,
    at,
    words: {
      ...{ source: cell("source"), forms: several("other forms"), rendering: cell("preferred") },
      ...{ alternatives: several("admitted"), avoided: several("not recommended"), obsolete: several("obsolete") },
      ...{ scope: cell("meaning"), within: several("holds in"), remark: cell("note"), provenance: cell("from") },
    },
  };
}

/** What parts the cells of the first line. */
function separatorOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  return ["\t", ",", ";"].find((each) => line.includes(each)) ?? ",";
}
