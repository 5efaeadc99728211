/**
 * A work as one web page that reads and prints well and needs nothing beside it: the words that stand, their source and
 * notes beside them, and which version each is. Read again, it is the words: what stands beside them says that it does, and
 * behind each passage its address and digest stand in a comment.
 */
import { isUnreviewed } from "../ledger/events.ts";
import type { Mark, Node } from "prosemirror-model";
import type { Note } from "../notes/note.ts";
import { isWithdrawn, type Version } from "../ledger/state.ts";
import { translationOf, translationsOf, type Work } from "../ledger/work.ts";
import { writtenName } from "../people/named.ts";
import { renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { Counts } from "./brought.ts";
import { beyondPieces, isHeadingLine, stampOf } from "./pieces.ts";
import { standing, withdrawalLine, withdrawalsIn, type Told } from "./told.ts";

/** By this attribute the reader of pages knows what stands beside the words, and leaves it out. */
export const BESIDE = "data-beside";

/** Marks that come in again. */
const HELD = ["emphasis", "strong", "foreign", "superscript", "small_capitals"];
/** What stands beside the words. */
const SHOWN = new Set(["notes", "sources", "reasons", "kinds", "names of translations"]);

/** What the page leaves out of a passage. */
export function beyondPage(told: Told): Counts {
  return Object.fromEntries(Object.entries(beyondPieces(told, HELD)).filter(([name]) => !SHOWN.has(name)));
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

/** The page before its first passage. */
export function pageHead(work: Work): string {
  const { title, originalTitle, language, sourceLanguage, translation, about, rights } = work;
  const people = [...translation.translators, ...translation.editors].map(({ name }) => name).join(", ");
  const published = [translation.publisher, translation.date, translation.licence].filter(Boolean).join(", ");
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${CSS}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${line("original", originalTitle, sourceLanguage)}${line("by", people)}${line("published", published)}${line("about", about)}${line("rights", rights)}</header>
<main>
`;
}

/** What stands behind the last. */
export const PAGE_FOOT = "</main>\n</body>\n</html>\n";

/** A paragraph; nothing, if there is nothing to say. */
function line(className: string, text: string, lang?: string): string {
  if (text === "") return "";
  return `<p class="${className}"${lang === undefined ? "" : ` lang="${escaped(lang)}"`}>${escaped(text)}</p>\n`;
}

/** A passage of the page. */
export function pageOf(told: Told, work: Work): string {
  const { passage, versions } = told;
  const version = standing(told);
  const words = version && `${wordsOf(told, version.words.rendering)}\n<!-- ${stampOf(told, version)} -->\n`;
  const source = passage.source.words.map((wording) => line("wording", wording, work.sourceLanguage));
  const which = [
    line("locator", passage.locator),
    version ? "" : line("remark", passage.remark ?? ""),
    notes(version?.notes ?? []),
    listed(
      "versions",
      versions.filter((each) => !isWithdrawn(each)).map((each) => versionOf(told, each, work)),
    ),
    listed(
      "withdrawn",
      withdrawalsIn(told, work).map((each) => escaped(withdrawalLine(each, told.address))),
    ),
  ];
  return `<div class="passage" id="${escaped(passage.id)}">
${words ?? ""}${beside("source", source.join(""))}${beside("which", which.join(""))}</div>
`;
}

function beside(className: string, inner: string): string {
  return inner === "" ? "" : `<div class="${className}" ${BESIDE}>\n${inner}</div>\n`;
}

function wordsOf({ passage }: Told, rendering: RenderingJson): string {
  if (isHeadingLine(passage, rendering))
    return `<h${passage.level}>${inlineOf(renderingFromJson(rendering).firstChild!)}</h${passage.level}>`;
  return `<div class="words">${childrenOf(renderingFromJson(rendering))}</div>`;
}

function childrenOf(node: Node): string {
  return node.isTextblock ? inlineOf(node) : node.children.map(blockOf).join("\n");
}

function blockOf(node: Node): string {
  return wrapped(node.type.spec.toDOM!(node), childrenOf(node));
}

function inlineOf(node: Node): string {
  return node.children
    .map(({ text = "", marks }) => marks.reduceRight((inner, mark) => markOf(mark, inner), escaped(text)))
    .join("");
}

function markOf(mark: Mark, inner: string): string {
  if (mark.type.name === "footnote") {
    const passage = escaped(String(mark.attrs["passage"]));
    return `<sup class="footnote"><a href="#${passage}">${inner}</a></sup>`;
  }
  return wrapped(mark.type.spec.toDOM!(mark, true), inner);
}

/** What the schema says of an element, `["p", {class: "x"}, 0]`, as its tags. */
function wrapped(spec: unknown, inner: string): string {
  const [name, attributes] = spec as [string, Record<string, string> | 0];
  const said = Object.entries(attributes === 0 ? {} : attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${said.join("")}>${inner}</${name}>`;
}

function listed(className: string, items: readonly string[]): string {
  return items.length === 0
    ? ""
    : `<ol class="${className}">\n${items.map((each) => `<li>${each}</li>\n`).join("")}</ol>\n`;
}

function notes(all: readonly Note[]): string {
  const written = all.filter(({ body }) => body !== "");
  return listed(
    "notes",
    written.map(({ author, date, body, target }) => {
      const quoted = target ? `<q>${escaped(target.exact)}</q> ` : "";
      const paragraphs = body
        .split(/\n{2,}/)
        .map(escaped)
        .join("<br>");
      return `${quoted}${paragraphs} <span class="who">${escaped([author.name, dayOf(date)].filter(Boolean).join(", "))}</span>`;
    }),
  );
}

/** Which translation it is of is said where there are several. */
function versionOf({ address }: Told, version: Version, work: Work): string {
  const { number, date, contributors, rationale, words } = version;
  const at = address(number);
  const of = translationsOf(work).length > 1 ? translationOf(work, version).title : "";
  const unreviewed = isUnreviewed(version) ? "unreviewed" : "";
  const said = [`v${number}`, of, dayOf(date), contributors.map(writtenName).join(", "), unreviewed]
    .filter(Boolean)
    .join(" · ");
  const link = /^https?:/.test(at) ? `<a href="${escaped(at)}">${escaped(at)}</a>` : escaped(at);
  const digest = words ? ` <span class="digest">sha256:${words.digest}</span>` : "";
  return `<b>${escaped(said)}</b> ${link}${digest}${rationale === "" ? "" : `<br>${escaped(rationale)}`}`;
}

function dayOf(date: string): string {
  return date.slice(0, 10);
}

const CSS = `
:root { color-scheme: light dark; --ink: #1c1a17; --soft: #625c53; --line: #ddd6c9; --paper: #fffdf8; --link: #2b5a8c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e3d9; --soft: #a8a094; --line: #3a3731; --paper: #191815; --link: #8fb8e6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", serif; overflow-wrap: break-word; }
header { border-bottom: 1px solid var(--line); margin-bottom: 2rem; padding-bottom: 1rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0; break-after: avoid; }
header h1 { font-size: 2rem; }
header p { margin: 0.35rem 0 0; }
header .original { font-size: 1.25rem; }
header .published, header .rights, header .by { color: var(--soft); }
header .about, header .rights { max-width: 44rem; margin-top: 1rem; }
.passage { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); column-gap: 2.5rem; align-items: baseline; padding: 0.6rem 0; }
.which li { margin-bottom: 0.3rem; }
.passage > .words, .passage > h1, .passage > h2, .passage > h3, .passage > h4, .passage > h5, .passage > h6 { grid-column: 1; }
.passage > h1 { font-size: 1.7rem; padding-top: 1.5rem; }
.passage > h2 { font-size: 1.4rem; padding-top: 1rem; }
.passage > .source { grid-column: 2; grid-row: 1; color: var(--soft); }
.passage > .source:first-child { grid-column: 1 / -1; }
.passage > .which { grid-column: 1 / -1; color: var(--soft); font: 0.75rem/1.45 system-ui, sans-serif; }
.words > :first-child, .source > :first-child { margin-top: 0; }
.words > :last-child, .source > :last-child { margin-bottom: 0; }
.verse { margin: 1em 0; }
.verse-line { margin: 0; padding-left: 2em; text-indent: -2em; }
.small-capitals { font-variant-caps: small-caps; }
.which p { margin: 0.3rem 0 0; }
.which ol { margin: 0.3rem 0 0; padding-left: 0; list-style: none; }
.which .notes { color: var(--ink); font-size: 0.8125rem; max-width: 44rem; }
.notes q { font-style: italic; }
.who, .digest { color: var(--soft); }
.digest { font-family: ui-monospace, monospace; font-size: 0.6875rem; overflow-wrap: anywhere; }
a { color: var(--link); overflow-wrap: anywhere; }
@media (max-width: 40rem) { .passage { grid-template-columns: minmax(0, 1fr); } .passage > .source { grid-column: 1; grid-row: auto; margin-top: 0.5rem; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --line: #999; --paper: #fff; --link: #000; } body { max-width: none; padding: 0; font-size: 10.5pt; } .which { font-size: 7pt; } .digest { font-size: 6pt; } a { text-decoration: none; } p { orphans: 3; widows: 3; } }
`;
