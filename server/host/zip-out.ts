/** Zip files as they are written: piece by piece, so that they take no more room than one; the same content makes the same bytes. */
import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";

/** A file in pieces. */
export interface ToPack {
  name: string;
  content: Iterable<string>;
}

/** The first moment that a zip can name: nothing in one says when it was packed. */
const NEVER = new Date(1980, 0, 1);
/** How tight it packs: tighter, words take twice the time for a twentieth less room. */
const LEVEL = 3;
/** So many characters go into the packer at once. */
const PIECE = 65_536;

/** A zip that is being written. */
export class ZipOut {
  readonly #zip: Zip;

  /** @param write takes the zip's bytes, one piece after another. */
  constructor(write: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
  }

  /** Packs a file. @returns the digest and the number of its bytes. */
  put({ name, content }: ToPack): { digest: string; bytes: number } {
    const file = new ZipDeflate(name, { level: LEVEL });
    file.mtime = NEVER;
    this.#zip.add(file);
    const hash = createHash("sha256");
    let bytes = 0;
    const push = (text: string, isLast: boolean) => {
      const piece = Buffer.from(text);
      hash.update(piece);
      bytes += piece.length;
      file.push(piece, isLast);
    };
    let waiting = "";
    for (const text of content) {
      waiting += text;
      if (waiting.length < PIECE) continue;
      push(waiting, false);
      waiting = "";
    }
    push(waiting, true);
    return { digest: hash.digest("hex"), bytes };
  }

  end(): void {
    this.#zip.end();
  }
}

/** Writes a zip of these files. */
export function writeZip(files: Iterable<ToPack>, write: (bytes: Uint8Array) => void): void {
  const zip = new ZipOut(write);
  for (const file of files) zip.put(file);
  zip.end();
}
