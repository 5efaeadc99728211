/** Terms as a file has them, or as they were sent, laid beside those of a work: which are new, which would change, and which can't be taken. */
import { laidTerms, type BroughtTerm, type Glossed, type LaidTerms } from "../../translations/decide/decide.ts";
import { NotTaken, type Fault } from "../../translations/exchange/brought.ts";
import { readTermsTable } from "../../translations/exchange/terms-table.ts";
import { readTermsTbx } from "../../translations/exchange/terms-tbx.ts";
import type { Term, Work } from "../../translations/ledger/work.ts";
import { OverLimit } from "../../translations/text/limits.ts";

/** A table or TBX; or what was read already. */
export type TermsGiven = { text: string } | { brought: readonly BroughtTerm[] };

/** Terms, and what of their work they are laid beside. */
export interface TermsToLay {
  given: TermsGiven;
  languages: Pick<Work, "sourceLanguage" | "language">;
  terms: readonly Term[];
  /** The ids of all passages that it has or had, and of all terms. */
  passages: readonly string[];
  used: readonly string[];
}

/** What would become of them; or why they can't be read, and in which line. */
export function termsLaid({
  given,
  languages,
  terms,
  passages,
  used,
}: TermsToLay): LaidTerms | { fault: Fault; line: number | null } {
  try {
    return laidTerms(
      glossed(terms, passages),
      used,
      "brought" in given ? given.brought : readIn(given.text, languages),
    );
  } catch (error) {
    if (error instanceof OverLimit) return { fault: { code: "too-large", excess: error.excess }, line: null };
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line };
    throw error;
  }
}

/** What it is, its first sign says. */
function readIn(text: string, languages: TermsToLay["languages"]): BroughtTerm[] {
  const begins = text.trimStart().replace(/^\uFEFF/, "");
  return begins.startsWith("<") ? readTermsTbx(text.trimStart(), languages) : readTermsTable(text);
}

function glossed(terms: readonly Term[], passages: readonly string[]): Glossed {
  const source = { number: 0, held: "none" as const, words: [] };
  return {
    terms: [...terms],
    passages: passages.map((id) => ({ id, locator: id, kind: "paragraph", level: 1, source })),
  };
}
