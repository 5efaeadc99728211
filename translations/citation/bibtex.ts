/** A reference as a BibLaTeX entry (biblatex manual, section 2.1.1, `@report`), for LaTeX and for reference managers. */
import { isoDay, type Day } from "./line.ts";
import type { Name } from "./name.ts";
import { allTranslators, fullTitle, notesOf, type Reference } from "./reference.ts";

const SPECIAL: Record<string, string> = {
  "\\": "\\textbackslash{}",
  // Biber counts every brace of a value, also one with a backslash before it: only names for braces are safe.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  $: "\\$",
};

/**
 * The entry, ending with a line end. Unicode stays as it is (biber reads UTF-8); what LaTeX would take for a command
 * is escaped; titles are braced so that no style changes their capitals. The address is verbatim, as biblatex reads it.
 */
export function bibtex(cited: Reference): string {
  const fields: [string, string][] = [
    ["author", cited.issuer === "" ? "" : whole(cited.issuer)],
    ["title", whole(fullTitle(cited))],
    ["shorttitle", whole(cited.title)],
    ["translator", people(allTranslators(cited))],
    ["editor", people(cited.editors)],
    ["type", escaped(`${cited.language} translation`)],
    ["number", escaped(cited.locator)],
    ["version", String(cited.version)],
    ["institution", whole(cited.publisher)],
    ["date", isoDay(cited.day)],
    ["origtitle", whole(cited.original.title)],
    ["origdate", isoDay(cited.original.day)],
    ["url", cited.url],
    ["urldate", day(cited.accessed)],
    ["annotation", notesOf(cited).map(escaped).join("; ")],
  ];
  const lines = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@report{${cited.id},\n${lines.join("")}}\n`;
}

function day(accessed: Day): string {
  return accessed.length === 3 ? isoDay(accessed) : "";
}

function escaped(text: string): string {
  return text.replace(/[\\{}~^%&#_$]/g, (sign) => SPECIAL[sign]!);
}

/** Braces within the value: one name, or a title whose capitals stay. */
function whole(text: string): string {
  return text === "" ? "" : `{${escaped(text)}}`;
}

function people(names: readonly Name[]): string {
  return names.map(person).join(" and ");
}

function person(name: Name): string {
  return "literal" in name ? whole(name.literal) : `${escaped(name.family)}, ${escaped(name.given)}`;
}
