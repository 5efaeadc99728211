/** Changes in words: the text alternative to a coloured difference, one plain sentence a change. */
import type { Layout } from "../../text/layout.ts";
import { canonicalLanguage } from "../../text/language.ts";
import { lineOf, withPilcrows } from "../../text/lines.ts";
import { lastWhere } from "../../text/search.ts";
import { words } from "../../text/words.ts";
import { isInsertion, textsOf, type Change } from "../change.ts";
import {
  blockNews,
  isRemade,
  newsOfInserted,
  newsOfReplaced,
  OTHER_SPACE,
  placesOf,
  type Blocks,
  type Place,
} from "./block-news.ts";
import { unseenChange, unseenOnly } from "./invisible.ts";

/**
 * A sentence for each change, in order, without number and full stop, such as `"Clarify" replaced by "Sort out"`.
 * What can't be seen is named: `a no-break space before "10", not a space`. With layouts it also says which marks words
 * gained or lost, and what blocks were made: `"Three four" made a quotation`; plain text has lines alone.
 */
export function describe(changes: readonly Change[], a: string | Layout, b: string | Layout): string[] {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  return changes.map((change) => sentence(change, sideA, sideB) + asideOf(change));
}

const ONLY: Record<NonNullable<Change["only"]>, string> = {
  case: " (capitals only)",
  punctuation: " (punctuation only)",
  spelling: " (spelling only)",
};

function asideOf({ only, coarse }: Change): string {
  if (coarse) return " (too long to be compared word by word)";
  return only ? ONLY[only] : "";
}

interface Side extends Blocks {
  runs: Layout["runs"];
  /** A stretch on one line. */
  line(from: number, to: number): string;
}

function sideOf(side: string | Layout): Side {
  if (typeof side !== "string") return { ...side, line: (from, to) => lineOf(side, from, to) };
  return { text: side, runs: [], blocks: linesIn(side), line: (from, to) => withPilcrows(side.slice(from, to)) };
}

/** The lines of plain text as paragraphs. */
function linesIn(text: string): Blocks["blocks"] {
  const found = [...text.matchAll(/[^\n]*\S[^\n]*/g)];
  return found.map(({ index: from, 0: line }) => ({ from, to: from + line.length, type: "paragraph" }));
}

function sentence(change: Change, a: Side, b: Side): string {
  const { fromA, toA, fromB, toB } = change;
  const [before, after] = textsOf(change, a.text, b.text);
  switch (change.kind) {
    case "replaced":
      return (
        unseenChange(before, after) ??
        `${quoted(a, fromA, toA)} replaced by ${[quoted(b, fromB, toB), ...madeBy(change, a, b)].join(", ")}`
      );
    case "deleted":
      return `${unseenOnly(before) ?? quoted(a, fromA, toA)} deleted ${placeOf(a, fromA)}`;
    case "inserted":
      return [
        `inserted ${unseenOnly(after) ?? quoted(b, fromB, toB)} ${placeOf(b, fromB)}`,
        ...madeBy(change, a, b),
      ].join(", ");
    case "moved":
      return isInsertion(change)
        ? `${quoted(b, fromB, toB)} moved to here, ${placeOf(b, fromB)}`
        : `${quoted(a, fromA, toA)} moved away from here, ${placeOf(a, fromA)}`;
    case "reformatted":
      return reformatted(change, a, b, before, after);
  }
}

/** How many words say where something stands, or which block is meant. */
const WORDS_OF_PLACE = 3;
const WORDS_OF_BLOCK = 5;
/** So much of a text is looked through for them, in UTF-16 code units. */
const NEAR = 200;

/** `after "of the king"`, or `at the beginning`. */
function placeOf(side: Side, offset: number): string {
  const starts: number[] = [];
  for (let at = lastWhere(side.blocks, ({ from }) => from < offset); at >= 0 && starts.length < WORDS_OF_PLACE; at--) {
    const block = side.blocks[at]!;
    const end = Math.min(block.to, offset);
    const start = Math.max(block.from, end - NEAR);
    starts.unshift(...words(side.text.slice(start, end)).map(({ from }) => start + from));
  }
  const from = starts.slice(-WORDS_OF_PLACE)[0];
  return from === undefined ? "at the beginning" : `after ${quoted(side, from, offset)}`;
}

/** On one line, in quotation marks; a pilcrow for a paragraph's end. White space alone is named. */
function quoted(side: Side, from: number, to: number): string {
  const line = onOneLine(side, from, to);
  return line === "" ? "white space" : `"${line}"`;
}

function onOneLine(side: Side, from: number, to: number): string {
  return side
    .line(from, to)
    .replace(/^ [¶/] | [¶/] $/g, "")
    .trim()
    .replace(/\s+/g, " ");
}

/** The first words of a block. */
function beginningOf(side: Side, { from, to }: Place): string {
  const near = Math.min(to, from + NEAR);
  const first = words(side.text.slice(from, near));
  const end = first.length > WORDS_OF_BLOCK ? from + first[WORDS_OF_BLOCK - 1]!.to : near;
  const line = onOneLine(side, from, end);
  return end < to ? `"${line.replace(/[,;:]$/, "")} …"` : `"${line}"`;
}

/** What blocks words that were put in begin, in a few words; nothing if they begin none, or plain paragraphs. */
export function madeBy(change: Change, a: Blocks, b: Blocks): string[] {
  const [was, is] = placesOf(change, a, b);
  return change.kind === "inserted" ? newsOfInserted(is) : change.kind === "replaced" ? newsOfReplaced(was, is) : [];
}

function reformatted(change: Change, a: Side, b: Side, before: string, after: string): string {
  const { fromA, toA, fromB, toB } = change;
  const [marksA, marksB] = [markNames(a, fromA, toA), markNames(b, fromB, toB)];
  const gained = marksB.filter((name) => !marksA.includes(name)).map((name) => `now ${name}`);
  const lost = marksA.filter((name) => !marksB.includes(name)).map((name) => `no longer ${name}`);
  const [was, is] = placesOf(change, a, b);
  const news = [...gained, ...lost, ...blockNews(was, is)];
  const unseen =
    news.length === 0 || (news.length === 1 && news[0] === OTHER_SPACE) ? unseenChange(before, after) : null;
  if (unseen !== null) return unseen;
  const about = isRemade(was, is) && gained.length + lost.length === 0 ? beginningOf(b, is) : quoted(b, fromB, toB);
  return `${about} ${news.length > 0 ? news.join(", ") : "set otherwise"}`;
}

const MARK_NAMES: Record<string, string> = {
  emphasis: "emphasised",
  strong: "strong",
  superscript: "superscript",
  small_capitals: "in small capitals",
  footnote: "the sign of a footnote",
};

function markNames({ runs }: Side, from: number, to: number): string[] {
  const names = runs
    .filter((run) => run.from < to && run.to > from)
    .flatMap(({ marks }) =>
      marks.map(
        ({ type, attrs }) => MARK_NAMES[type.name] ?? `marked as foreign (${canonicalLanguage(String(attrs["lang"]))})`,
      ),
    );
  return [...new Set(names)];
}
