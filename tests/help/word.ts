/** Word files as they are written here, and as they are read again. */
import { DOCX_PREFIXES, docxManuscript } from "../../translations/exchange/docx.ts";
import type { Part } from "../../translations/exchange/docx-parts.ts";
import { piecesOfManuscript } from "../../translations/exchange/manuscript.ts";
import type { Pieces } from "../../translations/exchange/pieces.ts";
import type { Choices } from "../../translations/exchange/reading.ts";
import { readXml } from "../../translations/exchange/xml.ts";

/** The text of each part, by its name. */
export function textsOfParts(parts: Iterable<Part>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { name, content } of parts) texts.set(name, [...content].join(""));
  return texts;
}

/** What is read of the parts of a Word file. */
export function wordsBack(texts: ReadonlyMap<string, string>, choices: Choices = {}): Pieces {
  const part = (name: string) => (texts.has(name) ? readXml([texts.get(name)!], DOCX_PREFIXES) : undefined);
  return piecesOfManuscript(docxManuscript(part), choices);
}
