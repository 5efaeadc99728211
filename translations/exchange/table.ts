/**
 * Tables, with commas (RFC 4180) or tabs: a version a row, the first line the names of the columns. Of what others write the
 * column `rendering` (or `text`, `translation`) is needed, or it has to be said which one that is; `passage`, `source`, `notes`,
 * `date`, `by`, `rationale` … are taken if they are there, and a row without a passage is one by itself.
 */
import { isUnreviewed } from "../ledger/events.ts";
import Papa from "papaparse";
import { withdrawalOf, type Version } from "../ledger/state.ts";
import { sourceText, type Work } from "../ledger/work.ts";
import { writtenName } from "../people/named.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import {
  Counting,
  NotTaken,
  refuseTooMany,
  type Brought,
  type BroughtPassage,
  type BroughtVersion,
  type Counts,
} from "./brought.ts";
import { idOfKey, Ids, Numbers } from "./keys.ts";
import type { Question } from "./reading.ts";
import {
  COLUMNS,
  columnNamed,
  columnsAsked,
  isColumn,
  isUnsaid,
  type Column,
  type SaidColumns,
} from "./table-columns.ts";
import { beyondWords, citedTextOf, numberOfCurrent, translationNamed, whoWithdrew, type Told } from "./told.ts";
import { beyondNotes, notesCell, notesInCell } from "./told-notes.ts";
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
  translationIn,
  usualBase,
  usualRole,
  withdrawalIn,
} from "./values.ts";

/** What stands between two fields. */
export type Separator = "," | "\t";

/** What the first row of a passage says of it. */
const OF_PASSAGE = ["locator", "kind", "level", "source", "remark"];

type Row = Readonly<Record<string, string>>;

/** A table, and what its first line leaves open, if that is to be asked. */
interface TableRead extends Brought {
  questions?: Question[];
}

/**
 * The passages of a table.
 * @param said which column is what; `ask`: where the first line does not say it, it is asked, and read as is likeliest.
 * @throws NotTaken if it is none, or has no column of words.
 */
export function readTable(text: string, separator: Separator, said: SaidColumns | "ask" | null = null): TableRead {
  const counting = new Counting();
  const cells = cellsOf(text, separator);
  const question = said === "ask" && isUnsaid(cells[0] ?? []) ? columnsAsked(cells) : null;
  const columns = question ? { head: question.head, columns: question.columns.map((each) => each.said) } : said;
  const rows = rowsOf(cells, columns === "ask" ? null : columns, counting);
  const further = columns && columns !== "ask" ? furtherIn(cells, columns) : [];
  const isNamed = columns === null || columns === "ask" || columns.head;
  const ids = new Ids();
  const passages: BroughtPassage[] = [];
  const byId = new Map<string, { passage: BroughtPassage; first: Row }>();
  const others = new Map<string, Map<string, BroughtVersion>>();
  const numbers = new Numbers(new Set(rows.map((row) => idOfKey(row["passage"] ?? ""))));
  rows.forEach((row, index) => {
    const line = index + (isNamed ? 2 : 1);
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
    addFurther(others, id, further, cells[isNamed ? index + 1 : index]!, line);
  });
  // Behind all versions of the first.
  for (const passage of passages) passage.versions.push(...(others.get(passage.id)?.values() ?? []));
  refuseTooMany(passages);
  return { passages, notTaken: counting.counts(), ...(question && { questions: [question] }) };
}

/** The columns of further translations, with what they are called. */
function furtherIn([first = []]: string[][], { head, columns }: SaidColumns): { at: number; name: string }[] {
  const names = new Set<string>();
  return columns.flatMap((said, at) => {
    if (said !== "further") return [];
    const called = (head ? first[at]?.trim() : "") || `${at + 1}`;
    const name = names.has(called) ? `${called} (${at + 1})` : called;
    names.add(name);
    return [{ at, name }];
  });
}

/** What a row has of further translations; where a passage has several rows, the last that has anything. */
function addFurther(
  others: Map<string, Map<string, BroughtVersion>>,
  passage: string,
  further: readonly { at: number; name: string }[],
  cells: readonly string[],
  line: number,
): void {
  for (const { at, name } of further) {
    const rendering = renderingOf(cells[at] ?? "", line);
    if (!rendering) continue;
    const version = { rendering, date: null, by: [], rationale: "", base: null, translation: name };
    others.set(passage, (others.get(passage) ?? new Map<string, BroughtVersion>()).set(name, version));
  }
}

function rowsOf(cells: string[][], said: SaidColumns | null, counting: Counting): Row[] {
  const [first = [], ...others] = cells;
  const [head, lines] = said && !said.head ? [first.map(() => ""), cells] : [first, others];
  const names: string[] = said ? first.map((_, at) => said.columns[at] ?? "none") : head.map(columnNamed);
  if (!names.includes("rendering")) throw new NotTaken({ code: "no-columns", key: "rendering" });
  const isTaken = names.map((name, column) => isColumn(name) && names.indexOf(name) === column);
  for (const line of lines)
    line.forEach((cell, column) => {
      const isFurther = said?.columns[column] === "further";
      if (cell !== "" && !isTaken[column] && !isFurther) counting.add(head[column]?.trim() || "cells without a column");
    });
  // A line may name very many columns that there are not.
  const taken = names.flatMap((name, column) => (isTaken[column] ? [{ name, column }] : []));
  return lines.map((line) => Object.fromEntries(taken.map(({ name, column }) => [name, line[column] ?? ""])));
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
  const sourceOfPassage = sourceText({ words: passage.source });
  const gone = withdrawalIn(
    { at: row["withdrawn"], by: row["withdrawn by"], reason: row["withdrawn because"] },
    line,
    counting,
  );
  const rendering = gone.withdrawn ? null : renderingOf(row["rendering"] ?? "", line);
  // A version that is known, and not held, has its number and no words.
  if (!rendering && !gone.withdrawn && (row["version"] ?? "") === "") return;
  const annotated = { text: rendering ? canonicalText(renderingFromJson(rendering)) : "", source: sourceOfPassage };
  const notes = notesInCell(row["notes"], annotated, line, counting);
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
    ...(notes.length > 0 && { notes }),
    ...translationIn(row["translation id"], counting),
    ...gone,
  });
  if (row["current"] !== "no") passage.current = versions.length;
}

/** The first line of a table. */
export function tableHead(separator: Separator): string {
  return tableLine(COLUMNS, separator);
}

/** A passage in rows: one a version, or one if it has none. */
export function tableOf({ passage, versions, address }: Told, work: Work, separator: Separator): string {
  const { id, locator, kind, level, remark = "", source } = passage;
  const row = (said: Partial<Record<Column, string>>): string =>
    tableLine(
      COLUMNS.map((column) => said[column] ?? ""),
      separator,
    );
  const of = { passage: id, locator, kind, level: String(level) };
  const ofFirst = { ...of, source: source.words.join("\n\n"), remark };
  if (versions.length === 0) return row(ofFirst);
  const current = numberOfCurrent(versions);
  return versions
    .map((version, index) => {
      const { number, base, words } = version;
      return row({
        ...(index === 0 ? ofFirst : of),
        rendering: citedTextOf(version) ?? "",
        version: String(number),
        "translation id": translationNamed(version, work) ?? "",
        ...withdrawnCells(version),
        date: version.date,
        by: version.contributors.map(writtenName).join("; "),
        review: isUnreviewed(version) ? "unreviewed" : "",
        rationale: version.rationale,
        revises: base === usualBase(number) ? "" : base === null ? "none" : String(base),
        current: number > current ? "no" : "",
        notes: notesCell(version, passage),
        address: address(number),
        digest: words ? `sha256:${words.digest}` : "",
      });
    })
    .join("");
}

function withdrawnCells(version: Version): Partial<Record<Column, string>> {
  const withdrawal = withdrawalOf(version);
  if (!withdrawal) return {};
  const { at, reason } = withdrawal;
  return { withdrawn: at.slice(0, 10), "withdrawn by": whoWithdrew(withdrawal), "withdrawn because": reason };
}

/** A line of a table, with what ends it. */
export function tableLine(cells: readonly string[], separator: Separator): string {
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
  counting.addAll(beyondNotes(told));
  for (const { contributors, base } of told.versions)
    counting.add("roles", contributors.filter(({ role }) => role !== usualRole(base)).length);
  return counting.counts();
}
