/** `/` and `/{work}`: the works held, and one of them, source beside rendering; a long one section by section. */
import { Router, type Request } from "express";
import type { KnownVersion } from "../../editor/passage/passage.ts";
import type { PassageLine, WorkView } from "../../editor/reading/reading.ts";
import type { StandingNote } from "../../translations/apparatus/apparatus.ts";
import { everIn, outlineOf, sectionAt, type Section } from "../../translations/ledger/sections.ts";
import {
  currentVersion,
  evolveVersions,
  isHeld,
  wordsRemoved,
  type OpenCounts,
  type PassageState,
  type Version,
} from "../../translations/ledger/state.ts";
import { isRetired, type Passage, type Work } from "../../translations/ledger/work.ts";
import type { Newest, WorkCounts } from "../reading/reading.ts";
import type { Stream } from "../store/store.ts";
import { sendJson, sendOpenJson, wantsJson } from "./answer.ts";
import { headOf } from "./head.ts";
import { firstOf } from "./home.ts";
import { atItsOwnAddress } from "./kept.ts";
import { notesBy } from "./notes.ts";
import { Problem } from "./problem.ts";
import { aroundSection, readPassage, titledAround, titleOf, type FullLine } from "./sections.ts";
import { worksSeen } from "./seen.ts";
import { visitorOf } from "./visitor.ts";
import { noPassage, onHost, part, show, type Workbench, workFor } from "./workbench.ts";

/** So many terms are given at once. */
const TERMS_AT_ONCE = 200;

export function workRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/", "/api/works"], async (req, res) => {
    const visitor = await visitorOf(bench, req).catch(() => null);
    const { works: held } = await worksSeen(bench, visitor);
    const counts = await bench.reading.works();
    const works = held.map((work) => summary(work, counts.get(work.id)));
    // Who is signed in may read works that others do not: that answer is theirs alone.
    if (wantsJson(req)) return visitor ? sendJson(res, { works }) : sendOpenJson(res, { works });
    await show(bench, req, res, {
      view: { page: "works", works, ...(await firstOf(bench, visitor, held)) },
      json: null,
    });
  });
  router.get(["/:work", "/api/works/:work"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const section = sectionAsked(req, work);
    if (asked(req, "at") === work.passages[section.from]?.id) atItsOwnAddress(res);
    if (wantsJson(req)) return sendOpenJson(res, await jsonOf(bench, work, section));
    await show(bench, req, res, { view: await viewOf(bench, work, section), json: null });
  });
  router.get("/api/works/:work/terms", async (req, res) => {
    const { id, terms } = await workFor(bench, req, part(req, "work"));
    const from = termsAsked(req);
    const to = from + TERMS_AT_ONCE;
    const next = to < terms.length ? onHost(bench, `${termsAddress(id)}?after=${to}`) : null;
    await sendOpenJson(res, { terms: terms.slice(from, to), next });
  });
  return router;
}

/**
 * Where a passage stands; of one that went, where what became of it stands, or what stood behind it.
 * @throws Problem 404 if there never was one.
 */
function placeIn(work: Work, id: string): number {
  const { places } = outlineOf(work.passages);
  let [asked, behind] = [id, 0];
  for (let steps = work.retired?.length ?? 0; steps >= 0; steps--) {
    const place = places.get(asked);
    if (place !== undefined) return place + behind;
    const ever = everIn(work, asked);
    if (!ever || !isRetired(ever)) throw noPassage(work, id);
    const [into] = ever.end.into;
    if (into === undefined && ever.end.after === null) return 0;
    [asked, behind] = into === undefined ? [ever.end.after!, 1] : [into, 0];
  }
  return 0;
}

/**
 * The section that is asked for: the first, the one that holds a passage (`?at=`), or for programs what is left of one
 * after a passage (`?after=`), so that who asks on and on is given each passage once, also if the work changes meanwhile.
 * @throws Problem 404 if there is no such passage.
 */
function sectionAsked(req: Request, work: Work): Section {
  const outline = outlineOf(work.passages);
  const [at, after] = [asked(req, "at"), wantsJson(req) ? asked(req, "after") : null];
  const last = Math.max(0, work.passages.length - 1);
  if (after === null) return sectionAt(outline, at === null ? 0 : Math.min(placeIn(work, at), last));
  const from = placeIn(work, after) + (outline.places.has(after) ? 1 : 0);
  return { ...sectionAt(outline, from), from };
}

function asked({ query }: Request, name: string): string | null {
  const value = query[name];
  return typeof value === "string" ? value : null;
}

/** A section as it is read: what stands in it, and what stands around it. */
async function viewOf(bench: Workbench, work: Work, section: Section): Promise<WorkView> {
  const passages = work.passages.slice(section.from, section.to);
  const titled = titledAround(work, section);
  const open = await bench.reading.openIn(work.id);
  const reshaped = await bench.reading.reshaped(work.id);
  const read = await bench.reading.read(
    work.id,
    [...passages, ...titled].map(({ id }) => id),
  );
  const lines = passages.map((passage): PassageLine => {
    const current = read.get(passage.id)?.current ?? null;
    const changes = reshaped.get(passage.id);
    const onItsWay = { ...onTheWay(open.get(passage.id)), ...(changes !== undefined && { reshaped: changes }) };
    return { passage: readPassage(passage), current, notes: [], ...onItsWay };
  });
  const noted = lines.filter(({ passage, current }) => current && read.get(passage.id)!.notes > 0);
  await Promise.all(
    noted.map(async (line) => {
      line.notes = await notesOn(bench, { work: work.id, passage: line.passage.id }, line.current!.number);
    }),
  );
  const titles = new Map(
    titled.map((passage) => [passage.id, titleOf({ passage, current: read.get(passage.id)?.current ?? null })]),
  );
  const around = aroundSection(work, section, { titles, open: [...open.keys()] });
  return { page: "work", work: headOf(work), lines, ...around };
}

/** What a program is given of a work at once, and where it asks for more. */
async function jsonOf(bench: Workbench, work: Work, { from, to }: Section) {
  const open = await bench.reading.openIn(work.id);
  const lines = await Promise.all(
    work.passages.slice(from, to).map((passage) => fullLine(bench, work.id, passage, open.get(passage.id))),
  );
  const last = work.passages[to - 1];
  return {
    work: headOf(work),
    count: work.passages.length,
    terms: onHost(bench, termsAddress(work.id)),
    passages: lines,
    next: last && to < work.passages.length ? onHost(bench, `/api/works/${work.id}?after=${last.id}`) : null,
  };
}

function termsAddress(work: string): string {
  return `/api/works/${work}/terms`;
}

/** From which term on. @throws Problem 400 */
function termsAsked(req: Request): number {
  const given = asked(req, "after") ?? "0";
  if (!/^\d{1,9}$/.test(given)) throw new Problem(400, { code: "not-readable", why: "terms" });
  return Number(given);
}

/** @param counts none if it has no record yet. */
function summary(work: Work, { held, waiting, written }: WorkCounts = { held: 0, waiting: 0, written: 0 }) {
  return { work: headOf(work), passages: work.passages.length, held, open: waiting + written, waiting };
}

/** A passage with the whole of its current version, from that alone where there is no more to be known of the passage. */
async function fullLine(bench: Workbench, work: string, passage: Passage, open?: OpenCounts): Promise<FullLine> {
  const { versions, current, notes } = await standingIn(bench, { work, passage: passage.id });
  return { passage, current, notes, versions, ...onTheWay(open) };
}

/** How much is on its way in a passage, as its line says it. */
function onTheWay({ waiting, written }: OpenCounts = { waiting: 0, written: 0 }) {
  return { proposals: waiting + written, waiting };
}

async function standingIn(bench: Workbench, place: Stream): Promise<Pick<FullLine, "versions" | "current" | "notes">> {
  const newest = await bench.reading.newest(place);
  if (!newest) return { versions: 0, current: null, notes: [] };
  const alone = aloneIn(newest);
  if (newest.notes === 0 && alone) return { versions: newest.versions, current: alone, notes: [] };
  const versions = await bench.desk.versions(place);
  const current = currentVersion({ versions })!;
  return { versions: versions.length, current, notes: await notesOn(bench, place, current.number) };
}

/** The notes that stand on a version: they are carried from those before it. */
async function notesOn({ aside, desk }: Workbench, place: Stream, number: number): Promise<StandingNote[]> {
  return notesBy(aside, "notesOnVersion", await desk.versions(place), number);
}

/** The newest version as its own record has it; null if its words are not in that: they may have come later. */
function aloneIn({ record }: Newest): Version | null {
  const version = evolveVersions([], record)[0]!;
  return isHeld(version) ? version : null;
}

/** The versions of a passage, to choose from. */
export function knownVersions({ versions }: Pick<PassageState, "versions">): KnownVersion[] {
  return versions.map((version) => ({
    number: version.number,
    held: isHeld(version),
    removed: wordsRemoved(version),
  }));
}
