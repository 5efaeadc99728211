/** Views of a proposal that revises several passages: being written, and waiting, with parts that stand each elsewhere. */
import type { FoundPassage, OtherPart, ProposalView } from "../../editor/drafting/drafting.ts";
import type { Visit } from "../../editor/shell/view.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { ANN, BEN, S10, type Shelf, visitBy } from "./pages-states.ts";

const [A, B, C] = ["4-1", "4-2", "4-3"] as const;
const AT = "2026-11-25T09:00:00Z";

/** The same proposal, as another of its passages has it. */
function on(view: ProposalView, shelf: Shelf, id: string, proposal: Partial<ProposalView["proposal"]>): OtherPart {
  const { versions } = shelf.state(id);
  const [base = null] = versions;
  return {
    passage: shelf.passage(id),
    terms: [],
    proposal: { ...view.proposal, passage: id, base: base?.number ?? null, submission: null, beside: 3, ...proposal },
    base,
    stale: false,
    came: null,
    moved: null,
    putsBack: id === A && base ? [{ change: 1, kind: "replaced", before: "a <b>", after: "", version: base }] : [],
    draft: null,
    may: view.may,
    approving: view.approving,
    waiting: view.waiting,
  };
}

/** @param view a proposal on Section 10, being written. */
export function viewsOfParts(shelf: Shelf, view: ProposalView): [name: string, ProposalView, Visit][] {
  const rendering = renderingToJson(parseText("Words of another kind."));
  const draft = { id: "d2", rendering, notes: [], summary: "Written for all.", summaryIn: "d" };
  const submission = { rendering, notes: [], proposers: [view.proposal.openedBy], at: AT };
  const ben = { id: BEN.id, name: BEN.name };
  const returned = on(view, shelf, A, {
    status: "draft",
    returns: [{ by: ben, reason: "“Too many words.”", at: AT }],
  });
  const leftOut = on(view, shelf, B, {
    status: "withdrawn",
    decision: { by: view.proposal.openedBy, reason: "Another time.", at: AT },
  });
  const waiting = on(view, shelf, C, { status: "open", submission: { ...submission, summary: "For this alone." } });
  const may = { ...rightsIn(null, null), read: true, playBack: true };
  const order = [A, B, C, S10];
  const found: FoundPassage = { id: "4-10", locator: "4.10", words: "… orderly governance …", lang: "en" };
  const writing = { ...may, edit: true, withdraw: true };
  const base: ProposalView = {
    ...view,
    order,
    proposal: { ...view.proposal, beside: 3, whole: "open", summaryIn: S10 },
    others: [
      { ...returned, draft, may: writing },
      { ...leftOut, may },
      { ...waiting, may },
    ],
  };
  const addable = {
    asked: "governance",
    groups: [{ over: { ...found, id: "4", words: "" }, passages: [found] }],
    more: true,
  };
  const mine = { ...base, draft: view.draft && { ...draft, id: "d" }, may: writing, addable };
  const deciding = { ...may, decide: true, sendBack: true };
  const theirs: ProposalView = {
    ...base,
    draft: null,
    may: deciding,
    proposal: { ...base.proposal, status: "open", submission: { ...submission, summary: "For all of them." } },
    others: [
      { ...returned, draft: null, may: { ...may, read: false } },
      { ...leftOut, may },
      { ...waiting, may: deciding },
    ],
  };
  const end = { status: "withdrawn", whole: "withdrawn", decision: leftOut.proposal.decision } as const;
  const givenUp: ProposalView = {
    ...theirs,
    may,
    order: [B, S10],
    proposal: { ...theirs.proposal, ...end },
    others: [{ ...leftOut, may, proposal: { ...leftOut.proposal, ...end } }],
  };
  const path = `/nip14/proposals/${view.proposal.id}`;
  return [
    ["proposal-parts-draft", mine, visitBy(ANN, `${path}?part=${S10}`)],
    ["proposal-parts-review", theirs, visitBy(BEN, path)],
    ["proposal-parts-given-up", givenUp, visitBy(null, path)],
  ];
}
