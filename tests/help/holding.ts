/** Whether words stand anywhere in a data folder. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of a data folder, each with its bytes. */
export function filesIn(data: string): [file: string, bytes: Buffer][] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [file, readFileSync(file)]);
}

/** The files of a data folder in which these bytes stand, in UTF-8. */
export function holding(data: string, words: string): string[] {
  return filesIn(data).flatMap(([file, bytes]) => (bytes.includes(words) ? [file] : []));
}
