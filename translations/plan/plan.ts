/**
 * The Plan: China's 14th Five-Year Plan for National Informatization, as far as its words are held here. What is held,
 * what is not and why is told to readers in `docs/corpus.md`.
 */
import type { Work } from "../ledger/work.ts";
import type { Corpus } from "./corpus.ts";
import { HEADINGS, versionsOfHeading } from "./headings.ts";
import { PASSAGES } from "./outline.ts";
import { SECTION_10, SECTION_10_VERSIONS, SORT_OUT } from "./section10.ts";
import { TRANSLATION } from "./sources.ts";
import { TERMS } from "./terms.ts";

export { foundingRecords } from "./found.ts";

const WORK: Work = {
  id: "nip14",
  title: "14th Five-Year Plan for National Informatization",
  originalTitle: "“十四五”国家信息化规划",
  sourceLanguage: "zh-Hans",
  language: "en",
  issuer: "Central Commission for Cybersecurity and Informatization",
  originalIssuer: "中央网络安全和信息化委员会",
  issued: "2021-12-28",
  translation: TRANSLATION,
  about:
    "China’s plan for bringing digital technology into its economy, society and government from 2021 to 2025, in six parts. DigiChina published an English translation of about 21,000 words on 24 January 2022, which it updates in place. Held here are the Chinese headings; English wordings of the ten priority areas and the ten actions, with reasons; and one passage of Section 10 as Paul Triolo revised and annotated it. The rest of the Chinese and of DigiChina’s English is not held, and each passage says what is missing.",
  rights:
    "The passage of Section 10 is DigiChina’s translation as revised by Paul Triolo, quoted with attribution for study and review; DigiChina states no licence for its text, and nothing more of it is held. The glosses of the headings are short quotations from Rogier Creemers. Renderings and notes signed by the Variorum project are its own, under the licence of this software (Apache 2.0).",
  terms: TERMS,
  passages: PASSAGES,
};

/** The corpus a new workbench begins with. */
export const plan: Corpus = {
  work: WORK,
  histories: [
    ...HEADINGS.map((heading) => ({ passage: heading.id, versions: versionsOfHeading(heading) })),
    { passage: SECTION_10.id, versions: SECTION_10_VERSIONS },
  ],
  proposals: [SORT_OUT],
};
