/**
 * The ten priority areas (part 4) and the ten actions (part 5) of the Plan: the Chinese heading, how Rogier Creemers
 * names it in his introduction to the forum, and the project's own fuller rendering with the reasons for it.
 *
 * One English word for one Chinese word, as far as it will go: 体系 system, 数字 and 数字化 digital, 行动 action,
 * 建设 build, 建立 establish, 构建 and 构筑 construct, 拓展 expand, 提升 improve, 治理 governance, 普惠 inclusive,
 * 智慧 smart. Headings stand in sentence case.
 */
import { anchorOn } from "../notes/anchor.ts";
import type { Note, NoteCategory } from "../notes/note.ts";
import { PROJECT_PERSON, type CorpusVersion } from "./corpus.ts";
import { PINNED } from "./digests.ts";
import { CREEMERS, FORUM, PUBLISHED, WRITTEN } from "./sources.ts";
import { paragraph } from "./writing.ts";

/** A heading of part 4 or 5, with its first two versions in short. */
export interface Heading {
  id: string;
  /** The Chinese heading, without its number. */
  source: string;
  /** Creemers's wording, letter for letter. */
  gloss: string;
  rendering: string;
  /** Why the rendering reads as it does. */
  rationale: string;
  notes: HeadingNote[];
}

interface HeadingNote {
  /** Words of the rendering. */
  on: string;
  /** Words of the source. */
  source: string;
  category: NoteCategory;
  body: string;
  alternatives: string[];
}

export const HEADINGS: readonly Heading[] = [
  {
    id: "4-1",
    source: "建设泛在智联的数字基础设施体系",
    gloss: "digital infrastructure",
    rendering: "Build a ubiquitous, intelligently connected digital infrastructure system",
    rationale:
      "The gloss names the subject and leaves out the verb, both qualities and the word “system”. 泛在 is “ubiquitous”, the settled term for networks that reach everywhere. 体系 is “system” in all ten headings of this part: what is planned each time is a whole with its parts, not a single facility or service.",
    notes: [
      {
        on: "intelligently connected",
        source: "智联",
        category: "terminology",
        body: "智联 is read here as 智能 (intelligent) and 互联 (interconnected) folded into two characters. “Smart” is kept for 智慧, which stands in 5.5, 5.6 and 5.10.",
        alternatives: ["intelligently networked"],
      },
    ],
  },
  {
    id: "4-2",
    source: "建立高效利用的数据要素资源体系",
    gloss: "efficient data resource systems",
    rendering: "Establish a system for the efficient use of data resources as a factor of production",
    rationale:
      "The gloss makes the systems efficient; in the Chinese it is the use of the data, 高效利用, that is to be efficient. It also leaves out 要素, which says what kind of resource data is held to be. A closer “efficiently used data factor resource system” was tried and set aside: four nouns in a row hide what belongs to what.",
    notes: [
      {
        on: "data resources as a factor of production",
        source: "数据要素资源",
        category: "terminology",
        body: "要素 is taken as short for 生产要素, factor of production: Chinese policy has since about 2019 counted data as one, beside land, labour, capital and technology. “Data elements”, often seen, reads in English like the entries of a database.",
        alternatives: ["data factor resources"],
      },
    ],
  },
  {
    id: "4-3",
    source: "构建释放数字生产力的创新发展体系",
    gloss: "liberating digital productive forces",
    rendering: "Construct a system of innovative development that releases digital productive forces",
    rationale:
      "The gloss keeps the qualifier and leaves out what it qualifies, the 创新发展体系. 生产力 stays “productive forces”, the term of Marxist economics that the wording draws on, and not “productivity”, which English readers take to mean output per hour. 构建 is “construct” here and in 4.5 and 4.8, so that it can be told from 建设 (build, 4.1) and 建立 (establish, 4.2).",
    notes: [
      {
        on: "innovative development",
        source: "创新发展",
        category: "ambiguity",
        body: "Read as one term, 创新发展 is development through innovation, the first of the five development concepts that the Party named in 2015. It can also be read as a pair, innovation and development. The first reading is taken.",
        alternatives: ["innovation and development"],
      },
      {
        on: "releases",
        source: "释放",
        category: "accuracy",
        body: "The gloss has “liberating”, which in this vocabulary is 解放, as in 解放生产力, to liberate the productive forces. The heading has 释放, to release something held back. The two are worth keeping apart.",
        alternatives: ["unleashes"],
      },
    ],
  },
  {
    id: "4-4",
    source: "培育先进安全的数字产业体系",
    gloss: "building the digital industry",
    rendering: "Foster an advanced and secure system of digital industries",
    rationale:
      "培育 is to raise something living, hence “foster” and not “build”, which is 建设 in 4.1. 先进安全, advanced and secure, is missing from the gloss. The plural “digital industries” keeps this heading, on the industries that make digital goods and services (数字产业), apart from 4.5, on industries of every kind becoming digital (产业数字化).",
    notes: [
      {
        on: "secure",
        source: "安全",
        category: "ambiguity",
        body: "安全 is both safety and security. Said of a whole system of industries, it is taken here as security; “safe and secure” would keep both senses and lose the balance with “advanced”.",
        alternatives: ["safe and secure"],
      },
    ],
  },
  {
    id: "4-5",
    source: "构建产业数字化转型发展体系",
    gloss: "transforming traditional industries",
    rendering: "Construct a system for the digital transformation and development of industries",
    rationale:
      "“Traditional” is the gloss’s own word: the heading says 产业, industries of every kind, which in Chinese takes in farming and services too. The gloss also leaves out 数字化, without which the heading could be about any reform. 数字化转型 has its settled English in “digital transformation”.",
    notes: [
      {
        on: "digital transformation and development",
        source: "数字化转型发展",
        category: "ambiguity",
        body: "转型发展 sets two words side by side. They can be a pair, transformation and development, or a means and its end, development through transformation. “And” leaves more of this open than “through” would.",
        alternatives: ["development through digital transformation"],
      },
    ],
  },
  {
    id: "4-6",
    source: "构筑共建共治共享的数字社会治理体系",
    gloss: "building digital governance systems",
    rendering: "Construct a digital social governance system that is jointly built, jointly governed and shared",
    rationale:
      "The gloss leaves out 社会, society, and with it what sets this heading apart from 4.7, on government, and 4.10, on the governance of digital development. 共建共治共享 is a set phrase of three pairs, each beginning with 共, together; “jointly built, jointly governed and shared” keeps the count and some of the ring. 构筑 differs from 构建 by a shade for which English has no second verb, so that both are “construct”.",
    notes: [
      {
        on: "digital social governance system",
        source: "数字社会治理体系",
        category: "ambiguity",
        body: "The characters can be grouped in two ways: 数字 with 社会治理, social governance by digital means; or 数字社会 with 治理, the governance of a digital society. In Party documents 共建共治共享 habitually goes with 社会治理, and that is followed here. That 4.7 goes on to 数字政府, digital government, speaks for the other reading.",
        alternatives: ["governance system for a digital society"],
      },
    ],
  },
  {
    id: "4-7",
    source: "打造协同高效的数字政府服务体系",
    gloss: "digitizing governmental services",
    rendering: "Create a coordinated and efficient system of digital government services",
    rationale:
      "The gloss turns the goal into a process; the heading wants a system, and says of what kind: 协同, working together, and 高效, efficient. 打造 is a favourite of recent official prose, said of brands and teams as well as of systems; “create” is plainer than “forge” and says as much. 数字政府服务 can be digital services of government or the services of a digital government, and “digital government services” leaves it as open as the Chinese does.",
    notes: [
      {
        on: "coordinated",
        source: "协同",
        category: "terminology",
        body: "协同 is many hands working on one thing, here most likely the departments of government. “Collaborative” is closer to the characters, but in English it suggests equal partners who come together of their own accord.",
        alternatives: ["collaborative"],
      },
    ],
  },
  {
    id: "4-8",
    source: "构建普惠便捷的数字民生保障体系",
    gloss: "digital welfare and social security systems",
    rendering: "Construct an inclusive and convenient digital system for safeguarding the livelihood of the people",
    rationale:
      "“Social security” would be 社会保障; the heading has 民生保障, of which social security is only a part. 普惠 is “inclusive”, here and in 5.8: the benefit is to reach everyone. 便捷, convenient, is missing from the gloss; it asks that the benefit be easy to reach as well.",
    notes: [
      {
        on: "livelihood of the people",
        source: "民生",
        category: "terminology",
        body: "民生 takes in schooling, work, health, housing and care: more than “livelihood”, which in English is how one earns a living. “Livelihood” stays because it is the received rendering, by which readers of such documents know the term.",
        alternatives: ["well-being of the people"],
      },
    ],
  },
  {
    id: "4-9",
    source: "拓展互利共赢的数字领域国际合作体系",
    gloss: "mutually beneficial international cooperation",
    rendering: "Expand the mutually beneficial, win-win system of international cooperation in the digital field",
    rationale:
      "The gloss leaves out the verb and the field, 数字领域, in which the cooperation takes place. 拓展 widens something that is there already, hence “expand the” and not “establish a”. 互利共赢 is a fixed pair of diplomatic language; “win-win” is worn, but to smooth it away would hide from the reader that a formula stands here.",
    notes: [],
  },
  {
    id: "4-10",
    source: "建立健全规范有序的数字化发展治理体系",
    gloss: "regulating the digital space",
    rendering: "Establish and improve a well-regulated and orderly governance system for digital development",
    rationale:
      "“Space” is the gloss’s own word; the heading has 发展, development, and what is to be set up is a system of governance, 治理体系. 规范有序 stands before the whole phrase: it is taken here with the system, though it can be heard with 发展, as development that is well regulated and orderly. 建立健全 is a fixed pair, to set up what is missing and make sound what is there; “establish and improve” is its usual English.",
    notes: [
      {
        on: "well-regulated",
        source: "规范",
        category: "terminology",
        body: "规范 is a norm, and to bring under norms. The passage quoted from this section has “standardize in development; develop in standardization”, probably for the same word, but its Chinese is not held, so that this cannot be checked here. Beside 有序, orderly, it describes a state rather than an act.",
        alternatives: ["standardized"],
      },
    ],
  },
  {
    id: "5-1",
    source: "全民数字素养与技能提升行动",
    gloss: "enhancing the digital skills of ordinary people",
    rendering: "Action to improve the digital literacy and skills of the whole population",
    rationale:
      "全民 is everyone, experts and officials included; “ordinary people” narrows it. The gloss keeps the skills, 技能, and leaves out 素养, the grounding in knowledge and habits for which English now says “literacy”. 提升 is “improve” in 5.1, 5.2 and 5.5, and all ten headings of this part begin with “Action” because all ten end in 行动.",
    notes: [
      {
        on: "the whole population",
        source: "全民",
        category: "accuracy",
        body: "“All citizens” was considered. It would bring in a legal status that 民 does not speak of.",
        alternatives: ["all citizens"],
      },
    ],
  },
  {
    id: "5-2",
    source: "企业数字能力提升行动",
    gloss: "growing enterprises' digital capabilities",
    rendering: "Action to improve the digital capabilities of enterprises",
    rationale:
      "The gloss is close to the heading, and most of it is kept. “Growing” becomes “improve” so that 提升 reads alike wherever it stands in this part, and 行动 is given its word. “Enterprises” stays rather than “businesses”, since 企业 includes those owned by the state.",
    notes: [],
  },
  {
    id: "5-3",
    source: "前沿数字技术突破行动",
    gloss: "making breakthroughs in cutting-edge technologies",
    rendering: "Action to achieve breakthroughs in frontier digital technologies",
    rationale:
      "The gloss leaves out 数字: the technologies meant are digital ones. 前沿 is literally the front line, and “frontier” keeps that picture; “cutting-edge” is as accurate, and blunted by advertising. “Achieve” is supplied, because 突破 serves in Chinese as noun and verb at once.",
    notes: [
      {
        on: "frontier",
        source: "前沿",
        category: "style",
        body: "A choice of taste more than of sense. “Cutting-edge”, the gloss’s word, is the more usual in journalism, “frontier technologies” in writing on policy.",
        alternatives: ["cutting-edge"],
      },
    ],
  },
  {
    id: "5-4",
    source: "数字贸易开放合作行动",
    gloss: "international cooperation in digital trade",
    rendering: "Action to open up and cooperate in digital trade",
    rationale:
      "开放, opening up, comes first in the Chinese and is missing from the gloss; it is the word of “reform and opening up” and carries that policy with it. “International” is the gloss’s own: it is surely meant, but not said. Two verbs, rather than “openness and cooperation”, keep to the pattern “Action to …”.",
    notes: [],
  },
  {
    id: "5-5",
    source: "基层智慧治理能力提升行动",
    gloss: "enabling smart governance at the grass-roots",
    rendering: "Action to improve the capability for smart governance at the grassroots",
    rationale:
      "The gloss speaks of making smart governance possible; the heading speaks of improving a capability, 能力, that is taken to exist. It is the word rendered “capabilities” in 5.2, here in the singular because governance is one task. 智慧 is “smart”, as in 5.6 and 5.10; “intelligent” is kept for 智能 and its kin (4.1).",
    notes: [
      {
        on: "grassroots",
        source: "基层",
        category: "ambiguity",
        body: "基层 is the lowest tier of administration: townships, urban subdistricts, villages and residential communities. The English word may call up citizens’ movements, which are not meant. Official translations often say “primary level”, which is exact and tells most readers little.",
        alternatives: ["primary level"],
      },
    ],
  },
  {
    id: "5-6",
    source: "绿色智慧生态文明建设行动",
    gloss: "making digital development greener",
    rendering: "Action to build a green and smart ecological civilization",
    rationale:
      "In the gloss it is digital development that turns green. In the heading it is the other way round: what is built is an ecological civilization, 生态文明, and “green” and “smart” say of what kind. Digital development is not named at all; 智慧, smart, is the one word that points to it. 建设 is “build”, as in 4.1.",
    notes: [
      {
        on: "ecological civilization",
        source: "生态文明",
        category: "terminology",
        body: "生态文明 is a guiding term of Chinese policy, in the constitution since 2018, and “ecological civilization” is its received rendering. Elsewhere 生态 is rendered “ecosystem” or “ecology”, as Creemers remarks; inside this term only the adjective will do.",
        alternatives: [],
      },
    ],
  },
  {
    id: "5-7",
    source: "数字乡村发展行动",
    gloss: "advancing rural digital development",
    rendering: "Action to develop the digital countryside",
    rationale:
      "The gloss takes development for its subject and calls it rural and digital. The Chinese makes one term of 数字乡村, the digital countryside, and develops that; the term has had a national strategy of its own since 2019. “Develop” gives 发展 the same root as in 4.3, 4.5 and 4.10.",
    notes: [
      {
        on: "digital countryside",
        source: "数字乡村",
        category: "terminology",
        body: "“Digital villages” is often seen, and more vivid. 乡村 is the countryside as a whole, with its villages and small towns and the farmland between them.",
        alternatives: ["digital villages"],
      },
    ],
  },
  {
    id: "5-8",
    source: "数字普惠金融服务行动",
    gloss: "developing inclusive financial services",
    rendering: "Action for digital inclusive financial services",
    rationale:
      "The gloss leaves out 数字, digital, which is what sets this action apart from inclusive finance at large. The heading has no verb, and none is supplied as “developing” is in the gloss; therefore this heading alone has “Action for” where the others have “Action to”. 普惠 is “inclusive”, as in 4.8, and 普惠金融, inclusive finance, is a settled term: finance within everyone’s reach.",
    notes: [],
  },
  {
    id: "5-9",
    source: "公共卫生应急数字化建设行动",
    gloss: "supporting digital public health",
    rendering: "Action to digitalize public health emergency response",
    rationale:
      "应急, emergency response, is missing from the gloss, and the heading is about nothing else: not public health at large, but readiness for its emergencies. 建设 after 数字化 does little more than make a task of the process; “digital construction” would say nothing in English, so that one verb, “digitalize”, carries both.",
    notes: [
      {
        on: "digitalize",
        source: "数字化建设",
        category: "terminology",
        body: "To digitize is to put something into digital form; to digitalize is to change how work is done by digital means. 数字化 can be either, and emergency response is work. A wording with “build” would keep 建设, which is “build” in 4.1 and 5.6, at the price of a noun that the Chinese does not have.",
        alternatives: ["build digital capacity for"],
      },
    ],
  },
  {
    id: "5-10",
    source: "智慧养老服务拓展行动",
    gloss: "rolling out smart care for the elderly",
    rendering: "Action to expand smart care services for older people",
    rationale:
      "“Rolling out” suggests something new; 拓展, as in 4.9, widens what is there already, hence “expand”. 服务, services, is missing from the gloss. “Older people” takes the place of “the elderly”: 养老 speaks of care in old age and prefers neither, and writers on ageing now prefer the former.",
    notes: [],
  },
];

const GLOSS_RATIONALE =
  "A gloss: Creemers names the heading in a running sentence of his introduction, and does not offer a translation of it. It stands here as the first English wording.";

const GLOSS_PROVENANCE =
  "Quoted from Rogier Creemers’s introduction to the DigiChina forum of 24 January 2022, letter for letter.";

const RENDERING_PROVENANCE =
  "Written for this edition by the Variorum project, from the Chinese heading alone; the text of the section was not at hand.";

/** The two versions of a heading: the gloss, and the rendering revised from it. */
export function versionsOfHeading(heading: Heading): CorpusVersion[] {
  return [gloss(heading), fullerRendering(heading)];
}

function gloss({ id, gloss }: Heading): CorpusVersion {
  return {
    number: 1,
    base: null,
    rendering: paragraph(gloss),
    digest: PINNED[id]?.[0] ?? null,
    contributors: [{ ...CREEMERS, role: "glossator" }],
    date: PUBLISHED,
    publishedIn: [FORUM],
    rationale: GLOSS_RATIONALE,
    notes: [],
    provenance: GLOSS_PROVENANCE,
  };
}

function fullerRendering(heading: Heading): CorpusVersion {
  const { id, rendering, rationale, notes } = heading;
  return {
    number: 2,
    base: 1,
    rendering: paragraph(rendering),
    digest: PINNED[id]?.[1] ?? null,
    contributors: [{ ...PROJECT_PERSON, role: "translator" }],
    date: WRITTEN,
    publishedIn: [],
    rationale,
    notes: notes.map((note, index) => noteOn(heading, note, index + 1)),
    provenance: RENDERING_PROVENANCE,
  };
}

function noteOn({ rendering, source }: Heading, note: HeadingNote, number: number): Note {
  return {
    id: `variorum-${number}`,
    author: PROJECT_PERSON,
    date: WRITTEN,
    category: note.category,
    body: note.body,
    target: anchorOn(rendering, note.on),
    source: anchorOn(source, note.source),
    alternatives: note.alternatives,
  };
}
