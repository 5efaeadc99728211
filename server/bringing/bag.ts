/**
 * A BagIt folder (RFC 8493) in a zip. It is written as it is made, so that it takes no more room than one file's piece; the
 * same content makes the same bytes, for nothing in it says when it was packed.
 */
import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";
import { digestOfText } from "../../translations/text/digest.ts";

/** A file in pieces. */
export interface BagFile {
  name: string;
  content: Iterable<string>;
}

/** What is said of the whole, by the names that BagIt has for it. */
export type BagInfo = readonly (readonly [name: string, value: string])[];

const DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/** The first moment that a zip can name. */
const NEVER = new Date(1980, 0, 1);
/** So many characters go into the packer at once. */
const PIECE = 65_536;

/**
 * Writes a bag.
 * @param folder what the bag is called.
 * @param files what it holds, in `data/`.
 * @param info what is said of it, asked for once all files are written.
 * @param write takes the zip's bytes, one piece after another.
 */
export function writeBag(
  folder: string,
  files: readonly BagFile[],
  info: () => BagInfo,
  write: (bytes: Uint8Array) => void,
): void {
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    write(bytes);
  });
  const put = (name: string, content: Iterable<string>) => packed(zip, `${folder}/${name}`, content);
  put("bagit.txt", [DECLARED]);
  let octets = 0;
  const manifest = files.map(({ name, content }) => {
    const { digest, bytes } = put(`data/${name}`, content);
    octets += bytes;
    return `${digest}  data/${name}\n`;
  });
  const tags: [string, string][] = [
    ["bag-info.txt", infoText([...info(), ["Payload-Oxum", `${octets}.${files.length}`]])],
    ["manifest-sha256.txt", manifest.join("")],
  ];
  const tagged = [["bagit.txt", DECLARED] as const, ...tags].map(([name, text]) => `${digestOfText(text)}  ${name}\n`);
  for (const [name, text] of tags) put(name, [text]);
  put("tagmanifest-sha256.txt", [tagged.join("")]);
  zip.end();
}

/** A value on one line: what a name or a title holds can't become another one's. */
function infoText(info: BagInfo): string {
  return info.map(([name, value]) => `${name}: ${value.replaceAll(/\s+/g, " ").trim()}\n`).join("");
}

/** Packs a file. @returns the digest and the number of its bytes. */
function packed(zip: Zip, name: string, content: Iterable<string>): { digest: string; bytes: number } {
  const file = new ZipDeflate(name, { level: 6 });
  file.mtime = NEVER;
  zip.add(file);
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
