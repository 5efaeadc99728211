/** Differences for the command line: a text for people, or JSON for programs. Arguments and files are read elsewhere. */
import { performance } from "node:perf_hooks";
import type { Change } from "../../translations/compare/change.ts";
import { changeInWords, countsInWords } from "../../editor/changes/changes.ts";
import { describe, diffTexts, icuWords, summary } from "../../translations/compare/words/words.ts";
import { paragraphsOf } from "../../translations/compare/works/works.ts";
import { canonicalPlain } from "../../translations/text/plain.ts";
import { ANSI, forTerminal, HTML, PLAIN, printed, type DiffFormat } from "./diff-style.ts";
import { printWorks } from "./diff-works.ts";
import { linesReady, textsOf } from "./lines.ts";

export const DIFF_FORMATS: readonly DiffFormat[] = ["color", "list", "html", "json", "stat"];

/** Two texts as they are compared. */
export interface Texts {
  a: string;
  b: string;
}

/** What is compared of two texts: their canonical forms ({@link canonicalPlain}), or with `exact` every letter of them. */
export function comparable({ a, b }: Texts, exact: boolean): Texts {
  return exact ? { a, b } : { a: canonicalPlain(a), b: canonicalPlain(b) };
}

/**
 * The difference between two texts, as they stand, without a line end after it.
 * `color`: the text with deletions and insertions coloured, or as `[-gone-]{+come+}` where `colour` is off;
 * `list`: numbered sentences and the counts; `html`: a fragment with `del` and `ins`; `json`: one object
 * `{a, b, changes, summary}`, offsets in UTF-16 code units into its texts `a` and `b`; `stat`: the counts, on one line.
 * Texts in several paragraphs with empty lines between are compared as works, passage by passage ({@link printWorks}).
 * @param colour whether to use ANSI colours; by default if a terminal shows it and `NO_COLOR` is not set.
 */
export function printDiff(a: string, b: string, format: DiffFormat, colour: boolean = coloursWanted()): string {
  const [workA, workB] = [paragraphsOf(a), paragraphsOf(b)];
  if (workA.passages.length > 1 || workB.passages.length > 1) return printWorks(workA, workB, format, colour);
  const changes = diffTexts(a, b, icuWords);
  switch (format) {
    case "color":
      return printed(changes, a, b, colour ? ANSI : PLAIN);
    case "list":
      return forTerminal(list(changes, a, b));
    case "html":
      return `<div class="diff">${printed(changes, a, b, HTML)}</div>`;
    case "json":
      return JSON.stringify({ a, b, changes, summary: summary(changes, a, b) });
    case "stat":
      return countsInWords(summary(changes, a, b));
  }
}

/** Git sets a variable where its pager shows on a terminal what a program gives it. */
function coloursWanted(): boolean {
  return (process.stdout.isTTY || process.env["GIT_PAGER_IN_USE"] === "true") && !process.env["NO_COLOR"];
}

function list(changes: readonly Change[], a: string, b: string): string {
  const sentences = describe(changes, a, b).map((told, index) => `${index + 1}. ${changeInWords(told)}`);
  return [...sentences, countsInWords(summary(changes, a, b))].join("\n");
}

/** Where so many lines wait, `micros` is to speak of comparisons and not of their compilation; fewer are not held up. */
const MANY = 256;
/** Characters of JSON compared beforehand, by when JavaScript's engine has compiled what comparisons of paragraphs need. */
const WARM = 600_000;
/** So many characters' work is a line itself, be it empty. */
const A_LINE = 100;

function warmUp(lines: readonly string[], exact: boolean): void {
  for (let [at, done] = [0, 0]; done < WARM; at++) {
    const line = lines[at % lines.length]!;
    answerTo(line, exact);
    done += line.length + A_LINE;
  }
}

/**
 * One answer a line, for programs that ask much: `{"a": "…", "b": "…"}` in,
 * `{"a", "b", "changes": [{fromA, toA, fromB, toB, kind, only}], "micros": n}` out: the texts as they were compared, which
 * the offsets count in; `only` is null where words differ; `micros` is the time the comparison took.
 * A line that is not such an object gives `{"error": "…"}` in its place.
 */
export async function* diffLines(input: AsyncIterable<string>, exact = false): AsyncIterable<string> {
  const { ready, rest } = await linesReady(input, MANY);
  if (ready.length >= MANY) warmUp(ready, exact);
  for (const line of ready) yield JSON.stringify(answerTo(line, exact));
  for await (const line of rest) yield JSON.stringify(answerTo(line, exact));
}

/** Nothing is remembered from line to line: `micros` is what a first comparison takes, reading the words included. */
function answerTo(line: string, exact: boolean): object {
  const asked = textsOf(line);
  if ("error" in asked) return asked;
  const { a, b } = comparable(asked, exact);
  const start = performance.now();
  const found = diffTexts(a, b, icuWords);
  const micros = Math.round((performance.now() - start) * 1000);
  const changes = found.map(({ fromA, toA, fromB, toB, kind, only = null }) => ({
    fromA,
    toA,
    fromB,
    toB,
    kind,
    only,
  }));
  return { a, b, changes, micros };
}
