/** Files as they are given on the command line, and what is said of those that can't be read. */
import { openSync, readFileSync, statSync } from "node:fs";
import { grouped } from "../../editor/language/english.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { digestOf } from "../../translations/text/digest.ts";
import { orSay } from "./data.ts";

/** A file can't be taken in; the message says why, and what to do. */
export class FileProblem extends Error {
  override name = "FileProblem";
}

export interface GivenFile {
  name: string;
  bytes: Uint8Array;
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

/** @param most bytes. @throws FileProblem if it is not there, or too large. */
export function givenFile(name: string, most: number = FILE_LIMITS.bytes): GivenFile {
  const bytes = bytesOf(name, most);
  return { name, bytes, digest: digestOf(bytes) };
}

/** The descriptor of a file that is not read at once; whoever opens it closes it. @throws FileProblem as {@link givenFile} does */
export function openGiven(name: string, most: number): number {
  return refusing(name, most, () => openSync(name, "r"));
}

function bytesOf(name: string, most: number): Uint8Array {
  return refusing(name, most, () => readFileSync(name));
}

function refusing<Made>(name: string, most: number, take: () => Made): Made {
  try {
    const { size } = statSync(name);
    if (size > most)
      throw new FileProblem(
        `${name} has ${grouped(size)} bytes; ${grouped(most)} may come at once. Divide it into several works.`,
      );
    return take();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FileProblem(code === "ENOENT" ? `There is no file ${name}.` : `${name} can't be read: ${message}.`, {
      cause: error,
    });
  }
}
