import { readFileSync } from "node:fs";

/** What `npm start` tells Node: what is measured starts as users start it. */
export function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
  return /node ((?:--\S+ )*)bin/.exec(scripts.start)![1]!.split(" ").filter(Boolean);
}
