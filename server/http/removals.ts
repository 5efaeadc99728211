/** An owner takes something out of a passage, or of what is said of a work, for good: words, reasons, or a name. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { type OfWhat, ofWhatInWords, type RemoveView } from "../../editor/care/care.ts";
import { REMOVABLE, type Removable } from "../../translations/ledger/events.ts";
import { GROUNDS } from "../../translations/ledger/grounds.ts";
import {
  removalOf,
  type Of,
  type Taking,
  type TakingName,
  type TakingOfWork,
  type Why,
} from "../../translations/ledger/removals.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { mayRemove } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { proposalOf, versionOf, type PassageState } from "../../translations/ledger/state.ts";
import {
  translationsOf,
  type Passage,
  type Term,
  type Translation,
  type Work,
  type Worded,
} from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { readName } from "../../translations/people/name.ts";
import { wantsJson } from "./answer.ts";
import { actingIn } from "./seen.ts";
import { bodyOf } from "./body.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import type { Outcome } from "../desk/desk.ts";
import { actorFor } from "./visitor.ts";
import { part, type Place, placeFor, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/**
 * What is to go: `thing` is "v2/text", "v2/notes", "v2/reasons", or of a proposal "proposal/{id}/text" …, "source/1" or
 * "locator"; of a work "title", "translation/{id}" or "term/{id}". Or a `person`, "id/{account}" or "name/{name}" for one
 * without an account, with the name that stands there `instead`.
 */
export const Remove = z.object({
  thing: z.string().max(200).optional(),
  person: z.string().max(1_000).optional(),
  instead: z.string().max(1_000).default(""),
  ground: z.enum(GROUNDS),
  reason: z.string().default(""),
  confirmed: z.literal("yes").optional(),
});

export function removalRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/remove/:passage", async (req, res) => {
    const actor = await actorFor(bench, req);
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    await refuseOthers(place.work, actor);
    const view = await viewOf(bench, place, doneIn(req));
    await show(bench, req, res, { view, json: { things: view.things, people: view.people } });
  });
  router.get("/:work/-/remove", async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    await refuseOthers(work, actor);
    const view = viewOfWork(await withAllTerms(bench, work), doneIn(req));
    await show(bench, req, res, { view, json: { things: view.things, people: view.people } });
  });
  router.post("/api/works/:work/passages/:passage/remove", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { work, stream, state, passage } = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    await refuseOthers(work, actor);
    const { asked, why } = askedIn(req);
    const taking = takingOf(passage, asked);
    if ("of" in taking) refuseUnknown(state, taking.of);
    const outcome =
      "worded" in taking
        ? await bench.desk.removeOfWork(work.id, taking, why, actor)
        : await bench.desk.remove(stream, taking, why, actor);
    answerTo(req, res, work, outcome, passage);
  });
  router.post("/api/works/:work/remove", async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    await refuseOthers(work, actor);
    const { asked, why } = askedIn(req);
    const taking = takingOfWork(await withAllTerms(bench, work), asked);
    answerTo(req, res, work, await bench.desk.removeOfWork(work.id, taking, why, actor), null);
  });

  function answerTo(req: Request, res: Response, work: Work, outcome: Outcome, passage: Passage | null): void {
    if (!outcome.ok) throw problemOf(outcome.refusal);
    bench.answers.forget();
    const removed = outcome.events.length;
    if (wantsJson(req)) return void res.json({ removed });
    res.redirect(303, `/${work.id}/-/remove${passage ? `/${passage.id}` : ""}?done=${removed}`);
  }

  /** @throws Problem 403 */
  async function refuseOthers({ id }: Work, actor: Actor): Promise<void> {
    const acting = await actingIn(bench, id, actor);
    if (!acting || !mayRemove(acting)) throw problemOf({ code: "not-allowed", why: "removing" });
  }

  return router;
}

/** How much was just taken out; null if a request says nothing of that. */
function doneIn({ query }: Request): number | null {
  const done = Number(query["done"] ?? Number.NaN);
  return Number.isInteger(done) ? done : null;
}

/** What is asked for, and why. @throws Problem 400; 422 if a form was not confirmed */
function askedIn(req: Request): { asked: Asked; why: Why } {
  const { ground, reason, confirmed, thing, person, instead } = bodyOf(Remove, req);
  if (!wantsJson(req) && confirmed === undefined) throw new Problem(422, { code: "not-confirmed", why: "removing" });
  return { asked: askedOf(thing, person, instead), why: { ground, reason } };
}

/** What is to go: a thing, or a name with what stands instead. */
type Asked = { thing: string } | TakingName;

/** @throws Problem 400, 422 */
function askedOf(thing: string | undefined, person: string | undefined, instead: string): Asked {
  if (thing !== undefined && person === undefined) return { thing };
  if (thing === undefined && person !== undefined) return nameTaken(person, instead);
  throw new Problem(400, { code: "not-understood", why: "thing-or-person" });
}

/** That there is nothing left is said only of what there was. @throws Problem 404 */
function refuseUnknown(state: PassageState, of: Of): void {
  if ("version" in of ? !versionOf(state, of.version) : !proposalOf(state, of.proposal))
    throw notFound({ why: "removable-of-passage" });
}

/** @throws Problem 400, 404 */
function takingOf(passage: Passage, asked: Asked): Taking | { worded: Worded } {
  if (!("thing" in asked)) return asked;
  const worded = wordedOf(passage, asked.thing);
  return worded ? { worded } : thingOf(asked.thing);
}

/** The same of what is said of a work. @throws Problem 404 */
function takingOfWork(work: Work, asked: Asked): TakingOfWork {
  if (!("thing" in asked)) return asked;
  const { worded } = [...wordedThings(work), ...termsGone(work)].find(({ told }) => told.name === asked.thing) ?? {};
  if (worded) return { worded };
  throw notFound({ why: "removable-of-work" });
}

/** A work with the terms beside that were only proposed, or retired: their words can go as well. */
async function withAllTerms({ store, desk }: Pick<Workbench, "store" | "desk">, work: Work): Promise<Work> {
  const standing = new Set(work.terms.map(({ id }) => id));
  const further: Term[] = [];
  for (const id of await store.termsOf(work.id)) {
    const state = standing.has(id) ? null : await desk.term(work.id, id);
    const words = [...(state?.proposals ?? []), ...(state?.history ?? [])].findLast((each) => each.words)?.words;
    if (words) further.push({ id, ...words });
  }
  return { ...work, terms: [...work.terms, ...further] };
}

/** The terms that were taken out: asked for a second time, there is nothing left of them. */
function termsGone({ removals = [] }: Work): { worded: Worded; told: { name: string } }[] {
  return removals.flatMap(({ of: worded }) =>
    worded.kind === "term" ? [{ worded, told: { name: `term/${worded.term}` } }] : [],
  );
}

/** What of a passage's own words is meant by "locator" or "source/1"; null if it is something else. @throws Problem 404 */
function wordedOf({ id: passage, source }: Passage, thing: string): Worded | null {
  if (thing === "locator") return { kind: "passage", passage };
  const [, digits] = /^source\/([1-9]\d{0,9})$/.exec(thing) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits);
  if (number > source.number) throw notFound({ why: "source-wording" });
  return { kind: "source", passage, number };
}

/** @throws Problem 400, 422 */
function nameTaken(person: string, instead: string): TakingName {
  const [, kind, whom] = /^(id|name)\/(.+)$/su.exec(person) ?? [];
  if (whom === undefined) throw new Problem(400, { code: "not-understood", why: "person" });
  return { whom: kind === "id" ? { id: whom, name: "" } : { name: whom }, instead: nameOf(instead) };
}

function thingOf(thing: string): Taking {
  const [, version, proposal, what] = /^(?:v([1-9]\d{0,9})|proposal\/([^/]+))\/(\w+)$/.exec(thing) ?? [];
  const removable = REMOVABLE.find((each) => each === what);
  if (removable === undefined) throw new Problem(400, { code: "not-understood", why: "thing" });
  return { of: version === undefined ? { proposal: proposal! } : { version: Number(version) }, what: removable };
}

function nameOf(typed: string): Person | null {
  if (typed.trim() === "") return null;
  const read = readName(typed);
  if (!read.ok) throw new Problem(422, { code: "no-name", why: "instead" });
  return { name: read.name };
}

async function viewOf({ store }: Workbench, { work, passage, stream, state }: Place, done: number | null) {
  const records = await store.records(stream);
  const view: RemoveView = {
    page: "remove",
    work: headOf(work),
    passage,
    things: [
      ...thingsIn(state).flatMap((thing) => (isThere(passage.id, records, thing) ? [thing.told] : [])),
      ...ownThings(passage, records),
    ],
    people: peopleIn(state),
    done,
  };
  return view;
}

function viewOfWork(work: Work, done: number | null): RemoveView & { passage: null } {
  const { removals } = work;
  return {
    page: "remove",
    work: headOf(work),
    passage: null,
    things: wordedThings(work).map(({ told }) => told),
    people: peopleIn({ translations: everOf(work), removals }),
    done,
  };
}

/** The translations of a work, those that were withdrawn as well. */
function everOf(work: Work): Translation[] {
  return [...translationsOf(work), ...(work.withdrawnTranslations ?? [])];
}

/** What is worded in a work beside its passages, as it may be asked for. */
function wordedThings(work: Work): { worded: Worded; told: RemoveView["things"][number] }[] {
  return [
    { worded: { kind: "work" }, told: { name: "title", of: ofWhatInWords({ of: "work" }), what: "work" } },
    ...everOf(work).map(({ id }) => ({
      worded: { kind: "translation" as const, translation: id },
      told: { name: `translation/${id}`, of: ofWhatInWords({ of: "translation" }), what: "translation" as const },
    })),
    ...work.terms.map(({ id, source }) => ({
      worded: { kind: "term" as const, term: id },
      told: { name: `term/${id}`, of: ofWhatInWords({ of: "term", source }), what: "term" as const },
    })),
  ];
}

/** What a passage has in words of its own, as far as it is there. */
function ownThings({ source }: Passage, records: readonly LedgerRecord[]): RemoveView["things"] {
  const numbers = records.flatMap(({ event }) =>
    event.type === "source-worded" && event.wording?.length ? [event.number] : [],
  );
  return [
    { name: "locator", of: ofWhatInWords({ of: "passage" }), what: "passage" },
    ...numbers.map((number) => ({
      name: `source/${number}`,
      of: ofWhatInWords(number === source.number ? { of: "source" } : { of: "wording", number }),
      what: "source" as const,
    })),
  ];
}

interface Thing {
  of: Of;
  told: { name: string; of: string; what: Removable };
}

function thingsIn(state: PassageState): Thing[] {
  const thing = (of: Of, name: string, told: OfWhat) =>
    REMOVABLE.map((what): Thing => ({ of, told: { name: `${name}/${what}`, of: ofWhatInWords(told), what } }));
  return [
    ...state.versions.flatMap(({ number }) => thing({ version: number }, `v${number}`, { of: "version", number })),
    ...state.proposals.flatMap(({ id, status }) =>
      status === "draft" || status === "open"
        ? []
        : thing({ proposal: id }, `proposal/${id}`, { of: status, proposal: id }),
    ),
  ];
}

function isThere(passage: string, records: readonly LedgerRecord[], { of, told }: Thing): boolean {
  const removal = removalOf(passage, records, { of, what: told.what }, { ground: "other", reason: "" });
  return removal.type === "remove-words" && removal.removing.length > 0;
}

/** Everybody who is named in what is kept of something, once each. */
function peopleIn(state: unknown): RemoveView["people"] {
  const found = new Map<string, string>();
  const gather = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { id, name } = value as { id?: unknown; name?: unknown };
    if (typeof name === "string" && name !== "") found.set(typeof id === "string" ? `id/${id}` : `name/${name}`, name);
    for (const [key, each] of Object.entries(value)) if (key !== "rendering") gather(each);
  };
  gather(state);
  return [...found].map(([value, name]) => ({ value, name }));
}
