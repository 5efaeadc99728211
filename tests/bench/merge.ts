/**
 * How long it takes to merge two revisions of a passage of about 200 words, beside `git merge-file` with one word a line (its
 * process, and files that are written already, included). Run it by `npm run bench:merge`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mergedRendering, mergeRenderings } from "../../translations/compare/merge/merge.ts";
import { parseText } from "../../translations/text/parse.ts";
import { words } from "../../translations/text/words.ts";
import { made } from "../help/two-edits.ts";

const [PASSAGES, AT_LEAST, WARM] = [200, 200, 40];

/** Made-up passages, one sentence of each behind the other until there are enough words. */
function passage(number: number): string[] {
  const sides = ["", "", ""];
  for (let seed = number * 100 + 1; words(sides[0]!).length < AT_LEAST; seed++)
    made(seed).forEach((text, side) => (sides[side] += `${text}. `));
  return sides;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function told(name: string, times: number[]): string {
  const sorted = times.slice(WARM).toSorted((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(sorted.length * share)]!.toFixed(2);
  return `${name.padEnd(28)} median ${at(0.5)} ms   95th percentile ${at(0.95)} ms   longest ${sorted.at(-1)!.toFixed(2)} ms`;
}

const folder = mkdtempSync(join(tmpdir(), "bench-merge-"));
const [ours, git]: number[][] = [[], []];
for (let number = 0; number < PASSAGES + WARM; number++) {
  const texts = passage(number);
  ours!.push(
    timed(() => {
      const [base, mine, yours] = texts.map(parseText);
      mergedRendering(mergeRenderings(base!, mine!, yours!));
    }),
  );
  const files = texts.map((text, side) => {
    const file = join(folder, String(side));
    writeFileSync(
      file,
      words(text)
        .map(({ from, to }) => `${text.slice(from, to)}\n`)
        .join(""),
    );
    return file;
  });
  git!.push(timed(() => spawnSync("git", ["merge-file", "-q", "-p", files[1]!, files[0]!, files[2]!])));
}
rmSync(folder, { recursive: true });
console.log(`${PASSAGES} made-up passages of ${AT_LEAST} words and signs or a few more, each revised twice`);
console.log(told("Variorum, from text to text", ours!));
console.log(
  told(execFileSync("git", ["--version"], { encoding: "utf8" }).trim().replace("git version", "git merge-file"), git!),
);
