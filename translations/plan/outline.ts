/** The outline of the Plan: its passages in order, with the source words that are held and what is known of the rest. */
import type { Passage } from "../ledger/work.ts";
import { HEADINGS } from "./headings.ts";
import { SECTION_10 } from "./section10.ts";

/** A part of the Plan; its sections, if the parts below do not name them more fully. */
interface Part {
  source: string;
  sections: readonly string[];
}

const PARTS: readonly Part[] = [
  { source: "现状与形势", sections: ["发展现状", "发展形势"] },
  { source: "总体部署", sections: ["指导思想", "基本原则", "发展目标"] },
  { source: "主攻方向", sections: [] },
  { source: "重大任务和重点工程", sections: headingsOf(4) },
  { source: "优先行动", sections: headingsOf(5) },
  {
    source: "组织实施",
    sections: ["加强组织领导", "健全政策体系", "强化队伍建设", "规范试点示范", "强化战略研究", "加强舆论宣传"],
  },
];

const HEADING_PROVENANCE =
  "A heading of the Plan as the Central Commission for Cybersecurity and Informatization issued it on 28 December 2021; its number is the locator.";

const BODY_NOT_HELD =
  "Only the heading is held. Of the text under it, neither the Chinese nor DigiChina’s English is: no licence is stated for DigiChina’s, and the Chinese has not been supplied.";

const SECTIONS_FOLLOW = "The heading of a part, whose sections follow.";

/** Parts, their sections, and the passage of Section 10 after the heading it stands under. */
export const PASSAGES: Passage[] = PARTS.flatMap((part, index) => passagesOf(part, index + 1));

function headingsOf(part: number): string[] {
  return HEADINGS.filter(({ id }) => id.startsWith(`${part}-`)).map(({ source }) => source);
}

function passagesOf({ source, sections }: Part, number: number): Passage[] {
  return [
    partHeading(source, number, sections.length > 0),
    ...sections.flatMap((words, at) => section(words, number, at + 1)),
  ];
}

function partHeading(words: string, number: number, divided: boolean): Passage {
  const remark = divided ? SECTIONS_FOLLOW : BODY_NOT_HELD;
  return { id: `part-${number}`, locator: `Part ${number}`, kind: "part", level: 1, source: whole(words), remark };
}

function section(words: string, part: number, number: number): Passage[] {
  const id = `${part}-${number}`;
  const locator = `${part}.${number}`;
  const heading: Passage = { id, locator, kind: "heading", level: 2, source: whole(words), remark: BODY_NOT_HELD };
  return id === "4-10" ? [heading, SECTION_10] : [heading];
}

function whole(words: string): Passage["source"] {
  return { number: 1, held: "whole", words: [words], provenance: HEADING_PROVENANCE };
}
