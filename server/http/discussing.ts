/** What is said about a passage or a proposal: discussions begun, and what is said in them. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { address as addresses, type HungAt } from "../../editor/links/addresses.ts";
import type { ThreadCommand } from "../../translations/decide/decide.ts";
import type { HungOn } from "../../translations/ledger/discussing.ts";
import { citedOf } from "../../translations/ledger/cited.ts";
import { GROUNDS } from "../../translations/ledger/grounds.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { currentVersion, isHeld, versionOf, type Version } from "../../translations/ledger/state.ts";
import { isHeard } from "../../translations/ledger/thread.ts";
import { sourceText } from "../../translations/ledger/work.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { newId, PROPOSAL_ID } from "../store/ids.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { readersOf } from "./mentions.ts";
import { problemOf } from "./problem.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { noProposal, onHost, part, placeFor, type Place, type Workbench } from "./workbench.ts";

const Words = z.string();
const Offset = z.coerce.number().int().nonnegative();
/** Words of a text, by offsets in UTF-16 code units; `exact`: as they were read, so that no others are meant. A form has it as JSON. */
export const Span = z.preprocess(
  (sent) => (typeof sent === "string" ? parsed(sent) : sent),
  z.object({ start: Offset, end: Offset, exact: z.string().optional() }),
);

/** What a text says as JSON; the text itself if that is nothing. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}

/** What ends the id of a discussion on a proposal that somebody chose: by no id that can be chosen is it told whether there is another. */
const MARKED = /-[0-9a-f]{20}$/;

/**
 * What begins a discussion. What it hangs on is told by offsets (`target` in the version, `source` in the source), or, as a form does, by
 * the words themselves (`on`), which must stand in one of the two, and once; by none of these, it hangs on the whole.
 */
export const BeginThread = z.object({
  /** What it is to be called, so that it is begun once however often it is asked for; drawn if it is left out. */
  id: z
    .string()
    .regex(PROPOSAL_ID, "lower-case letters, digits and hyphens, at most 64")
    .refine((id) => !MARKED.test(id), "a hyphen and twenty hexadecimal digits at the end are a proposal’s mark")
    .optional(),
  words: Words,
  /** Empty: the passage has none. Left out: the one that stands now. */
  version: z.union([z.literal("").transform(() => null), z.null(), z.coerce.number().int().positive()]).optional(),
  /** The id of a note on that version. */
  note: z.string().max(200).optional(),
  on: z.string().max(2_000).default(""),
  target: Span.optional(),
  source: Span.optional(),
});
/**
 * The same on a proposal, where the mark of what it hangs on stands behind the `id`: on all of it, on what it says of one passage, or on
 * words there of what it revises and of what it proposes.
 */
export const BeginOnProposal = BeginThread.pick({ id: true, words: true, target: true }).extend({
  /** Empty: none. */
  passage: z.string().max(200).optional(),
  proposed: Span.optional(),
});
/** `after`: so much was said on the page from which it is sent, so that what is sent twice is said once. */
export const Reply = z.object({ words: Words, after: z.coerce.number().int().nonnegative().optional() });
export const Reword = z.object({ number: z.coerce.number().int().positive(), words: Words });
export const TakeBack = z.object({
  number: z.coerce.number().int().positive(),
  ground: z.enum(GROUNDS).default("other"),
  reason: z.string().default(""),
});
export const Settle = z.object({ reason: z.string().default("") });

type CommandIn = (thread: string, req: Request) => ThreadCommand;

/** What a route's last word asks. */
const ACTS: Readonly<Record<string, CommandIn>> = {
  reply: (thread, req) => {
    const { words, after } = bodyOf(Reply, req);
    return { type: "reply", thread, words, ...(after !== undefined && { after }) };
  },
  reword: (thread, req) => ({ type: "reword", thread, ...bodyOf(Reword, req) }),
  "take-back": (thread, req) => ({ type: "take-back", thread, ...bodyOf(TakeBack, req) }),
  resolve: (thread, req) => ({ type: "resolve-thread", thread, ...bodyOf(Settle, req) }),
  reopen: (thread, req) => ({ type: "reopen-thread", thread, ...bodyOf(Settle, req) }),
};

export function discussingRoutes(bench: Workbench): Router {
  const router = Router();
  const path = "/api/works/:work/passages/:passage/threads";
  const ofProposal = "/api/proposals/:id/threads";

  async function say(req: Request, res: Response, on: HungAt, command: ThreadCommand, actor: Actor): Promise<void> {
    const hung = command.type === "open-thread" ? command.on : (await bench.desk.thread(on.work, command.thread))?.on;
    // Most of what is said names nobody.
    const names = "words" in command && command.words.includes("@") && hung !== undefined;
    const people = names ? await readersOf(bench, on.work, hung) : [];
    const outcome = await bench.desk.discuss(on.work, command, actor, people);
    if (!outcome.ok) throw problemOf(outcome.refusal);
    const address = addresses.thread(on, command.thread);
    if (!wantsJson(req)) return res.redirect(303, address);
    const begun = command.type === "open-thread" && outcome.events.length > 0;
    res
      .status(begun ? 201 : 200)
      .json({ id: command.thread, said: outcome.events.length, address: onHost(bench, address) });
  }

  /** @throws Problem 404 if there is none that whoever asks may know of */
  async function hungAt(req: Request): Promise<HungAt> {
    const id = part(req, "id");
    const found = await proposalSeen(bench, req, id);
    if (!found) throw noProposal(id);
    return { work: found.work, proposal: id };
  }

  router.post(path, async (req, res) => {
    const actor = await actorFor(bench, req);
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    await say(req, res, place.stream, beginning(place, bodyOf(BeginThread, req)), actor);
  });
  router.post(ofProposal, async (req, res) => {
    const actor = await actorFor(bench, req);
    const on = await hungAt(req);
    const { id, words, passage, target, proposed } = bodyOf(BeginOnProposal, req);
    const hung = { proposal: part(req, "id"), ...(passage && { passage }) };
    const thread = id === undefined ? newId() : markedId(id, hung);
    await say(req, res, on, { type: "open-thread", thread, on: hung, chosen: { target, proposed }, words }, actor);
  });
  for (const [act, commandIn] of Object.entries(ACTS)) {
    router.post(`${path}/:thread/${act}`, async (req, res) => {
      const actor = await actorFor(bench, req);
      const { stream } = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
      await sayIn(req, res, stream, commandIn, actor);
    });
    router.post(`${ofProposal}/:thread/${act}`, async (req, res) => {
      const actor = await actorFor(bench, req);
      await sayIn(req, res, await hungAt(req), commandIn, actor);
    });
  }

  /** @throws Problem 404 if the discussion hangs on something else */
  async function sayIn(req: Request, res: Response, on: HungAt, commandIn: CommandIn, actor: Actor): Promise<void> {
    const id = part(req, "thread");
    const thread = await bench.desk.thread(on.work, id);
    if (!thread || !hangsThere(thread.on, on) || !(await isTheirs(thread.on, on.work, actor)))
      throw problemOf({ code: "unknown-thread" });
    await say(req, res, on, commandIn(id, req), actor);
  }

  /** Asked before what was sent is looked at: what is wrong with that would tell that there is such a discussion. */
  async function isTheirs(hung: HungOn, work: string, actor: Actor): Promise<boolean> {
    const found = "proposal" in hung ? await bench.desk.proposal(hung.proposal) : null;
    return isHeard(hung, found?.proposal ?? null, await actingIn(bench, work, actor));
  }
  return router;
}

/** The id that was chosen, with the mark of the proposal and the part that it hangs on: those alone begin one there who read these. */
function markedId(id: string, { proposal, passage = "" }: { proposal: string; passage?: string }): string {
  return `${id.slice(0, 43)}-${digestOfText([proposal, passage, id].join("\n")).slice(0, 20)}`;
}

function hangsThere(hung: HungOn, on: HungAt): boolean {
  if ("proposal" in on) return "proposal" in hung && hung.proposal === on.proposal;
  return !("proposal" in hung) && hung.passage === on.passage;
}

/** The command that a form or a program asks for. @throws Problem 422 if the words that it names are not there, or more than once */
function beginning({ passage, stream, state }: Place, asked: z.output<typeof BeginThread>): ThreadCommand {
  const { id: thread = newId(), words, version: number, note, on: quoted, target, source } = asked;
  const version = number === undefined ? (currentVersion(state)?.number ?? null) : number;
  const on = { passage: stream.passage, version, ...(note !== undefined && { note }) };
  const written = quoted.trim();
  const chosen =
    written === ""
      ? { target, source }
      : spanOf(written, version === null ? undefined : versionOf(state, version), sourceText(passage.source));
  return { type: "open-thread", thread, on, chosen, words };
}

/** Where written words stand, in the version or in the source. @throws Problem 422 if nowhere, or more than once */
export function spanOf(written: string, version: Version | undefined, source: string) {
  const rendering = version && isHeld(version) ? citedOf(version.words).canonical : "";
  const found = Object.entries({ target: rendering, source }).flatMap(([side, text]) => placesIn(text, written, side));
  if (found.length !== 1) throw problemOf({ code: "not-in-text", what: found.length === 0 ? "words" : "often" });
  const [{ side, start }] = found as [(typeof found)[number]];
  return { [side]: { start, end: start + written.length } };
}

/** Where words stand in a text, twice at most: then it is not clear which are meant. */
function placesIn(text: string, words: string, side: string): { side: string; start: number }[] {
  const first = text.indexOf(words);
  if (first < 0) return [];
  const second = text.indexOf(words, first + 1);
  return [first, ...(second < 0 ? [] : [second])].map((start) => ({ side, start }));
}
