/**
 * A reference as a BibLaTeX entry (biblatex manual, section 2.1.1), for LaTeX and for reference managers: `@book`, whose
 * translators and edition every style prints; `@online`, which needs no author, where nobody issued the work.
 */
import { isoDay, type Day } from "./line.ts";
import { spoken, type Name, type PartedName } from "./name.ts";
import { fullTitle, versionWords, type FirstPublished, type Reference } from "./reference.ts";
import { americanDay, goneWords } from "./styles.ts";

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

/** What pdflatex can print without being taught. Anything else in a printed field stops it. */
const PDFLATEX = /^[ -~¡-¦¨-«®-·¹-ĤĨ-ķĹ-ľŁ-ňŌ-ťŨ-ž‘’“”–—…]*$/u;

/**
 * The entry, ending with a line end, with lines of comment before it that hold what no style should print: the digest,
 * and signs that pdflatex would stop at. Unicode stays as it is (biber reads UTF-8); what LaTeX would take for a command
 * is escaped; titles are braced so that no style changes their capitals. The address is verbatim, as biblatex reads it.
 * Every field is one that biber's data model has for the entry.
 */
export function bibtex(cited: Reference): string {
  const fields = cited.issuer === "" ? onlineFields(cited) : bookFields(cited);
  const lines = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}},\n`);
  const entry = `@${cited.issuer === "" ? "online" : "book"}{${cited.id},\n${lines.join("")}}\n`;
  return `${commentsOn(cited, lines.join("")).join("")}${entry}`;
}

type Field = [name: string, value: string];

function bookFields(cited: Reference): Field[] {
  return [
    ["author", whole(cited.issuer)],
    ["title", whole(fullTitle(cited))],
    ["translator", people(cited.translators)],
    ["editor", people(cited.editors)],
    ["edition", escaped(versionWords(cited))],
    ["publisher", whole(cited.publisher)],
    ["note", sentences(firstPublished(cited.firstPublished), recordOnly(cited), wordsGone(cited))],
    ...dated(cited),
  ];
}

/** Translators have no field of their own here, and are named in words. */
function onlineFields(cited: Reference): Field[] {
  const { translators } = cited;
  const by = translators.length > 0 ? `translated by ${translators.map(spoken).join(", ")}; ` : "";
  return [
    ["title", whole(fullTitle(cited))],
    ["editor", people(cited.editors)],
    ["organization", whole(cited.publisher)],
    [
      "note",
      sentences(
        escaped(by + versionWords(cited)),
        firstPublished(cited.firstPublished),
        recordOnly(cited),
        wordsGone(cited),
      ),
    ],
    ...dated(cited),
  ];
}

function dated(cited: Reference): Field[] {
  const { original, url } = cited;
  return [
    ["date", isoDay(cited.day)],
    ["origtitle", PDFLATEX.test(original.title) ? whole(original.title) : ""],
    // The year alone: styles put it beside the year of publication.
    ["origdate", isoDay(original.day.slice(0, 1))],
    ["url", ascii(url)],
    ["urldate", day(cited.accessed)],
  ];
}

function firstPublished(published: FirstPublished | null): string {
  if (!published || !PDFLATEX.test(published.title)) return "";
  const { title, day } = published;
  return escaped(`First published in “${title},” ${americanDay(day)}`.replace(/,” $/, "”"));
}

function recordOnly({ recordOnly: record }: Reference): string {
  return record === null
    ? ""
    : escaped(`The wording of this version is not held; its record stands at ${ascii(record)}`);
}

/** A reason that pdflatex can't print stands in a comment. */
function wordsGone({ gone }: Reference): string {
  if (!gone) return "";
  const printed = PDFLATEX.test(gone.reason) ? gone : { ...gone, reason: "" };
  const instead = gone.instead ? `; version ${gone.instead.version} stands instead at ${ascii(gone.instead.url)}` : "";
  return escaped(goneWords(printed, americanDay(gone.day)) + instead);
}

function sentences(...said: string[]): string {
  return said.filter((each) => each !== "").join(". ");
}

/** An address with what is not ASCII percent-encoded. */
function ascii(url: string): string {
  return url.replace(/[^!-~]/gu, encodeURIComponent);
}

/** @param fields those that are printed. */
function commentsOn(cited: Reference, fields: string): string[] {
  const { digest, original, firstPublished: published, status, gone } = cited;
  const said: [string, string][] = [
    ["SHA-256 of the words", digest ?? ""],
    ["Original title", PDFLATEX.test(original.title) ? "" : original.title],
    ["First published in", !published || PDFLATEX.test(published.title) ? "" : published.title],
    ["Status", status],
    ["Withdrawn because", gone === null || PDFLATEX.test(gone.reason) ? "" : gone.reason],
  ];
  const comments = said.filter(([, value]) => value !== "").map(([name, value]) => `% ${name}: ${value}`);
  const foreign = fields.split("\n").every((each) => PDFLATEX.test(each))
    ? []
    : ["% Needs lualatex or xelatex, and a font with its signs."];
  // An at sign would begin an entry, also in a comment.
  return [...comments, ...foreign].map((comment) => `${comment.replaceAll("@", "(at)")}\n`);
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
  return "literal" in name ? whole(name.literal) : parted(name);
}

/** "von Last, Jr, First", each part in braces if something in it would part it once more. */
function parted({ family, given, particle, suffix }: PartedName): string {
  const last = [particle ?? "", family].filter((part) => part !== "").map(onePart);
  const rest = [suffix ?? "", given].filter((part) => part !== "").map(onePart);
  return [last.join(" "), ...rest].join(", ");
}

function onePart(text: string): string {
  return /,|\band\b|[{}]/iu.test(text) ? whole(text) : escaped(text);
}
