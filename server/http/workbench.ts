/** What every route works with, and how a request finds its visitor, work and passage. */
import type { Request, Response } from "express";
import type { View, Visit } from "../../editor/views.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { countOpen, type PassageState } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { Accounts } from "../accounts/contract.ts";
import type { Aside } from "../aside/aside.ts";
import type { PublicAddress } from "../address.ts";
import type { Desk } from "../desk.ts";
import type { KeptSettings } from "../store/settings.ts";
import type { Store, Stream } from "../store/store.ts";
import type { LiveDrafts } from "../sync/contract.ts";
import { sendJson, sendOpenJson, sendPage, wantsJson } from "./answer.ts";
import type { Assets } from "./assets.ts";
import { notFound, Problem } from "./problem.ts";

export interface Workbench {
  store: Store;
  desk: Desk;
  accounts: Accounts;
  settings: KeptSettings;
  live: LiveDrafts;
  assets: Assets;
  /** For what may take long. */
  aside: Aside;
  /** The public address. Until it is set, each request's own takes its place. */
  address: PublicAddress;
}

/** A passage that was asked for, with its work and its state. */
export interface Place {
  work: Work;
  passage: Passage;
  stream: Stream;
  state: PassageState;
}

/** A part of the request's path by its name in the route; "" if the route has no such part. */
export function part(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === "string" ? value : "";
}

/** @throws Problem 404 */
export async function workFor({ store }: Workbench, id: string): Promise<Work> {
  const work = await store.work(id);
  if (!work) throw notFound(`No work is held here under “${id}”. The first page lists the works that are.`);
  return work;
}

/** @throws Problem 404 */
export async function placeFor(bench: Workbench, workId: string, passageId: string): Promise<Place> {
  const work = await workFor(bench, workId);
  const passage = work.passages.find(({ id }) => id === passageId);
  if (!passage)
    throw notFound(`“${work.title}” has no passage “${passageId}”. Its contents list the passages that it has.`);
  const stream = { work: work.id, passage: passage.id };
  return { work, passage, stream, state: await bench.desk.passage(stream) };
}

/**
 * The draft of a proposal. Only this says that a proposal has one: when it revises several passages, the passage will
 * have to be said too.
 */
export async function draftOf({ store }: Workbench, proposal: string): Promise<string> {
  const [draft] = await store.drafts.of(proposal);
  if (draft === undefined) throw new RangeError(`draftOf: there is no proposal "${proposal}"`);
  return draft;
}

/** Who asks; null if nobody is signed in. */
export function visitorOf({ accounts }: Workbench, req: Request): Promise<Actor | null> {
  return accounts.actorOf(req.headers);
}

/** @throws Problem 401 */
export async function actorFor(bench: Workbench, req: Request): Promise<Actor> {
  const actor = await visitorOf(bench, req);
  if (!actor)
    throw new Problem(401, "Sign in first", "This needs an account. Sign in, then try again; nothing was changed.");
  return actor;
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

/** What every page shows of its visitor. */
export async function visitOf(bench: Workbench, req: Request): Promise<Visit> {
  const actor = await visitorOf(bench, req).catch(() => null);
  const { address } = bench;
  const where = {
    url: req.originalUrl,
    address: absolute(bench, req, req.originalUrl),
    base: address.base(),
    local: address.whole() === null,
  };
  return { actor, ...where, ...(await ofWorks(bench, req)), theme: chosen(req, THEMES), size: chosen(req, SIZES) };
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
  if (wantsJson(req) && answer.open) sendOpenJson(res, answer.json);
  else if (wantsJson(req)) sendJson(res, answer.json, answer.status);
  else await sendPage(bench, res, answer.view, await visitOf(bench, req), answer.status);
}

/** How many proposals wait for review, and how many are being written; and whether the work that this is about was put away. */
async function ofWorks(
  { store, desk }: Workbench,
  { path }: Request,
): Promise<Pick<Visit, "toReview" | "beingWritten" | "putAway">> {
  const shelf = await store.shelf();
  const standing = shelf.filter(({ away }) => away === null);
  const works = await Promise.all(standing.map(({ work }) => desk.work(work.id)));
  const { waiting, written } = countOpen(works.flatMap((states) => [...states.values()]));
  const here = shelf.find(({ work: { id } }) => path === `/${id}` || path.startsWith(`/${id}/`));
  return { toReview: waiting, beingWritten: written, putAway: here?.away ?? null };
}

const THEMES = { cookie: "theme", choices: ["light", "dark"] } as const;
const SIZES = { cookie: "size", choices: ["small", "large", "largest"] } as const;

/** What the reader chose for their display, as a cookie says; null if nothing. */
function chosen<Choice extends string>(
  req: Request,
  { cookie, choices }: { cookie: string; choices: readonly Choice[] },
): Choice | null {
  const cookies = (req.headers.cookie ?? "").split(";").map((each) => each.trim());
  return choices.find((choice) => cookies.includes(`${cookie}=${choice}`)) ?? null;
}
