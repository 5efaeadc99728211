/** Views of the glossary's pages: full, empty, found nothing, with everything that can be said of a term. */
import type { ProposedTerm, TermsView, TermView } from "../../editor/glossary/glossary.ts";
import type { View } from "../../editor/pages.ts";
import type { Visit, WorkHead } from "../../editor/shell/view.ts";
import type { TermProposal, TermState } from "../../translations/ledger/term-state.ts";
import type { TermWords } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";

const [OWNER, ANN, BEN] = [inRole("owner", "olive"), inRole("translator", "ann"), inRole("reviewer", "ben")];
const AT = "2026-11-28T08:00:00.000Z";

const WORDS: TermWords = {
  ...{
    source: "治理",
    rendering: "governance",
    alternatives: ["governing"],
    remark: "Of 国家治理 too.",
    provenance: "GB/T",
  },
  ...{ forms: ["治理体系"], avoided: ["rule <b>"], obsolete: ["regulation"], scope: "of the state", within: ["4-1"] },
};
const CHANGED: TermWords = { ...WORDS, rendering: "steering \u202e", alternatives: ["governance"], scope: "" };

const proposal = (number: number, news: Partial<TermProposal> = {}): TermProposal => ({
  ...{ number, by: ANN, at: AT, words: CHANGED, reason: "“Governance” says too little of 理.", earlier: [] },
  ...{ status: "open", remarks: [], returns: [], decision: null },
  ...news,
});
const remarks = [
  { by: BEN, at: AT, words: "And 管理?" },
  { by: ANN, at: AT, words: null },
];
const returns = [{ by: BEN, at: AT, reason: "Say which passages." }];
const decision = { by: BEN, at: AT, reason: "It reads well." };
const said = { retired: false, by: OWNER, at: AT, reason: "As the law has it.", proposal: null, import: null };

const TERM: TermState = {
  id: "t1",
  words: WORDS,
  history: [
    { ...said, words: { ...WORDS, rendering: "management" }, import: "i1", by: null },
    { ...said, words: null, retired: true },
    { ...said, words: WORDS, proposal: 2, reason: "" },
  ],
  proposals: [
    proposal(1, { remarks, earlier: [{ words: WORDS, reason: "So.", until: AT }] }),
    proposal(2, { status: "accepted", decision }),
    proposal(3, { status: "returned", returns }),
    proposal(4, { status: "declined", decision, words: null }),
  ],
};

const piece = (words: string, mark: "term" | "preferred" | "avoided" | null = null) => ({ words, mark });
const CONCORDANCE: NonNullable<TermView["concordance"]> = {
  ...{ passages: 61, others: false, next: "4-2" },
  lines: [
    {
      ...{ passage: { id: "4-1", locator: "4.1" }, version: 2, stands: "preferred", open: 1 },
      ...{
        source: [piece("国家"), piece("治理", "term")],
        rendering: [piece("State "), piece("governance", "preferred")],
      },
    },
    {
      ...{ passage: { id: "4-2", locator: "4.2" }, version: 1, stands: "avoided", open: 0 },
      ...{ source: [piece("治理", "term")], rendering: [piece("rule <b>", "avoided")] },
    },
    {
      ...{ passage: { id: "4-3", locator: "4.3" }, version: null, stands: "unrendered", open: 0 },
      ...{ source: [piece("治理", "term")], rendering: [] },
    },
  ],
};

export const PROPOSED_TERMS: ProposedTerm[] = [
  {
    ...{ work: { id: "nip14", title: "The Plan", sourceLanguage: "zh-Hans", language: "en" }, term: "t1", number: 1 },
    ...{
      by: ANN,
      at: AT,
      reason: "Clearer, as 治理 is.",
      status: "open",
      named: "治理",
      before: "rule",
      after: "governance",
    },
  },
  {
    ...{ work: { id: "nip14", title: "The Plan", sourceLanguage: "zh-Hans", language: "en" }, term: "t2", number: 1 },
    ...{ by: ANN, at: AT, reason: "Missing.", status: "returned", named: "", before: null, after: "" },
  },
];

/** Each state of the pages, with its name. */
export function termPages(work: WorkHead): [string, View, Visit][] {
  const visit = (actor: Visit["actor"], url: string): Visit => ({ actor, url, toReview: 1, theme: null, size: null });
  const list: TermsView = {
    ...{ page: "terms", work, asked: { q: "", only: "" }, count: 120, fitting: 120, next: "100" },
    ...{
      proposed: PROPOSED_TERMS,
      terms: [
        { id: "t1", ...WORDS },
        { id: "t2", ...CHANGED },
      ],
    },
  };
  const term: TermView = { page: "term", work, term: TERM, concordance: CONCORDANCE };
  const none = { laid: null, text: "", reason: "", done: null, undone: false };
  const counts = { fresh: 1, changed: 1, equal: 5, notTaken: 2 };
  const laid = {
    ...{
      counts,
      fresh: [{ id: "t9", ...WORDS }],
      changed: [{ before: { id: "t1", ...WORDS }, after: { id: "t1", ...CHANGED } }],
    },
    notTaken: [
      { at: 3, source: "", why: "empty" as const },
      { at: 4, source: "网络", why: "not-a-date" as const },
    ],
  };
  const at = "/nip14/terms";
  return [
    ["terms", list, visit(ANN, at)],
    ["terms-stranger", { ...list, proposed: [], next: null }, visit(null, at)],
    [
      "terms-none-fits",
      { ...list, asked: { q: "x", only: "avoided" }, fitting: 0, terms: [], next: null },
      visit(BEN, at),
    ],
    ["terms-empty", { ...list, count: 0, fitting: 0, terms: [], proposed: [], next: null }, visit(OWNER, at)],
    [
      "terms-empty-reader",
      { ...list, count: 0, fitting: 0, terms: [], proposed: [], next: null },
      visit(inRole("reader", "rob"), at),
    ],
    ["term", term, visit(OWNER, `${at}/t1`)],
    ["term-reviewer", term, visit(BEN, `${at}/t1`)],
    ["term-proposer", term, visit(ANN, `${at}/t1`)],
    ["term-stranger", { ...term, concordance: { ...CONCORDANCE, others: true, lines: [] } }, visit(null, `${at}/t1`)],
    [
      "term-proposed",
      { ...term, term: { ...TERM, words: null, history: [] }, concordance: { ...CONCORDANCE, passages: 0, lines: [] } },
      visit(BEN, `${at}/t1`),
    ],
    [
      "term-retired",
      { ...term, term: { ...TERM, words: null, history: TERM.history.slice(0, 2) }, concordance: null },
      visit(OWNER, `${at}/t1`),
    ],
    [
      "term-gone",
      { ...term, term: { id: "t1", words: null, history: [], proposals: [] }, concordance: null },
      visit(null, `${at}/t1`),
    ],
    ["terms-in-out", { page: "terms-in-out", work, count: 3, ...none }, visit(OWNER, "/nip14/-/terms")],
    [
      "terms-in-out-reader",
      { page: "terms-in-out", work, count: 0, ...none, undone: true },
      visit(null, "/nip14/-/terms"),
    ],
    [
      "terms-would-come",
      { page: "terms-in-out", work, count: 3, ...none, laid, text: "source\r\n治理", reason: "a.csv" },
      visit(OWNER, "/nip14/-/terms"),
    ],
    [
      "terms-nothing-comes",
      {
        page: "terms-in-out",
        work,
        count: 3,
        ...none,
        laid: { counts: { ...counts, fresh: 0, changed: 0 }, fresh: [], changed: [], notTaken: [] },
      },
      visit(OWNER, "/nip14/-/terms"),
    ],
    [
      "terms-came",
      { page: "terms-in-out", work, count: 3, ...none, done: "i1" },
      visit(OWNER, "/nip14/-/terms?done=i1"),
    ],
  ];
}
