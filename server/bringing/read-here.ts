/** What a file says: told from its bytes what it is, and read by the reader of that. It runs in a process of its own. */
import { NotTaken, type Counts, type Otherwise } from "../../translations/exchange/brought.ts";
import { DOCX_PREFIXES, docxManuscript } from "../../translations/exchange/docx.ts";
import { htmlManuscript } from "../../translations/exchange/html.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { piecesOfManuscript, type Manuscript } from "../../translations/exchange/manuscript.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { ODT_PREFIXES, odtManuscript } from "../../translations/exchange/odt.ts";
import type { Pieces } from "../../translations/exchange/pieces.ts";
import type { Choices, FileRead, Question } from "../../translations/exchange/reading.ts";
import { readTable } from "../../translations/exchange/table.ts";
import { readText } from "../../translations/exchange/text.ts";
import { readUsfm, type Known } from "../../translations/exchange/usfm.ts";
import { readXml, type XmlElement } from "../../translations/exchange/xml.ts";
import { decoded, isEncoding, markedEncoding } from "./decoding.ts";
import { unzipped } from "./zip.ts";

/**
 * What a file says.
 * @param name by how it ends it is told what the file says it is.
 * @param known of scripture, from states of the file that were read before.
 * @throws NotTaken if it is something else, broken, or more than may be.
 */
export function readHere(name: string, bytes: Uint8Array, choices: Choices, known?: Known): FileRead {
  if (bytes.length > FILE_LIMITS.bytes) throw new NotTaken({ code: "over", limit: "bytes" });
  if (bytes.length === 0) throw new NotTaken({ code: "empty" });
  const kind = /\.([a-z0-9]+)$/i.exec(name)?.[1]!.toLowerCase() ?? "txt";
  if (PACKED.test(kind)) return packedRead(kind, bytes, choices);
  refuseOthers(bytes);
  return textRead(kind, bytes, choices, known);
}

/** Word's files, with macros and as templates too, and OpenDocument's. */
const PACKED = /^(?:do[ct][xm]|o[dt]t)$/;
/** So many bytes of one part are read: 50 MB of a text are 25 books. */
const MOST_OF_PART = 200_000_000;

function packedRead(kind: string, bytes: Uint8Array, choices: Choices): FileRead {
  if (begins(bytes, OLD_WORD)) throw new NotTaken({ code: "not-what-it-says", is: "old-word" });
  if (!begins(bytes, ZIP)) {
    refuseOthers(bytes);
    throw new NotTaken({ code: "not-what-it-says", is: bytes.includes(0) ? "unknown" : "text" });
  }
  const packed = unzipped(bytes);
  const isWord = /^d/.test(kind);
  if (!packed.has(isWord ? "word/document.xml" : "content.xml"))
    throw new NotTaken({ code: "not-what-it-says", is: "archive" });
  if (/encryption-data/.test(packed.get("META-INF/manifest.xml")?.().toString("latin1") ?? ""))
    throw new NotTaken({ code: "locked" });
  const part = (name: string): XmlElement | undefined => {
    const unpack = packed.get(name);
    return unpack && readXml(textOf(unpack()), isWord ? DOCX_PREFIXES : ODT_PREFIXES);
  };
  const manuscript = isWord ? docxManuscript(part) : odtManuscript(part);
  return manuscriptRead(manuscript, choices, packed.has("word/vbaProject.bin") ? { macros: 1 } : {});
}

function manuscriptRead(manuscript: Manuscript, choices: Choices, besides: Counts = {}): FileRead {
  const { pieces, notTaken, questions } = piecesOfManuscript(manuscript, choices);
  const asked = questions.filter(
    ({ about }) => (about === "footnotes" ? choices.footnotes : choices.tracked) === undefined,
  );
  return inPieces({ pieces, notTaken: { ...notTaken, ...besides } }, asked);
}

/** How an XML document says its encoding (XML 1.0, appendix F), decoded in pieces. */
function* textOf(bytes: Buffer): Generator<string> {
  if (bytes.length > MOST_OF_PART) throw new NotTaken({ code: "over", limit: "unpacked" });
  const declared = /^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)/.exec(bytes.toString("latin1", 0, 200))?.[1];
  const encoding = markedEncoding(bytes) ?? declared ?? "utf-8";
  if (!isEncoding(encoding)) throw new NotTaken({ code: "broken" });
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE)
    yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
  yield decoder.decode();
}

const PIECE = 65_536;

function begins(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}

const OLD_WORD = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/** What other files begin with. */
const BEGINNINGS: readonly [bytes: readonly number[], is: Otherwise][] = [
  [[0xff, 0xd8, 0xff], "picture"],
  [[0x89, 0x50, 0x4e, 0x47], "picture"],
  [[0x47, 0x49, 0x46, 0x38], "picture"],
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "rtf"],
  [OLD_WORD, "old-word"],
  [ZIP, "archive"],
  [[0x1f, 0x8b], "archive"],
];

/** @throws NotTaken if the bytes are those of something that is no text. */
function refuseOthers(bytes: Uint8Array): void {
  const is = BEGINNINGS.find(([beginning]) => begins(bytes, beginning))?.[1];
  if (is) throw new NotTaken({ code: "not-what-it-says", is });
}

function textRead(kind: string, bytes: Uint8Array, choices: Choices, known: Known | undefined): FileRead {
  const { encoding, sourceField, columns = null } = choices;
  const { text, questions } = decoded(bytes, encoding ?? (/^x?html?$/.test(kind) ? declaredIn(bytes) : undefined));
  if (text.includes("\0")) throw new NotTaken({ code: "not-what-it-says", is: "unknown" });
  if (text.trim() === "") throw new NotTaken({ code: "empty" });
  switch (kind) {
    case "md":
    case "markdown":
      return inPieces(readMarkdown(text), questions);
    case "html":
    case "htm":
    case "xhtml":
      return { ...manuscriptRead(htmlManuscript(text), choices), ...(questions.length > 0 && { questions }) };
    case "usfm":
    case "sfm":
      return inPieces(readUsfm(text, known), questions);
    case "csv":
    case "tsv": {
      const { questions: ofColumns = [], ...table } = readTable(text, kind === "csv" ? "," : "\t", columns);
      return { kind: "passages", ...table, questions: [...questions, ...ofColumns] };
    }
    case "jsonl":
      return { kind: "passages", ...readJsonl(text, sourceField === undefined ? {} : { sourceField }), questions };
    default:
      return inPieces(IS_USFM.test(text) ? readUsfm(text, known) : readText(text), questions);
  }
}

/** What every file of scripture begins with, whatever its name ends with. */
const IS_USFM = /^\s*\\id\s/;

/** The encoding that a page says in its head, if that is one. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString("latin1");
  const said = /<meta[^>]*charset=["']?([A-Za-z0-9._-]+)/i.exec(head)?.[1];
  return said !== undefined && isEncoding(said) ? said : undefined;
}

function inPieces(read: Pieces, questions: Question[]): FileRead {
  if (read.pieces.length === 0) throw new NotTaken({ code: "empty" });
  return { kind: "pieces", ...read, questions };
}
