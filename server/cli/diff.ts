/** Differences for the command line: a text for people, or JSON for programs. Arguments and files are read elsewhere. */
import { performance } from "node:perf_hooks";
import type { Change, ChangeKind } from "../../translations/diff/change.ts";
import { describe, diffTexts, summary, summaryInWords } from "../../translations/diff/diff.ts";
import { textsOf } from "./lines.ts";

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
  warmUp();
  for await (const line of input) {
    const asked = textsOf(line);
    yield JSON.stringify("error" in asked ? asked : answer(asked));
  }
}

/** A revision of the kinds that come: words replaced, put in, taken out and moved, in two languages. */
const SAMPLE = [
  "Clarify the relationship between government and markets (厘清政府和市场关系); promote better integration, and let supervision penetrate the entire process of 14th-plan innovation.",
  "Sort out how government and the markets stand to each other (理清政府和市场关系); let supervision run through the process of innovation, and promote integration in 2021–2025.",
] as const;

/** How long the program runs itself in before it reads, so that `micros` speaks of the comparison and not of its compilation. */
const WARM_UP_MILLIS = 250;

function warmUp(): void {
  const [older, newer] = SAMPLE;
  for (const end = performance.now() + WARM_UP_MILLIS; performance.now() < end;) {
    diffTexts(older, newer);
    diffTexts(newer.repeat(3), older.repeat(3));
  }
}

type Stretch = Pick<Change, "fromA" | "toA" | "fromB" | "toB" | "kind">;

/** Nothing is remembered from line to line: `micros` is what a first comparison takes, reading the words included. */
function answer({ a, b }: { a: string; b: string }): { changes: Stretch[]; micros: number } {
  const start = performance.now();
  const found = diffTexts(a, b);
  const micros = Math.round((performance.now() - start) * 1000);
  return { changes: found.map(({ fromA, toA, fromB, toB, kind }) => ({ fromA, toA, fromB, toB, kind })), micros };
}
