/** A reference as RIS, the tagged format of reference managers: one tag a line, lines ended by CR LF. */
import type { Day } from "./line.ts";
import { sorted } from "./name.ts";
import { allTranslators, fullTitle, notesOf, type Reference } from "./reference.ts";

/**
 * The record. `RPRT` is the type whose version (`SN`) and translators (`A4`) come through reference managers; every
 * value stands on one line, in UTF-8.
 */
export function ris(cited: Reference): string {
  const fields: [string, string][] = [
    ["TY", "RPRT"],
    ["ID", cited.id],
    ["TI", fullTitle(cited)],
    ["ST", cited.title],
    ["AU", cited.issuer],
    ...allTranslators(cited).map((name): [string, string] => ["A4", sorted(name)]),
    ...cited.editors.map((name): [string, string] => ["ED", sorted(name)]),
    ["M3", `${cited.language} translation`],
    ["SN", String(cited.version)],
    ["PB", cited.publisher],
    ["PY", cited.day[0] === undefined ? "" : String(cited.day[0])],
    ["DA", slashed(cited.day)],
    ["Y2", slashed(cited.accessed)],
    ["LA", cited.languageTag],
    ["UR", cited.url],
    ...notesOf(cited).map((note): [string, string] => ["N1", note]),
  ];
  const lines = fields.filter(([, value]) => value !== "").map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

/** "2022/01/24", as RIS writes dates. */
function slashed(day: Day): string {
  return day.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("/");
}
