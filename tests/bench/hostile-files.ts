/** A hostile text as the files that readers are given. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { odt } from "../help/packed.ts";
import type { Pair } from "./hostile-table.ts";

/** Writes a pair of texts, and the first of them as other kinds of files. */
export function written(folder: string, a: string, b: string): Pair["files"] {
  const paragraphs = a.split("\n\n").map((each) => each.replaceAll("\n", " "));
  const verses = paragraphs.map((each, at) => `\\v ${at + 1} ${each.replaceAll("\\", " ")}`);
  const files: Record<keyof Pair["files"], string | Uint8Array> = {
    a,
    b,
    odt: odt(paragraphs.map((each) => `<text:p>${escaped(each)}</text:p>`).join("")),
    usfm: ["\\id MRK", "\\c 1", "\\p", ...verses].join("\n"),
  };
  const nameOf = (of: string) => join(folder, of.length > 1 ? `a.${of}` : `${of}.txt`);
  for (const [of, content] of Object.entries(files)) writeFileSync(nameOf(of), content);
  return { a: nameOf("a"), b: nameOf("b"), odt: nameOf("odt"), usfm: nameOf("usfm") };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
