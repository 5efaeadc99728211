/** What a repository of Git says of a text: each commit's wording of a passage is a version of it. */
import { setFlagsFromString } from "node:v8";
import { laidBeside, standingAlone, type Laid } from "../../translations/exchange/beside.ts";
import { Counting, NotTaken, refuseTooMany, type BroughtPassage } from "../../translations/exchange/brought.ts";
import { commitIn, type Commit } from "../../translations/exchange/commits.ts";
import { TextHistory, type Change, type Unit } from "../../translations/exchange/history.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { lived, unitsOfKeyed, unitsOfPieces, type Lived } from "../../translations/exchange/lived.ts";
import type { FileRead } from "../../translations/exchange/reading.ts";
import type { Known } from "../../translations/exchange/usfm.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { GitProblem } from "./git/git.ts";
import { Objects } from "./git/objects.ts";
import { commitsMerged, blobsOf, commitsOf, filesAt, inRepository, pathIn, type Blob } from "./git/repository.ts";
import { lettersOf, strictly } from "../bringing/decoding.ts";
import { readHere } from "../bringing/read-here.ts";
import { FileProblem } from "./files.ts";
import { choicesIn, inPieces, isKeyed, saying, type Given } from "./given.ts";
import { sayGone } from "./import-words.ts";

/** Where the text stands in a repository. */
export interface NamedHistory {
  /** A folder, or an address. */
  git: string;
  /** Files or folders of the translation, in order. */
  path: readonly string[];
  source?: readonly string[];
  sourceField?: string;
  encoding?: string;
}

/** Told how many commits of how many are through. */
export type Progress = (through: number, of: number) => void;

/**
 * Has V8 collect once what is left has grown by a half. It would wait for several times as much, and of the thousands of
 * states that are read nearly all is soon left.
 */
function keepLittle(): void {
  setFlagsFromString("--heap-growing-percent=50");
}

/** @throws FileProblem if it can't be taken in. */
export async function givenByHistory(named: NamedHistory, progress: Progress): Promise<Given> {
  keepLittle();
  try {
    return await inRepository(named.git, (folder) => historyIn(folder, named, progress));
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    throw new FileProblem(error.message, { cause: error });
  }
}

async function historyIn(folder: string, named: NamedHistory, progress: Progress): Promise<Given> {
  const { path, source = [], sourceField, encoding } = named;
  const [files, sources] = [await filesOf(folder, path), await filesOf(folder, source)];
  if (files.length === 0) throw new FileProblem("Name the file in the repository: --path text/mark.md.");
  const counting = new Counting();
  const commits = await commitsOf(folder);
  const read = readerFor(files, { sourceField, encoding });
  const objects = new Objects(folder);
  try {
    const told = await toldBy({ folder, commits, files, read, objects, counting, progress });
    const [own, laid] = await newestOf(files, sources, objects, { sourceField, encoding }, counting);
    const made = laid?.made ?? own.map(() => 1);
    const all = lived(own, made, told.histories, (change) => told.order.get(change)!);
    saying({ name: files[0]! }, () => refuseTooMany(all.passages));
    for (const history of told.histories) counting.addAll(history.counts());
    const of = digestOfJson([["git", files, sources, sourceField ?? null], commits.at(-1)!]);
    return { brought: { passages: withRemarks(all), notTaken: counting.counts() }, of, laid };
  } finally {
    await objects.close();
  }
}

async function filesOf(folder: string, named: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const each of named) found.push(...(await filesAt(folder, pathIn(each))));
  return [...new Set(found)];
}

interface Reading {
  sourceField: string | undefined;
  encoding: string | undefined;
}

/** The passages of one state of a file. @throws FileProblem if it can't be read */
type Reader = (name: string, bytes: Buffer) => Unit[];

/** Lines and tables come alone: what stands in them is known by its key. */
function readerFor(files: readonly string[], reading: Reading): Reader {
  const keyed = files.find(isKeyed);
  if (keyed !== undefined && files.length > 1)
    throw new FileProblem(
      `${keyed} comes alone: one table, or one file of lines, is a work. Name it: --path ${keyed}.`,
    );
  const known: Known = new Map();
  return (name, bytes) => {
    const read = readIn(name, bytes, reading, known);
    return read.kind === "pieces" ? unitsOfPieces(read.pieces) : unitsOfKeyed(read.passages);
  };
}

/** @throws NotTaken if it can't be read, or its encoding is not sure. */
function readIn(name: string, bytes: Buffer, reading: Reading, known?: Known): FileRead {
  const read = readHere(name, bytes, choicesIn(reading), known);
  if (read.questions.some(({ about }) => about === "encoding"))
    throw new NotTaken({ code: "other-encoding", encoding: reading.encoding ?? "utf-8" });
  return read;
}

interface Telling {
  folder: string;
  commits: readonly string[];
  files: readonly string[];
  read: Reader;
  objects: Objects;
  counting: Counting;
  progress: Progress;
}

/** Each file's history, and in which order its changes came. */
async function toldBy({ folder, commits, files, read, objects, counting, progress }: Telling) {
  const histories = files.map(() => new TextHistory());
  const order = new Map<Change, number>();
  const byCommit = new Map<string, { file: number; blob: Blob }[]>();
  for (const [file, name] of files.entries())
    for (const blob of await blobsOf(folder, name)) {
      const list = byCommit.get(blob.commit);
      if (list) list.push({ file, blob });
      else byCommit.set(blob.commit, [{ file, blob }]);
    }
  const changing = commits.filter((commit) => byCommit.has(commit));
  for (const [at, name] of changing.entries()) {
    const changes = byCommit.get(name)!;
    const paths = changes.map(({ blob }) => blob.path);
    const commit = await commitOf(folder, name, paths, objects, counting);
    for (const { file, blob } of changes) {
      const units = await unitsOf(blob, read, objects);
      if (units === null) {
        counting.add("states of a file that can't be read");
        continue;
      }
      const { date, by, message } = commit;
      const change: Change = { id: `${name}:${blob.path}`, date, by, reason: message };
      order.set(change, at);
      histories[file]!.next(units, change);
    }
    progress(at + 1, changing.length);
  }
  return { histories, order };
}

/** A commit; of a merge, its people are those whose commits it brings. */
async function commitOf(folder: string, name: string, paths: readonly string[], objects: Objects, counting: Counting) {
  const commit = await readCommit(name, objects, counting);
  if (commit.parents.length < 2) return commit;
  const merged = await commitsMerged(folder, commit.parents[0]!, name, paths);
  const people: string[] = [];
  for (const each of merged) people.push(...(await readCommit(each, objects, new Counting())).by);
  return people.length === 0 ? commit : { ...commit, by: [...new Set(people)].slice(0, MOST_MERGED) };
}

/** People of a merge who are named. */
const MOST_MERGED = 50;
/** Bytes of a commit: a message of a thousand pages. */
const LONGEST_COMMIT = 2_000_000;

async function readCommit(name: string, objects: Objects, counting: Counting): Promise<Commit> {
  const bytes = await objects.read(name, LONGEST_COMMIT);
  if (typeof bytes === "number") throw new GitProblem(`Commit ${name} has a message of ${bytes} bytes.`);
  return commitIn(lettersIn(bytes), counting);
}

/** Git keeps names as bytes: mostly UTF-8; where not, what the West wrote before. */
function lettersIn(bytes: Buffer): string {
  return strictly(bytes, "utf-8") ?? lettersOf(bytes, new TextDecoder("windows-1252"));
}

/** None of a file that is gone; null of one that can't be read. */
async function unitsOf({ path, blob }: Blob, read: Reader, objects: Objects): Promise<Unit[] | null> {
  if (blob === null) return [];
  const bytes = await objects.read(blob, FILE_LIMITS.bytes);
  if (typeof bytes === "number") return null;
  try {
    return read(path, bytes);
  } catch (error) {
    if (error instanceof FileProblem || error instanceof NotTaken) return null;
    throw error;
  }
}

/** What the newest commit's own import brings. */
async function newestOf(
  files: readonly string[],
  sources: readonly string[],
  objects: Objects,
  reading: Reading,
  counting: Counting,
): Promise<[own: BroughtPassage[], laid: Laid | null]> {
  const bytesOf = async (name: string): Promise<Buffer> => {
    const bytes = await objects.read(`HEAD:${name}`, FILE_LIMITS.bytes);
    if (typeof bytes === "number")
      throw new FileProblem(`${name} has ${bytes} bytes; ${FILE_LIMITS.bytes} may come at once.`);
    return bytes;
  };
  const readNewest = async (name: string): Promise<FileRead> => {
    const bytes = await bytesOf(name);
    const read = saying({ name }, () => readIn(name, bytes, reading));
    counting.addAll(read.notTaken);
    return read;
  };
  if (isKeyed(files[0]!)) {
    if (sources.length > 0) throw new FileProblem("A table or file of lines comes alone, the source in it.");
    const read = await readNewest(files[0]!);
    return [read.kind === "passages" ? read.passages : [], null];
  }
  const piecesOf = async (names: readonly string[]) => {
    const found = [];
    for (const name of names) {
      found.push(...inPieces(name, await readNewest(name)).pieces);
    }
    return found;
  };
  const [translation, source] = [await piecesOf(files), await piecesOf(sources)];
  if (source.length === 0) return [standingAlone(translation), null];
  const laid = saying({ name: files[0]! }, () => laidBeside(translation, source));
  return [laid.passages, laid];
}

function withRemarks({ passages, gone }: Lived): BroughtPassage[] {
  const byId = new Map(gone.map(({ passage, change }) => [passage, change]));
  return passages.map((passage) => {
    const change = byId.get(passage.id);
    return change ? { ...passage, remark: sayGone(change) } : passage;
  });
}
