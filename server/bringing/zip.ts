/**
 * Zip files as people bring them (APPNOTE 6.3): what is in one is known by its directory and unpacked as it is asked for. A
 * file that says another size than it has, names what would stand outside it, or packs tighter than words are, is refused.
 */
import { Readable, pipeline } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { inMemory, piecesIn, type FileBytes } from "./file-bytes.ts";

/** What is packed, by its name. Each is unpacked when it is called. */
export type Packed = ReadonlyMap<string, () => Buffer>;

/** What is packed in a file that is not in memory. */
export interface ZipFile {
  /** In the order of its directory. */
  names: readonly string[];
  /** What has this name, whole; null if there is none. @throws NotTaken if it has more than `most` bytes */
  whole(name: string, most: number): Buffer | null;
  /** The same, some at a time. @throws NotTaken if it is not what the directory says, once all of it was given */
  pieces(name: string): AsyncIterable<Buffer>;
}

/** Signatures, and how long what they begin is at least. */
const END = { signature: 0x06054b50, length: 22 };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
/** Smaller files may pack as they like. */
const HARMLESS = 10_000_000;
/** So many bytes a directory may have: two thousand of each entry. */
const DIRECTORY = 2_000 * FILE_LIMITS.entries;

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/** @throws NotTaken if it is no zip, or one that harms. */
export function unzipped(bytes: Uint8Array): Packed {
  const file = inMemory(bytes);
  return new Map(soundIn(file, FILE_LIMITS.unpacked).map((entry) => [entry.name, () => unpacked(file, entry)]));
}

/** @param most how many bytes may be packed in it. @throws NotTaken as {@link unzipped} does */
export function zipFile(file: FileBytes, most: number): ZipFile {
  const entries = new Map(soundIn(file, most).map((entry) => [entry.name, entry]));
  return {
    names: [...entries.keys()],
    whole(name, longest) {
      const entry = entries.get(name);
      if (entry && entry.size > longest) throw new NotTaken({ code: "over", limit: "unpacked" });
      return entry ? unpacked(file, entry) : null;
    },
    pieces: (name) => piecesOf(file, entries.get(name)!),
  };
}

function soundIn(file: FileBytes, most: number): Entry[] {
  const entries = entriesOf(file);
  const size = entries.reduce((sum, each) => sum + each.size, 0);
  if (size > most) throw new NotTaken({ code: "over", limit: "unpacked" });
  if (size > HARMLESS && size > FILE_LIMITS.ratio * file.length) throw new NotTaken({ code: "over", limit: "ratio" });
  return entries;
}

function broken(): NotTaken {
  return new NotTaken({ code: "broken" });
}

function entriesOf(file: FileBytes): Entry[] {
  const { directory, count } = directoryOf(file);
  if (count > FILE_LIMITS.entries) throw new NotTaken({ code: "over", limit: "entries" });
  const entries: Entry[] = [];
  const names = new Set<string>();
  for (let at = 0; entries.length < count;) {
    if (at + ENTRY.length > directory.length || directory.readUInt32LE(at) !== ENTRY.signature) throw broken();
    const flags = directory.readUInt16LE(at + 8);
    if (flags & 1) throw new NotTaken({ code: "locked" });
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const entry = {
      name: directory.toString("utf8", at + ENTRY.length, at + ENTRY.length + name),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    };
    if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(entry.name) || names.has(entry.name))
      throw new NotTaken({ code: "unsafe" });
    names.add(entry.name);
    entries.push(entry);
    at += ENTRY.length + name + extra + comment;
  }
  return entries;
}

/** The directory, and how many it says it has: where it is, the record says that stands before a comment of 64 kB at most. */
function directoryOf(file: FileBytes): { directory: Buffer; count: number } {
  const begin = Math.max(0, file.length - END.length - 65_535);
  const tail = file.read(begin, file.length);
  for (let at = tail.length - END.length; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END.signature) continue;
    const [count, from] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 16)];
    if (begin + at - from > DIRECTORY) throw new NotTaken({ code: "over", limit: "entries" });
    return { directory: from > begin + at ? Buffer.alloc(0) : file.read(from, begin + at), count };
  }
  throw broken();
}

/** Where what is packed begins and ends. */
function placeOf(file: FileBytes, { packed, at }: Entry): [from: number, to: number] {
  const local = file.read(at, at + LOCAL.length);
  if (local.length < LOCAL.length || local.readUInt32LE(0) !== LOCAL.signature) throw broken();
  const from = at + LOCAL.length + local.readUInt16LE(26) + local.readUInt16LE(28);
  return [from, from + packed];
}

function unpacked(file: FileBytes, entry: Entry): Buffer {
  const { method, crc, size } = entry;
  const bytes = file.read(...placeOf(file, entry));
  const whole = method === 0 ? bytes : method === 8 ? inflated(bytes, size) : null;
  if (whole?.length !== size || crc32(whole) !== crc) throw broken();
  return whole;
}

function inflated(bytes: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw broken();
  }
}

async function* piecesOf(file: FileBytes, entry: Entry): AsyncGenerator<Buffer> {
  const { method, crc, size } = entry;
  const packed = piecesIn(file, ...placeOf(file, entry));
  if (method !== 0 && method !== 8) throw broken();
  let [length, sum] = [0, 0];
  for await (const piece of method === 0 ? packed : inflating(packed)) {
    length += piece.length;
    if (length > size) throw broken();
    sum = crc32(piece, sum);
    yield piece;
  }
  if (length !== size || sum !== crc) throw broken();
}

async function* inflating(packed: Iterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 262_144 });
  pipeline(Readable.from(packed), inflate, () => undefined);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch {
    throw broken();
  }
}
