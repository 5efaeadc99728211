/** The bytes of a file, of which some are read at a time: it may lie in memory, or on the disk and be larger than that. */
import { fstatSync, readSync } from "node:fs";

export interface FileBytes {
  readonly length: number;
  /** Those from one place to before another; fewer, if it ends before. */
  read(from: number, to: number): Buffer;
}

export function inMemory(bytes: Uint8Array): FileBytes {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { length: buffer.length, read: (from, to) => buffer.subarray(from, to) };
}

/** @param file its descriptor. Whoever opened it closes it. */
export function onDisk(file: number): FileBytes {
  const { size: length } = fstatSync(file);
  const read = (from: number, to: number): Buffer => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(to, length) - from));
    let got = 0;
    while (got < bytes.length) {
      const more = readSync(file, bytes, got, bytes.length - got, from + got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  };
  return { length, read };
}

/** So many bytes are read at once. */
export const PIECE = 1_000_000;

/** The bytes from one place to before another, some at a time. */
export function* piecesIn(file: FileBytes, from = 0, to = file.length): Generator<Buffer> {
  for (let at = from; at < to; at += PIECE) yield file.read(at, Math.min(at + PIECE, to));
}
