/** The kinds of versions that `citing.ts` has cited: those of the Plan, and such as make citing hard. */
import { citations, type Citation } from "../../translations/citation/citation.ts";
import type { CitedWork } from "../../translations/citation/reference.ts";
import { type PassageState, type Version } from "../../translations/ledger/state.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { byPassage } from "../help/records.ts";
import { replay } from "../help/one-passage.ts";

/** A version that is cited, and what must be found again of it. */
export interface Kind {
  /** A word for tables, and for names of files. */
  name: string;
  what: string;
  number: number;
  /** Where its words are; if they are not held, where they were published. */
  url: string;
  /** Where its words stood first, if anywhere: a style must not make of it what holds the version. */
  firstPublished: string | null;
  digest: string | null;
  bib: string;
  csl: unknown;
  /** False: it says itself that pdflatex can't set it. */
  pdflatex: boolean;
}

const FULL = "s10-government-and-markets";
const RECORDS = byPassage(foundingRecords(plan));

function stateOf(passage: string): PassageState {
  return replay(RECORDS.get(passage) ?? []);
}

interface Telling {
  name: string;
  what: string;
  passage: string;
  number: number;
  work?: Partial<CitedWork>;
  version?: Partial<Version>;
}

const BY = { id: "ann", name: "Ann Example" };

const TOLD: readonly Telling[] = [
  { name: "bullet", what: "the Plan's bullet point of Section 10, version 2", passage: FULL, number: 2 },
  { name: "not-held", what: "its version 1, whose words are not held", passage: FULL, number: 1 },
  { name: "heading", what: "a heading of the Plan", passage: "4-2", number: 1 },
  {
    name: "self-approved",
    what: "a version that its proposer approved",
    passage: FULL,
    number: 2,
    version: { review: { kind: "accepted", by: BY, self: true, reason: "" }, publishedIn: [] },
  },
  {
    name: "chinese",
    what: "a work whose title is Chinese",
    passage: FULL,
    number: 2,
    work: { title: "“十四五”国家信息化规划", issuer: "中央网络安全和信息化委员会" },
  },
  {
    name: "one-person",
    what: "a work by one person, translated by one",
    passage: FULL,
    number: 2,
    work: { title: "Three Principles", issuer: "Sun Yat-sen" },
    version: { contributors: [{ name: "Vincent van Gogh", role: "translator" }], publishedIn: [] },
  },
  {
    name: "nobody",
    what: "a work that nobody issued, translated by one",
    passage: FULL,
    number: 2,
    work: { issuer: "", issued: "" },
    version: { contributors: [{ name: "Kendra Schaefer", role: "translator" }] },
  },
  {
    name: "hostile",
    what: "a title of braces, percent and all else that LaTeX reads",
    passage: FULL,
    number: 2,
    work: {
      title: "100 % {of} the \\emph{Plan} & $more_ #1 ~^ @book{x, }} 5% off",
      issuer: "R&D {Office}, Ltd. and Sons",
    },
  },
];

/** All kinds, each with its citations as the program gives them. */
export function kinds(): Kind[] {
  return TOLD.map(({ name, what, passage: id, number, work, version: changed }) => {
    const passage = plan.work.passages.find((each) => each.id === id)!;
    const { versions } = stateOf(id);
    const version = { ...versions[number - 1]!, ...changed };
    const all = versions.map((each) => (each.number === number ? version : each));
    const address = `https://variorum.example/nip14/${id}/v${number}`;
    const list = citations({ ...plan.work, ...work }, passage, version, address, all);
    const text = (style: Citation["style"]) => list.find((each) => each.style === style)!.text;
    const [csl] = JSON.parse(text("csl-json")) as [{ URL: string }];
    const bib = text("bibtex").replace(/^@(\w+)\{[^,]+,/m, `@$1{${name},`);
    return {
      name,
      what,
      number,
      url: csl.URL,
      firstPublished: version.publishedIn[0]?.title ?? null,
      digest: version.words?.digest ?? null,
      bib,
      csl: { ...csl, id: name },
      pdflatex: !bib.includes("Needs lualatex"),
    };
  });
}
