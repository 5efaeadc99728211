/** Every ready-made citation of a version, in the order in which a page offers them. */
import type { Version } from "../ledger/state.ts";
import { bibtex } from "./bibtex.ts";
import { cslItem, referenceOf, type CitedPassage, type CitedWork, type Reference } from "./reference.ts";
import { ris } from "./ris.ts";
import { html, plain, type Run } from "./runs.ts";
import { apa, chicago, mla } from "./styles.ts";

export { creditList, creditsOf } from "./reference.ts";

/** One citation, ready to be copied. */
export interface Citation {
  style: "chicago" | "mla" | "apa" | "bibtex" | "ris" | "csl-json";
  label: string;
  text: string;
  /** The styles for readers only: safe to put into a page as it is. */
  html?: string;
}

/**
 * Chicago, MLA, APA, BibTeX, RIS and CSL-JSON of `version`.
 * @param address the version's permanent address, absolute.
 * @param versions the passage's versions: with them, a revision also names those who translated what it revises.
 */
export function citations(
  work: CitedWork,
  passage: CitedPassage,
  version: Version,
  address: string,
  versions: readonly Version[] = [],
): Citation[] {
  const cited = referenceOf(work, passage, version, { address, versions });
  return [
    worded("chicago", "Chicago", chicago(cited)),
    worded("mla", "MLA", mla(cited)),
    worded("apa", "APA", apa(cited)),
    { style: "bibtex", label: "BibTeX", text: bibtex(cited) },
    { style: "ris", label: "RIS", text: ris(cited) },
    { style: "csl-json", label: "CSL-JSON", text: cslJson(cited) },
  ];
}

function worded(style: Citation["style"], label: string, list: readonly Run[]): Citation {
  return { style, label, text: plain(list), html: html(list) };
}

/** A list of one item, as programs that read CSL-JSON expect. */
function cslJson(cited: Reference): string {
  return `${JSON.stringify([cslItem(cited)], null, 2)}\n`;
}
