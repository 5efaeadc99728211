/** What every route works with, and how a request finds its visitor, work and passage. */
import type { Request, Response } from "express";
import type { View } from "../../editor/pages.ts";
import { MOST_UNSEEN, type Visit } from "../../editor/shell/view.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { PassageState, ProposalHere } from "../../translations/ledger/state.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Passage, Retired, Work } from "../../translations/ledger/work.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Aside } from "../aside/aside.ts";
import type { Errands } from "../exchanging/errands.ts";
import type { Exchanging } from "../exchanging/exchanging.ts";
import type { PublicAddress } from "../host/address.ts";
import type { Desk } from "../desk/desk.ts";
import type { Mailing } from "../mailing/mailing.ts";
import type { Personal } from "../personal/personal.ts";
import type { Positions } from "../store/positions.ts";
import type { Reading } from "../reading/reading.ts";
import type { Remarks } from "../remarks/remarks.ts";
import type { KeptSettings } from "../store/settings.ts";
import type { Searching } from "../searching/searching.ts";
import type { Staging } from "../store/staging.ts";
import type { Store, Stream } from "../store/store.ts";
import type { LiveDrafts } from "../sync/sync.ts";
import { sendJson, sendOpenJson, sendPage, wantsJson } from "./answer.ts";
import type { Assets } from "./assets.ts";
import type { Answers } from "./kept.ts";
import type { Cursors } from "./cursors.ts";
import { followedAt } from "./followed.ts";
import { nearTo } from "./near.ts";
import { notFound, type Problem } from "./problem.ts";
import { actingIn, isHidden, workSeen } from "./seen.ts";
import { visitorOf } from "./visitor.ts";

export interface Workbench {
  store: Store;
  positions: Positions;
  desk: Desk;
  /** What needs many passages. */
  reading: Reading;
  /** Words, in all works. */
  searching: Searching;
  accounts: Accounts;
  /** What people follow, and what is told to them of it. */
  personal: Personal;
  /** What is told to people, mailed to them; null where whoever runs the workbench named no server for it. */
  mailing: Mailing | null;
  settings: KeptSettings;
  /** What readers without an account remark, until somebody lets it through. */
  remarks: Remarks;
  /** What people bring in, before it is a work. */
  staging: Staging;
  live: LiveDrafts;
  assets: Assets;
  cursors: Cursors;
  /** Public answers as they were sent. */
  answers: Answers;
  /** Names the program itself: another build makes other pages. */
  build: string;
  /** Whole works, out and in. */
  exchanging: Exchanging;
  /** What takes long, and is gone on with when the workbench was stopped. */
  errands: Errands;
  /** For what may take long. */
  aside: Aside;
  /** The public address. Until it is set, each request's own takes its place. */
  address: PublicAddress;
}

/** A passage that was asked for, with its work and its state. */
export interface Place {
  work: Work;
  passage: Passage | Retired;
  stream: Stream;
  state: PassageState;
}

/** A part of the request's path by its name in the route; "" if the route has no such part. */
export function part(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === "string" ? value : "";
}

/** @throws Problem 404 */
export async function workFor(bench: Workbench, req: Request, id: string): Promise<Work> {
  const work = await workSeen(bench, req, id);
  if (!work) throw notFound({ why: "work", work: id });
  return work;
}

export function noPassage({ id, title, passages }: Work, passage: string): Problem {
  const near = nearTo(passages, passage).map((each) => ({ id: each.id, locator: each.locator }));
  return Object.assign(notFound({ why: "passage", inWork: title, passage }), { lost: { work: id, near } });
}

/** That a passage has no version of this siglum. */
export function noVersion({ passage, state }: Pick<Place, "passage" | "state">, version: string): Problem {
  return notFound({ why: "version", locator: passage.locator, version, versions: state.versions.length });
}

/** @throws Problem 404 */
export async function placeFor(bench: Workbench, req: Request, workId: string, passageId: string): Promise<Place> {
  return placeIn(bench, await workFor(bench, req, workId), passageId);
}

/** A passage of a work that whoever asks may read. @throws Problem 404 */
export async function placeIn(bench: Workbench, work: Work, passageId: string): Promise<Place> {
  const passage = everIn(work, passageId);
  if (!passage) throw noPassage(work, passageId);
  const stream = { work: work.id, passage: passage.id };
  return { work, passage, stream, state: await bench.desk.passage(stream) };
}

export function noProposal(id: string): Problem {
  return notFound({ why: "proposal", proposal: id });
}

/** The draft of a part of a proposal. */
export async function draftOf({ store }: Workbench, { id, passage }: ProposalHere): Promise<string> {
  const [draft] = await store.drafts.of(id, passage);
  if (draft === undefined) throw new RangeError(`draftOf: there is no part of "${id}" on "${passage}"`);
  return draft;
}

/** The absolute address of `path`: under the public address, whatever the request says; the request's own until that is set. */
export function absolute({ address }: Workbench, req: Request, path: string): string {
  // The scheme may be a proxy's word: nothing but the two that there are.
  return `${address.whole() ?? `${req.secure ? "https" : "http"}://${req.get("host") ?? "localhost"}`}${path}`;
}

/** `path` on this host, for programs: under the path that the workbench stands under. */
export function onHost({ address }: Workbench, path: string): string {
  return `${address.base()}${path}`;
}

/** What every page shows of its visitor. Of a stranger that is little, so that their pages can be kept. */
export async function visitOf(bench: Workbench, req: Request): Promise<Visit> {
  const actor = await visitorOf(bench, req).catch(() => null);
  const { address } = bench;
  const where = {
    url: req.originalUrl,
    address: absolute(bench, req, req.originalUrl),
    base: address.base(),
    local: address.whole() === null,
    putAway: await putAway(bench, req),
  };
  const here = await actingIn(bench, req.path.split("/")[1] ?? "", actor);
  return {
    actor,
    ...(here && here.role !== actor?.role && { here }),
    ...where,
    toReview: actor ? (await bench.reading.open(actor)).waiting : 0,
    ...(actor && (await toldTo(bench, actor, req.path))),
    ...looksFor(req),
  };
}

/** How much was told to somebody that they have not seen, readers’ remarks that wait for them among it; {@link MOST_UNSEEN} of more. */
export async function unseenBy({ personal, remarks }: Workbench, actor: Actor): Promise<number> {
  return Math.min(MOST_UNSEEN, (await personal.unseen(actor)) + (await remarks.unseen(actor)));
}

/** How much was told to somebody that they have not seen, and whether they follow what the page of a path is about. */
async function toldTo(bench: Workbench, actor: Actor, path: string): Promise<Pick<Visit, "unseen" | "follows">> {
  const { personal } = bench;
  const thing = followedAt(path);
  return {
    unseen: await unseenBy(bench, actor),
    ...(thing !== null && { follows: await personal.isFollowed(actor, thing) }),
  };
}

/**
 * Answers with a page to a browser and with `json` to a program.
 * @param answer `open`: the JSON is public and the same for everybody.
 */
export async function show(
  bench: Workbench,
  req: Request,
  res: Response,
  answer: { view: View; json: unknown; status?: number; open?: true },
): Promise<void> {
  if (wantsJson(req) && answer.open) await sendOpenJson(res, answer.json);
  else if (wantsJson(req)) sendJson(res, answer.json, answer.status);
  else await sendPage(bench, res, answer.view, await visitOf(bench, req), answer.status);
}

/** When the work that a request is about was put away; null if it stands, or the request is about none. */
async function putAway(bench: Workbench, req: Request): Promise<NonNullable<Visit["putAway"]> | null> {
  const work = req.path.split("/")[1] ?? "";
  const at = bench.positions.putAway(work);
  if (at === null || (await isHidden(bench, req, work))) return null;
  return { at, empty: (await bench.store.work(work))?.passages.length === 0 };
}

const THEMES = { cookie: "theme", choices: ["light", "dark"] } as const;
const SIZES = { cookie: "size", choices: ["small", "large", "largest"] } as const;

/** How the reader wants pages to look. */
export function looksFor(req: Request): Pick<Visit, "theme" | "size"> {
  return { theme: chosen(req, THEMES), size: chosen(req, SIZES) };
}

/** What the reader chose for their display, as a cookie says; null if nothing. */
function chosen<Choice extends string>(
  req: Request,
  { cookie, choices }: { cookie: string; choices: readonly Choice[] },
): Choice | null {
  const cookies = (req.headers.cookie ?? "").split(";").map((each) => each.trim());
  return choices.find((choice) => cookies.includes(`${cookie}=${choice}`)) ?? null;
}
