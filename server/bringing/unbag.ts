/**
 * A BagIt folder (RFC 8493) in a zip as somebody brings it: what it holds, if each file is what the bag says of it. It is looked
 * through a piece at a time, and what is to be read of it is unpacked onto the disk: it may be larger than memory.
 */
import { createHash, randomUUID } from "node:crypto";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { onDisk, type FileBytes } from "./file-bytes.ts";
import { linesIn } from "./lines.ts";
import { zipFile, type ZipFile } from "./zip.ts";

/** What is in `data/`, by its name there. */
export interface Bag {
  has(name: string): boolean;
  /** The lines of a file that was to be read; none, if it is not there. */
  lines(name: string): Iterable<string>;
  /** What was unpacked is gone then. */
  close(): void;
}

/** How a bag is opened. */
export interface Unbagging {
  /** The files in `data/` that are to be read. */
  read: readonly string[];
  /** The folder in which they are unpacked. */
  room?: string;
  /** How many bytes may be packed in it. */
  most?: number;
}

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;
/** So many bytes a list of files may have. */
const LONGEST_LIST = 20_000_000;

/**
 * @throws NotTaken if it is no such bag, or a file in it is missing, one too many, or another than its manifest says.
 */
export async function openBag(
  bytes: FileBytes,
  { read, room = tmpdir(), most = FILE_LIMITS.unpacked }: Unbagging,
): Promise<Bag> {
  const packed = zipFile(bytes, most);
  const folder = packed.names.find((name) => /^[^/]+\/bagit\.txt$/.test(name))?.slice(0, -"bagit.txt".length);
  if (folder === undefined) throw new NotTaken({ code: "no-archive" });
  const declared = textOf(packed, `${folder}bagit.txt`);
  if (!/^BagIt-Version: (?:0\.97|1\.0)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(declared))
    throw new NotTaken({ code: "no-archive" });
  const data = `${folder}data/`;
  const files = new Map<string, number>();
  const close = () => {
    for (const file of files.values()) closeSync(file);
    files.clear();
  };
  try {
    for (const name of read) if (packed.names.includes(data + name)) files.set(data + name, unnamedIn(room));
    await checkManifest(packed, folder, "tagmanifest-sha256.txt", files);
    const listed = await checkManifest(packed, folder, "manifest-sha256.txt", files);
    const held = packed.names.filter((name) => name.startsWith(data) && !name.endsWith("/"));
    const stranger = held.map((name) => name.slice(folder.length)).find((name) => !listed.has(name));
    if (stranger !== undefined) throw new NotTaken({ code: "archive-altered", file: stranger });
    const names = new Set(held.map((name) => name.slice(data.length)));
    const lines = (name: string) => {
      const file = files.get(data + name);
      return file === undefined ? [] : linesIn(onDisk(file));
    };
    return { has: (name) => names.has(name), lines, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A file that is gone once it is closed, whatever happens. */
function unnamedIn(room: string): number {
  const name = join(room, `.unpacked-${randomUUID()}`);
  const file = openSync(name, "wx+", 0o600);
  rmSync(name);
  return file;
}

function textOf(packed: ZipFile, name: string): string {
  const whole = packed.whole(name, LONGEST_LIST);
  if (!whole) throw new NotTaken({ code: "no-archive" });
  return whole.toString("utf8");
}

/** Holds every file against the digest that a manifest names, and unpacks those that are to be read. @returns those it lists */
async function checkManifest(
  packed: ZipFile,
  folder: string,
  manifest: string,
  unpacking: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const listed = new Set<string>();
  for (const line of textOf(packed, folder + manifest).split(/\r?\n/)) {
    if (line === "") continue;
    const [, digest, name] = LINE.exec(line) ?? [];
    if (digest === undefined || name === undefined) throw new NotTaken({ code: "archive-altered", file: manifest });
    // What is named twice would be unpacked twice.
    if (listed.has(name) || (await digestOf(packed, folder + name, unpacking.get(folder + name))) !== digest)
      throw new NotTaken({ code: "archive-altered", file: name });
    listed.add(name);
  }
  return listed;
}

/** Of what is packed; null if it is not there. @param into a file that it is written into */
async function digestOf(packed: ZipFile, name: string, into: number | undefined): Promise<string | null> {
  if (!packed.names.includes(name)) return null;
  const hash = createHash("sha256");
  for await (const piece of packed.pieces(name)) {
    hash.update(piece);
    for (let at = 0; into !== undefined && at < piece.length;) at += writeSync(into, piece, at);
  }
  return hash.digest("hex");
}
