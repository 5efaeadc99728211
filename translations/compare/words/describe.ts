/** What there is to tell of changes, one by one, as data: whoever shows them makes a sentence of each. */
import type { Layout } from "../../text/layout.ts";
import { canonicalLanguage } from "../../text/language.ts";
import { lineOf, withPilcrows } from "../../text/lines.ts";
import { lastWhere } from "../../text/search.ts";
import { words } from "../../text/words.ts";
import { isInsertion, textsOf, type Change } from "../change.ts";
import {
  beganSo,
  blockNews,
  isRemade,
  newsOfInserted,
  newsOfReplaced,
  placesOf,
  type BlockNews,
  type Blocks,
  type Place,
} from "./block-news.ts";
import { unseenChange, unseenOnly, type UnseenChange, type UnseenRun } from "./invisible.ts";

/** Words on one line, with a pilcrow for a paragraph's end and without white space at their ends; "" if there is no more. */
type Line = string;

/** A mark that words have; `lang` (BCP 47) of foreign ones. */
export interface ToldMark {
  mark: "emphasis" | "strong" | "superscript" | "small_capitals" | "footnote" | "foreign";
  lang?: string;
}

/** What became of words that stayed: marks and blocks. */
export type News = BlockNews | ({ news: "gained" | "lost" } & ToldMark);

/**
 * What is told of a change. `after` are the words that it stands behind, null at the beginning; `what` words, or the
 * characters where none of them can be seen. `cut`: `words` are the first of a block, and others follow.
 */
export type Description = Pick<Change, "only" | "coarse"> &
  (
    | { kind: "replaced"; before: Line; after: Line; news: BlockNews[] }
    | { kind: "looks-alike"; change: UnseenChange }
    | { kind: "deleted"; what: Line | UnseenRun[]; after: Line | null }
    | { kind: "inserted"; what: Line | UnseenRun[]; after: Line | null; news: BlockNews[] }
    | { kind: "moved-here" | "moved-away"; words: Line; after: Line | null }
    | { kind: "reformatted"; words: Line; cut: boolean; news: News[] }
  );

/** What there is to tell of each change, in order. Of plain text, which has no layout, no marks are told and no blocks but lines. */
export function describe(changes: readonly Change[], a: string | Layout, b: string | Layout): Description[] {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  return changes.map((change) => {
    const { only, coarse } = change;
    return { ...description(change, sideA, sideB), ...(only && { only }), ...(coarse && { coarse }) };
  });
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

function description(change: Change, a: Side, b: Side): Description {
  const { fromA, toA, fromB, toB } = change;
  const [before, after] = textsOf(change, a.text, b.text);
  switch (change.kind) {
    case "replaced":
      return (
        looksAlike(before, after) ?? {
          kind: "replaced",
          before: onOneLine(a, fromA, toA),
          after: onOneLine(b, fromB, toB),
          news: madeBy(change, a, b),
        }
      );
    case "deleted":
      return { kind: "deleted", what: unseenOnly(before) ?? onOneLine(a, fromA, toA), after: placeOf(a, fromA) };
    case "inserted": {
      const what = unseenOnly(after) ?? onOneLine(b, fromB, toB);
      return { kind: "inserted", what, after: placeOf(b, fromB), news: madeBy(change, a, b) };
    }
    case "moved":
      return isInsertion(change)
        ? { kind: "moved-here", words: onOneLine(b, fromB, toB), after: placeOf(b, fromB) }
        : { kind: "moved-away", words: onOneLine(a, fromA, toA), after: placeOf(a, fromA) };
    case "reformatted":
      return reformatted(change, a, b, before, after);
  }
}

function looksAlike(before: string, after: string): Description | null {
  const change = unseenChange(before, after);
  return change && { kind: "looks-alike", change };
}

/** How many words say where something stands, or which block is meant. */
const WORDS_OF_PLACE = 3;
const WORDS_OF_BLOCK = 5;
/** So much of a text is looked through for them, in UTF-16 code units. */
const NEAR = 200;

/** The last words before `offset`; null at the beginning. */
function placeOf(side: Side, offset: number): Line | null {
  const starts: number[] = [];
  for (let at = lastWhere(side.blocks, ({ from }) => from < offset); at >= 0 && starts.length < WORDS_OF_PLACE; at--) {
    const block = side.blocks[at]!;
    const end = Math.min(block.to, offset);
    const start = Math.max(block.from, end - NEAR);
    starts.unshift(...words(side.text.slice(start, end)).map(({ from }) => start + from));
  }
  const from = starts.slice(-WORDS_OF_PLACE)[0];
  return from === undefined ? null : onOneLine(side, from, offset);
}

function onOneLine(side: Side, from: number, to: number): Line {
  return side
    .line(from, to)
    .replace(/^ [¶/] | [¶/] $/g, "")
    .trim()
    .replace(/\s+/g, " ");
}

/** The first words of a block. */
function beginningOf(side: Side, { from, to }: Place): { words: Line; cut: boolean } {
  const near = Math.min(to, from + NEAR);
  const first = words(side.text.slice(from, near));
  const end = first.length > WORDS_OF_BLOCK ? from + first[WORDS_OF_BLOCK - 1]!.to : near;
  const line = onOneLine(side, from, end);
  return end < to ? { words: line.replace(/[,;:]$/, ""), cut: true } : { words: line, cut: false };
}

/** What blocks words that were put in begin; nothing if they begin none, or plain paragraphs. */
export function madeBy(change: Change, a: Blocks, b: Blocks): BlockNews[] {
  const [was, is] = placesOf(change, a, b);
  if (change.kind === "inserted") return change.toB < is.to && beganSo(was, is) ? [] : newsOfInserted(is);
  return change.kind === "replaced" ? newsOfReplaced(was, is) : [];
}

function reformatted(change: Change, a: Side, b: Side, before: string, after: string): Description {
  const { fromA, toA, fromB, toB } = change;
  const marks = marksNews(marksIn(a, fromA, toA), marksIn(b, fromB, toB));
  const [was, is] = placesOf(change, a, b);
  const news: News[] = [...marks, ...blockNews(was, is)];
  const alike = news.every((each) => each.news === "spaced-otherwise") ? looksAlike(before, after) : null;
  if (alike !== null) return alike;
  const about =
    isRemade(was, is) && marks.length === 0 ? beginningOf(b, is) : { words: onOneLine(b, fromB, toB), cut: false };
  return { kind: "reformatted", ...about, news };
}

function marksNews(was: readonly ToldMark[], is: readonly ToldMark[]): News[] {
  const gained = is.filter((mark) => !was.some((other) => isSame(mark, other)));
  const lost = was.filter((mark) => !is.some((other) => isSame(mark, other)));
  return [
    ...gained.map((mark) => ({ news: "gained" as const, ...mark })),
    ...lost.map((mark) => ({ news: "lost" as const, ...mark })),
  ];
}

/** The marks on some of the words, each once. */
function marksIn({ runs }: Side, from: number, to: number): ToldMark[] {
  const found: ToldMark[] = [];
  for (const { marks } of runs.filter((run) => run.from < to && run.to > from))
    for (const { type, attrs } of marks) {
      const mark: ToldMark = { mark: type.name as ToldMark["mark"] };
      if (mark.mark === "foreign") mark.lang = canonicalLanguage(String(attrs["lang"]));
      if (!found.some((other) => isSame(mark, other))) found.push(mark);
    }
  return found;
}

function isSame(one: ToldMark, other: ToldMark): boolean {
  return one.mark === other.mark && one.lang === other.lang;
}
