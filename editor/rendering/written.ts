/**
 * Words with nothing laid over them, written: most that are read are such, and a long page has hundreds of them. With notes or
 * changes on them they are drawn, the same, by `Rendering.tsx`.
 */
import type { Mark, Node } from "prosemirror-model";
import { sourceText, type Source } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { markup, type Markup } from "../design/markup.ts";

/** A rendering with the element that it stands in, as `Rendering` draws it. */
export function writtenRendering(rendering: RenderingJson, lang: string): Markup {
  return markup`<div class="rendering" lang="${lang}">${writtenBlocks(renderingFromJson(rendering))}</div>`;
}

/** Source words likewise, as `SourceWords` draws them. */
export function writtenSource(source: Source, lang: string): Markup {
  return markup`<div class="source-words held-${source.held}" lang="${lang}">${writtenParagraphs(sourceText(source))}</div>`;
}

/** The blocks of a rendering. */
export function writtenBlocks(parent: Node): Markup {
  return markup`${parent.children.map((child) => (child.isTextblock ? textblock(child) : container(child)))}`;
}

/** Paragraphs of a source. */
export function writtenParagraphs(text: string): Markup {
  const paragraphs = text.split("\n\n").filter((paragraph) => paragraph !== "");
  return markup`${paragraphs.map((paragraph) => markup`<p>${paragraph}</p>`)}`;
}

function textblock(block: Node): Markup {
  const inside = block.children.map(({ text = "", marks }) => marks.reduceRight(marked, markup`${text}`));
  switch (block.type.name) {
    case "heading":
      return heading(Number(block.attrs["level"]), inside);
    case "verse_line":
      return markup`<p class="verse-line">${inside}</p>`;
    default:
      return markup`<p>${inside}</p>`;
  }
}

/** A heading inside a rendering stands below the page's own. */
function heading(level: number, inside: readonly Markup[]): Markup {
  const below = Math.min(6, level + 2);
  return markup`<p class="heading-words level-${level}" role="heading" aria-level="${below}">${inside}</p>`;
}

function container(block: Node): Markup {
  const inside = writtenBlocks(block);
  switch (block.type.name) {
    case "list_item":
      return markup`<li>${inside}</li>`;
    case "ordered_list":
      return markup`<ol start="${Number(block.attrs["start"])}">${inside}</ol>`;
    case "bullet_list":
      return markup`<ul>${inside}</ul>`;
    case "verse":
      return markup`<div class="verse">${inside}</div>`;
    default:
      return markup`<blockquote>${inside}</blockquote>`;
  }
}

function marked(inside: Markup, { type, attrs }: Mark): Markup {
  switch (type.name) {
    case "emphasis":
      return markup`<em>${inside}</em>`;
    case "strong":
      return markup`<strong>${inside}</strong>`;
    case "superscript":
      return markup`<sup>${inside}</sup>`;
    case "small_capitals":
      return markup`<span class="small-capitals">${inside}</span>`;
    case "footnote":
      return markup`<sup class="footnote" data-passage="${String(attrs["passage"])}">${inside}</sup>`;
    case "foreign":
      return markup`<span class="foreign" lang="${String(attrs["lang"])}">${inside}</span>`;
    default:
      return inside;
  }
}
