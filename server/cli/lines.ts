/** Commands that answer line by line: pairs of texts in JSON lines on standard input, an answer each on standard output. */
import { createInterface } from "node:readline";

/** The two texts of a line, or what is wrong with it. */
export function textsOf(line: string): { a: string; b: string } | { error: string } {
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

/** Prints what `answers` gives for the lines of standard input, no faster than they are taken. */
export async function printAnswers(answers: (lines: AsyncIterable<string>) => AsyncIterable<string>): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const answer of answers(lines))
    if (!process.stdout.write(`${answer}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}
