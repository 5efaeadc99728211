/** What files bring is sent to a workbench elsewhere, with what is told meanwhile. */
import { grouped } from "../../editor/language/english.ts";
import type { BroughtPassage } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Head } from "../../translations/exchange/records.ts";
import { sentLine } from "../../translations/exchange/sent.ts";
import { writtenName } from "../../translations/people/named.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { FileProblem } from "./files.ts";

/** What passages a line are sent as. */
export const LINES = "application/jsonl";

/**
 * Sends what files bring, to be a work there.
 * @param of SHA-256 of what the files are, and how they were read.
 * @throws FileProblem if it is not taken.
 */
export async function sendTo(
  there: Elsewhere,
  head: Head,
  passages: readonly BroughtPassage[],
  of: string,
): Promise<"taken" | "already"> {
  const { title, language, sourceLanguage, translation, visibility } = head;
  const said = new URLSearchParams({
    ...{ of, title, language, sourceLanguage, licence: translation.licence ?? "" },
    translators: translation.translators.map(writtenName).join(";"),
    ...(visibility !== undefined && { visibility }),
  });
  const pieces = inPieces(passages.map(sentLine));
  refuseTooLarge(pieces);
  const answer = await there.sent(`/api/works/${head.id}/import?${said}`, LINES, pieces, tellSent());
  return (answer as { already?: unknown }).already === true ? "already" : "taken";
}

/** @throws FileProblem if it is more than may come at once. */
export function refuseTooLarge(pieces: readonly Buffer[]): void {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  if (bytes > FILE_LIMITS.sent)
    throw new FileProblem(
      `This has ${grouped(bytes)} bytes as it is sent; ${grouped(FILE_LIMITS.sent)} may come at once. Divide it into several works.`,
    );
}

/** About so many bytes are sent at once. */
const PIECE = 1_000_000;

/** Lines in pieces of about so many bytes. */
export function inPieces(lines: readonly string[]): Buffer[] {
  const pieces: Buffer[] = [];
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    pieces.push(Buffer.from(piece));
    piece = "";
  }
  return piece === "" ? pieces : [...pieces, Buffer.from(piece)];
}

/** What is sent, in pieces. */
export function cut(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(bytes.subarray(at, at + PIECE));
  return pieces;
}

/** How much has gone is told every two seconds; of what goes sooner, nothing. */
export function tellSent(): (gone: number, of: number) => void {
  const often = every(2_000);
  let isLong = false;
  return (gone, of) => {
    const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
    if (gone < of && often()) {
      isLong = true;
      console.error(`${mb(gone)} of ${mb(of)} MB …`);
    } else if (gone === of && isLong) console.error("All is sent, and being brought in …");
  };
}

/** True at most once in so many milliseconds, and not at once. */
export function every(milliseconds: number): () => boolean {
  let last = Date.now();
  return () => {
    if (Date.now() < last + milliseconds) return false;
    last = Date.now();
    return true;
  };
}
