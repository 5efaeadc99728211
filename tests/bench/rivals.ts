/** The engines that are compared: each one's answer as ranges of characters, so that one ruler measures all. */
import { presentableDiff } from "@codemirror/merge";
import { diffWordsWithSpace } from "diff";
import DiffMatchPatch from "diff-match-patch";
import { diff as myers } from "fast-myers-diff";
import htmlDiff from "node-htmldiff";
import { ChangeSet, simplifyChanges } from "prosemirror-changeset";
import { EditorState } from "prosemirror-state";
import { whole, type Hunk } from "../../translations/compare/change.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { diffWordings } from "../../translations/compare/words/diff.ts";
import { wordingOfText } from "../../translations/compare/words/wording.ts";
import { schema } from "../../translations/text/schema.ts";
import { words } from "../../translations/text/words.ts";

export interface Engine {
  name: string;
  /** What it is handed for a text: made outside the clock and each time anew, so that nobody's memory is warmer. */
  input(text: string): unknown;
  /** What is timed: the engine's own answer, in its own shape, from two inputs. */
  run(a: unknown, b: unknown): unknown;
  /** That answer as ranges; not timed. */
  ranges(answer: unknown, a: string, b: string): Hunk[];
}

/** What an engine marks. */
export function rangesOf(engine: Engine, a: string, b: string): Hunk[] {
  return engine.ranges(engine.run(engine.input(a), engine.input(b)), a, b);
}

/** A script of kept, removed and added text as ranges; what touches becomes one. */
function rangesOfScript(script: readonly (readonly [-1 | 0 | 1, number])[]): Hunk[] {
  const ranges: Hunk[] = [];
  let [a, b, open] = [0, 0, false];
  for (const [operation, length] of script) {
    if (length === 0) continue;
    if (operation === 0) [a, b, open] = [a + length, b + length, false];
    else {
      if (!open) ranges.push({ fromA: a, toA: a, fromB: b, toB: b });
      const last = ranges.at(-1)!;
      if (operation < 0) last.toA = a += length;
      else last.toB = b += length;
      open = true;
    }
  }
  return ranges;
}

function engine<Answer>(
  name: string,
  run: (a: string, b: string) => Answer,
  ranges: (answer: Answer, a: string, b: string) => Hunk[],
): Engine {
  return engineOn(name, fresh, run, ranges);
}

function engineOn<Input, Answer>(
  name: string,
  input: (text: string) => Input,
  run: (a: Input, b: Input) => Answer,
  ranges: (answer: Answer, a: string, b: string) => Hunk[],
): Engine {
  return {
    name,
    input,
    run: (a, b) => run(a as Input, b as Input),
    ranges: (answer, a, b) => ranges(answer as Answer, a, b),
  };
}

/** A copy of a text as it comes from a file or the network: nothing remembers it. */
function fresh(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

const ours = engine("variorum", diffTexts, (changes) => changes);

/** As a reader's second look finds it: the words of both versions are at hand. */
const cached = engineOn(
  "variorum, words cached",
  (text) => wordingOfText(fresh(text)),
  diffWordings,
  (changes) => changes,
);

/** Texts of so many characters have a limit of time; shorter ones are asked without, for the limit costs time itself. */
const LONG = 50_000;
/** Milliseconds after which jsdiff is stopped; what is reported then is less than it would take. */
const GIVE_UP = 60_000;

const jsdiff = engine(
  "jsdiff words",
  (a, b) => (a.length < LONG ? diffWordsWithSpace(a, b) : (diffWordsWithSpace(a, b, { timeout: GIVE_UP }) ?? null)),
  (parts, a, b) => {
    if (!parts) return [whole(a.length, b.length)];
    return rangesOfScript(parts.map(({ added, removed, value }) => [added ? 1 : removed ? -1 : 0, value.length]));
  },
);

const characters = engine(
  "diff-match-patch semantic",
  (a, b) => {
    const differ = new DiffMatchPatch();
    const diffs = differ.diff_main(a, b);
    differ.diff_cleanupSemantic(diffs);
    return diffs;
  },
  (diffs) => rangesOfScript(diffs.map(([operation, { length }]) => [operation as -1 | 0 | 1, length])),
);

/** Each word with the white space before it; the first of a text with a space, as it would stand elsewhere. */
function spacedWords(text: string): { ends: number[]; spaced: string[] } {
  const ends = words(text).map(({ to }) => to);
  if (ends.length > 0) ends[ends.length - 1] = text.length;
  const spaced = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
  if (spaced.length > 0 && !/^\s/.test(text)) spaced[0] = ` ${spaced[0]}`;
  return { ends, spaced };
}

const fastMyers = engine(
  "fast-myers-diff words",
  (a, b) => {
    const [left, right] = [spacedWords(a), spacedWords(b)];
    return { left, right, found: [...myers(left.spaced, right.spaced)] };
  },
  ({ left, right, found }, a, b) => {
    if (left.ends.length === 0 || right.ends.length === 0) return a === b ? [] : [whole(a.length, b.length)];
    const at = (ends: number[], index: number) => ends[index - 1] ?? 0;
    return found.map(([fromA, toA, fromB, toB]) => {
      const isOpening = (toA === 0 && fromB === 0) || (toB === 0 && fromA === 0);
      const room = (text: string, end: number) => (isOpening && end > 0 ? blankFrom(text, end) : 0);
      const [endA, endB] = [at(left.ends, toA), at(right.ends, toB)];
      return {
        fromA: at(left.ends, fromA),
        toA: endA + room(a, endA),
        fromB: at(right.ends, fromB),
        toB: endB + room(b, endB),
      };
    });
  },
);

/** How much white space follows. */
function blankFrom(text: string, at: number): number {
  return text.length - at - text.slice(at).trimStart().length;
}

const codeMirror = engine(
  "codemirror presentableDiff",
  (a, b) => presentableDiff(a, b),
  (changes) => [...changes],
);

const docOf = (text: string) =>
  schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, text === "" ? [] : schema.text(text)));

const changeset = engine(
  "prosemirror-changeset",
  (a, b) => {
    const before = docOf(a);
    const { doc, mapping } = EditorState.create({ doc: before }).tr.replaceWith(
      1,
      a.length + 1,
      docOf(b).firstChild!.content,
    );
    return simplifyChanges(ChangeSet.create(before).addSteps(doc, mapping.maps, null).changes, doc);
  },
  (changes) =>
    changes.map(({ fromA, toA, fromB, toB }) => ({ fromA: fromA - 1, toA: toA - 1, fromB: fromB - 1, toB: toB - 1 })),
);

const TAG = /<(\/?)(ins|del)[^>]*>/g;

const nodeHtmldiff = engine("node-htmldiff", (a, b) => htmlDiff(escaped(a), escaped(b)), rangesOfHtml);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function unescaped(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

function rangesOfHtml(html: string): Hunk[] {
  const script: [-1 | 0 | 1, number][] = [];
  let [kept, operation]: [number, -1 | 0 | 1] = [0, 0];
  for (const tag of html.matchAll(TAG)) {
    script.push([operation, unescaped(html.slice(kept, tag.index)).length]);
    operation = tag[1] === "/" ? 0 : tag[2] === "ins" ? 1 : -1;
    kept = tag.index + tag[0].length;
  }
  script.push([operation, unescaped(html.slice(kept)).length]);
  return rangesOfScript(script);
}

export const OURS = "variorum";
export const CACHED = "variorum, words cached";
export const JSDIFF = "jsdiff words";
export const FAST_MYERS = "fast-myers-diff words";
export const CHARACTERS = "diff-match-patch semantic";
export const CODEMIRROR = "codemirror presentableDiff";

export const ENGINES: readonly Engine[] = [
  ours,
  cached,
  jsdiff,
  characters,
  fastMyers,
  codeMirror,
  changeset,
  nodeHtmldiff,
];
