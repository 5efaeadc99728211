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

/** In milliseconds: whoever writes lines without waiting for answers has written the next one by then. */
const SOON = 20;

/** Up to `most` lines that wait already, and all that come after them. */
export async function linesReady(
  input: AsyncIterable<string>,
  most: number,
): Promise<{ ready: string[]; rest: AsyncIterable<string> }> {
  const lines = input[Symbol.asyncIterator]();
  const ready: string[] = [];
  let next = lines.next();
  while (ready.length < most) {
    const got = await soon(next);
    if (!got || got.done) break;
    ready.push(got.value);
    next = lines.next();
  }
  return { ready, rest: restOf(lines, next) };
}

async function soon<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, SOON, null)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function* restOf(lines: AsyncIterator<string>, next: Promise<IteratorResult<string>>): AsyncIterable<string> {
  for (let got = await next; !got.done; got = await lines.next()) yield got.value;
}
