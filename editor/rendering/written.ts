/**
 * Words with nothing laid over them, written: most that are read are such, and a long page has hundreds of them. With notes or
 * changes on them they are drawn, the same, by `Rendering.tsx`.
 */
import { sourceText, type Source } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { markup, type Markup } from "../design/markup.ts";

type MarkJson = NonNullable<RenderingJson["marks"]>[number];

/** A rendering with the element that it stands in, as `Rendering` draws it. */
export function writtenRendering(rendering: RenderingJson, lang: string): Markup {
  return markup`<div class="rendering" lang="${lang}">${writtenBlocks(rendering)}</div>`;
}

/** Source words likewise, as `SourceWords` draws them. */
export function writtenSource(source: Source, lang: string): Markup {
  return markup`<div class="source-words held-${source.held}" lang="${lang}">${writtenParagraphs(sourceText(source))}</div>`;
}

/** The blocks of a rendering, or of one of its blocks. */
export function writtenBlocks({ content = [] }: RenderingJson): Markup {
  return markup`${content.map(block)}`;
}

/** Paragraphs of a source. */
export function writtenParagraphs(text: string): Markup {
  const paragraphs = text.split("\n\n").filter((paragraph) => paragraph !== "");
  return markup`${paragraphs.map((paragraph) => markup`<p>${paragraph}</p>`)}`;
}

function block(json: RenderingJson): Markup {
  switch (json.type) {
    case "paragraph":
      return markup`<p>${words(json)}</p>`;
    case "heading":
      return heading(Number(json.attrs?.["level"]), words(json));
    case "verse_line":
      return markup`<p class="verse-line">${words(json)}</p>`;
    case "list_item":
      return markup`<li>${writtenBlocks(json)}</li>`;
    case "ordered_list":
      return markup`<ol start="${Number(json.attrs?.["start"])}">${writtenBlocks(json)}</ol>`;
    case "bullet_list":
      return markup`<ul>${writtenBlocks(json)}</ul>`;
    case "verse":
      return markup`<div class="verse">${writtenBlocks(json)}</div>`;
    default:
      return markup`<blockquote>${writtenBlocks(json)}</blockquote>`;
  }
}

/** The words of a block, with their marks around them. */
function words({ content = [] }: RenderingJson): Markup {
  return markup`${content.map(({ text = "", marks = [] }) => marks.reduceRight(marked, markup`${text}`))}`;
}

/** A heading inside a rendering stands below the page's own. */
function heading(level: number, inside: Markup): Markup {
  const below = Math.min(6, level + 2);
  return markup`<p class="heading-words level-${level}" role="heading" aria-level="${below}">${inside}</p>`;
}

function marked(inside: Markup, { type, attrs }: MarkJson): Markup {
  switch (type) {
    case "emphasis":
      return markup`<em>${inside}</em>`;
    case "strong":
      return markup`<strong>${inside}</strong>`;
    case "superscript":
      return markup`<sup>${inside}</sup>`;
    case "small_capitals":
      return markup`<span class="small-capitals">${inside}</span>`;
    case "footnote":
      return markup`<sup class="footnote" data-passage="${String(attrs?.["passage"])}">${inside}</sup>`;
    case "foreign":
      return markup`<span class="foreign" lang="${String(attrs?.["lang"])}">${inside}</span>`;
    default:
      return inside;
  }
}
