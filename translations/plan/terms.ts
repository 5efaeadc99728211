/** The terms of the Plan that the forum names, for the work's glossary. */
import type { Term } from "../ledger/work.ts";
import { NOT_IN_WORDS_HELD } from "./corpus.ts";

const CREEMERS_INTRODUCTION = "Named by Rogier Creemers in his introduction to the DigiChina forum of 24 January 2022.";
const TRIOLO_CONTRIBUTION = "Named by Paul Triolo in his contribution to the DigiChina forum of 24 January 2022.";

function inNote(number: number): string {
  return `From note ${number} of Paul Triolo’s contribution to the DigiChina forum of 24 January 2022.`;
}

export const TERMS: Term[] = [
  {
    id: "t1",
    source: "信息化",
    rendering: "informatization",
    alternatives: [],
    remark: "The introduction of digital technologies and data to make economy and government more efficient (Triolo).",
    provenance: TRIOLO_CONTRIBUTION,
  },
  {
    id: "t2",
    source: "高质量发展",
    rendering: "high-quality development",
    alternatives: [],
    remark: `A new buzzword of the 14th Five-Year Plan (Creemers). ${NOT_IN_WORDS_HELD}`,
    provenance: CREEMERS_INTRODUCTION,
  },
  {
    id: "t3",
    source: "生态",
    rendering: "ecosystem",
    alternatives: ["ecology"],
    remark:
      "Both renderings are used, of broad systems that strengthen one another and evolve organically (Creemers). Within 生态文明 (5.6) it is “ecological”.",
    provenance: CREEMERS_INTRODUCTION,
  },
  {
    id: "t4",
    source: "有为政府",
    rendering: "active government",
    alternatives: [],
    remark: "A government that plays its part; how far it should act is debated (note 2 on Section 10).",
    provenance: inNote(2),
  },
  {
    id: "t5",
    source: "有效市场",
    rendering: "efficient markets",
    alternatives: [],
    remark: "The market as efficient in allocating resources (note 2 on Section 10).",
    provenance: inNote(2),
  },
  {
    id: "t6",
    source: "厘清",
    rendering: "clarify",
    alternatives: ["sort out (the details)"],
    remark: "To make orderly and clear down to the smallest aspects (note 1 on Section 10).",
    provenance: inNote(1),
  },
  {
    id: "t7",
    source: "无为",
    rendering: "inaction",
    alternatives: [],
    remark: "The opposite of 有为, active (note 2 on Section 10).",
    provenance: inNote(2),
  },
];
