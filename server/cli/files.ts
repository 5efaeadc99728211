/** Files as they are given on the command line: their bytes, and the text that these are. */
import { readFileSync, statSync } from "node:fs";
import { grouped } from "../../editor/language/english.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { digestOf } from "../../translations/text/digest.ts";
import { orSay } from "./data.ts";

/** A file can't be read as a text; the message says why, and what to do. */
export class FileProblem extends Error {
  override name = "FileProblem";
}

export interface GivenFile {
  name: string;
  text: string;
  /** SHA-256 of its bytes. */
  digest: string;
}

/** Runs a command; what keeps it from its work is said in one sentence, and ends with 1. */
export async function inOneSentence(run: () => Promise<void>): Promise<void> {
  await orSay(async () => {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  });
  if (process.exitCode !== undefined && process.exitCode !== 0) process.exitCode = 1;
}

/** How a file says its encoding with its first bytes. */
const MARKS: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * A text file, read by its byte-order mark, or in the encoding named, or as UTF-8.
 * @throws FileProblem if it is not there, too large, binary, or not in that encoding.
 */
export function textFile(name: string, encoding?: string): GivenFile {
  return textIn(name, bytesOf(name), encoding);
}

/** The same of bytes that were read elsewhere. @throws FileProblem if they are none, or not in that encoding. */
export function textIn(name: string, bytes: Uint8Array, encoding?: string): GivenFile {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1];
  const known = marked ?? encoding ?? "utf-8";
  const text = decoded(name, bytes, known);
  if (text.includes("\0")) throw new FileProblem(`${name} is no text file. Save it as plain text in UTF-8.`);
  if (text.trim() === "") throw new FileProblem(`${name} is empty.`);
  return { name, text, digest: digestOf(bytes) };
}

function bytesOf(name: string): Uint8Array {
  try {
    const { size } = statSync(name);
    if (size > FILE_LIMITS.bytes)
      throw new FileProblem(
        `${name} has ${grouped(size)} bytes; ${grouped(FILE_LIMITS.bytes)} may come at once. Divide it into several works.`,
      );
    return readFileSync(name);
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FileProblem(code === "ENOENT" ? `There is no file ${name}.` : `${name} can't be read: ${message}.`, {
      cause: error,
    });
  }
}

function decoded(name: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError && !isEncoding(encoding))
      throw new FileProblem(
        `“${encoding}” is no encoding that is known here: utf-8, gb18030, big5, shift_jis, latin1 …`,
      );
    throw new FileProblem(
      `${name} is not written in ${encoding}. Name its encoding: --encoding gb18030, big5, shift_jis, windows-1252 …`,
      { cause },
    );
  }
}

function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name).decode();
    return true;
  } catch {
    return false;
  }
}
