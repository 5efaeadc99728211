/** Differences for the command line: a text for people, or JSON for programs. Arguments and files are read elsewhere. */
import { performance } from "node:perf_hooks";
import type { Change } from "../../translations/compare/change.ts";
import { describe, diffTexts, icuWords, summary, summaryInWords } from "../../translations/compare/words/words.ts";
import { paragraphsOf } from "../../translations/compare/works/works.ts";
import { ANSI, HTML, PLAIN, printed, type DiffFormat } from "./diff-style.ts";
import { printWorks } from "./diff-works.ts";
import { textsOf } from "./lines.ts";
import { warmUp } from "./warm-up.ts";

export const DIFF_FORMATS: readonly DiffFormat[] = ["color", "list", "html", "json"];

/**
 * The difference between two texts, without a line end after it.
 * `color`: the text with deletions and insertions coloured, or as `[-gone-]{+come+}` where `colour` is off;
 * `list`: numbered sentences and the counts; `html`: a fragment with `del` and `ins`; `json`: one object
 * `{changes, summary}`, offsets in UTF-16 code units.
 * Texts in several paragraphs with empty lines between are compared as works, passage by passage ({@link printWorks}).
 * @param colour whether to use ANSI colours; by default if this is a terminal and `NO_COLOR` is not set.
 */
export function printDiff(a: string, b: string, format: DiffFormat, colour: boolean = coloursWanted()): string {
  const [workA, workB] = [paragraphsOf(a), paragraphsOf(b)];
  if (workA.passages.length > 1 || workB.passages.length > 1) return printWorks(workA, workB, format, colour);
  const changes = diffTexts(a, b, icuWords);
  switch (format) {
    case "color":
      return printed(changes, a, b, colour ? ANSI : PLAIN);
    case "list":
      return list(changes, a, b);
    case "html":
      return `<div class="diff">${printed(changes, a, b, HTML)}</div>`;
    case "json":
      return JSON.stringify({ changes, summary: summary(changes, a, b) });
  }
}

function coloursWanted(): boolean {
  return process.stdout.isTTY && !process.env["NO_COLOR"];
}

function list(changes: readonly Change[], a: string, b: string): string {
  const sentences = describe(changes, a, b).map((sentence, index) => `${index + 1}. ${sentence}`);
  return [...sentences, summaryInWords(summary(changes, a, b))].join("\n");
}

/**
 * One answer a line, for programs that ask much: `{"a": "…", "b": "…"}` in,
 * `{"changes": [{fromA, toA, fromB, toB, kind}], "micros": n}` out, `micros` the time the comparison took.
 * A line that is not such an object gives `{"error": "…"}` in its place.
 */
export async function* diffLines(input: AsyncIterable<string>): AsyncIterable<string> {
  // So that `micros` speaks of the comparison and not of its compilation.
  warmUp();
  for await (const line of input) {
    const asked = textsOf(line);
    yield JSON.stringify("error" in asked ? asked : answer(asked));
  }
}

/** Nothing is remembered from line to line: `micros` is what a first comparison takes, reading the words included. */
function answer({ a, b }: { a: string; b: string }): { changes: Omit<Change, "only" | "coarse">[]; micros: number } {
  const start = performance.now();
  const found = diffTexts(a, b, icuWords);
  const micros = Math.round((performance.now() - start) * 1000);
  return { changes: found.map(({ fromA, toA, fromB, toB, kind }) => ({ fromA, toA, fromB, toB, kind })), micros };
}
