/** Of a work's glossary, what a page carries. */
import { termsIn } from "../../translations/terms/glossary.ts";
import { termsHolding } from "../../translations/terms/in-source.ts";
import { sourceText, type Passage, type Term, type Work } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";

type Words = { rendering: RenderingJson } | null | undefined;

/** The terms of a work that hold in its passage and stand in the source of its passage, or in words that a page shows of it. */
export function termsOn({ terms, passages }: Work, { id, source }: Passage, words: readonly Words[]): Term[] {
  if (terms.length === 0) return [];
  const texts = words.flatMap((each) => (each ? [layout(renderingFromJson(each.rendering)).text] : []));
  return termsIn(termsHolding(terms, passages, id), [sourceText(source), ...texts]);
}
