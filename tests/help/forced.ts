/**
 * What surely became of a text's words in another, worked out from all longest common subsequences of the two, a word a
 * token: a measure that knows nothing of how a difference is found here.
 */
import { words } from "../../translations/text/words.ts";

/** Where a word stands, as the index of a word: `none` if no longest alignment has it anywhere, `unsure` if they differ. */
export type Forced = number | "none" | "unsure";

/** Where each word of `a` stands in `b`. */
export function forcedWords(a: string, b: string): Forced[] {
  const [left, right] = [spelled(a), spelled(b)];
  const ahead = table(left, right);
  const behind = table([...left].reverse(), [...right].reverse());
  const [n, m] = [left.length, right.length];
  const best = ahead[n]![m]!;
  const rest = (i: number, j: number): number => behind[n - i]![m - j]!;
  return left.map((word, i) => {
    const there = right.flatMap((other, j) =>
      other === word && ahead[i]![j]! + 1 + rest(i + 1, j + 1) === best ? [j] : [],
    );
    if (there.length === 0) return "none";
    const spared = ahead[i]!.some((length, j) => length + rest(i + 1, j) === best);
    return there.length === 1 && !spared ? there[0]! : "unsure";
  });
}

function spelled(text: string): string[] {
  return words(text).map(({ from, to }) => text.slice(from, to));
}

/** How long the longest common subsequence of each two beginnings is. */
function table(a: readonly string[], b: readonly string[]): number[][] {
  const rows = [b.map(() => 0).concat(0)];
  for (const word of a) {
    const above = rows.at(-1)!;
    const row = [0];
    b.forEach((other, j) => row.push(word === other ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!)));
    rows.push(row);
  }
  return rows;
}
