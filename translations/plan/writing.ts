/** Small words for writing renderings down: a paragraph, a stretch of Chinese. Anchors on them come from `notes/`. */
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";

/** A rendering of one paragraph, made of plain text and of pieces such as {@link chinese}. */
export function paragraph(...pieces: (string | RenderingJson)[]): RenderingJson {
  const content = pieces.map((piece) => (typeof piece === "string" ? { type: "text", text: piece } : piece));
  return { type: "doc", content: [{ type: "paragraph", content }] };
}

/** Words in simplified Chinese, marked as such. */
export function chinese(text: string): RenderingJson {
  return { type: "text", marks: [{ type: "foreign", attrs: { lang: "zh-Hans" } }], text };
}

/** The canonical text of a rendering in JSON. */
export function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}
