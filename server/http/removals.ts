/** An owner takes something out of a passage, for good: words, reasons, or a name. */
import { Router } from "express";
import { z } from "zod";
import type { RemoveView } from "../../editor/views.ts";
import { GROUNDS, REMOVABLE } from "../../translations/ledger/events.ts";
import { removalOf, type Of, type Taking } from "../../translations/ledger/removals.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { mayRemove } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { proposalOf, versionOf, type PassageState } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { readName } from "../../translations/people/name.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import { actorFor, part, type Place, placeFor, show, type Workbench } from "./workbench.ts";
import { headOf } from "./works.ts";

/**
 * What is to go: `thing` is "v2/text", "v2/notes", "v2/reasons", or of a proposal "proposal/{id}/text" …; or a `person`,
 * "id/{account}" or "name/{name}" for one without an account, with the name that stands there `instead`.
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
    refuseOthers(await actorFor(bench, req));
    const place = await placeFor(bench, part(req, "work"), part(req, "passage"));
    const done = Number(req.query["done"] ?? Number.NaN);
    const view = await viewOf(bench, place, Number.isInteger(done) ? done : null);
    await show(bench, req, res, { view, json: { things: view.things, people: view.people } });
  });
  router.post("/api/works/:work/passages/:passage/remove", async (req, res) => {
    const actor = await actorFor(bench, req);
    refuseOthers(actor);
    const { stream, state } = await placeFor(bench, part(req, "work"), part(req, "passage"));
    const { ground, reason, confirmed, ...asked } = bodyOf(Remove, req);
    if (!wantsJson(req) && confirmed === undefined)
      throw new Problem(
        422,
        "Not confirmed",
        "Tick the box that says that nothing brings it back. Nothing was changed.",
      );
    const taking = takingOf(asked);
    if ("of" in taking) refuseUnknown(state, taking.of);
    const outcome = await bench.desk.remove(stream, taking, { ground, reason }, actor);
    if (!outcome.ok) throw problemOf(outcome.refusal);
    bench.answers.forget();
    const removed = outcome.events.length;
    if (wantsJson(req)) return void res.json({ removed });
    res.redirect(303, `/${stream.work}/-/remove/${stream.passage}?done=${removed}`);
  });
  return router;
}

/** @throws Problem 403 */
function refuseOthers(actor: Actor): void {
  if (!mayRemove(actor))
    throw new Problem(403, "Not allowed", "Only an owner can take out what is kept here. Ask one, and say why.");
}

/** That there is nothing left is said only of what there was. @throws Problem 404 */
function refuseUnknown(state: PassageState, of: Of): void {
  if ("version" in of ? !versionOf(state, of.version) : !proposalOf(state, of.proposal))
    throw notFound("This passage has no such version or proposal. Nothing was changed.");
}

/** @throws Problem 400, 422 */
function takingOf({ thing, person, instead }: Pick<z.output<typeof Remove>, "thing" | "person" | "instead">): Taking {
  if ((thing === undefined) === (person === undefined))
    throw new Problem(400, "Not understood", "Say what is to go: a thing or a person, and not both.");
  if (thing !== undefined) return thingOf(thing);
  const [, kind, whom] = /^(id|name)\/(.+)$/su.exec(person!) ?? [];
  if (whom === undefined)
    throw new Problem(400, "Not understood", "A person is “id/” and an account, or “name/” and a name.");
  return { whom: kind === "id" ? { id: whom, name: "" } : { name: whom }, instead: nameOf(instead) };
}

function thingOf(thing: string): Taking {
  const [, version, proposal, what] = /^(?:v([1-9]\d{0,9})|proposal\/([^/]+))\/(\w+)$/.exec(thing) ?? [];
  const removable = REMOVABLE.find((each) => each === what);
  if (removable === undefined)
    throw new Problem(
      400,
      "Not understood",
      "A thing is “v2/text”, “v2/notes”, “v2/reasons”, or “proposal/{id}/text” ….",
    );
  return { of: version === undefined ? { proposal: proposal! } : { version: Number(version) }, what: removable };
}

function nameOf(typed: string): Person | null {
  if (typed.trim() === "") return null;
  const read = readName(typed);
  if (!read.ok)
    throw new Problem(422, "No name", "That can’t be a name. Write it as it is to be read, at most 80 letters.");
  return { name: read.name };
}

async function viewOf({ store }: Workbench, { work, passage, stream, state }: Place, done: number | null) {
  const records = await store.records(stream);
  const view: RemoveView = {
    page: "remove",
    work: headOf(work),
    passage,
    things: thingsIn(state).flatMap((thing) => (isThere(passage.id, records, thing) ? [thing.told] : [])),
    people: peopleIn(state),
    done,
  };
  return view;
}

interface Thing {
  of: Of;
  told: RemoveView["things"][number];
}

function thingsIn(state: PassageState): Thing[] {
  const thing = (of: Of, name: string, told: string) =>
    REMOVABLE.map((what): Thing => ({ of, told: { name: `${name}/${what}`, of: told, what } }));
  const decided = state.proposals.filter(({ status }) => status !== "draft" && status !== "open");
  return [
    ...state.versions.flatMap(({ number }) => thing({ version: number }, `v${number}`, `v${number}`)),
    ...decided.flatMap(({ id, status }) => thing({ proposal: id }, `proposal/${id}`, `the ${status} proposal ${id}`)),
  ];
}

function isThere(passage: string, records: readonly LedgerRecord[], { of, told }: Thing): boolean {
  const removal = removalOf(passage, records, { of, what: told.what }, { ground: "other", reason: "" });
  return removal.type === "remove-words" && removal.removing.length > 0;
}

/** Everybody who is named in what is kept of a passage, once each. */
function peopleIn(state: PassageState): RemoveView["people"] {
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
