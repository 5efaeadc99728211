/**
 * `/{work}/{passage}/v2`, `v2.txt`, `v2.json`, the citation formats, `v1..v2`, and the feeds.
 * A version's words at its address never change; what is said about it (is there a newer one?) may.
 */
import { Router, type Request, type Response } from "express";
import { citations, type Citation, creditList, creditsOf } from "../../translations/citation/citation.ts";
import {
  currentVersion,
  insteadOf,
  isHeld,
  isWithdrawn,
  latestBeside,
  versionOf,
  withdrawalOf,
  type HeldVersion,
  type Removal,
  type Version,
} from "../../translations/ledger/state.ts";
import { authorsOf } from "../../translations/exchange/told.ts";
import type { Change } from "../../translations/compare/change.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Anchor } from "../../translations/notes/note.ts";
import type { VersionNote } from "../../translations/apparatus/apparatus.ts";
import { namedHere } from "../../translations/ledger/access.ts";
import { isUnreviewed } from "../../translations/ledger/events.ts";
import { citedOf, citedText, type Cited } from "../../translations/ledger/cited.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { FOR_A_DAY, JSON_TYPE, sendFile, sendOpenJson, wantsJson } from "./answer.ts";
import { FEED, sendFeed } from "./feeds.ts";
import { notesBy } from "./notes.ts";
import { groundWords } from "../../editor/design/Removals.tsx";
import { removedInWords } from "../../editor/refusals/refusals.ts";
import { notFound, Problem } from "./problem.ts";
import { takesRemarks } from "./remarks.ts";
import { remarksIn, sendWord } from "./word.ts";
import { absolute, noVersion, part, type Place, placeFor, show, type Workbench } from "./workbench.ts";
import { asRendered, sourceMove } from "./wordings.ts";
import { headOf } from "./head.ts";
import { knownVersions } from "./works.ts";

const ONE = /^v(\d{1,15})(?:\.(txt|json|bib|ris|csl\.json))?$/;
const TWO = /^v(\d{1,15})\.\.v(\d{1,15})(\.docx)?$/;

/**
 * Words at an address never change, but may be withdrawn. They are sent as they are, never compressed: the tag and the
 * digest are those of the very bytes.
 */
const WORDS = `${FOR_A_DAY}, no-transform`;

const FORMATS: Record<string, { style: Citation["style"]; type: string }> = {
  bib: { style: "bibtex", type: "application/x-bibtex; charset=utf-8" },
  ris: { style: "ris", type: "application/x-research-info-systems; charset=utf-8" },
  "csl.json": { style: "csl-json", type: "application/vnd.citationstyles.csl+json; charset=utf-8" },
};

/** What a version's address may end with, each a form that a version is given out in. */
export const VERSION_FORMATS: readonly string[] = ["txt", "json", ...Object.keys(FORMATS)];

export function versionRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/:passage/:which", "/api/works/:work/passages/:passage/:which"], async (req, res) => {
    const which = part(req, "which");
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const feed = FEED.exec(which);
    if (feed) return sendFeed(bench, req, res, place, feed[1] as "atom" | "json");
    const two = TWO.exec(which);
    if (two) {
      const both = [versionFor(place, two[1]!), versionFor(place, two[2]!)] as const;
      return two[3] === undefined ? compare(bench, req, res, place, ...both) : track(bench, req, res, place, ...both);
    }
    const one = ONE.exec(which);
    if (!one) throw notFound({ why: "which", asked: which });
    return answer(bench, req, res, place, versionFor(place, one[1]!), one[2]);
  });
  return router;
}

/** @throws Problem 404 naming the versions there are. */
function versionFor(place: Place, digits: string): Version {
  const version = versionOf(place.state, Number(digits));
  if (version && String(version.number) === digits) return version;
  throw noVersion(place, `v${digits}`);
}

async function answer(bench: Workbench, req: Request, res: Response, place: Place, version: Version, format?: string) {
  if (format === "txt") return sendText(res, place, version);
  if (format !== undefined && format !== "json") return sendCitation(bench, req, res, place, version, format);
  const notes = await heldNotes(bench, place, version);
  const json = () => recordOf(place, version, notes, absolute(bench, req, addressOf(place, version)));
  if (format === "json") return sendFile(res, { "Content-Type": JSON_TYPE }, JSON.stringify(json()));
  return show(bench, req, res, { view: await viewOf(bench, req, place, version, notes), json: json(), open: true });
}

/** The notes that held for the words of `version` when they came. */
function heldNotes({ aside }: Workbench, { state }: Place, version: Version): Promise<VersionNote[]> {
  return notesBy(aside, "notesOfVersion", state.versions, version.number);
}

function sendText(res: Response, place: Place, version: Version): Promise<void> {
  const { words } = held(place, version);
  const headers = {
    "Cache-Control": WORDS,
    "Content-Type": "text/plain; charset=utf-8",
    "Repr-Digest": `sha-256=:${Buffer.from(words.digest, "hex").toString("base64")}:`,
    ETag: `"${words.digest}"`,
  };
  return sendFile(res, headers, citedText(words));
}

/** @throws Problem 404 or 410 if the words of the version are not held, or were taken out. */
function held({ work, passage, state }: Place, version: Version): HeldVersion {
  const removal = version.removals.find(({ what }) => what === "text");
  const instead = insteadOf(version, state.versions, work.translation.id)?.number ?? null;
  if (removal) throw gone(version, passage.locator, removal, instead);
  if (!isHeld(version)) {
    const { locator } = passage;
    throw notFound({ why: "wording", locator, version: `v${version.number}`, provenance: version.provenance ?? "" });
  }
  return version;
}

/** That words were here, and are not any more. */
function gone(
  { number }: Version,
  locator: string,
  { ground, reason, by, at }: Removal,
  instead: number | null,
): Problem {
  const told = {
    day: at.slice(0, 10),
    by: by.name,
    ground: ground === "withdrawn" ? null : groundWords(ground),
    reason,
  };
  const said = removedInWords(`v${number}`, locator, told, instead === null ? null : `v${instead}`);
  return new Problem(410, { code: "removed", number, instead }, said);
}

function sendCitation(
  bench: Workbench,
  req: Request,
  res: Response,
  place: Place,
  version: Version,
  format: string,
): Promise<void> {
  const { style, type } = FORMATS[format]!;
  const found = citationsOf(bench, req, place, version).find((citation) => citation.style === style);
  if (!found) throw notFound({ why: "format", format });
  return sendFile(res, { "Content-Type": type }, found.text);
}

function addressOf({ work, passage }: Place, { number }: Version): string {
  return `/${work.id}/${passage.id}/v${number}`;
}

function citationsOf(bench: Workbench, req: Request, place: Place, version: Version): Citation[] {
  const { work, passage, state } = place;
  return citations(work, passage, version, absolute(bench, req, addressOf(place, version)), state.versions);
}

/** The record of a version as `v2.json` gives it. */
function recordOf({ work, passage, state }: Place, version: Version, held: readonly VersionNote[], address: string) {
  const { number, base, contributors, date, publishedIn, notes, rationale, provenance, review, proposal } = version;
  const cited = isHeld(version) ? citedOf(version.words) : null;
  const newest = latestBeside(version, state.versions, work.translation.id).number;
  return {
    work: work.id,
    passage: passage.id,
    locator: passage.locator,
    number,
    base,
    ...(version.from && { from: version.from }),
    ...(version.confirmed && { confirmed: version.confirmed }),
    ...(version.checks && { checks: version.checks }),
    source: version.source ?? null,
    translation: version.translation ?? null,
    status: statusOf(state, version, newest),
    ...withdrawnIn(version, state.versions, work.translation.id),
    held: isHeld(version),
    ...(cited && { text: cited.text, digest: version.words!.digest, rendering: version.words!.rendering }),
    contributors,
    date,
    publishedIn,
    rationale,
    notes,
    /** All that held for its words, those recorded with earlier versions too, by the numbers of the version's page. */
    apparatus: held.map(({ number, note, version, retired = null }) => ({
      number,
      note: note.id,
      version,
      target: note.target && cited ? anchorInText(note.target, cited) : note.target,
      source: note.source,
      retired,
    })),
    provenance,
    review,
    unreviewed: isUnreviewed(version),
    proposal,
    supplied: version.supplied,
    removals: version.removals,
    newest,
    address,
    record: version.record,
  };
}

/** When it was withdrawn, by whom and why, and the number of the version that stands instead, or null; nothing if it was not. */
function withdrawnIn(version: Version, versions: readonly Version[], own: string) {
  const withdrawal = withdrawalOf(version);
  if (!withdrawal) return {};
  const { at, by, reason } = withdrawal;
  return { withdrawn: { at, by, reason, instead: insteadOf(version, versions, own)?.number ?? null } };
}

/** `latest`: none of its translation is later, and a version of another translation is the current one. */
function statusOf(
  state: Place["state"],
  version: Version,
  newest: number,
): "current" | "latest" | "superseded" | "withdrawn" {
  const { number } = version;
  if (isWithdrawn(version)) return "withdrawn";
  if (currentVersion(state)?.number === number) return "current";
  return number === newest ? "latest" : "superseded";
}

/** An anchor as it counts in the text that is given out beside it. */
function anchorInText(anchor: Anchor, { text, canonical, toCited }: Cited): Anchor {
  if (text === canonical) return anchor;
  const { start, end } = toCited(anchor);
  return anchorAt(text, start, end);
}

async function viewOf(bench: Workbench, req: Request, place: Place, version: Version, notes: VersionNote[]) {
  const newest = latestBeside(version, place.state.versions, place.work.translation.id);
  return {
    page: "version" as const,
    work: headOf(place.work),
    passage: await asRendered(bench.store, place.work.id, place.passage, version),
    version,
    moved: await sourceMove(bench, place.work, place.passage, version),
    notes,
    text: isHeld(version) ? citedText(version.words) : "",
    address: absolute(bench, req, addressOf(place, version)),
    newest: newest.number,
    changedSince:
      newest.number > version.number && isHeld(version) && isHeld(newest)
        ? await bench.aside("changeCount", version.words.rendering, newest.words.rendering, place.work.terms)
        : null,
    citations: citationsOf(bench, req, place, version),
    credits: namedHere(
      await bench.desk.access(place.work.id),
      creditList(creditsOf(place.work, version, place.state.versions)),
    ),
    begun: place.state.proposals.length,
    remarks: await takesRemarks(bench, place),
  };
}

async function compare(bench: Workbench, req: Request, res: Response, place: Place, from: Version, to: Version) {
  const { work, passage, state } = place;
  const versions = knownVersions(state);
  const both = isHeld(from) && isHeld(to) ? ([from.words.rendering, to.words.rendering] as const) : null;
  if (wantsJson(req)) return sendOpenJson(res, await comparedJson(bench, req, place, from, to, both));
  const compared = both && (await bench.aside("compared", ...both, work.terms));
  const notes = { from: await heldNotes(bench, place, from), to: await heldNotes(bench, place, to) };
  const begun = state.proposals.length;
  await show(bench, req, res, {
    view: { page: "compare", work: headOf(work), passage, from, to, notes, versions, begun, compared },
    json: null,
  });
}

/** What changed, tracked in a Word file: by whoever made the newer version, on its day. */
async function track(bench: Workbench, req: Request, res: Response, place: Place, from: Version, to: Version) {
  const [older, newer] = [held(place, from), held(place, to)];
  const side = (version: HeldVersion) => ({
    rendering: version.words.rendering,
    address: absolute(bench, req, addressOf(place, version)),
    digest: version.words.digest,
  });
  const notes = await heldNotes(bench, place, to);
  const made = { author: authorsOf(to), date: to.date };
  const passage = {
    ...{ passage: place.passage, older: side(older), newer: side(newer), ...made },
    remarks: remarksIn(
      `v${to.number}`,
      made,
      to.rationale,
      notes.map(({ note }) => note),
    ),
  };
  await sendWord(bench, res, place.work, [passage], `${place.passage.id}-v${from.number}-v${to.number}`);
}

async function comparedJson(
  bench: Workbench,
  req: Request,
  place: Place,
  from: Version,
  to: Version,
  both: readonly [RenderingJson, RenderingJson] | null,
) {
  const told = async (version: Version) => {
    const notes = await heldNotes(bench, place, version);
    return recordOf(place, version, notes, absolute(bench, req, addressOf(place, version)));
  };
  const measured = both && (await bench.aside("measured", ...both, place.work.terms));
  return {
    work: place.work.id,
    passage: place.passage.id,
    from: await told(from),
    to: await told(to),
    changes: measured && both && changesInTexts(measured.changes, citedOf(from.words!), citedOf(to.words!)),
    editRate: measured && measured.rate,
  };
}

/** The same changes as they count in the texts that are given out beside them. */
function changesInTexts(changes: readonly Change[], from: Cited, to: Cited): Change[] {
  return changes.map((change) => {
    const a = from.toCited({ start: change.fromA, end: change.toA });
    const b = to.toCited({ start: change.fromB, end: change.toB });
    return { ...change, fromA: a.start, toA: a.end, fromB: b.start, toB: b.end };
  });
}
