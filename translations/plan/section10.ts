/**
 * The passage of Section 10 that Paul Triolo quotes, revises and annotates: its two versions, his two notes, and the
 * proposal that tries the alternative he offers. The passage is quoted whole because it is the subject; his notes are
 * told in our own words.
 */
import type { Passage } from "../ledger/work.ts";
import { sourceText } from "../ledger/work.ts";
import { anchorOn } from "../notes/anchor.ts";
import type { Note } from "../notes/note.ts";
import type { RenderingJson } from "../text/schema.ts";
import { PROJECT_PERSON, type CorpusProposal, type CorpusVersion } from "./corpus.ts";
import { PINNED } from "./digests.ts";
import { EDITORS, FORUM, PUBLISHED, translationAsPublication, TRANSLATORS, TRIOLO, WRITTEN } from "./sources.ts";
import { chinese, paragraph, textOf } from "./writing.ts";

const ID = "s10-government-and-markets";
const ON_RELATIONSHIP = "厘清政府和市场关系";
const ON_MARKET_AND_GOVERNMENT = "推动有效市场和有为政府";

export const SECTION_10: Passage = {
  id: ID,
  locator: "Section 10, bullet point “Continue to grasp …”",
  kind: "item",
  level: 3,
  source: {
    number: 1,
    held: "phrases",
    words: [ON_RELATIONSHIP, ON_MARKET_AND_GOVERNMENT],
    provenance: "Quoted in brackets by Paul Triolo, within the passage, in the DigiChina forum of 24 January 2022.",
  },
  remark:
    "A bullet point of Section 10 (4.10). Of its Chinese only the two phrases that Triolo quotes are held; the rest has not been supplied. Of DigiChina’s English nothing of the section is held beyond this passage, because no licence is stated for it.",
};

/** The passage as Triolo quotes it, with other words for 厘清 if wanted. */
function rendering(verb: string): RenderingJson {
  return paragraph(
    "Continue to grasp promotion, development, supervision, management, and standardization with both hands—and both hands must be strong; " +
      "standardize in development; develop in standardization; " +
      "establish comprehensive, multi-level, three-dimensional oversight systems; " +
      "let supervision, management, and governance penetrate the entire process of innovation, production, operations, and investment. " +
      `${verb} the relationship between government and markets (`,
    chinese(ON_RELATIONSHIP),
    "); promote better integration of efficient markets and active government (",
    chinese(ON_MARKET_AND_GOVERNMENT),
    "); stimulate the dynamism of all types of market actors, " +
      "and promote the sustained, healthy, and orderly development of a digital China.",
  );
}

const AS_TRIOLO_QUOTES_IT = rendering("Clarify");
const WITH_THE_ALTERNATIVE = rendering("Sort out");
const SOURCE = sourceText(SECTION_10.source);

const NOTE_1: Note = {
  id: "triolo-1",
  author: TRIOLO,
  date: PUBLISHED,
  category: "terminology",
  body: "Triolo takes the verb 厘清 apart. 厘 is a very small number; 清 (qīng) stands for 清楚 (qīngchu), clear or to bring clarity. Together they ask for a thing to be made orderly and clear down to its smallest aspects. As an alternative he offers “sorting out (the details)”; in the passage he keeps “Clarify”.\n\nTold here in our own words; his note stands in the forum.",
  target: anchorOn(textOf(AS_TRIOLO_QUOTES_IT), "Clarify"),
  source: anchorOn(SOURCE, "厘清"),
  alternatives: ["sorting out (the details)"],
  publishedIn: FORUM,
};

const NOTE_2: Note = {
  id: "triolo-2",
  author: TRIOLO,
  date: PUBLISHED,
  category: "terminology",
  body: "The formula on market and government is much debated, Triolo says. The market is efficient at allocating resources; government has to play an “active” (有为) part. What that means is read in two ways. Some commentators take it that government steps back by degrees where it should, as far as inaction (无为, wúwéi), and see in this a fuller turn to the market. Others take it that an active government overcomes the obstruction of interest groups, and carries market reforms forward with a strategy and in good order.\n\nTold here in our own words; his note stands in the forum.",
  target: anchorOn(textOf(AS_TRIOLO_QUOTES_IT), "active government"),
  source: anchorOn(SOURCE, "有为"),
  alternatives: [],
  publishedIn: FORUM,
};

const INITIAL: CorpusVersion = {
  number: 1,
  base: null,
  rendering: null,
  digest: null,
  contributors: [...TRANSLATORS, ...EDITORS],
  date: PUBLISHED,
  publishedIn: [translationAsPublication()],
  rationale: "",
  notes: [],
  provenance:
    "DigiChina’s first wording of this passage, published on 24 January 2022. That there was one is known from Paul Triolo, who calls the wording he quotes a “translation slightly revised from DigiChina’s initial version”. The wording itself is not held: DigiChina updates its translation in place, and states no licence for it.",
};

const AS_REVISED: CorpusVersion = {
  number: 2,
  base: 1,
  rendering: AS_TRIOLO_QUOTES_IT,
  digest: PINNED[ID]?.[1] ?? null,
  contributors: [{ ...TRIOLO, role: "reviser" }, ...TRANSLATORS],
  date: PUBLISHED,
  publishedIn: [FORUM],
  rationale:
    "Triolo calls it a “translation slightly revised from DigiChina’s initial version”. He does not say which words he revised, or why; his two notes speak of “Clarify” and of “active government”.",
  notes: [NOTE_1, NOTE_2],
  provenance:
    "Quoted word for word from Paul Triolo’s contribution to the DigiChina forum of 24 January 2022, where it rests on DigiChina’s translation. His note marks [1] and [2] are lifted out of the text into notes.",
};

export const SECTION_10_VERSIONS: CorpusVersion[] = [INITIAL, AS_REVISED];

/** The open proposal that a newcomer finds: note 1's alternative, tried in the one place where the verb stands. */
export const SORT_OUT: CorpusProposal = {
  id: "sort-out",
  passage: ID,
  kind: "revision",
  base: 2,
  rendering: WITH_THE_ALTERNATIVE,
  notes: [
    {
      id: "sort-out-1",
      author: PROJECT_PERSON,
      date: WRITTEN,
      category: "terminology",
      body: "For: one can clarify a relationship by explaining it and change nothing. 厘清 asks for more, that the relationship itself be put in order, and 厘, a minute amount, says how far down. “Clarify” keeps 清 and loses 厘; “Sort out” has room for both. It is also the verb of somebody with work to do, as are its neighbours “standardize”, “establish” and “promote”.\n\nAgainst: beside “penetrate the entire process” and “stimulate the dynamism” it is a little colloquial. It can suggest a muddle that the Chinese does not mention, and in Britain it can mean dealing with a troublemaker. Triolo weighed these words and kept “Clarify”; he quotes the clause again two paragraphs later, so that a change here leaves that quotation behind.",
      target: anchorOn(textOf(WITH_THE_ALTERNATIVE), "Sort out"),
      source: anchorOn(SOURCE, "厘清"),
      alternatives: ["Clarify"],
    },
  ],
  summary:
    "Tries the alternative that Triolo’s own note offers for 厘清. “Clarify” can be a matter of words only; the Chinese verb asks for the relationship to be put in order down to the details. Nothing else is changed.",
  proposers: [PROJECT_PERSON],
  provenance: "Written for this edition by the Variorum project, after note 1 of Paul Triolo.",
};
