/** `/me`: somebody's own work. Which proposals stand on their lists, the projections say; what each is, the ledger. */
import { Router, type Request } from "express";
import { address } from "../../editor/links/addresses.ts";
import type { MineLine, MineList, MineOutline, MineView } from "../../editor/mine/mine.ts";
import { mayCheckNotes, writersOf } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Part, Proposal } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { OWN_LISTS, type OwnList } from "../../translations/people/own-work.ts";
import { wantsJson } from "./answer.ts";
import { notesToCheckIn } from "./checking-notes.ts";
import { discussedOn } from "./discussed.ts";
import { proposedIn } from "./glossary.ts";
import { mentionsFor } from "./mentions.ts";
import { ownOutline } from "./outlines-waiting.ts";
import { Problem } from "./problem.ts";
import { approversNow } from "./queue-line.ts";
import { ownRequests } from "./requests-view.ts";
import { untilNow } from "./seen-until.ts";
import { actingIn } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, show, unseenBy, type Workbench } from "./workbench.ts";

/** So many stand of each list beside the others, */
const EACH = 10;
/** and on a page of one list. */
const ALONE = 50;

export function mineRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/me", "/api/me"], async (req, res) => {
    if (!wantsJson(req) && !(await visitorOf(bench, req)))
      return res.redirect(303, onHost(bench, address.signIn(req.originalUrl)));
    const actor = await actorFor(bench, req);
    const view = await mineOf(bench, actor, askedOf(bench, req));
    const { counts, lists, terms, requests, mentions, notes, remarks, news, unseen, follows } = view;
    await show(bench, req, res, {
      view,
      json: { counts, lists, terms, requests, mentions, notes, remarks, news, unseen, follows },
    });
  });
  return router;
}

interface Asked {
  only: OwnList | null;
  /** The number of the record behind which the list goes on. */
  after: number;
  /** The request with which whoever asks just did something. */
  did: { work: string; id: string } | null;
}

/** @throws Problem 400 of a list that there is not, or that never said that it goes on there. */
function askedOf({ cursors }: Workbench, { query }: Request): Asked {
  const { list = "", after = "", did, in: work } = query;
  const only = OWN_LISTS.find((each) => each === list) ?? null;
  const from = typeof after === "string" && after !== "" ? cursors.open(after) : 0;
  if ((list !== "" && only === null) || from === null || (after !== "" && (only === null || from === 0)))
    throw new Problem(400, { code: "not-readable", why: "own-list", lists: OWN_LISTS });
  return { only, after: from, did: typeof did === "string" && typeof work === "string" ? { work, id: did } : null };
}

async function mineOf(bench: Workbench, actor: Actor, { only, after, did }: Asked): Promise<MineView> {
  const counts = await bench.reading.ownCounts(actor);
  const asked = only === null ? OWN_LISTS.filter((list) => counts[list] > 0) : [only];
  const lists: MineList[] = [];
  for (const list of asked) lists.push(await listOf(bench, actor, list, after, only === null ? EACH : ALONE));
  const terms = only === null ? await proposedIn(bench, actor, { work: "", by: actor.id, most: ALONE }) : [];
  const requests = only === null ? await ownRequests(bench, actor, did) : null;
  const mentions = only === null ? await mentionsFor(bench, actor) : [];
  const notes = only === null ? await notesWaiting(bench, actor) : [];
  const remarks = only === null ? await bench.remarks.waitingFor(actor) : [];
  return {
    page: "mine",
    counts,
    only,
    terms,
    requests,
    mentions,
    notes,
    remarks,
    lists,
    ...(await toldTo(bench, actor, only === null)),
  };
}

/** So many works are looked through for notes that wait. */
const MOST_WORKS = 20;

/** Where notes wait for somebody who may say what becomes of them. */
async function notesWaiting(bench: Workbench, actor: Actor): Promise<MineView["notes"]> {
  const waiting: MineView["notes"] = [];
  const hidden = await bench.reading.hidden(actor);
  for (const id of (await bench.reading.notedWorks()).filter((each) => !hidden.has(each)).slice(0, MOST_WORKS)) {
    const [here, work] = [await actingIn(bench, id, actor), await bench.store.work(id)];
    if (!here || !work || !mayCheckNotes(here) || bench.positions.putAway(id) !== null) continue;
    const { count, more } = await notesToCheckIn(bench, work);
    if (count > 0) waiting.push({ work: { id, title: work.title }, count, more });
  }
  return waiting;
}

/** What was told to them and they have not seen, and what they follow; nothing of it beside one list alone. */
async function toldTo(
  bench: Workbench,
  actor: Actor,
  whole: boolean,
): Promise<Pick<MineView, "news" | "unseen" | "through" | "follows">> {
  const { personal } = bench;
  const unseen = await unseenBy(bench, actor);
  if (!whole) return { news: [], unseen, through: null, follows: { lines: [], count: 0 } };
  const until = await untilNow(bench, actor);
  const { lines: news } = await personal.news(actor, { most: EACH, fresh: true });
  const through = unseen > 0 ? until : null;
  return { news, unseen, through, follows: await personal.follows(actor, 0, EACH) };
}

async function listOf(bench: Workbench, actor: Actor, list: OwnList, after: number, most: number): Promise<MineList> {
  const { lines, next } = await bench.reading.own(actor, list, after, most);
  const shown: (MineLine | MineOutline)[] = [];
  for (const { work: id, id: proposal, what } of lines) {
    if (what === "outline") {
      const outline = await ownOutline(bench, id, Number(proposal));
      if (outline) shown.push(outline);
      continue;
    }
    const [work, found] = [await bench.store.work(id), await bench.desk.proposal(proposal)];
    const line = work && found && lineOf(work, found.proposal, list, actor);
    if (!line) continue;
    const approvers = await approversNow(bench, id, found.proposal);
    const discussed = await discussedOn(bench, id, proposal, await actingIn(bench, id, actor));
    shown.push({ ...line, approvers, discussed });
  }
  return { list, lines: shown, next: next === null ? null : bench.cursors.seal(next) };
}

/** Null of what is about no passage of the work any more. */
export function lineOf(
  work: Work,
  proposal: Proposal,
  list: OwnList,
  actor: Actor,
): Omit<MineLine, "discussed" | "approvers"> | null {
  const { id, kind, status } = proposal;
  const meant = proposal.parts.filter((part) => part.status === status);
  const [part] = meant;
  const passage = part && everIn(work, part.passage);
  if (!part || !passage) return null;
  const { title, sourceLanguage } = work;
  return {
    ...{ work: { id: work.id, title, sourceLanguage }, id, kind, status },
    passage: { id: passage.id, locator: passage.locator },
    ...{ others: meant.length - 1, base: part.base },
    people: status === "draft" ? writersOf(proposal).filter((person) => person.id !== actor.id) : proposal.credited,
    summary: part.submission?.summary ?? "",
    ...standing(proposal, meant, list),
  };
}

/** Since when it stands where it stands, and what was said then. */
function standing(proposal: Proposal, meant: readonly Part[], list: OwnList): Pick<MineLine, "at" | "word"> {
  const back = list === "returned" ? last(meant.flatMap(({ returns }) => returns)) : undefined;
  if (back) return { at: back.at, word: { by: back.by, reason: back.reason, number: null } };
  const decided = last(meant.flatMap(({ decision, number }) => (decision ? [{ ...decision, number }] : [])));
  if (decided) {
    const { at, by, reason } = decided;
    return { at, word: { by, reason, number: meant.length === 1 ? decided.number : null } };
  }
  const submitted = proposal.status === "open" ? last(meant.flatMap(({ submission }) => submission ?? [])) : undefined;
  return { at: submitted?.at ?? proposal.openedAt, word: null };
}

function last<Of extends { at: string }>(all: readonly Of[]): Of | undefined {
  return all.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1);
}
