/**
 * `/{work}/-/outline/propose`, `/{work}/-/outline/proposals/{number}`: how an outline is to change is proposed by whoever may write, and
 * decided by whoever decides on words.
 */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { OutlinePassage, OutlineProposalView, OutlineProposeView } from "../../editor/care/care.ts";
import { address } from "../../editor/links/addresses.ts";
import {
  isOutlineStale,
  outlineProposalsOn,
  outlineRightsIn,
  passagesAsked,
  piecesOf,
  sameOutlineProposal,
  type AskedChange,
  type OutlineProposing,
} from "../../translations/decide/decide.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { OutlineChange, OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn, outlineOf, passageIn } from "../../translations/ledger/sections.ts";
import { isHeld, versionOf, type Version } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { actingFor } from "./acting.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { JoinPassages, MovePassage, sourceAsked, SplitPassage, WordSource } from "./describing.ts";
import { outlineProposalIn, versionsOf } from "./outlines-waiting.ts";
import { correctedOf, sourceFormOf, sourcesDecided } from "./source-proposals.ts";
import { problemOf } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { askedFor, chosenOf } from "./work-settings.ts";
import { noPassage, onHost, part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

const Reason = z.string().max(LIMITS.reason).default("");
const Locator = z.string().max(LIMITS.locator);

/** What is to be done with `passage`, as an owner does it at once; `locators`: what the passages are to be called that come of it. */
export const ProposeOutline = z.object({
  act: z.enum(["split", "join", "move", "source"]),
  passage: z.string().max(200),
  cuts: SplitPassage.shape.cuts,
  sourceCuts: SplitPassage.shape.sourceCuts,
  next: JoinPassages.shape.next,
  after: MovePassage.shape.after.default(null),
  branch: MovePassage.shape.branch,
  /** Of a source: the wording that it corrects, and how it is to read: `words`, or in `text` paragraphs parted by empty lines. */
  number: WordSource.shape.number.optional(),
  held: WordSource.shape.held.default("whole"),
  words: WordSource.shape.words,
  text: WordSource.shape.text,
  provenance: z.string().max(LIMITS.reason).optional(),
  /** One of one's own, which is given up for this. */
  instead: z.coerce.number().int().positive().optional(),
  locators: z.union([z.array(Locator).max(200), Locator.transform((one) => [one])]).default([]),
  reason: Reason,
});

/** A word on a proposal. */
export const DecideOutline = z.object({ reason: Reason });

const VERBS = ["accept", "decline", "withdraw"] as const;

export function outlineProposalRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/outline/propose", async (req, res) => {
    const { work } = await actingFor(bench, req, mayBegin, "proposing");
    const view = await formsOf(bench, work, req.query, askedFor(req, "find"));
    await show(bench, req, res, { view, json: { work: work.id, ...view.chosen, proposed: view.proposed } });
  });
  router.get("/:work/-/outline/proposals/:number", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const proposal = proposalIn(req, work);
    const actor = await actingIn(bench, work.id, await visitorOf(bench, req));
    const again = req.query["again"] === "yes" && proposal.status === "open" && proposal.by.id === actor?.id;
    const shown = await shownOf(bench, work, proposal);
    const anew = shown.stale && actor !== null && mayBegin(actor);
    const may = { ...outlineRightsIn(proposal, actor), anew };
    const view: OutlineProposalView = { ...shown, again, may };
    const { stale, before, after } = view;
    await show(bench, req, res, { view, json: { work: work.id, ...proposal, stale, before, after, may } });
  });
  router.post("/api/works/:work/outline/propose", (req, res) => act(bench, req, res, () => commandAsked(req)));
  for (const verb of VERBS)
    router.post(`/api/works/:work/outline/proposals/:number/${verb}`, (req, res) =>
      act(bench, req, res, (work) => {
        const { number } = proposalIn(req, work);
        return { type: `${verb}-outline`, number, reason: bodyOf(DecideOutline, req).reason };
      }),
    );
  return router;
}

async function act(
  bench: Workbench,
  req: Request,
  res: Response,
  commandIn: (work: Work) => OutlineProposing,
): Promise<void> {
  const actor = await actorFor(bench, req);
  const work = await workFor(bench, req, part(req, "work"));
  const command = commandIn(work);
  const outcome = await bench.desk.describe(work.id, command, actor);
  if (!outcome.ok) throw problemOf(outcome.refusal);
  const number = "number" in command ? command.number : await numberOf(bench, work, command, outcome.events, actor);
  // What is proposed already is not proposed again.
  const again = outcome.events.length === 0;
  const to =
    number === null ? address.outline(work.id) : address.outlineProposal(work.id, number, again && !wantsJson(req));
  if (!wantsJson(req)) return res.redirect(303, onHost(bench, to));
  res.json({ said: outcome.events.length, ...(number !== null && { number }), address: onHost(bench, to) });
}

/** Of what was proposed: its number, or that of the same, which waits already; null if that was decided just now. */
async function numberOf(
  bench: Workbench,
  work: Work,
  { change }: OutlineProposing & { type: "propose-outline" },
  events: readonly LedgerEvent[],
  actor: Actor,
): Promise<number | null> {
  const proposed = events.find((event) => event.type === "outline-proposed");
  if (proposed) return proposed.number;
  const versions = new Map<string, readonly Version[]>();
  for (const passage of passagesAsked(change))
    versions.set(passage, await bench.desk.versions({ work: work.id, passage }));
  // It may have been proposed since the work was read.
  const now = (await bench.store.work(work.id)) ?? work;
  return sameOutlineProposal(now, change, actor, versions)?.number ?? null;
}

function commandAsked(req: Request): OutlineProposing {
  const asked = bodyOf(ProposeOutline, req);
  const { locators, reason, instead } = asked;
  return { type: "propose-outline", change: changeAsked(asked), locators, reason, instead };
}

function changeAsked(asked: z.output<typeof ProposeOutline>): AskedChange {
  const { act: what, passage, cuts, sourceCuts, next, after, branch, number = 0 } = asked;
  switch (what) {
    case "split":
      return { act: what, passage, cuts, sourceCuts };
    case "join":
      return { act: what, passages: [passage, ...next] };
    case "move":
      return { act: what, passage, branch, after };
    case "source":
      return { act: what, passage, number, source: sourceAsked(asked) };
  }
}

/** @throws Problem 404 */
function proposalIn(req: Request, work: Work): OutlineProposal {
  return outlineProposalIn(work, part(req, "number"));
}

/** @throws Problem 404 if no passage that stands is named. */
async function formsOf(
  bench: Workbench,
  work: Work,
  asked: Request["query"],
  find: string,
): Promise<OutlineProposeView> {
  const { passage: id, act: what, from: older } = asked;
  const named = typeof id === "string" ? id : "";
  const passage = passageIn(work, named);
  if (!passage) throw noPassage(work, named);
  return {
    page: "outline-propose",
    work: headOf(work),
    chosen: await chosenOf(bench, work, passage, find),
    proposed: outlineProposalsOn(work, named),
    decided: sourcesDecided(work, named),
    source: await sourceFormOf(bench, work, passage, typeof older === "string" ? Number(older) : null),
    asksSource: what === "source",
  };
}

async function shownOf(
  bench: Workbench,
  work: Work,
  proposal: OutlineProposal,
): Promise<Omit<OutlineProposalView, "may" | "again">> {
  const { change } = proposal;
  const versions = await versionsOf(bench, work, proposal);
  return {
    ...{ page: "outline-proposal", work: headOf(work), proposal },
    stale: proposal.status === "open" && isOutlineStale(work, proposal, versions),
    ...{ before: [], after: [], source: null },
    ...(change.act === "move"
      ? movedOf(work, change)
      : change.act === "source"
        ? await correctedOf(bench, work, proposal)
        : partedOf(work, proposal, versions)),
  };
}

/** A passage and its neighbours, where it stands and where it is to. */
function movedOf(
  work: Work,
  { passage, branch, from, after }: OutlineChange & { act: "move" },
): Pick<OutlineProposalView, "before" | "after"> {
  const { passages } = work;
  const { places, ends } = outlineOf(passages);
  const at = places.get(passage);
  const moving = at === undefined ? [passage] : passages.slice(at, branch ? ends[at] : at + 1).map(({ id }) => id);
  const named = (id: string, changes: boolean): OutlinePassage => ({
    ...{ id, locator: everIn(work, id)?.locator ?? id, rendering: null, source: [], changes, cuts: NO_CUTS },
  });
  const beside = (behind: string | null): OutlinePassage[] => {
    const place = behind === null ? -1 : places.get(behind);
    const rest = place === undefined ? [] : passages.slice(place + 1).filter(({ id }) => !moving.includes(id));
    return [
      ...(behind === null ? [] : [named(behind, false)]),
      ...moving.map((id) => named(id, true)),
      ...rest.slice(0, 1).map(({ id }) => named(id, false)),
    ];
  };
  return { before: beside(from), after: beside(after) };
}

/** What is cut or joined, and what would come of it. */
function partedOf(
  work: Work,
  { change, locators }: OutlineProposal,
  versions: ReadonlyMap<string, readonly Version[]>,
): Pick<OutlineProposalView, "before" | "after"> {
  if (change.act === "move" || change.act === "source") return { before: [], after: [] };
  const all = change.act === "join" ? change.passages : [change];
  const before = all.map(({ passage, version, source }): OutlinePassage => {
    const known = everIn(work, passage);
    const read = version === null ? undefined : versionOf({ versions: versions.get(passage) ?? [] }, version);
    return {
      ...{ id: passage, locator: known?.locator ?? passage, changes: true, cuts: NO_CUTS },
      rendering: read && isHeld(read) ? read.words.rendering : null,
      source: known?.source.number === source ? known.source.words : [],
    };
  });
  const pieces = piecesOf(change, before);
  const [first] = before;
  const isCut = change.act === "split" && pieces.every(({ rendering, source }) => rendering ?? source.length > 0);
  return {
    before:
      isCut && first
        ? [{ ...first, cuts: { rendering: first.rendering ? change.cuts : [], source: change.sourceCuts } }]
        : before,
    after: pieces.map(({ rendering, source }, at) => ({
      ...{ id: null, locator: locators[at] ?? String(at + 1), changes: true },
      ...{ rendering, source },
      cuts: change.act === "join" ? seamsOf(before) : NO_CUTS,
    })),
  };
}

const NO_CUTS: OutlinePassage["cuts"] = { rendering: [], source: [] };

/** Where what stood apart is put together. */
function seamsOf(before: readonly OutlinePassage[]): OutlinePassage["cuts"] {
  const seams: OutlinePassage["cuts"] = { rendering: joinsIn(before), source: [] };
  let paragraph = 0;
  const source = before.slice(0, -1).map((each) => ({ paragraph: (paragraph += each.source.length), offset: 0 }));
  return { ...seams, source };
}

/** The offsets at which the rendering of each but the first begins in that of all; none if one is not held. */
function joinsIn(before: readonly OutlinePassage[]): number[] {
  if (before.some(({ rendering }) => !rendering)) return [];
  const content = before.flatMap(({ rendering }) => rendering!.content ?? []);
  const { blocks } = layout(renderingFromJson({ type: "doc", content }));
  let at = 0;
  return before.slice(0, -1).map(({ rendering }) => {
    at += layout(renderingFromJson(rendering!)).blocks.length;
    return blocks[at]?.from ?? 0;
  });
}
