/** Which column of a table is what: as its first line names them, or, where that does not say it, as somebody is asked. */
/** What columns are, as this program writes them. */
export const COLUMNS = [
  ...[
    "passage",
    "locator",
    "kind",
    "level",
    "source",
    "rendering",
    "version",
    "translation id",
    "date",
    "by",
    "review",
  ],
  ...["rationale", "revises", "current", "remark", "notes", "address", "digest"],
  ...["withdrawn", "withdrawn by", "withdrawn because"],
] as const;
export type Column = (typeof COLUMNS)[number];

/** True of the name of a column that there is. */
export function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

/** Other names of columns. */
const ALSO: ReadonlyMap<string, string> = new Map([
  ["id", "passage"],
  ["key", "passage"],
  ["text", "rendering"],
  ["translation", "rendering"],
  ["target", "rendering"],
  ["subject", "rationale"],
  ["note", "notes"],
  ["remarks", "notes"],
  ["comment", "notes"],
  ["comments", "notes"],
]);

/** What a column can be said to be; `further`: another translation, of which there may be several; `none`: it is left out. */
export const SAID_COLUMNS = ["source", "rendering", "further", "passage", "notes", "none"] as const;
export type SaidColumn = (typeof SAID_COLUMNS)[number];

/** What is said of the columns of a table, in their order, and whether its first line names them. */
export interface SaidColumns {
  head: boolean;
  columns: readonly SaidColumn[];
}

/** Whether the first line of a table names its columns, and what each most likely is, with samples; of one without a name it is "". */
export interface ColumnsAsked {
  about: "columns";
  head: boolean;
  columns: { name: string; samples: string[]; said: SaidColumn }[];
}

/** More columns are not asked about. */
const MOST_COLUMNS = 40;

/** The other way round: `head:source,rendering` or `rows:passage,none,rendering`; null if it says nothing of the kind. */
export function columnsSaid(written: string): SaidColumns | null {
  const [first = "", rest = ""] = written.split(":");
  const columns = rest.split(",");
  const isSaid = (column: string): column is SaidColumn => (SAID_COLUMNS as readonly string[]).includes(column);
  if (!/^(?:head|rows)$/.test(first) || columns.length > MOST_COLUMNS || !columns.every(isSaid)) return null;
  return { head: first === "head", columns };
}

/** The name of a column of those that there are, or as it is. */
export function columnNamed(written: string): string {
  const name = written.trim().toLowerCase();
  return ALSO.get(name) ?? name;
}

/** True if the first line leaves open which column has the renderings, or which of some without a name has the source. */
export function isUnsaid(head: readonly string[]): boolean {
  const names = head.map(columnNamed);
  if (!names.includes("rendering")) return true;
  return !names.includes("source") && names.some((name) => name !== "" && !isColumn(name));
}

/** So many samples are shown, of so many letters; by so many lines it is guessed. */
const [SAMPLES, LETTERS, LOOKED_AT] = [3, 80, 50];

/** What is asked of a table, with what its columns most likely are. */
export function columnsAsked(cells: readonly (readonly string[])[]): ColumnsAsked {
  const [first = [], ...others] = cells;
  const head = isHead(first, others.slice(0, LOOKED_AT));
  const lines = (head ? others : cells).slice(0, LOOKED_AT);
  const said = guessed(head ? first : first.map(() => ""), lines);
  return {
    about: "columns",
    head,
    columns: first.slice(0, MOST_COLUMNS).map((name, at) => ({
      name: head ? name.trim().slice(0, LETTERS) : "",
      samples: lines.map((line) => (line[at] ?? "").trim()).filter((cell) => cell !== "").slice(0, SAMPLES).map((cell) => cell.slice(0, LETTERS)), // prettier-ignore
      said: said[at]!,
    })),
  };
}

/** A first line names columns if it knows one of their names, or is much shorter than what follows where most words stand. */
function isHead(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (first.some((name) => isColumn(columnNamed(name)))) return true;
  const usual = first.map((_, at) => {
    const lengths = others.map((line) => (line[at] ?? "").length).sort((x, y) => x - y);
    return lengths[lengths.length >> 1] ?? 0;
  });
  const longest = usual.indexOf(Math.max(...usual));
  return first.every((name) => name.trim() !== "") && first[longest]!.length * 2 < usual[longest]!;
}

/** How much a column says, of which a Chinese letter says as much as three others; one with empty cells is likelier notes. */
function lengthIn(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== "").length;
  const letters = cells.reduce((sum, cell) => sum + cell.length + 2 * (cell.match(/\p{sc=Han}/gu)?.length ?? 0), 0);
  return (letters * filled) / Math.max(1, cells.length);
}

/** Of the columns that say the most, one says less by so much at most. */
const AS_MUCH = 1 / 3;

/** As named; of the others those that say much are a source and translations, and what is short and always another, a key. */
function guessed(names: readonly string[], lines: readonly (readonly string[])[]): SaidColumn[] {
  const said = names.map((name): SaidColumn | null => {
    const named = columnNamed(name);
    return SAID_COLUMNS.find((each) => each === named) ?? (isColumn(named) ? "none" : null);
  });
  const cellsOf = (at: number): string[] => lines.map((line) => (line[at] ?? "").trim());
  const open = said.flatMap((each, at) => (each === null ? [at] : []));
  const lengths = new Map(open.map((at) => [at, lengthIn(cellsOf(at))]));
  const most = Math.max(0, ...lengths.values());
  const texts = open.filter((at) => most > 0 && lengths.get(at)! >= most * AS_MUCH);
  const source = said.includes("source") || (texts.length < 2 && !said.includes("rendering")) ? null : sourceAmong(texts, cellsOf); // prettier-ignore
  if (source !== null) said[source] = "source";
  for (const at of texts) if (at !== source) said[at] = said.includes("rendering") ? "further" : "rendering";
  const isKey = (at: number): boolean => {
    const cells = cellsOf(at);
    return new Set(cells).size === cells.length && cells.every((cell) => cell !== "" && cell.length <= LETTERS);
  };
  const key = said.includes("passage") ? undefined : open.find((at) => said[at] === null && isKey(at));
  if (key !== undefined) said[key] = "passage";
  return said.map((each) => each ?? "none");
}

/** Of several texts the source is the one in letters of its own, or else the first; null if there is none. */
function sourceAmong(texts: readonly number[], cellsOf: (at: number) => string[]): number | null {
  const isLatin = (at: number): boolean => {
    const letters = cellsOf(at).join("").match(/\p{L}/gu) ?? [];
    return letters.filter((letter) => /\p{sc=Latn}/u.test(letter)).length * 2 > letters.length;
  };
  const latin = texts.filter(isLatin);
  const others = texts.filter((at) => !isLatin(at));
  const fewer = latin.length < others.length ? latin : others;
  const own = latin.length === others.length || fewer.length === 0 ? texts : fewer;
  return own[0] ?? null;
}
