/** A reference as RIS, the tagged format of reference managers: one tag a line, lines ended by CR LF. */
import type { Day } from "./line.ts";
import { sorted } from "./name.ts";
import { fullTitle, notesOf, versionWords, type Reference } from "./reference.ts";

/**
 * The record. `BOOK` is a type whose edition (`ET`) and translators (`A4`) come through reference managers; those who
 * revised are named with the version, as no tag is theirs. Every value stands on one line, in UTF-8.
 */
export function ris(cited: Reference): string {
  const fields: [string, string][] = [
    ["TY", "BOOK"],
    ["ID", cited.id],
    ["TI", fullTitle(cited)],
    ["AU", cited.issuer],
    ...cited.translators.map((name): [string, string] => ["A4", sorted(name)]),
    ...cited.editors.map((name): [string, string] => ["ED", sorted(name)]),
    ["ET", versionWords(cited)],
    ["PB", cited.publisher],
    ["PY", cited.day[0] === undefined ? "" : String(cited.day[0])],
    ["DA", slashed(cited.day)],
    ["Y2", slashed(cited.accessed)],
    ["LA", cited.languageTag],
    ["UR", cited.url],
    ["N1", noteOf(cited)],
  ];
  const lines = fields.filter(([, value]) => value !== "").map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

/** All that has no tag, as one note. */
function noteOf(cited: Reference): string {
  return [...notesOf(cited), ...(cited.digest === null ? [] : [`SHA-256: ${cited.digest}`])].join("; ");
}

/** "2022/01/24", as RIS writes dates. */
function slashed(day: Day): string {
  return day.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("/");
}
