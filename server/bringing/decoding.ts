/** Bytes as the text that they are: by their mark, by what was chosen, as UTF-8, or by a guess that somebody has to confirm. */
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Question } from "../../translations/exchange/reading.ts";
import { likelihoodOf, POSSIBLE } from "./encodings.ts";

export interface Decoded {
  text: string;
  /** In what else it may be written; none if it is sure. */
  questions: Question[];
}

/** How a file says its encoding with its first bytes. */
const MARKS: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** The encoding that the first bytes say, if they do. */
export function markedEncoding(bytes: Uint8Array): string | null {
  return MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1] ?? null;
}

/** So many bytes are guessed by, and so many letters shown. */
const [GUESSED_BY, SHOWN] = [100_000, 80];

/**
 * The text that bytes are.
 * @param chosen its encoding, if somebody has said which it is; a byte-order mark says it better.
 * @throws NotTaken if it is in none that is known, or not in the one chosen.
 */
export function decoded(bytes: Uint8Array, chosen: string | undefined): Decoded {
  const marked = markedEncoding(bytes) ?? chosen;
  if (marked !== undefined) {
    if (!isEncoding(marked)) throw new NotTaken({ code: "no-encoding", encoding: marked });
    const text = strictly(bytes, marked);
    if (text === null) throw new NotTaken({ code: "other-encoding", encoding: marked });
    return { text, questions: [] };
  }
  const text = strictly(bytes, "utf-8");
  // In UTF-16 without its mark every other byte of Latin words is zero, which is UTF-8 as well.
  if (text !== null && !text.includes("\0")) return { text, questions: [] };
  return guessed(bytes);
}

function guessed(bytes: Uint8Array): Decoded {
  const read = POSSIBLE.flatMap((encoding) => {
    const text = strictly(bytes, encoding);
    // oxlint-disable-next-line no-control-regex -- what no text has tells that these bytes are none
    if (text === null || /[\0-\x08\x0e-\x1f\x80-\x9f\ufffe\uffff]/.test(text)) return [];
    // Of the same bytes at the beginning, however many letters they are in each.
    const beginning = lettersOf(bytes.subarray(0, GUESSED_BY), new TextDecoder(encoding));
    return [{ encoding, text, likelihood: likelihoodOf(beginning, encoding) }];
  }).sort((one, other) => other.likelihood - one.likelihood);
  if (read.length === 0) throw new NotTaken({ code: "not-what-it-says", is: "unknown" });
  const guesses = read.slice(0, 4).map(({ encoding, text }) => ({ encoding, sample: sampleOf(text) }));
  return { text: read[0]!.text, questions: [{ about: "encoding", guesses }] };
}

/** The first line that has other letters than ASCII's: by those one sees whether it was read as it should. */
function sampleOf(text: string): string {
  const at = Math.max(0, text.search(/[^\0-\x7f]/));
  const from = text.lastIndexOf("\n", at) + 1;
  return Array.from(
    text
      .slice(Math.max(from, at - SHOWN / 2), at + 2 * SHOWN)
      .replace(/\s+/g, " ")
      .trim(),
  )
    .slice(0, SHOWN)
    .join("");
}

/** The text that bytes are in an encoding; null if they are not in that one. */
export function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return lettersOf(bytes, new TextDecoder(encoding, { fatal: true }));
  } catch {
    return null;
  }
}

/**
 * The letters that bytes are.
 *
 * Node.js 20 reads windows-1252 as Latin-1 wherever it is told that nothing follows: quotation marks become controls.
 */
export function lettersOf(bytes: Uint8Array, decoder: TextDecoder): string {
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** True if a text can be read in an encoding of this name. */
export function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name).decode();
    return true;
  } catch {
    return false;
  }
}
