/** `variorum distance`: translation edit rates for pairs of texts in JSON lines. The rate itself is computed elsewhere. */
import { Command, Option } from "commander";
import { type EditRate, ter } from "../../translations/compare/effort/effort.ts";
import { words } from "../../translations/text/words.ts";
import { printAnswers, textsOf } from "./lines.ts";

/** `words`: the words and signs of the diff; `space`: whatever stands between white space, as published rates count. */
export type Tokens = "words" | "space";

export interface DistanceOptions {
  /** Compare without regard to case. */
  lowercase: boolean;
  tokens: Tokens;
}

/**
 * One answer a line: `{"a": "…", "b": "…"}` in, `{"ter", "edits", "shifts", "length"}` out, for `a` revised into `b`.
 * `ter` is edits by length, at most 1 as in published rates; edits above length say by how much more.
 * A line that is not such an object gives `{"error": "…"}` in its place.
 */
export async function* distanceLines(input: AsyncIterable<string>, options: DistanceOptions): AsyncIterable<string> {
  for await (const line of input) yield JSON.stringify(answer(line, options));
}

function answer(line: string, options: DistanceOptions): EditRate | { error: string } {
  const asked = textsOf(line);
  if ("error" in asked) return asked;
  const rate = ter(tokensOf(asked.a, options), tokensOf(asked.b, options));
  return { ter: Math.min(1, rate.ter), edits: rate.edits, shifts: rate.shifts, length: rate.length };
}

function tokensOf(text: string, { lowercase, tokens }: DistanceOptions): string[] {
  const read = lowercase ? text.toLowerCase() : text;
  if (tokens === "space") return read.split(/\s+/u).filter((token) => token !== "");
  return words(read).map(({ from, to }) => read.slice(from, to));
}

export function distanceCommand(): Command {
  return new Command("distance")
    .description("Measure how much work each revision was: translation edit rates for pairs of texts.")
    .option("--jsonl", 'read lines {"a": "...", "b": "..."} on standard input, write a line of figures each')
    .option("--lowercase", "compare without regard to case", false)
    .addOption(new Option("--tokens <how>", "what counts as one word").choices(["words", "space"]).default("words"))
    .action(async ({ jsonl, ...options }: DistanceOptions & { jsonl?: true }, command: Command) => {
      if (!jsonl) return command.error("Say --jsonl, and give the pairs of texts on standard input, a line each.");
      await printAnswers((lines) => distanceLines(lines, options));
    });
}
