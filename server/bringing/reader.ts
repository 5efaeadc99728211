/**
 * The process that reads one file, so that no file can do more than end it: what is asked stands on the command line, the
 * file's bytes come in on its input, and what it says goes out as JSON. It is an entry of the build, beside the command line.
 */
import { buffer } from "node:stream/consumers";
import "../host/digests.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { FileRead } from "../../translations/exchange/reading.ts";
import { staged, type Staged } from "../../translations/exchange/staged.ts";
import { readHere } from "./read-here.ts";
import type { Asked, Answer } from "./reading-files.ts";

const { name, choices, as } = JSON.parse(process.argv[2]!) as Asked;
process.stdout.write(JSON.stringify(answer(await buffer(process.stdin))));

function answer(bytes: Uint8Array): Answer<FileRead | Staged> {
  try {
    const read = readHere(name, bytes, choices);
    return { read: as === "staged" ? staged(read) : read };
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    console.error(error);
    return { fault: { code: "broken" }, line: null };
  }
}
