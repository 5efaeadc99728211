/**
 * A BagIt folder (RFC 8493) in a zip. It is written as it is made, so that it takes no more room than one file's piece; the
 * same content makes the same bytes, for nothing in it says when it was packed.
 */
import { digestOfText } from "../../translations/text/digest.ts";
import { ZipOut, type ToPack } from "../host/zip-out.ts";

/** What is said of the whole, by the names that BagIt has for it. */
export type BagInfo = readonly (readonly [name: string, value: string])[];

const DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/**
 * Writes a bag.
 * @param folder what the bag is called.
 * @param files what it holds, in `data/`.
 * @param info what is said of it, asked for once all files are written.
 * @param write takes the zip's bytes, one piece after another.
 */
export function writeBag(
  folder: string,
  files: readonly ToPack[],
  info: () => BagInfo,
  write: (bytes: Uint8Array) => void,
): void {
  const zip = new ZipOut(write);
  const put = (name: string, content: Iterable<string>) => zip.put({ name: `${folder}/${name}`, content });
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
