/**
 * Zip files as people bring them (APPNOTE 6.3): what is in one is known by its directory and unpacked as it is asked for. A
 * file that says another size than it has, names what would stand outside it, or packs tighter than words are, is refused.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";

/** What is packed, by its name. Each is unpacked when it is called. */
export type Packed = ReadonlyMap<string, () => Buffer>;

/** Signatures, and how long what they begin is at least. */
const END = { signature: 0x06054b50, length: 22 };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
/** Smaller files may pack as they like. */
const HARMLESS = 10_000_000;

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
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(file);
  const size = entries.reduce((sum, each) => sum + each.size, 0);
  if (size > FILE_LIMITS.unpacked) throw new NotTaken({ code: "over", limit: "unpacked" });
  if (size > HARMLESS && size > FILE_LIMITS.ratio * file.length) throw new NotTaken({ code: "over", limit: "ratio" });
  return new Map(entries.map((entry) => [entry.name, () => unpacked(file, entry)]));
}

function broken(): NotTaken {
  return new NotTaken({ code: "broken" });
}

function entriesOf(file: Buffer): Entry[] {
  const end = endOf(file);
  const [count, from] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 16)];
  if (count > FILE_LIMITS.entries) throw new NotTaken({ code: "over", limit: "entries" });
  const entries: Entry[] = [];
  const names = new Set<string>();
  for (let at = from; entries.length < count;) {
    if (at + ENTRY.length > end || file.readUInt32LE(at) !== ENTRY.signature) throw broken();
    const flags = file.readUInt16LE(at + 8);
    if (flags & 1) throw new NotTaken({ code: "locked" });
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const entry = {
      name: file.toString("utf8", at + ENTRY.length, at + ENTRY.length + name),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    };
    if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(entry.name) || names.has(entry.name))
      throw new NotTaken({ code: "unsafe" });
    names.add(entry.name);
    entries.push(entry);
    at += ENTRY.length + name + extra + comment;
  }
  return entries;
}

/** Where the directory ends: the record stands before a comment of 64 kB at most. */
function endOf(file: Buffer): number {
  for (let at = file.length - END.length; at >= Math.max(0, file.length - END.length - 65_535); at--)
    if (file.readUInt32LE(at) === END.signature) return at;
  throw broken();
}

function unpacked(file: Buffer, { method, crc, packed, size, at }: Entry): Buffer {
  if (at + LOCAL.length > file.length || file.readUInt32LE(at) !== LOCAL.signature) throw broken();
  const from = at + LOCAL.length + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const bytes = file.subarray(from, from + packed);
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
