/**
 * Terms as TBX-Basic (ISO 30042): an entry a term, with a section for each language, and how each rendering stands as its
 * administrative status. What is read may be of the older shape (martif) too; entities are never expanded.
 */
import type { TermStanding } from "../ledger/term-words.ts";
import { renderingsOf } from "../ledger/term-words.ts";
import type { Term, Work } from "../ledger/work.ts";
import { NotTaken } from "./brought.ts";
import { refuseMany, type ReadTerm } from "./terms-table.ts";
import { elementAt, elementsIn, everyElement, readXml, type XmlElement } from "./xml.ts";

const PREFIXES = new Map([["http://www.w3.org/XML/1998/namespace", "xml"]]);

/** The values of `administrativeStatus`. */
const STATUS: Readonly<Record<TermStanding, string>> = {
  preferred: "preferredTerm-admn-sts",
  admitted: "admittedTerm-admn-sts",
  avoided: "deprecatedTerm-admn-sts",
  obsolete: "supersededTerm-admn-sts",
};

/** An XML id begins with no figure, as a term's may. */
const ID = "term-";

/** All terms of a work as one document. */
export function termsTbx(work: Pick<Work, "title" | "sourceLanguage" | "language" | "terms">): string {
  const { title, sourceLanguage, language, terms } = work;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="${escaped(language || "und")}">`,
    `<tbxHeader><fileDesc><sourceDesc><p>${escaped(title)}</p></sourceDesc></fileDesc></tbxHeader>`,
    "<text><body>",
    ...terms.map((term) => entryOf(term, sourceLanguage, language)),
    "</body></text>",
    "</tbx>",
    "",
  ].join("\n");
}

function entryOf(term: Term, sourceLanguage: string, language: string): string {
  const { id, source, forms = [], scope = "", within = [], remark, provenance } = term;
  const said = (words: string, element: string, type: string): string =>
    words === "" ? "" : `<${element}${type && ` type="${type}"`}>${escaped(words)}</${element}>`;
  const section = (lang: string, terms: readonly string[]): string =>
    `<langSec xml:lang="${escaped(lang || "und")}">${terms.join("")}</langSec>`;
  const place = said(within.join(" "), "admin", "projectSubset");
  return [
    `<conceptEntry id="${ID}${escaped(id)}">`,
    said(scope, "descrip", "subjectField"),
    said(remark, "note", ""),
    said(provenance, "admin", "source"),
    section(
      sourceLanguage,
      [source, ...forms].map((each) => `<termSec><term>${escaped(each)}</term></termSec>`),
    ),
    section(
      language,
      renderingsOf(term).map(({ words, standing }) => {
        const status = `<termNote type="administrativeStatus">${STATUS[standing]}</termNote>`;
        return `<termSec><term>${escaped(words)}</term>${status}${standing === "preferred" ? place : ""}</termSec>`;
      }),
    ),
    "</conceptEntry>",
  ].join("");
}

/** What XML can't hold, not even escaped. */
// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const NOT_OF_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" },
};

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(NOT_OF_XML, "\uFFFD")
    .replaceAll(/[&<>"\r]/g, (sign) => ESCAPES[sign]!);
}

/** The languages of what is read. */
export interface Languages {
  sourceLanguage: string;
  language: string;
}

/**
 * The terms of a document, also those that lack something.
 * @throws NotTaken if it is no XML, declares entities, nests too deep, or has no entry; OverLimit if it has more than a work may.
 */
export function readTermsTbx(text: string, languages: Languages): ReadTerm[] {
  const root = readXml([text.replace(/^\uFEFF/, "")], PREFIXES);
  const entries = [...everyElement(root, "conceptEntry"), ...everyElement(root, "termEntry")];
  if (entries.length === 0 && root.name !== "tbx" && root.name !== "martif") throw new NotTaken({ code: "broken" });
  refuseMany(entries);
  return entries.map((entry, index) => termOf(entry, index + 1, languages));
}

function termOf(entry: XmlElement, at: number, { sourceLanguage, language }: Languages): ReadTerm {
  const sections = [...elementsIn(entry, "langSec"), ...elementsIn(entry, "langSet")];
  const source = sectionOf(sections, sourceLanguage) ?? sections[0];
  const others = sections.filter((each) => each !== source);
  const target = sectionOf(others, language) ?? others[0];
  const [first = "", ...forms] = termsIn(source).map(({ words }) => words);
  const notes = elementsIn(entry, "note").map(textOf);
  const id = entry.attributes.get("id") ?? "";
  return {
    id: (id.startsWith(ID) ? id.slice(ID.length) : id) || null,
    at,
    words: {
      ...{ source: first, forms, ...renderingsIn(target) },
      remark: [...notes, ...typed(entry, "descrip", "definition")].join("\n\n"),
      provenance: typed(entry, "admin", "source").join("\n"),
      scope: typed(entry, "descrip", "subjectField").join("; "),
      within: typed(target, "admin", "projectSubset").flatMap((ids) => ids.split(/\s+/)),
    },
  };
}

/** The section of a language, or of one that begins likewise. */
function sectionOf(sections: readonly XmlElement[], language: string): XmlElement | undefined {
  const lang = (section: XmlElement): string => (section.attributes.get("xml:lang") ?? "").toLowerCase();
  const asked = (language || "und").toLowerCase();
  const first = (tag: string): string => tag.split("-", 1)[0]!;
  return sections.find((each) => lang(each) === asked) ?? sections.find((each) => first(lang(each)) === first(asked));
}

interface TermIn {
  words: string;
  standing: TermStanding | null;
}

function termsIn(section: XmlElement | undefined): TermIn[] {
  const all = elementsIn(section).filter(({ name }) => ["termSec", "tig", "ntig"].includes(name));
  return all.map((each) => {
    const term = elementAt(each, "term") ?? everyElement(each, "term")[0];
    const [status = ""] = [
      ...typed(each, "termNote", "administrativeStatus"),
      ...typed(each, "termNote", "normativeAuthorization"),
    ];
    return { words: term ? textOf(term) : "", standing: standingOf(status) };
  });
}

/** The first without a status is preferred, if none is; the others are admitted. */
function renderingsIn(section: XmlElement | undefined) {
  const all = termsIn(section);
  const preferred =
    all.find(({ standing }) => standing === "preferred") ?? all.find(({ standing }) => standing === null);
  const of = (...standings: (TermStanding | null)[]): string[] =>
    all.filter((each) => each !== preferred && standings.includes(each.standing)).map(({ words }) => words);
  return {
    rendering: preferred?.words ?? "",
    ...{ alternatives: of("admitted", "preferred", null), avoided: of("avoided"), obsolete: of("obsolete") },
  };
}

function standingOf(status: string): TermStanding | null {
  const letters = status.toLowerCase();
  if (letters.includes("preferred")) return "preferred";
  if (letters.includes("admitted")) return "admitted";
  if (letters.includes("deprecated")) return "avoided";
  return letters.includes("superseded") || letters.includes("obsolete") ? "obsolete" : null;
}

/** The texts of elements of a type, however they are grouped. */
function typed(parent: XmlElement | undefined, name: string, type: string): string[] {
  return everyElement(parent, name)
    .filter((each) => each.attributes.get("type") === type)
    .map(textOf);
}

function textOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
