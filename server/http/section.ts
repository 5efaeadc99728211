/**
 * `/{work}/-/revise`: the passages around one, to be revised as one text. A passage becomes a part of the proposal with its
 * first changed letter, which `/api/proposals/{id}/parts/{passage}` does, however often it is asked.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { Router, type Request } from "express";
import { z } from "zod";
import type {
  PartAnswer,
  SectionLine,
  SectionPart,
  SectionProposal,
  SectionView,
} from "../../editor/drafting/drafting.ts";
import { address } from "../../editor/links/addresses.ts";
import { finalAmong } from "../../translations/decide/decide.ts";
import { beginningIn } from "../../translations/draft/draft.ts";
import { mayBegin, rightsIn, writersOf } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { outlineOf, revisedAt } from "../../translations/ledger/sections.ts";
import { hereIn, type Proposal } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { Read } from "../reading/reading.ts";
import { actingFor } from "./acting.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { endingFor } from "./names.ts";
import { problemOf } from "./problem.ts";
import { placedPart } from "./proposal-view.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { readPassage } from "./sections.ts";
import { carrySummary } from "./submitting.ts";
import { termsOn } from "./terms.ts";
import { actorFor } from "./visitor.ts";
import { draftOf, noPassage, noProposal, onHost, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** A passage becomes a part: the version of it that is revised, as whoever writes has it before them; null: there is none. */
export const NewPart = z.object({
  base: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]),
});

/** So many passages are looked at before others are answered. */
const AT_ONCE = 20;

export function sectionRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/revise", async (req, res) => {
    const { actor, work, here } = await actingFor(bench, req, mayBegin, "proposing");
    const proposal = await proposalAsked(bench, req, work);
    if (proposal && !rightsIn(proposal, here).edit) {
      if (wantsJson(req)) throw problemOf({ code: "not-allowed", why: "adding-passages" });
      return res.redirect(303, onHost(bench, address.proposal(work.id, proposal.id)));
    }
    const view = await viewOf(bench, work, placeAsked(req, work), { proposal, here, ending: endingFor(actor) });
    const { at, lines, proposal: of } = view;
    await show(bench, req, res, { view, json: { work: work.id, at, proposal: of, passages: lines } });
  });
  router.get("/api/proposals/:id/parts/:passage", async (req, res) => {
    sendJson(res, await answerOf(bench, req));
  });
  router.post("/api/proposals/:id/parts/:passage", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { base } = bodyOf(NewPart, req);
    const found = await proposalSeen(bench, req, part(req, "id"));
    if (!found) throw noProposal(part(req, "id"));
    const { id } = found.proposal;
    const outcome = await bench.desk.execute(
      { work: found.work },
      { type: "add-part", proposal: id, passage: part(req, "passage"), base },
      actor,
    );
    if (!outcome.ok) throw problemOf(outcome.refusal);
    await carrySummary(bench, found.proposal);
    sendJson(res, await answerOf(bench, req));
  });
  return router;
}

function asked({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : "";
}

/** The place of the passage that is asked for; without one, the first. @throws Problem 404 */
function placeAsked(req: Request, work: Work): number {
  const at = asked(req, "at");
  const place = at === "" ? 0 : outlineOf(work.passages).places.get(at);
  if (place === undefined || work.passages.length === 0) throw noPassage(work, at);
  return place;
}

/** The proposal that is named, if one is. @throws Problem 404 */
async function proposalAsked(bench: Workbench, req: Request, work: Work): Promise<Proposal | null> {
  const id = asked(req, "proposal");
  if (id === "") return null;
  const found = await proposalSeen(bench, req, id);
  if (found?.work !== work.id) throw noProposal(id);
  return found.proposal;
}

/** Who looks, at which proposal. */
interface Looking {
  proposal: Proposal | null;
  here: Actor;
  ending: string;
}

async function viewOf(
  bench: Workbench,
  work: Work,
  at: number,
  { proposal, here, ending }: Looking,
): Promise<SectionView> {
  const { from, to } = revisedAt(outlineOf(work.passages), at);
  const passages = work.passages.slice(from, to);
  const read = await bench.reading.read(
    work.id,
    passages.map(({ id }) => id),
  );
  const lines: SectionLine[] = [];
  for (const passage of passages) {
    const revised = proposal && hereIn(proposal, passage.id);
    lines.push({
      ...lineOf(work, passage, read.get(passage.id)),
      part: revised ? await partOf(bench, work, proposal, passage.id, here) : null,
    });
    if (lines.length % AT_ONCE === 0) await othersFirst();
  }
  return {
    page: "section",
    work: headOf(work),
    at: work.passages[at]!.id,
    lines,
    proposal: proposal && (await toldOf(bench, work, proposal)),
    ending,
  };
}

function lineOf(work: Work, passage: Passage, read: Read | undefined): Omit<SectionLine, "part"> {
  const current = read?.current ?? null;
  const base = current && { ...current, words: current.words && { rendering: current.words.rendering } };
  return { passage: readPassage(passage), terms: termsOn(work, passage, [base?.words]), base };
}

async function toldOf(bench: Workbench, work: Work, proposal: Proposal): Promise<SectionProposal> {
  const reasoned = proposal.summaryIn === null ? null : hereIn(proposal, proposal.summaryIn);
  const written = proposal.parts.filter(({ status }) => status === "draft").map(({ passage }) => passage);
  return {
    id: proposal.id,
    people: writersOf(proposal).map(({ id, name }) => ({ ...(id !== undefined && { id }), name })),
    parts: proposal.parts.length,
    final: finalAmong(work, written) > 0,
    summaryIn: reasoned && (await draftOf(bench, reasoned)),
  };
}

async function partOf(
  bench: Workbench,
  work: Work,
  whole: Proposal,
  passage: string,
  actor: Actor | null,
): Promise<SectionPart> {
  const { part } = await placedPart(bench, work, hereIn(whole, passage)!, actor);
  const { proposal, base, draft, may, stale } = part;
  const { id, kind, beside, summaryIn, status, openedBy } = proposal;
  return {
    proposal: { id, kind, passage, base: proposal.base, beside, summaryIn, status, openedBy },
    base: base && {
      number: base.number,
      base: base.base,
      words: base.words && { rendering: base.words.rendering },
    },
    draft,
    may,
    stale,
    beginning: draft && (await beganAs(bench, draft.id)),
  };
}

/** Which beginning a draft has that was begun by the workbench. */
async function beganAs({ store }: Workbench, draft: string): Promise<number | null> {
  const [first] = await store.drafts.log(draft, 0, 1);
  return first?.by === null ? beginningIn(first.bytes) : null;
}

/** @throws Problem 404; 401, 403 for those who may not read it. */
async function answerOf(bench: Workbench, req: Request): Promise<PartAnswer> {
  const actor = await actorFor(bench, req);
  const found = await proposalSeen(bench, req, part(req, "id"));
  const acting = found && (await actingIn(bench, found.work, actor));
  if (!found || !rightsIn(found.proposal, acting).read) throw noProposal(part(req, "id"));
  const passage = part(req, "passage");
  if (!hereIn(found.proposal, passage)) throw problemOf({ code: "unknown-part", why: "not-revised", named: passage });
  const work = await workFor(bench, req, found.work);
  return {
    part: await partOf(bench, work, found.proposal, passage, acting),
    of: await toldOf(bench, work, found.proposal),
  };
}
