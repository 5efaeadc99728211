/** What people are asked to do in a work, by which day, and what becomes of it; `/me/requests.ics` has one's own days. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import { placeOf, REQUESTS } from "../../editor/requests/requests.ts";
import { wordsFrom } from "../../editor/language/language.ts";
import { calendarOf } from "../../translations/exchange/icalendar.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { REMINDED } from "../../translations/requests/reminders.ts";
import {
  lastChanged,
  LONGEST_WORD,
  REQUEST_ACTS,
  SUBJECT_KINDS,
  TASKS,
  type Request as Asked,
} from "../../translations/requests/request.ts";
import { MOST_OPEN } from "../accounts/accounts.ts";
import { act, ask, askedOf, seenBy, type RequestOutcome, type RequestRefusal } from "../requests/requests.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { notFound, Problem } from "./problem.ts";
import { requestsInWork, toldOne } from "./requests-view.ts";
import { actingIn } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { absolute, onHost, part, workFor, type Workbench } from "./workbench.ts";

const word = z.string().max(LONGEST_WORD).default("");
const account = z.string().max(200).default("");
/** A day, or "" for none. */
const until = z.string().max(40).default("");
/** On which page the form stands: one's own, that of what it is about, or where the work stands. */
const on = z.enum(["me", "there", "standing"]).default("there");

/** What is asked, of whom, and by which day. `kind` and `about`: a section by its passage, a proposal or a term by its id. */
export const AskFor = z.object({
  ...{ kind: z.enum(SUBJECT_KINDS), about: z.string().min(1).max(200), task: z.enum(TASKS) },
  ...{ of: account, until, why: word, on },
});

/** What is done with a request. `changes`: how much was done with it that whoever acts knows of. */
export const ActOnRequest = z.object({
  ...{ to: account, until, word, on },
  changes: z.coerce.number().int().nonnegative().optional(),
});

export function requestRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/api/works/:work/requests", async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    const { requests } = await requestsInWork(bench, work, actor);
    sendJson(res, { work: work.id, requests: requests?.open ?? [] });
  });
  router.post("/api/works/:work/requests", async (req, res) => {
    const { actor, work, here } = await actingHere(bench, req);
    const { kind, about, task, of, until, why, on } = bodyOf(AskFor, req);
    const asked = { about: { kind, id: about }, task, of, until, why };
    const outcome = await ask(bench, work, here, asked, Date.now());
    await answer(bench, req, res, { actor, outcome, on, created: true });
  });
  router.post("/api/works/:work/requests/:request/:act", async (req, res) => {
    const { actor, work, here } = await actingHere(bench, req);
    const verb = REQUEST_ACTS.find((each) => each === part(req, "act"));
    if (!verb) throw notFound({ why: "verb", verb: part(req, "act") });
    const { to, until, word, on, changes = null } = bodyOf(ActOnRequest, req);
    const acted = { act: verb, to, until, word, changes };
    const outcome = await act(bench, work, here, part(req, "request"), acted, Date.now());
    await answer(bench, req, res, { actor, outcome, on, created: false });
  });
  router.get("/me/requests.ics", async (req, res) => {
    const actor = await actorFor(bench, req);
    res
      .set({
        ...{ "Content-Type": CALENDAR, "Cache-Control": "private, no-cache" },
        "Content-Disposition": 'attachment; filename="requests.ics"',
      })
      .send(await calendarFor(bench, req, actor));
  });
  return router;
}

/** Whoever asks, with the work, as they act there. @throws Problem 401, 404 */
async function actingHere(bench: Workbench, req: Request): Promise<{ actor: Actor; work: Work; here: Actor }> {
  // A stranger is asked to sign in, whatever they send.
  const actor = await actorFor(bench, req);
  const work = await workFor(bench, req, part(req, "work"));
  return { actor, work, here: (await actingIn(bench, work.id, actor)) ?? actor };
}

/** What is answered where nothing was asked, or done. */
function problemOf(refused: RequestRefusal): Problem {
  switch (refused) {
    case "not-allowed":
      return new Problem(403, { code: "not-allowed", why: "asking" });
    case "not-theirs":
      return new Problem(403, { code: "not-allowed", why: "request" });
    case "unknown":
      return notFound({ why: "request" });
    case "unknown-subject":
      return notFound({ why: "request-about" });
    case "no-such-task":
      return new Problem(422, { code: "not-taken", why: "no-such-task" });
    case "no-day":
      return new Problem(422, { code: "not-taken", why: "no-day" });
    case "day-passed":
      return new Problem(422, { code: "not-taken", why: "day-passed" });
    case "not-theirs-to-do":
      return new Problem(422, { code: "not-taken", why: "not-theirs-to-do" });
    case "nothing-to-do":
      return new Problem(409, { code: "not-as-things-stand", why: "nothing-to-do" });
    case "moved":
      return new Problem(409, { code: "not-as-things-stand", why: "request-moved" });
    case "too-many":
      return new Problem(409, { code: "not-as-things-stand", why: "many-requests", most: MOST_OPEN });
  }
}

async function answer(
  bench: Workbench,
  req: Request,
  res: Response,
  of: { actor: Actor; outcome: RequestOutcome; on: z.output<typeof on>; created: boolean },
): Promise<void> {
  const { actor, outcome, on, created } = of;
  if (!outcome.ok) throw problemOf(outcome.refused);
  const { request } = outcome;
  if (!wantsJson(req)) return res.redirect(303, onHost(bench, pageAfter(request, on)));
  const seen = await seenBy(bench, request, actor, Date.now());
  sendJson(res, seen && (await toldOne(bench, seen, Date.now())), created ? 201 : 200);
}

/** Where a form leads: back to the page on which it stands. */
function pageAfter(request: Asked, on: z.output<typeof AskFor>["on"]): string {
  const { id, work, standing, about } = request;
  if (on === "standing") return `${address.standing(work)}#requests`;
  if (on === "me") return standing === "open" ? `${address.mine()}#request-${id}` : address.mineDid(work, id);
  return `${placeOf({ work: { id: work }, about })}#requests`;
}

/** The type of a calendar (RFC 5545). */
export const CALENDAR = "text/calendar; charset=utf-8";

/** The days of what somebody is asked for, as a calendar. */
export async function calendarFor(bench: Workbench, req: Request, actor: Actor): Promise<string> {
  const words = wordsFrom(REQUESTS);
  const asked = await askedOf(bench, actor, Date.now());
  const days = asked.flatMap(({ request, work, place: { about, name } }) => {
    const { id, until, task, why, changes } = request;
    if (until === null) return [];
    return {
      ...{ uid: `request-${id}`, changed: lastChanged(request), changes, day: until, reminded: REMINDED },
      title: words.inCalendar(words.asked[task], `${words.abouts[about.kind]}${name}`, work.title),
      words: why,
      address: absolute(bench, req, placeOf({ work, about })),
    };
  });
  return calendarOf(words.calendar(actor.name), days);
}
