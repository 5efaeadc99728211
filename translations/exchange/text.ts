/**
 * Plain text: paragraphs parted by empty lines, however their lines are wrapped; where there are next to none and lines end
 * as sentences do, each line is one. A heading begins with `#` signs, as in the canonical text, or is one short line without
 * a stop that two empty lines set off. What is written here is the canonical text of each passage, behind it a line with its
 * address and digest, and is read again as it was.
 */
import { citedText } from "../ledger/cited.ts";
import { canonical, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { canonicalPlain } from "../text/plain.ts";
import { beginsList } from "../text/parse.ts";
import { schema, type RenderingJson } from "../text/schema.ts";
import { frontIn } from "./front.ts";
import type { Work } from "../ledger/work.ts";
import { standing, withdrawalLine, withdrawalsIn, WITHDRAWN_LINE, type Told } from "./told.ts";
import {
  isHeadingLine,
  itemsOf,
  LINE_END_IN_WORDS,
  pieceOf,
  stampBetween,
  stampIn,
  stampOf,
  wordsOfParagraph,
  type Piece,
  type Pieces,
} from "./pieces.ts";
import { renderingOf } from "./values.ts";

const STAMPED = stampBetween(String.raw`\[`, String.raw`\]`);
const WITHDRAWN = new RegExp(String.raw`^\[${WITHDRAWN_LINE}\]$`);

/**
 * The pieces of a text.
 * @throws NotTaken if one is larger than a passage may be.
 */
export function readText(whole: string): Pieces {
  const fronted = frontIn(whole, true);
  const text = fronted?.text ?? whole;
  const lines = text.split(/\r\n?|\n/).map((line) => (WITHDRAWN.test(line) ? "" : line));
  const pieces: Piece[] = [];
  let from = 0;
  lines.forEach((line, at) => {
    const stamp = stampIn(line, STAMPED);
    if (!stamp) return;
    const rendering = renderingOf(lines.slice(from, at).join("\n"), at + 1);
    if (rendering) pieces.push(pieceOf(rendering, stamp));
    from = at + 1;
  });
  const all = [...pieces, ...unstamped(lines.slice(from), from)];
  return { pieces: all, notTaken: {}, ...(fronted && { front: fronted.front }) };
}

/** @param before how many lines stand before. */
function unstamped(lines: readonly string[], before: number): Piece[] {
  const byLine = isByLine(lines);
  const pieces: Piece[] = [];
  let empty = 2;
  for (let at = 0; at < lines.length;) {
    if (isEmpty(lines[at]!)) {
      empty++;
      at++;
      continue;
    }
    let end = at + 1;
    while (!byLine && end < lines.length && !isEmpty(lines[end]!)) end++;
    pieces.push(...piecesOf(lines.slice(at, end), before + at + 1, empty));
    [at, empty] = [end, 0];
  }
  return pieces;
}

function isEmpty(line: string): boolean {
  return line.trim() === "";
}

const ENDS = /[.!?。！？…:：;；]["”’」』）)]*\s*$/u;
/** Of all lines so many are empty at least where paragraphs are parted by them; of the others so many end as sentences do. */
const PARTING = 0.05;
const ENDING = 0.6;

/** True if each line is a paragraph by itself. */
function isByLine(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => !isEmpty(line));
  const inside = lines.length - filled.length;
  return (
    inside < PARTING * lines.length + 1 && filled.filter((line) => ENDS.test(line)).length >= ENDING * filled.length
  );
}

/** A heading is no longer, in letters. */
const LONGEST_HEADING = 80;

/** The pieces that lines without an empty one between them are: one, or of a list each of its items. */
function piecesOf(lines: readonly string[], line: number, empty: number): Piece[] {
  const rendering = renderingOf(canonicalPlain(isVerse(lines) ? asVerse(lines) : joined(lines)), line);
  if (!rendering) return [];
  const words = lines.length === 1 && empty >= 2 ? wordsOfParagraph(rendering) : null;
  if (words !== null && words.length <= LONGEST_HEADING && !ENDS.test(words) && !/[,，、]$/u.test(words))
    return [{ kind: "heading", level: 1, rendering, passage: null }];
  return beginsList(lines[0]!.trim()) ? itemsIn(rendering) : [pieceOf(rendering, null)];
}

function itemsIn(rendering: RenderingJson): Piece[] {
  const blocks = renderingFromJson(rendering).children.flatMap(itemsOf);
  return blocks.map((block) => pieceOf(renderingToJson(canonical(schema.nodes.doc.create(null, [block]))), null));
}

/** A line of verse is no longer, in letters; prose that is wrapped fills its lines. */
const LONGEST_OF_VERSE = 60;
/** Of the lines of a stanza so many begin with a capital, or a letter of a script that has none. */
const BEGINNING = 0.9;

/**
 * True of two or more short lines in a row that begin as lines of verse do, and are of such different lengths that no
 * program broke them: prose that was wrapped has the next word where it had no more room.
 */
function isVerse(lines: readonly string[]): boolean {
  const all = lines.map((line) => line.trim());
  if (all.length < 3 || all.some((line) => SIGNED.test(line) || beginsList(line) || line.length > LONGEST_OF_VERSE))
    return false;
  const widest = Math.max(...all.map(({ length }) => length));
  const hadRoom = all
    .slice(1)
    .every((line, at) => all[at]!.length + 1 + (/^\S+/.exec(line)?.[0].length ?? 0) <= widest);
  const begin = all.filter((line) => /^["“‘'(¿¡—]*[\p{Lu}\p{Lo}]/u.test(line)).length;
  return (hadRoom || all.every((line) => line.length < LONGEST_OF_VERSE / 2)) && begin >= BEGINNING * all.length;
}

function asVerse(lines: readonly string[]): string {
  return lines.map((line) => `| ${line.trim()}`).join("\n");
}

/** A line that is a block, or of one, by its first sign: a heading, a line of verse, a quotation. */
const SIGNED = /^\s*(?:#{1,6}\s|[|>])/u;

/** The lines of a piece, those of scripts without spaces made one; a line with a sign of its own goes on in no other. */
function joined(lines: readonly string[]): string {
  const ended = lines.map((line) => (SIGNED.test(line) ? `${line} ` : line.trimEnd()));
  return ended.join("\n").replace(LINE_END_IN_WORDS, "");
}

/** A passage as text, with what parts it from the next. */
export function textOf(told: Told, work: Work): string {
  const gone = withdrawalsIn(told, work).map((each) => `[${withdrawalLine(each, told.address)}]\n\n`);
  return standingText(told) + gone.join("");
}

function standingText(told: Told): string {
  const version = standing(told);
  if (!version) return "";
  const { rendering } = version.words;
  const words = isHeadingLine(told.passage, rendering)
    ? `${"#".repeat(told.passage.level)} ${wordsOfParagraph(rendering)!}`
    : citedText(version.words);
  return `${words}\n\n[${stampOf(told, version)}]\n\n`;
}
