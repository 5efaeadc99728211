/** Differences for the command line: a text for people, or JSON for programs. Arguments and files are read elsewhere. */
import { performance } from "node:perf_hooks";
import type { Change, ChangeKind } from "../../translations/diff/change.ts";
import { describe, diffTexts, summary, summaryInWords } from "../../translations/diff/diff.ts";

export type DiffFormat = "color" | "list" | "html" | "json";

export const DIFF_FORMATS: readonly DiffFormat[] = ["color", "list", "html", "json"];

/**
 * The difference between two texts, without a line end after it.
 * `color`: the text with deletions and insertions coloured, or as `[-gone-]{+come+}` where `colour` is off;
 * `list`: numbered sentences and the counts; `html`: a fragment with `del` and `ins`; `json`: one object
 * `{changes, summary}`, offsets in UTF-16 code units.
 * @param colour whether to use ANSI colours; by default if this is a terminal and `NO_COLOR` is not set.
 */
export function printDiff(a: string, b: string, format: DiffFormat, colour: boolean = coloursWanted()): string {
  const changes = diffTexts(a, b);
  switch (format) {
    case "color":
      return printed(changes, a, b, colour ? ANSI : PLAIN, (text) => text);
    case "list":
      return list(changes, a, b);
    case "html":
      return `<div class="diff">${printed(changes, a, b, HTML, escaped)}</div>`;
    case "json":
      return JSON.stringify({ changes, summary: summary(changes, a, b) });
  }
}

function coloursWanted(): boolean {
  return process.stdout.isTTY && !process.env["NO_COLOR"];
}

/** What stands around the words gone and come of a change. */
interface Style {
  gone(text: string, kind: ChangeKind): string;
  come(text: string, kind: ChangeKind): string;
}

const RED = "\u001b[31;9m";
const GREEN = "\u001b[32;4m";
const BLUE = "\u001b[34m";
const YELLOW = "\u001b[33m";
const RESET = "\u001b[0m";

/** Colour is never alone: deletions are struck through, insertions underlined, moves and formatting bracketed. */
const ANSI: Style = {
  gone: (text, kind) => (kind === "moved" ? `${BLUE}[~${text}~]${RESET}` : `${RED}${text}${RESET}`),
  come: (text, kind) => {
    if (kind === "moved") return `${BLUE}{~${text}~}${RESET}`;
    return kind === "reformatted" ? `${YELLOW}{=${text}=}${RESET}` : `${GREEN}${text}${RESET}`;
  },
};

const PLAIN: Style = {
  gone: (text, kind) => (kind === "moved" ? `[~${text}~]` : `[-${text}-]`),
  come: (text, kind) => {
    if (kind === "moved") return `{~${text}~}`;
    return kind === "reformatted" ? `{=${text}=}` : `{+${text}+}`;
  },
};

const HTML: Style = {
  gone: (text, kind) => `<del${kind === "moved" ? ' class="moved"' : ""}>${text}</del>`,
  come: (text, kind) => {
    if (kind === "reformatted") return `<mark class="reformatted">${text}</mark>`;
    return `<ins${kind === "moved" ? ' class="moved"' : ""}>${text}</ins>`;
  },
};

function printed(
  changes: readonly Change[],
  a: string,
  b: string,
  style: Style,
  write: (text: string) => string,
): string {
  let [page, kept] = ["", 0];
  for (const { fromA, toA, fromB, toB, kind } of changes) {
    page += write(b.slice(kept, fromB));
    if (fromA < toA && kind !== "reformatted") page += style.gone(write(a.slice(fromA, toA)), kind);
    if (fromB < toB) page += style.come(write(b.slice(fromB, toB)), kind);
    kept = toB;
  }
  return page + write(b.slice(kept));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>\n" };

function escaped(text: string): string {
  return text.replace(/[&<>"\n]/g, (character) => ENTITIES[character]!);
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
  for await (const line of input) yield JSON.stringify(answer(line));
}

function answer(line: string): { changes: Change[]; micros: number } | { error: string } {
  const asked = textsOf(line);
  if ("error" in asked) return asked;
  const start = performance.now();
  const changes = diffTexts(asked.a, asked.b);
  return { changes, micros: Math.round((performance.now() - start) * 1000) };
}

function textsOf(line: string): { a: string; b: string } | { error: string } {
  let asked: unknown;
  try {
    asked = JSON.parse(line);
  } catch (error) {
    return { error: `This line is not JSON: ${(error as Error).message}.` };
  }
  const { a, b } = (asked ?? {}) as { a?: unknown; b?: unknown };
  if (typeof a === "string" && typeof b === "string") return { a, b };
  return { error: 'Each line must be an object with two texts: {"a": "…", "b": "…"}.' };
}
