/** What the files of an import say, whatever they are. */
import { laidBeside, standingAlone, type Laid } from "../../translations/exchange/beside.ts";
import { Counting, NotTaken, refuseTooMany, type Brought } from "../../translations/exchange/brought.ts";
import type { Front } from "../../translations/exchange/front.ts";
import { following, type Pieces } from "../../translations/exchange/pieces.ts";
import type { Choices, FileRead, Footnotes, TrackedChoice } from "../../translations/exchange/reading.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { readFile } from "../bringing/reading-files.ts";
import { FileProblem, givenFile, type GivenFile } from "./files.ts";
import { sayNotTaken, sayQuestion, sayUnsure } from "./import-words.ts";

/** What is chosen for files, as far as it is. */
type Choosing = { [choice in keyof Choices]?: Choices[choice] | undefined };

/** The files as they are named. */
export interface Named {
  /** The translation. */
  files: readonly string[];
  source?: readonly string[];
  jsonl?: string;
  sourceField?: string;
  encoding?: string;
  footnotes?: Footnotes;
  tracked?: TrackedChoice;
}

export interface Given {
  brought: Brought;
  /** SHA-256 of what the files are, and how they were read: see `actOf`. */
  of: string;
  /** How a source was laid beside its translation; null if none was. */
  laid: Laid | null;
  /** What the files say of themselves. */
  front?: Front;
}

/** @throws FileProblem if they can't be taken in, or don't go together. */
export async function givenBy(named: Named): Promise<Given> {
  const keyed = await keyedIn(named);
  if (keyed) return { ...keyed, laid: null };
  const { files, source = [] } = named;
  return fromTexts(named, await allRead(files, named), await allRead(source, named));
}

/** The files of a translation that comes onto a work that is there: passages by their keys, or pieces that are to be laid beside it. */
export async function givenOnto(
  named: Named,
): Promise<Pick<Given, "of"> & ({ brought: Brought } | { brought: null; text: Pieces })> {
  const keyed = await keyedIn(named);
  if (keyed) return keyed;
  const files = await allRead(named.files, named);
  return { brought: null, text: piecesOf(files), of: ofTexts(named, files, []) };
}

/** What comes alone, and has its passages by their keys; null where texts are named. @throws FileProblem */
async function keyedIn(named: Named): Promise<Pick<Given, "brought" | "of"> | null> {
  const { files, source = [], jsonl, sourceField } = named;
  const table = files.find(isKeyed);
  if (jsonl !== undefined) {
    if (files.length + source.length > 0) throw new FileProblem("With --jsonl comes one file alone, the source in it.");
    const file = await fileRead(jsonl, named, "jsonl");
    return { ...broughtBy(file), of: ofFiles([file], ["jsonl", sourceField ?? null]) };
  }
  if (files.length === 0) throw new FileProblem("Name the files of the translation, or --jsonl FILE.");
  if (table === undefined) return null;
  if (files.length + source.length > 1) throw new FileProblem("A table comes alone, the source in a column of it.");
  const file = await fileRead(table, named);
  return { ...broughtBy(file), of: ofFiles([file], ["table"]) };
}

/** True of a table, or a file of lines: what stands in it is known by its key, and it comes alone. */
export function isKeyed(name: string): boolean {
  return /\.(?:[ct]sv|jsonl)$/i.test(name);
}

/** What was chosen of what a reader can be told. */
export function choicesIn({ encoding, footnotes, tracked, sourceField }: Choosing): Choices {
  return {
    ...(encoding !== undefined && { encoding }),
    ...(footnotes !== undefined && { footnotes }),
    ...(tracked !== undefined && { tracked }),
    ...(sourceField !== undefined && { sourceField }),
  };
}

/** A file, and what was read of it. */
interface ReadFile extends GivenFile {
  read: FileRead;
}

/** One after the other: each may take as much memory as there is for one. */
async function allRead(names: readonly string[], named: Named): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  for (const name of names) all.push(await fileRead(name, named));
  return all;
}

/** @param as what it is, whatever its name ends with. */
async function fileRead(name: string, named: Named, as?: string): Promise<ReadFile> {
  const file = givenFile(name);
  try {
    const read = await readFile(as === undefined ? name : `${name}.${as}`, file.bytes, choicesIn(named));
    for (const question of read.questions) {
      if (question.about === "encoding") throw new FileProblem(sayUnsure(name, question.guesses));
      // Of columns nothing is asked that is not chosen to be.
      if (question.about !== "columns") console.error(sayQuestion(name, question));
    }
    return { ...file, read };
  } catch (error) {
    throw error instanceof NotTaken ? new FileProblem(sayNotTaken(name, error), { cause: error }) : error;
  }
}

function broughtBy({ name, read }: ReadFile): Pick<Given, "brought"> {
  if (read.kind === "passages") return { brought: read };
  throw new FileProblem(`${name} is no table.`);
}

function fromTexts(named: Named, files: readonly ReadFile[], sources: readonly ReadFile[]): Given {
  const [translation, source] = [piecesOf(files), piecesOf(sources)];
  const laid = source.pieces.length > 0 ? saying(files[0]!, () => laidBeside(translation.pieces, source.pieces)) : null;
  const passages = laid?.passages ?? standingAlone(translation.pieces);
  saying(files[0]!, () => refuseTooMany(passages));
  const notTaken = sumOf([translation, source]);
  const { front } = translation;
  return { brought: { passages, notTaken }, of: ofTexts(named, files, sources), laid, ...(front && { front }) };
}

function ofTexts({ footnotes, tracked }: Named, files: readonly ReadFile[], sources: readonly ReadFile[]) {
  const how = [footnotes, tracked].filter((choice) => choice !== undefined);
  return ofFiles([...files, ...sources], ["texts", files.length, ...how]);
}

/** What the files of a source alone say. @throws FileProblem if they can't be taken in */
export async function sourceGiven(files: readonly string[], named: Omit<Named, "files">): Promise<Pieces> {
  return piecesOf(await allRead(files, { ...named, files: [] }));
}

/** Several files follow each other. */
function piecesOf(files: readonly ReadFile[]): Pieces {
  const each = files.map(({ name, read }) => inPieces(name, read));
  const front = each.flatMap((file) => file.front ?? []).at(0);
  return { pieces: following(each.map(({ pieces }) => pieces)), notTaken: sumOf(each), ...(front && { front }) };
}

/** What was read of a text. @throws FileProblem if it is a table */
export function inPieces(name: string, read: FileRead): FileRead & { kind: "pieces" } {
  if (read.kind === "pieces") return read;
  throw new FileProblem(`${name} is a table, which can't stand beside a text.`);
}

function sumOf(all: readonly Pick<Pieces, "notTaken">[]): Pieces["notTaken"] {
  const counting = new Counting();
  for (const { notTaken } of all) counting.addAll(notTaken);
  return counting.counts();
}

function ofFiles(files: readonly GivenFile[], how: readonly unknown[]): string {
  return digestOfJson([how, files.map(({ digest }) => digest)]);
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
