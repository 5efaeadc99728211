/**
 * Tables, with commas (RFC 4180) or tabs: a version a row, the first line the names of the columns. Of what others write the
 * column `rendering` (or `text`, `translation`) is needed; `passage`, `source`, `date`, `by`, `rationale` … are taken if they
 * are there, and a row without a passage is one by itself.
 */
import Papa from "papaparse";
import { Counting, NotTaken, refuseTooMany, type Brought, type BroughtPassage, type Counts } from "./brought.ts";
import { idOfKey, Ids, Numbers } from "./keys.ts";
import { beyondWords, citedTextOf, numberOfCurrent, type Told } from "./told.ts";
import {
  baseOf,
  dateOf,
  kindOf,
  levelOf,
  peopleOf,
  plainOf,
  reasonOf,
  renderingOf,
  sourceOf,
  usualBase,
  usualRole,
} from "./values.ts";

/** What stands between two fields. */
export type Separator = "," | "\t";

const COLUMNS =
  "passage locator kind level source rendering version date by rationale revises current remark address digest".split(
    " ",
  );
/** Other names of columns. */
const ALSO: ReadonlyMap<string, string> = new Map([
  ["id", "passage"],
  ["key", "passage"],
  ["text", "rendering"],
  ["translation", "rendering"],
  ["target", "rendering"],
  ["subject", "rationale"],
]);
/** What the first row of a passage says of it. */
const OF_PASSAGE = ["locator", "kind", "level", "source", "remark"];

type Row = Readonly<Record<string, string>>;

/**
 * The passages of a table.
 * @throws NotTaken if it is none, or has no column of words.
 */
export function readTable(text: string, separator: Separator): Brought {
  const counting = new Counting();
  const rows = rowsOf(text, separator, counting);
  const ids = new Ids();
  const passages: BroughtPassage[] = [];
  const byId = new Map<string, { passage: BroughtPassage; first: Row }>();
  const numbers = new Numbers(new Set(rows.map((row) => idOfKey(row["passage"] ?? ""))));
  rows.forEach((row, index) => {
    const line = index + 2;
    // A row without a passage is one by itself.
    const key = plainOf(row["passage"]) || numbers.next();
    const { id, isNew } = ids.of(key, line);
    if (isNew) {
      const passage = passageOf(id, key, row);
      byId.set(id, { passage, first: row });
      passages.push(passage);
    }
    const { passage, first } = byId.get(id)!;
    for (const name of OF_PASSAGE) if ((row[name] ?? "") !== "" && row[name] !== first[name]) counting.add(name);
    addVersion(passage, row, line, counting);
  });
  refuseTooMany(passages);
  return { passages, notTaken: counting.counts() };
}

function rowsOf(text: string, separator: Separator, counting: Counting): Row[] {
  const [head = [], ...lines] = cellsOf(text, separator);
  const names = head.map((name) => nameOf(name));
  if (!names.includes("rendering")) throw new NotTaken({ code: "no-columns", key: "rendering" });
  const isTaken = names.map((name, column) => COLUMNS.includes(name) && names.indexOf(name) === column);
  for (const line of lines)
    line.forEach((cell, column) => {
      if (cell !== "" && !isTaken[column]) counting.add(head[column]?.trim() || "cells without a column");
    });
  return lines.map((line) =>
    Object.fromEntries(names.flatMap((name, column) => (isTaken[column] ? [[name, line[column] ?? ""]] : []))),
  );
}

function nameOf(column: string): string {
  const name = column.trim().toLowerCase();
  return ALSO.get(name) ?? name;
}

/** With tabs a quotation mark is mostly a letter: where one is not closed, all are. */
function cellsOf(text: string, separator: Separator): string[][] {
  const read = (quoteChar: string) =>
    Papa.parse<string[]>(text, { delimiter: separator, quoteChar, skipEmptyLines: "greedy" });
  const found = read('"');
  const bad = found.errors.find(({ type }) => type === "Quotes");
  if (!bad) return found.data;
  if (separator === "\t") return read("\u0000").data;
  throw new NotTaken({ code: "bad-table" }, (bad.row ?? 0) + 1);
}

function passageOf(id: string, key: string, row: Row): BroughtPassage {
  const remark = plainOf(row["remark"]);
  return {
    id,
    locator: plainOf(row["locator"]) || key,
    kind: kindOf(row["kind"]),
    level: levelOf(Number(row["level"])),
    ...(remark !== "" && { remark }),
    source: sourceOf(row["source"]),
    versions: [],
    current: 0,
  };
}

function addVersion(passage: BroughtPassage, row: Row, line: number, counting: Counting): void {
  const { versions } = passage;
  const rendering = renderingOf(row["rendering"] ?? "", line);
  // A version that is known, and not held, has its number and no words.
  if (!rendering && (row["version"] ?? "") === "") return;
  const base = baseOf(row["revises"] === "none" ? null : Number(row["revises"]), versions.length + 1);
  versions.push({
    rendering,
    date: dateOf(row["date"], counting),
    by: peopleOf(
      (row["by"] ?? "").split(/;\s*/).filter((name) => name !== ""),
      base,
      counting,
    ),
    rationale: reasonOf(row["rationale"], line),
    base,
  });
  if (row["current"] !== "no") passage.current = versions.length;
}

/** The first line of a table. */
export function tableHead(separator: Separator): string {
  return lineOf(COLUMNS, separator);
}

/** A passage in rows: one a version, or one if it has none. */
export function tableOf({ passage, versions, address }: Told, separator: Separator): string {
  const { id, locator, kind, level, remark = "", source } = passage;
  const of = [id, locator, kind, String(level)];
  const words = source.words.join("\n\n");
  if (versions.length === 0) return lineOf([...of, words, "", "", "", "", "", "", "", remark, "", ""], separator);
  const current = numberOfCurrent(versions);
  return versions
    .map((version, index) => {
      const { number, base } = version;
      return lineOf(
        [
          ...of,
          index === 0 ? words : "",
          citedTextOf(version) ?? "",
          String(number),
          version.date,
          version.contributors.map(({ name }) => name).join("; "),
          version.rationale,
          base === usualBase(number) ? "" : base === null ? "none" : String(base),
          number > current ? "no" : "",
          index === 0 ? remark : "",
          address(number),
          version.words ? `sha256:${version.words.digest}` : "",
        ],
        separator,
      );
    })
    .join("");
}

function lineOf(cells: readonly string[], separator: Separator): string {
  return `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;
}

/** A field in quotation marks where it needs them, or would seem to have some. */
function quoted(cell: string, separator: Separator): string {
  const needs = cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a table can't hold of a passage. */
export function beyondTable(told: Told): Counts {
  const counting = new Counting();
  counting.addAll(beyondWords(told));
  for (const { contributors, base } of told.versions)
    counting.add("roles", contributors.filter(({ role }) => role !== usualRole(base)).length);
  return counting.counts();
}
