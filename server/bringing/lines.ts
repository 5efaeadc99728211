/** The lines of a file, one after another. */
import { NotTaken } from "../../translations/exchange/brought.ts";
import { piecesIn, type FileBytes } from "./file-bytes.ts";

export function* linesOf(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    yield bytes.toString("utf8", from, end < 0 ? bytes.length : end);
    from = end < 0 ? bytes.length : end + 1;
  }
}

/** No record is longer, in bytes. */
const LONGEST = 200_000_000;

/** The same of a file that is not in memory. @throws NotTaken if one is longer than may be held */
export function* linesIn(file: FileBytes): Generator<string> {
  let [begun, length]: [Buffer[], number] = [[], 0];
  for (const piece of piecesIn(file)) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, from)) {
      yield Buffer.concat([...begun, piece.subarray(from, end)]).toString("utf8");
      [begun, length, from] = [[], 0, end + 1];
    }
    begun.push(piece.subarray(from));
    length += piece.length - from;
    if (length > LONGEST) throw new NotTaken({ code: "over", limit: "memory" });
  }
  if (length > 0) yield Buffer.concat(begun).toString("utf8");
}
