/** A BagIt folder (RFC 8493) in a zip as somebody brings it: what it holds, if each file is what the bag says of it. */
import { NotTaken } from "../../translations/exchange/brought.ts";
import { digestOf } from "../../translations/text/digest.ts";
import { unzipped, type Packed } from "./zip.ts";

/** What is in `data/`, by its name there. Each is unpacked when it is called. */
export type Bag = ReadonlyMap<string, () => Buffer>;

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;

/**
 * @throws NotTaken if it is no such bag, or a file in it is missing, one too many, or another than its manifest says.
 */
export function openBag(bytes: Uint8Array): Bag {
  const packed = unzipped(bytes);
  const folder = [...packed.keys()].find((name) => /^[^/]+\/bagit\.txt$/.test(name))?.slice(0, -"bagit.txt".length);
  if (folder === undefined) throw new NotTaken({ code: "no-archive" });
  const declared = textOf(packed, `${folder}bagit.txt`);
  if (!/^BagIt-Version: (?:0\.97|1\.0)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(declared))
    throw new NotTaken({ code: "no-archive" });
  checkManifest(packed, folder, "tagmanifest-sha256.txt");
  const listed = checkManifest(packed, folder, "manifest-sha256.txt");
  const bag = new Map<string, () => Buffer>();
  for (const [name, unpack] of packed) {
    if (!name.startsWith(`${folder}data/`) || name.endsWith("/")) continue;
    const own = name.slice(folder.length);
    if (!listed.has(own)) throw new NotTaken({ code: "archive-altered", file: own });
    bag.set(own.slice("data/".length), unpack);
  }
  return bag;
}

function textOf(packed: Packed, name: string): string {
  const unpack = packed.get(name);
  if (!unpack) throw new NotTaken({ code: "no-archive" });
  return unpack().toString("utf8");
}

/** Holds every file against the digest that a manifest names. @returns those it lists */
function checkManifest(packed: Packed, folder: string, manifest: string): Set<string> {
  const listed = new Set<string>();
  for (const line of textOf(packed, folder + manifest).split(/\r?\n/)) {
    if (line === "") continue;
    const [, digest, name] = LINE.exec(line) ?? [];
    if (digest === undefined || name === undefined) throw new NotTaken({ code: "archive-altered", file: manifest });
    const unpack = packed.get(folder + name);
    if (!unpack || digestOf(unpack()) !== digest) throw new NotTaken({ code: "archive-altered", file: name });
    listed.add(name);
  }
  return listed;
}
