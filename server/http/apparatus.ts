/**
 * `/{work}/{passage}/origins` and `/{work}/{passage}/collation`: which version each word came with, and the versions
 * side by side. What is traced is remembered as long as the passage has the same versions.
 */
import { Router, type Request } from "express";
import { authorsOf } from "../../editor/design/wording.ts";
import type { CollatedWitness, CollationView, OriginsView } from "../../editor/apparatus/apparatus.ts";
import type { VersionHead } from "../../editor/passage/passage.ts";
import type { Witness } from "../../translations/compare/collation/collation.ts";
import type { Traced } from "../../translations/compare/lineage/lineage.ts";
import {
  currentVersion,
  isHeld,
  wordsRemoved,
  versionOf,
  type HeldVersion,
  type ProposalHere,
  type Version,
} from "../../translations/ledger/state.ts";
import { citedOf } from "../../translations/ledger/cited.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { type Aside, JOBS, type Jobs } from "../aside/aside.ts";
import { notFound, Problem } from "./problem.ts";
import { noVersion, part, type Place, placeFor, show, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";
import { knownVersions } from "./works.ts";

/** So many witnesses are laid side by side at most; more can't be read, and cost too much to align. */
const MOST_WITNESSES = 20;
/** So many are, the newest, if none are asked for. */
const USUAL_WITNESSES = 6;

export function apparatusRoutes(bench: Workbench): Router {
  const router = Router();
  const tracer = tracing(bench.aside);
  router.get(["/:work/:passage/origins", "/api/works/:work/passages/:passage/origins"], async (req, res) => {
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const version = askedVersion(req, place);
    const traced = version && isHeld(version) ? await tracer(place.state.versions, version) : null;
    await show(bench, req, res, {
      view: originsView(place, version, traced),
      json: originsJson(place, version, traced),
      open: true,
    });
  });
  router.get(["/:work/:passage/collation", "/api/works/:work/passages/:passage/collation"], async (req, res) => {
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const asked = askedSigla(req);
    const { texts } = laidOut(place, asked);
    const view = collationView(place, asked, await bench.aside("collated", texts));
    await show(bench, req, res, { view, json: collationJson(view), open: true });
  });
  return router;
}

/** @throws Problem 400 if `?version=` is no number, 404 if there is no such version. */
function askedVersion(req: Request, { state, passage }: Place): Version | null {
  const asked = req.query["version"];
  if (asked === undefined) return currentVersion(state) ?? null;
  const digits = typeof asked === "string" ? /^v?([1-9]\d{0,14})$/.exec(asked)?.[1] : undefined;
  if (digits === undefined) throw new Problem(400, { code: "not-readable", why: "version" });
  const version = versionOf(state, Number(digits));
  if (!version) throw noVersion({ passage, state }, `v${digits}`);
  return version;
}

/** What is known of a passage's versions so far, and the reading that goes on. */
interface Chain {
  known: Map<number, Traced>;
  reading: Promise<void> | null;
}

/** Answers where the words of a version that is held come from. A chain of versions is read once for all of them. */
function tracing(aside: Aside): (versions: readonly Version[], held: HeldVersion) => Promise<Traced> {
  const chains = new WeakMap<readonly Version[], Chain>();
  return async (versions, { number }) => {
    const chain = chains.get(versions) ?? { known: new Map<number, Traced>(), reading: null };
    chains.set(versions, chain);
    while (!chain.known.has(number))
      await (chain.reading ??= readInto(aside, chain.known, versions, number).finally(() => (chain.reading = null)));
    return chain.known.get(number)!;
  };
}

async function readInto(
  aside: Aside,
  known: Chain["known"],
  versions: readonly Version[],
  number: number,
): Promise<void> {
  const readings = versions.map((version) => ({
    number: version.number,
    text: version.words && textOf(version.words.rendering),
  }));
  for (const [own, traced] of await aside("traced", readings, number)) known.set(own, traced);
}

function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}

function headFor({ number, base, date, contributors }: Version): VersionHead {
  return { number, base, date, contributors };
}

/** What the page of origins is given; `traced` is null if the words of `version` are not held. */
export function originsView(place: Place, version: Version | null, traced: Traced | null): OriginsView {
  const { work, passage, state } = place;
  return {
    page: "origins",
    work: headOf(work),
    passage,
    version,
    versions: knownVersions(place.state),
    traced: traced && {
      stretches: traced.stretches,
      sources: traced.sources.map((source) => ({ ...source, version: headFor(versionOf(state, source.number)!) })),
    },
  };
}

function originsJson({ work, passage, state }: Place, version: Version | null, traced: Traced | null) {
  const cited = version && isHeld(version) ? citedOf(version.words) : null;
  return {
    work: work.id,
    passage: passage.id,
    version: version?.number ?? null,
    held: cited !== null,
    stretches:
      traced?.stretches.map((stretch) => {
        const { start, end } = cited!.toCited({ start: stretch.from, end: stretch.to });
        return { ...stretch, from: start, to: end, text: cited!.text.slice(start, end) };
      }) ?? null,
    sources:
      traced?.sources.map(({ number, words, unheld, cut }) => ({
        ...headFor(versionOf(state, number)!),
        words,
        notHeldBefore: unheld,
        olderNotRead: cut,
      })) ?? null,
  };
}

/** The sigla of `?versions=2,3,5`, also given several times, as a form does; null if none are asked for. */
function askedSigla(req: Request): string[] | null {
  const asked = req.query["versions"];
  if (asked === undefined) return null;
  const list = [asked].flat().filter((each) => typeof each === "string");
  const names = list.flatMap((each) => each.split(",")).map((each) => each.trim());
  const sigla = names.filter((each) => each !== "").map((each) => (/^\d/.test(each) ? `v${each}` : each));
  const wrong = sigla.find((siglum) => !/^[vp][1-9]\d{0,14}$/.test(siglum));
  if (wrong !== undefined) throw new Problem(400, { code: "not-readable", why: "versions" });
  const chosen = [...new Set(sigla)];
  if (chosen.length > MOST_WITNESSES)
    throw new Problem(400, { code: "too-many", why: "witnesses", most: MOST_WITNESSES, asked: chosen.length });
  return chosen.length > 0 ? chosen : null;
}

interface Candidate {
  witness: CollatedWitness;
  rendering: RenderingJson;
}

/** What can be laid side by side: versions whose words are held, then submitted proposals that are no version. */
function candidates({ state }: Place): Candidate[] {
  const versions = state.versions.filter(isHeld).map((version) => ({
    witness: {
      siglum: `v${version.number}`,
      people: authorsOf(version),
      date: version.date,
      number: version.number,
      proposal: null,
    },
    rendering: version.words.rendering,
  }));
  const proposals = state.proposals.flatMap((proposal, index): Candidate[] =>
    isReading(proposal)
      ? [
          {
            witness: {
              siglum: `p${index + 1}`,
              people: proposal.submission.proposers,
              date: proposal.submission.at,
              number: null,
              proposal: { id: proposal.id, status: proposal.status },
            },
            rendering: proposal.submission.rendering,
          },
        ]
      : [],
  );
  return [...versions, ...proposals];
}

function isReading(
  proposal: ProposalHere,
): proposal is ProposalHere & { submission: NonNullable<ProposalHere["submission"]> } {
  const { submission, kind, status } = proposal;
  return (
    submission !== null && kind === "revision" && status !== "accepted" && status !== "draft" && !wordsRemoved(proposal)
  );
}

/**
 * What the page of a collation is given: of the sigla `asked` for, or of the newest versions.
 * @throws Problem 404 for a witness that there isn't, or whose words are not held.
 */
export function collationView(
  place: Place,
  asked: string[] | null,
  known?: ReturnType<Jobs["collated"]>,
): CollationView {
  const { work, passage } = place;
  const { all, texts } = laidOut(place, asked);
  const { parts, coarse } = known ?? JOBS.collated(texts);
  return {
    page: "collation",
    work: headOf(work),
    passage,
    versions: knownVersions(place.state),
    witnesses: all.map(({ witness }) => witness),
    chosen: texts.map(({ siglum }) => siglum),
    parts,
    coarse,
  };
}

/** So many characters are laid side by side at most: two of the longest passages, ten of forty pages. */
export const MOST_COLLATED = 2 * LIMITS.characters;

/**
 * What can be laid side by side, and what is: what is asked for, or the newest versions, as many as fit.
 * @throws Problem 404 for a witness that there isn't, 422 for more words than can be laid side by side.
 */
function laidOut(place: Place, asked: string[] | null): { all: Candidate[]; texts: Witness[] } {
  const all = candidates(place);
  const missing = asked?.find((siglum) => !all.some(({ witness }) => witness.siglum === siglum));
  if (missing !== undefined) throw noWitness(missing, place);
  const usual = all.filter(({ witness }) => witness.number !== null).slice(-USUAL_WITNESSES);
  const chosen = asked ? all.filter(({ witness }) => asked.includes(witness.siglum)) : usual;
  const texts = chosen.map(({ witness, rendering }): Witness => ({ siglum: witness.siglum, text: textOf(rendering) }));
  const length = (): number => texts.reduce((sum, { text }) => sum + text.length, 0);
  while (!asked && texts.length > 1 && length() > MOST_COLLATED) texts.shift();
  if (length() > MOST_COLLATED)
    throw new Problem(422, { code: "too-large", why: "collation", characters: length(), most: MOST_COLLATED });
  return { all, texts };
}

/** That there is no such witness, or none of its words. */
function noWitness(witness: string, place: Place): Problem {
  const { locator } = place.passage;
  if (witness.startsWith("p")) return notFound({ why: "proposed-words", locator, witness });
  const known = versionOf(place.state, Number(witness.slice(1)));
  if (!known) return noVersion(place, witness);
  return notFound({ why: wordsRemoved(known) ? "witness-removed" : "witness-not-held", locator, witness });
}

function collationJson({ work, passage, witnesses, chosen, parts, coarse }: CollationView) {
  return {
    work: work.id,
    passage: passage.id,
    witnesses: witnesses.filter(({ siglum }) => chosen.includes(siglum)),
    others: witnesses.filter(({ siglum }) => !chosen.includes(siglum)).map(({ siglum }) => siglum),
    parts,
    coarse,
  };
}
