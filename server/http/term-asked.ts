/** A term as forms and programs send it. */
import { z } from "zod";
import type { TermWords } from "../../translations/ledger/work.ts";

/** Several texts, or one of a form: a line each. */
const Lines = z
  .union([z.string(), z.array(z.string()).max(1_000)])
  .transform((texts) => [texts].flat().flatMap((text) => text.split(/\r?\n/)))
  .default([]);

/**
 * Source words with their other forms; the preferred rendering, those admitted (`alternatives`), not recommended (`avoided`) and obsolete;
 * a note (`remark`), where it comes from, the meaning that it is about (`scope`) and the passages in which it holds (`within`).
 */
export const TermAsked = z.object({
  source: z.string(),
  forms: Lines,
  rendering: z.string(),
  alternatives: Lines,
  avoided: Lines,
  obsolete: Lines,
  remark: z.string().default(""),
  provenance: z.string().default(""),
  scope: z.string().default(""),
  within: Lines,
});

/** The words that are meant, and nothing else that was sent with them. */
export function termAsked(asked: z.output<typeof TermAsked>): TermWords {
  const { source, forms, rendering, alternatives, avoided, obsolete, remark, provenance, scope, within } = asked;
  return { source, forms, rendering, alternatives, avoided, obsolete, remark, provenance, scope, within };
}
