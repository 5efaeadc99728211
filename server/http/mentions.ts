/** Who may be named in what is said, and what others said in which somebody is. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { MentionLine } from "../../editor/mine/mine.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { HungOn } from "../../translations/ledger/discussing.ts";
import type { Proposal } from "../../translations/ledger/state.ts";
import { commentOf, isHeard } from "../../translations/ledger/thread.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { MentionedIn } from "../reading/reading.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { noProposal, onHost, part, placeFor, type Workbench } from "./workbench.ts";

/** So many people are offered at once. */
const MOST_OFFERED = 8;
/** So many of the newest places where somebody is named are looked through, */
const LOOKED_THROUGH = 200;
/** and so many of those that they have not seen are listed. */
const MOST_LISTED = 50;

/** Where somebody was named that they have seen; by the number of the record, as the list has it. */
export const SeenMention = z.object({ mention: z.coerce.number().int().positive() });

export function mentionRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/api/works/:work/passages/:passage/people", async (req, res) => {
    await actorFor(bench, req);
    const { stream } = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    sendJson(res, { people: offered(await readersOf(bench, stream.work, stream), req) });
  });
  router.get("/api/proposals/:id/people", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await proposalSeen(bench, req, part(req, "id"));
    const on = { proposal: part(req, "id") };
    if (!found || !isHeard(on, found.proposal, await actingIn(bench, found.work, actor))) throw noProposal(on.proposal);
    sendJson(res, { people: offered(await readersOf(bench, found.work, on), req) });
  });
  router.post("/api/me/mentions/seen", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { mention } = bodyOf(SeenMention, req);
    // Kept of what names them alone: of other numbers there is no end.
    const named = (await bench.reading.mentions(actor, LOOKED_THROUGH)).some(({ record }) => record === mention);
    if (named) await bench.accounts.seeMentions(actor.id, [mention]);
    if (wantsJson(req)) sendJson(res, { seen: true });
    else res.redirect(303, onHost(bench, `${address.mine()}#mentions`));
  });
  return router;
}

/** Those whose name has a word that begins with what is looked for. */
function offered(people: readonly Person[], { query }: Request): { name: string }[] {
  const find = typeof query["find"] === "string" ? query["find"].trim().toLowerCase() : "";
  const begins = (name: string): boolean => ` ${name.toLowerCase()}`.includes(` ${find}`) || name.startsWith(find);
  const names = new Set(people.map(({ name }) => name).filter(begins));
  return [...names]
    .sort((one, other) => one.localeCompare(other, "en"))
    .slice(0, MOST_OFFERED)
    .map((name) => ({ name }));
}

/** The people with an account who read what a discussion hangs on: nobody else is named there, or told. */
export async function readersOf({ accounts, desk }: Workbench, work: string, on: About): Promise<Person[]> {
  const access = await desk.access(work);
  const proposal = await proposalOf(desk, on);
  const { passage } = on;
  const hung = "proposal" in on ? { proposal: on.proposal, ...(passage !== undefined && { passage }) } : null;
  return (await accounts.people()).flatMap((each) => {
    const actor = actorIn(access, each);
    return actor && (!hung || isHeard(hung, proposal, actor)) ? [personOf(actor)] : [];
  });
}

/** A passage; or a proposal, or what that says of one. */
type About = { passage: string } | { proposal: string; passage?: string | undefined };

/** The proposal that a discussion hangs on; null if it is a passage. */
async function proposalOf(desk: Workbench["desk"], on: About | HungOn): Promise<Proposal | null> {
  return "proposal" in on ? ((await desk.proposal(on.proposal))?.proposal ?? null) : null;
}

/** What others said in which somebody is named and that they have not seen, the newest first, as far as they read it. */
export async function mentionsFor(bench: Workbench, actor: Actor): Promise<MentionLine[]> {
  const all = await bench.reading.mentions(actor, LOOKED_THROUGH);
  const seen = await bench.accounts.seenMentions(
    actor.id,
    all.map(({ record }) => record),
  );
  const lines: MentionLine[] = [];
  for (const each of all) {
    if (lines.length === MOST_LISTED) break;
    const line = seen.has(each.record) ? null : await lineOf(bench, each, actor);
    if (line) lines.push(line);
  }
  return lines;
}

/** Null of what is not theirs to read, or there no more. */
async function lineOf(
  { store, desk }: Workbench,
  { record, work: id, thread: name, number }: MentionedIn,
  actor: Actor,
): Promise<MentionLine | null> {
  const [work, thread] = [await store.work(id), await desk.thread(id, name)];
  const here = actorIn(await desk.access(id), actor);
  if (!work || !thread || !here) return null;
  const { on } = thread;
  const proposal = await proposalOf(desk, on);
  const comment = commentOf(thread, number);
  if (!isHeard(on, proposal, here) || !comment || comment.words === null) return null;
  const passage = everIn(work, on.passage ?? proposal?.parts[0]?.passage ?? "");
  const { title, sourceLanguage } = work;
  return {
    ...{ mention: record, work: { id, title, sourceLanguage } },
    passage: passage ? { id: passage.id, locator: passage.locator } : null,
    proposal: "proposal" in on ? on.proposal : null,
    ...{ thread: name, number, by: comment.by, at: comment.at, words: comment.words },
  };
}

/** Notes that somebody who is shown these discussions has seen where they are named in them. */
export async function seeMentions(
  { reading, accounts }: Workbench,
  actor: Actor,
  work: string,
  threads: ReadonlySet<string>,
): Promise<void> {
  const here = (await reading.mentions(actor, LOOKED_THROUGH)).filter(
    (each) => each.work === work && threads.has(each.thread),
  );
  const records = here.map(({ record }) => record);
  if (records.length > 0) await accounts.seeMentions(actor.id, records);
}
