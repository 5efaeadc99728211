/** `/{work}/{passage}`: a passage as it stands now, its history, and the start of a proposal. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { partName } from "../../editor/links/addresses.ts";
import type { PassageName } from "../../editor/shell/view.ts";
import type { ThreadEntry } from "../../editor/discussing/discussing.ts";
import type { PassageView, ProposalEntry, TranslationBeside, VersionEntry } from "../../editor/passage/passage.ts";
import type { Command } from "../../translations/decide/decide.ts";
import { READERS, USUAL_READERS, type Revised } from "../../translations/ledger/events.ts";
import { namedHere, type Access } from "../../translations/ledger/access.ts";
import { rightsIn, seenBy } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { insteadOf, outlineOf } from "../../translations/ledger/sections.ts";
import {
  begunSince,
  currentVersion,
  isHeld,
  latestOf,
  type ProposalHere,
  translationIn,
  type Version,
  versionOf,
} from "../../translations/ledger/state.ts";
import { translationsOf, type Passage, type Work } from "../../translations/ledger/work.ts";
import { offersAlternatives } from "../../translations/apparatus/apparatus.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { seenHere, threadsOf } from "./discussed.ts";
import { newId, PROPOSAL_ID } from "../store/ids.ts";
import type { Stream } from "../store/store.ts";
import { notesBy } from "./notes.ts";
import { refuseName } from "./names.ts";
import { outlineProposalsOn } from "../../translations/decide/decide.ts";
import { problemOf } from "./problem.ts";
import { takesRemarks } from "./remarks.ts";
import { requestsHere } from "./requests-view.ts";
import { actingIn } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, part, type Place, placeFor, show, type Workbench } from "./workbench.ts";
import { sourceMove } from "./wordings.ts";
import { headOf } from "./head.ts";

/** One id of a passage, as a form sends one, or several. */
export const PassageIds = z
  .union([z.string().min(1).max(200), z.array(z.string().min(1).max(200))])
  .transform((ids) => [ids].flat());

/** What begins a proposal. `base` empty: a first rendering. */
export const Opening = z.object({
  /** What it is to be called, so that it is begun once however often it is asked for; drawn if it is left out. */
  id: z.string().regex(PROPOSAL_ID, "lower-case letters, digits and hyphens, at most 64").optional(),
  kind: z.enum(["revision", "supply"]).default("revision"),
  /** So many proposals were begun here when the page with the form was made: what is sent twice begins one. */
  after: z.coerce.number().int().nonnegative().optional(),
  base: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]).optional(),
  /** Ids of other passages of the work that it revises as well, each from the version that stands now. */
  passages: PassageIds.optional(),
  /** Who reads the draft until it is proposed. */
  readers: z.enum(READERS).default(USUAL_READERS),
});

/** The same of several passages, each revised from the version that stands now. */
export const OpeningOfMany = Opening.pick({ id: true, readers: true }).extend({
  /** What the reason for all of it begins with. */
  summary: z.string().max(LIMITS.reason).default(""),
  /** Their ids, as many as a proposal may revise. */
  passages: PassageIds,
});

export function passageRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/:passage", "/api/works/:work/passages/:passage"], async (req, res) => {
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const visitor = await visitorOf(bench, req);
    const actor = await actingIn(bench, place.work.id, visitor);
    const seen = seenBy(place.state, actor);
    const threads = await threadsOf(bench, place, actor);
    if (actor) await seenHere(bench, actor, place.work.id, threads);
    // Who is signed in may see drafts that others do not: that answer is theirs alone.
    const open = visitor === null && ({ open: true } as const);
    await show(bench, req, res, {
      view: {
        ...(await viewOf(bench, place, seen, actor, threads)),
        ...(await requestsHere(bench, place.work, { kind: "section", id: place.passage.id }, visitor)),
      },
      json: { ...jsonOf(place, seen), threads: threads.map(({ thread }) => thread) },
      ...open,
    });
  });
  router.post("/api/works/:work/passages/:passage/proposals", async (req, res) => {
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const actor = await actorFor(bench, req);
    await beginProposal(bench, req, res, { place, actor }, bodyOf(Opening, req));
  });
  router.post("/api/works/:work/proposals", async (req, res) => {
    // A stranger is asked to sign in, whatever they send.
    const actor = await actorFor(bench, req);
    const { passages, summary, ...opening } = bodyOf(OpeningOfMany, req);
    const [first, ...others] = passages;
    if (first === undefined) throw problemOf({ code: "unknown-part", why: "none" });
    const place = await placeFor(bench, req, part(req, "work"), first);
    await beginProposal(bench, req, res, { place, actor }, { ...opening, kind: "revision", passages: others }, summary);
  });
  return router;
}

/** Begins a proposal on a passage, and on others with it, and leads there. @throws Problem 403, 404, 409, 422 */
async function beginProposal(
  bench: Workbench,
  req: Request,
  res: Response,
  { place, actor }: { place: Place; actor: Actor },
  asked: z.output<typeof Opening>,
  summary = "",
): Promise<void> {
  const { stream, state } = place;
  const { id: wish, kind, readers, passages: more = [], after, base = currentVersion(state)?.number ?? null } = asked;
  if (wish !== undefined) refuseName(actor, wish);
  const fresh = wish ?? newId();
  const opening = { kind, base, readers, ...(after !== undefined && { after }) };
  const undecided = await bench.reading.undecidedOf(actor);
  const parts = [{ passage: stream.passage, base }];
  for (const passage of more.filter((id) => id !== stream.passage))
    parts.push(await standingIn(bench, req, { ...stream, passage }, translationRevised(place, base)));
  const { kind: _, base: __, ...about } = opening;
  const command: Command = { type: "open-proposal", proposal: fresh, undecided, kind, parts, ...about };
  const outcome = await bench.desk.execute(stream, command, actor);
  if (!outcome.ok) throw problemOf(outcome.refusal);
  if (outcome.events.length > 0 && !isInvisible(summary)) {
    const [draft] = await bench.store.drafts.of(fresh, stream.passage);
    if (draft !== undefined) await bench.live.write(draft, { summary: plainly(summary) }, actor.id);
  }
  const now = await bench.desk.passage(stream);
  const id = outcome.events.length > 0 ? fresh : (begunSince(now, opening, actor)?.id ?? fresh);
  const address = `/${stream.work}/proposals/${id}`;
  if (!wantsJson(req)) return res.redirect(303, address);
  res.status(outcome.events.length > 0 ? 201 : 200).location(address);
  const { work, passage } = stream;
  res.json({ id, kind, base, readers, parts, work, passage, address: onHost(bench, address) });
}

/** The id of the translation that a revision of version `base` belongs to: a first rendering is one of the work's own. */
export function translationRevised({ work, state }: Pick<Place, "work" | "state">, base: number | null): string {
  const own = work.translation.id;
  const revised = base === null ? undefined : versionOf(state, base);
  return revised ? translationIn(revised, own) : own;
}

/**
 * What a part on a passage starts from: the version that stands there for a translation, or else the current one.
 * @throws Problem 404
 */
export async function standingIn(
  bench: Workbench,
  req: Request,
  { work, passage }: Stream,
  translation: string,
): Promise<Revised> {
  const { work: whole, state } = await placeFor(bench, req, work, passage);
  const standing = latestOf(translation, state.versions, whole.translation.id) ?? currentVersion(state);
  return { passage, base: standing?.number ?? null };
}

type Seen = ReturnType<typeof seenBy>;

async function viewOf(
  bench: Workbench,
  { work, passage, state: whole }: Place,
  seen: Seen,
  actor: Actor | null,
  threads: ThreadEntry[],
): Promise<PassageView> {
  const { versions, proposals } = seen.state;
  const at = outlineOf(work.passages).places.get(passage.id) ?? -2;
  const current = currentVersion({ versions }) ?? null;
  const access = await bench.desk.access(work.id);
  return {
    page: "passage",
    work: headOf(work),
    passage,
    instead: insteadOf(work, passage).map(({ id, locator }) => ({ id, locator })),
    current,
    moved: current && (await sourceMove(bench, work, passage, current)),
    versions: versions.map((version) => versionEntry(version, access)),
    proposals: proposals.map(proposalEntry),
    hidden: seen.hidden,
    translations: translationsHere(work, versions, access),
    notes: current ? await notesBy(bench.aside, "notesOnVersion", versions, current.number) : [],
    alternatives: offersAlternatives(seen.state)
      ? await bench.aside("standingAlternatives", { versions, proposals })
      : [],
    drafting: draftsOf(proposals, actor),
    threads,
    remarks: actor === null && (await takesRemarks(bench, { work, passage })),
    begun: whole.proposals.length,
    reshaped: outlineProposalsOn(work, passage.id).map(({ number, change }) => ({ number, act: change.act })),
    previous: nameOf(work.passages[at - 1]),
    next: nameOf(work.passages[at + 1]),
  };
}

/** The revisions that somebody is writing on a passage. */
export function draftsOf(proposals: readonly ProposalHere[], actor: Actor | null): PassageView["drafting"] {
  const own = proposals.filter((each) => each.kind === "revision" && rightsIn(each, actor).edit);
  return own.map((each) => ({ id: each.id, part: partName(each) ?? null }));
}

/** What stands for each translation that has words here; nothing, if only one has. */
export function translationsHere(work: Work, versions: readonly Version[], access: Access): TranslationBeside[] {
  const own = work.translation.id;
  const found = translationsOf(work).flatMap(({ id }) => latestOf(id, versions.filter(isHeld), own) ?? []);
  if (found.length < 2) return [];
  return found.map((version) => {
    const base = version.base === null ? undefined : versions[version.base - 1];
    const from = base ? (base.translation ?? own) : null;
    return { version: versionEntry(version, access), rendering: version.words!.rendering, from };
  });
}

/** A version as it stands in its passage's history. */
export function versionEntry(version: Version, access: Access): VersionEntry {
  const { number, base, date, review, rationale, provenance } = version;
  const contributors = namedHere(access, version.contributors);
  const { publishedIn, supplied, removals, proposal, translation, chosen } = version;
  const facts = { number, base, date, contributors, review, rationale, provenance };
  const known = { ...(translation !== undefined && { translation }), ...(chosen && { chosen }) };
  return { ...facts, publishedIn, supplied, removals, proposal, ...known, held: isHeld(version) };
}

/** And a proposal. */
export function proposalEntry({ submission, ...proposal }: ProposalHere): ProposalEntry {
  const { id, kind, base, status, openedBy, openedAt, decision, beside } = proposal;
  const facts = { id, kind, base, status, openedBy, openedAt, decision, beside };
  if (!submission) return { ...facts, submission };
  const { summary, proposers, at } = submission;
  return { ...facts, submission: { summary, proposers, at } };
}

function nameOf(passage: Passage | undefined): PassageName | null {
  return passage ? { id: passage.id, locator: passage.locator } : null;
}

/** The proposals in the order in which they were opened; of those that are hidden, what there is to tell. */
function jsonOf({ work, passage, state: { versions, proposals: all } }: Place, { state, hidden }: Seen) {
  const told = [...state.proposals, ...hidden];
  const proposals = all.flatMap(({ id }) => told.find((each) => each.id === id) ?? []);
  const current = currentVersion(state)?.number ?? null;
  return { work: work.id, ...passage, passage: passage.id, versions, proposals, current };
}
