/**
 * Passages written each in one piece: there are hundreds on a page, and nothing about most of them is drawn anew while it is
 * read. The browser keeps these as they came, so their words are sent once. Where notes stand in the margin they are drawn.
 */
import { KEPT, markup, type Markup } from "../design/markup.ts";
import { mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { writtenRendering, writtenSource } from "../rendering/written.ts";
import { locator } from "../shell/Locator.tsx";
import type { WorkHead } from "../shell/view.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import { factsOf, smallLine } from "./facts.ts";
import { isWhole, type KeptLine, type Line, type PassageLine, type WorkView } from "./view.ts";
import { READING } from "./words.tsx";

/** True of a passage with nothing but its words and what its small line says. */
function isPlain({ passage, current, notes }: PassageLine): boolean {
  return notes.length === 0 && !passage.removals && !passage.remark && current?.words !== null;
}

/** What the browser is given of a section: of plain passages what is told of them, for all else of them is there. */
export function alive(view: WorkView): WorkView {
  const kept = (line: Line): Line => (isWhole(line) && isPlain(line) ? keptLine(line) : line);
  return { ...view, lines: view.lines.map(kept), contents: null };
}

function keptLine(line: PassageLine): KeptLine {
  const { kind, level } = line.passage;
  return { kind, level, facts: factsOf(line) };
}

/** All that stands in the element of a part; null if that is to be drawn. What the browser keeps it is not given again. */
export function writtenPart(part: readonly Line[], work: WorkHead): Markup | null {
  if (!part.some(isWhole)) return KEPT;
  const plain = part.filter(isWhole).filter(isPlain);
  return plain.length === part.length ? markup`${plain.map((line) => writtenArticle(line, work))}` : null;
}

/** A passage with its element, as `passageOnPage` draws it. */
function writtenArticle(line: PassageLine, work: WorkHead): Markup {
  const { id, kind } = line.passage;
  return markup`<article class="passage kind-${kind}" id="${id}" tabindex="-1" aria-labelledby="${titleId(id)}" data-passage="true">${plainPassage(line, work)}</article>`;
}

/** All that stands in the element of a passage; null if that is to be drawn. */
export function writtenPassage(line: PassageLine, work: WorkHead): Markup | null {
  return isPlain(line) ? plainPassage(line, work) : null;
}

function plainPassage(line: PassageLine, work: WorkHead): Markup {
  const { passage, current } = line;
  const missing = sourceMissing(passage);
  const words = current?.words
    ? writtenRendering(current.words.rendering, work.language)
    : markup`<p class="instead">${wordsFrom(READING).noRendering}</p>`;
  return markup`${titled(work, passage)}<div class="source-column">${writtenSource(passage.source, work.sourceLanguage)}${
    missing !== null && markup`<p class="remark">${mixed(missing, work.sourceLanguage)}</p>`
  }</div><div class="rendering-column">${words}<div class="${smallLineClass(line)}">${smallLine(work.id, line)}</div></div>`;
}

/** The heading of a passage, by its depth, with the id that names the passage's element. */
function titled(work: WorkHead, passage: Passage): Markup {
  const [id, inside] = [titleId(passage.id), titleLink(work, passage)];
  switch (headingOf(passage)) {
    case "h2":
      return markup`<h2 class="passage-locator" id="${id}">${inside}</h2>`;
    case "h3":
      return markup`<h3 class="passage-locator" id="${id}">${inside}</h3>`;
    case "h4":
      return markup`<h4 class="passage-locator" id="${id}">${inside}</h4>`;
  }
}

export function headingOf({ level }: Pick<Passage, "level">): "h2" | "h3" | "h4" {
  return level <= 1 ? "h2" : level === 2 ? "h3" : "h4";
}

/** The id of the heading of a passage. */
export function titleId(passage: string): string {
  return `${passage}-title`;
}

/** What a passage is called, leading to its page. */
export function titleLink(work: WorkHead, passage: Passage): Markup {
  return markup`<a href="${at(address.passage(work.id, passage.id))}">${locator(passage, work.sourceLanguage)}</a>`;
}

/** How what is not held of a source is said, or that it has nothing there; null if it is held whole. */
export function sourceMissing({ source }: Pick<Passage, "source">): string | null {
  const words = wordsFrom(READING);
  if (source.held === "whole") return source.words.length === 0 ? words.notInSource : null;
  return source.held === "none" ? words.sourceNotHeld : words.sourceInPhrases;
}

export function smallLineClass({ current }: Pick<PassageLine, "current">): string {
  return current ? "small-line" : "small-line first";
}
