/** What the files of an import say, whatever they are. */
import { laidBeside, standingAlone, type Laid } from "../../translations/exchange/beside.ts";
import { Counting, NotTaken, refuseTooMany, type Brought } from "../../translations/exchange/brought.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import type { Pieces } from "../../translations/exchange/pieces.ts";
import { readTable } from "../../translations/exchange/table.ts";
import { readText } from "../../translations/exchange/text.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { FileProblem, textFile, type GivenFile } from "./files.ts";
import { sayNotTaken } from "./import-words.ts";

/** The files as they are named. */
export interface Named {
  work: string;
  /** The translation. */
  files: readonly string[];
  source?: readonly string[];
  jsonl?: string;
  sourceField?: string;
  encoding?: string;
}

export interface Given {
  brought: Brought;
  /** By what an act is known that brings just these files in as this work. */
  act: string;
  /** How a source was laid beside its translation; null if none was. */
  laid: Laid | null;
}

/** @throws FileProblem if they can't be taken in, or don't go together. */
export function givenBy(named: Named): Given {
  const { work, files, source = [], jsonl, sourceField, encoding } = named;
  const table = files.find((name) => /\.[ct]sv$/i.test(name));
  if (jsonl !== undefined) {
    if (files.length + source.length > 0) throw new FileProblem("With --jsonl comes one file alone, the source in it.");
    const file = textFile(jsonl, encoding);
    const brought = saying(file, () => readJsonl(file.text, sourceField === undefined ? {} : { sourceField }));
    return { brought, act: actOf(work, [file], ["jsonl", sourceField ?? null]), laid: null };
  }
  if (files.length === 0) throw new FileProblem("Name the files of the translation, or --jsonl FILE.");
  if (table !== undefined) {
    if (files.length + source.length > 1) throw new FileProblem("A table comes alone, the source in a column of it.");
    const file = textFile(table, encoding);
    const brought = saying(file, () => readTable(file.text, /\.csv$/i.test(table) ? "," : "\t"));
    return { brought, act: actOf(work, [file], ["table"]), laid: null };
  }
  return fromTexts(
    work,
    files.map((name) => textFile(name, encoding)),
    source.map((name) => textFile(name, encoding)),
  );
}

function fromTexts(work: string, files: readonly GivenFile[], sources: readonly GivenFile[]): Given {
  const [translation, source] = [piecesOf(files), piecesOf(sources)];
  const laid = source.pieces.length > 0 ? saying(files[0]!, () => laidBeside(translation.pieces, source.pieces)) : null;
  const passages = laid?.passages ?? standingAlone(translation.pieces);
  saying(files[0]!, () => refuseTooMany(passages));
  const notTaken = sumOf([translation, source]);
  const act = actOf(work, [...files, ...sources], ["texts", files.length]);
  return { brought: { passages, notTaken }, act, laid };
}

/** What a file of text says, by its name. @throws FileProblem saying what keeps it from being taken in */
export function piecesIn(file: GivenFile): Pieces {
  return saying(file, () => (/\.(md|markdown)$/i.test(file.name) ? readMarkdown(file.text) : readText(file.text)));
}

/** Several files follow each other. */
function piecesOf(files: readonly GivenFile[]): Pieces {
  const each = files.map(piecesIn);
  return { pieces: each.flatMap(({ pieces }) => pieces), notTaken: sumOf(each) };
}

function sumOf(all: readonly Pick<Pieces, "notTaken">[]): Pieces["notTaken"] {
  const counting = new Counting();
  for (const { notTaken } of all) counting.addAll(notTaken);
  return counting.counts();
}

function actOf(work: string, files: readonly GivenFile[], how: readonly unknown[]): string {
  return `import/${digestOfJson([work, how, files.map(({ digest }) => digest)])}`;
}

/** What is read of a file. @throws FileProblem saying what keeps it from being taken in */
export function saying<T>({ name }: Pick<GivenFile, "name">, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    throw new FileProblem(sayNotTaken(name, error), { cause: error });
  }
}
