/** What a file holds that was taken down. */
import { fstatSync, readSync } from "node:fs";

/** All of a file, whoever has read or written how much of it. */
export function contentOf(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  for (let at = 0; at < bytes.length;) {
    const read = readSync(file, bytes, at, bytes.length - at, at);
    if (read === 0) throw new Error("A file became shorter while it was read.");
    at += read;
  }
  return bytes;
}
