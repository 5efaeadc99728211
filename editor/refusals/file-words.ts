/** The sentences of files that can't be taken in, by language: each says what to do. */
import type { Fault, Otherwise } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** What is told beside a fault: where it stands, and which limit a passage is over, in words. */
interface Told {
  /** How the file is called. */
  file: string;
  /** The same, with the line if it is one's. */
  where: string;
  excess: string;
}

/** The fault of a code. */
type By<Code, F = Fault> = F extends { code: infer Codes } ? (Code extends Codes ? F : never) : never;
type Sentences = { [Code in Fault["code"]]: (told: Told, fault: By<Code>) => string };

const otherwise: Readonly<Record<Otherwise, string>> = {
  picture: "is a picture. Bring its words as a text.",
  pdf: "is a PDF, which holds no paragraphs. Save the text as .docx, .odt or .html where it was written.",
  rtf: "is RTF. Open it in a word processor and save it as .docx or .odt.",
  "old-word":
    "is of a Word before 2007, or locked with a password. Open it in Word, take the password off, and save it as .docx.",
  archive: "is an archive of something else. Unpack it, and bring in the files in it.",
  text: "is no such file, but plain text. Name it .txt, .md or .html, as what it is.",
  unknown: "is no text file. Save it as plain text in UTF-8, or as .docx, .odt or .html.",
};

const over: Readonly<Record<By<"over">["limit"], string>> = {
  bytes: `has more than ${grouped(FILE_LIMITS.bytes)} bytes.`,
  unpacked: `unpacks to more than ${grouped(FILE_LIMITS.unpacked)} bytes.`,
  ratio: "is packed tighter than words ever are.",
  entries: `holds more than ${grouped(FILE_LIMITS.entries)} files.`,
  depth: `nests deeper than ${FILE_LIMITS.depth}.`,
  memory: "takes more memory to read than one file may.",
  time: "takes longer to read than one file may.",
  laying: "takes longer to be laid beside the other text than it may.",
};

const en: Sentences = {
  empty: ({ file }) => `${file} holds no passage.`,
  "a-table": ({ file }) =>
    `${file} is a table, and holds source and translation in columns of its own: it can’t be laid beside another text. Bring it in by itself.`,
  "from-here": ({ file }) =>
    `${file}: a Word file that was taken out of this work is among them. Bring that by itself, so that its changes stand under their people’s names.`,
  "for-readers": ({ file }) =>
    `${file} holds what all readers of a work may read, and not the records of which a workbench makes it. Ask its owners for the whole archive: “variorum export WORK --archive FILE”, without --public.`,
  "no-archive": ({ file }) => `${file} is no archive of a work. “variorum export WORK --archive FILE” makes one.`,
  "archive-altered": ({ file }, { file: inside }) =>
    `${file} was altered or damaged: ${inside} in it is not what it was when it was packed. Take another copy.`,
  "no-json": ({ where }) => `${where}: this line is no JSON. Each line is an object of its own.`,
  "no-object": ({ where }) =>
    `${where}: each line must be an object such as {"passage": "Mark 1:1", "versions": [{"text": "…"}]}.`,
  "no-key": ({ where }) => `${where}: “passage” (or “id”) must name the passage.`,
  "no-versions": ({ where }) => `${where}: “versions” must be a list, oldest first; an empty one if there are none.`,
  "no-text": ({ where }) =>
    `${where}: each version must be an object with a “text”, which is null if the words are not held.`,
  "key-is-no-id": ({ where }, { key }) =>
    `${where}: “${key}” can't become an address: it needs letters from a to z or figures, at most 64 with hyphens between, and may not be a word that addresses have for something else. Name the passage otherwise.`,
  "same-key": ({ where }, { key }) =>
    `${where}: “${key}” becomes the address of another passage of the file. Name one of them otherwise.`,
  "no-columns": ({ file }, { key }) => `${file} has no column called ${key}. Its first line must name its columns.`,
  "bad-table": ({ where }) => `${where}: the table can't be read from there on. Is a quotation mark not closed?`,
  "too-large": ({ where, excess }) => `${where}: ${excess}`,
  "too-many": ({ file }, { of, found }) =>
    `${file} has ${grouped(found)} ${of}; ${grouped(FILE_LIMITS[of])} may come at once. Divide it into several works.`,
  "not-what-it-says": ({ file }, { is }) => `${file} ${otherwise[is]}`,
  locked: ({ file }) =>
    `${file} is locked with a password. Open it where it was written, take the password off, and save it again.`,
  broken: ({ file }) => `${file} is broken. Open it where it was written, if that still can, and save it again.`,
  "reader-failed": ({ file }) =>
    `${file} could not be read here, through no fault that is seen in it. Save it as another kind, .docx, .odt, .html or .txt, and please report it.`,
  "reader-not-begun": ({ file }) =>
    `What reads files could not begin, so ${file} was not looked at, and nothing is wrong with it. Bring it again; if that does not help, whoever runs this workbench looks whether its program is whole (npm start makes it anew) and the machine has room for one more process.`,
  unsafe: ({ file }) =>
    `${file} holds what no text needs, and what harms who reads it. Open it where it was written and save it again.`,
  over: ({ file }, { limit }) =>
    limit === "laying"
      ? `${file} ${over[limit]} Bring both in parts that belong together, such as chapters.`
      : `${file} ${over[limit]} Divide it, or save it as plain text.`,
  "no-encoding": (_, { encoding }) =>
    `“${encoding}” is no encoding that is known here: utf-8, gb18030, big5, shift_jis, latin1 …`,
  "other-encoding": ({ file }, { encoding }) => `${file} is not written in ${encoding}. Choose its encoding.`,
};

const words = { sentences: en, where: (file: string, line: number) => `${file}, line ${line}` };

export const FILE_FAULTS: Catalogue<typeof words> = { en: words };
