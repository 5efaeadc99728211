/** For owners: who is here and what they may do, invitations, new passwords for others, and who asks to take part. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { PeopleView, PersonChangeView } from "../../editor/people/people.ts";
import { atLeast, ROLES, type Actor } from "../../translations/ledger/roles.ts";
import { MESSAGE_MOST } from "../../translations/people/limits.ts";
import { type Account, emailOf } from "../accounts/accounts.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { mayAsk } from "./doors.ts";
import { placeTyped } from "./place.ts";
import { notFound, Problem } from "./problem.ts";
import { problemOfRefused } from "./refused.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { absolute, part, show, type Workbench } from "./workbench.ts";

const role = z.enum(ROLES);
const confirmed = z.literal("yes").optional();

export const Invite = z.object({
  role,
  email: z.string().max(320).default(""),
  message: z.string().max(10_000).default(""),
  place: z.string().max(2_000).default(""),
});
export const GiveRole = z.object({ role, confirmed });
export const Confirm = z.object({ confirmed });
export const Answer = z.object({ role });

type News = Pick<PeopleView, "link" | "linkFor" | "refused" | "typed">;
const NOTHING_TYPED: PeopleView["typed"] = { role: "translator", email: "", message: "", place: "" };
const QUIET: News = { link: null, linkFor: null, refused: null, typed: NOTHING_TYPED };

export function peopleRoutes(bench: Workbench): Router {
  const router = Router();
  const { accounts } = bench;

  router.get(["/people", "/api/people"], async (req, res) => {
    await owner(bench, req);
    await showPeople(bench, req, res, QUIET);
  });
  router.post(["/people/invite", "/api/people/invite"], async (req, res) => {
    const by = await owner(bench, req);
    const typed = bodyOf(Invite, req);
    const terms = termsOf(typed, absolute(bench, req, ""));
    if (terms instanceof Problem) return refusePeople(bench, req, res, terms, typed);
    const link = absolute(bench, req, `/join/${await accounts.invite(by, typed.role, terms)}`);
    await showPeople(bench, req, res, { ...QUIET, link, linkFor: terms.email });
  });
  router.post(["/people/invitations/:id/revoke", "/api/people/invitations/:id/revoke"], async (req, res) => {
    await owner(bench, req);
    const done = await accounts.revoke(part(req, "id"));
    await after(bench, req, res, done ? null : changedMeanwhile("invitation"));
  });

  router.get("/people/:id/role", async (req, res) => {
    await owner(bench, req);
    const person = await personFor(bench, part(req, "id"));
    const asked = role.safeParse(req.query["role"]);
    if (!asked.success || asked.data === person.role) return res.redirect(303, "/people");
    await ask(bench, req, res, { act: "role", person, role: asked.data });
  });
  router.post(["/people/:id/role", "/api/people/:id/role"], async (req, res) => {
    await owner(bench, req);
    const { role, confirmed } = bodyOf(GiveRole, req);
    const id = part(req, "id");
    // A program says what it means; a person is asked first.
    if (!wantsJson(req) && confirmed === undefined)
      return res.redirect(303, `/people/${encodeURIComponent(id)}/role?role=${role}`);
    await after(bench, req, res, (await accounts.setRole(id, role)) ? null : changedMeanwhile("last-owner"));
  });

  router.get("/people/:id/close", async (req, res) => {
    await owner(bench, req);
    const person = await personFor(bench, part(req, "id"));
    await ask(bench, req, res, { act: "close", person, role: person.role });
  });
  router.post(["/people/:id/close", "/api/people/:id/close"], async (req, res) => {
    await owner(bench, req);
    const id = part(req, "id");
    if (!wantsJson(req) && bodyOf(Confirm, req).confirmed === undefined)
      return res.redirect(303, `/people/${encodeURIComponent(id)}/close`);
    const done = await accounts.close(id);
    const refused = done.ok ? null : problemOfRefused({ ...done, status: 409 }, "not-as-things-stand");
    await after(bench, req, res, refused);
  });
  router.post(["/people/:id/reset", "/api/people/:id/reset"], async (req, res) => {
    const by = await owner(bench, req);
    const person = await personFor(bench, part(req, "id"));
    const token = await accounts.resetLink(by, person.id);
    const link = token && absolute(bench, req, `/-/reset/${token}`);
    await showPeople(bench, req, res, { ...QUIET, link, linkFor: `${person.name} (${person.email})` });
  });

  router.post(["/people/askings/:id/answer", "/api/people/askings/:id/answer"], async (req, res) => {
    const by = await owner(bench, req);
    const { role } = bodyOf(Answer, req);
    const asking = (await accounts.askings()).find(({ id }) => id === part(req, "id"));
    // Of two owners who answer at once, whoever takes it from the list invites.
    if (!asking || !(await accounts.putAway(asking.id))) return after(bench, req, res, changedMeanwhile("asking"));
    const token = await accounts.invite(by, role, { email: asking.email });
    const link = absolute(bench, req, `/join/${token}`);
    await showPeople(bench, req, res, { ...QUIET, link, linkFor: `${asking.name} (${asking.email})` });
  });
  router.post(["/people/askings/:id/put-away", "/api/people/askings/:id/put-away"], async (req, res) => {
    await owner(bench, req);
    await after(bench, req, res, (await accounts.putAway(part(req, "id"))) ? null : changedMeanwhile("asking"));
  });
  return router;
}

/** That somebody was quicker, or a workbench would be without an owner. */
function changedMeanwhile(why: "invitation" | "last-owner" | "asking"): Problem {
  return new Problem(409, { code: "not-as-things-stand", why });
}

async function owner(bench: Workbench, req: Request): Promise<Actor> {
  const actor = await actorFor(bench, req);
  if (!atLeast(actor.role, "owner")) throw new Problem(403, { code: "not-allowed", why: "people" });
  return actor;
}

/** False for one who has just given themselves another role, or closed their account. */
async function isOwner(bench: Workbench, req: Request): Promise<boolean> {
  const actor = await visitorOf(bench, req);
  return actor !== null && atLeast(actor.role, "owner");
}

/** @throws Problem 404 */
async function personFor({ accounts }: Workbench, id: string): Promise<Account> {
  const person = (await accounts.people()).find((each) => each.id === id);
  if (!person) throw notFound({ why: "person" });
  return person;
}

/** What an invitation says beside the role, or what has to be otherwise. */
function termsOf({ email, message, place }: z.output<typeof Invite>, root: string) {
  const bound = email.trim() === "" ? null : emailOf(email);
  if (email.trim() !== "" && bound === null) return new Problem(422, { code: "not-as-things-stand", why: "email" });
  const where = placeTyped(place, root);
  if (where === null) return new Problem(422, { code: "not-as-things-stand", why: "place" });
  // oxlint-disable-next-line no-control-regex -- what can't be shown is left out
  const said = message.trim().replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
  if (said.length > MESSAGE_MOST)
    return new Problem(422, { code: "not-as-things-stand", why: "message", most: MESSAGE_MOST });
  return { email: bound, message: said, place: where };
}

/** Asks in words, before anything happens. */
function ask(
  bench: Workbench,
  req: Request,
  res: Response,
  { act, person: { id, name, email, role: now }, role }: Pick<PersonChangeView, "act" | "role"> & { person: Account },
): Promise<void> {
  const view: PersonChangeView = { page: "person-change", act, role, person: { id, name, email, role: now } };
  return show(bench, req, res, { view, json: view });
}

/** The page of people anew; or with what was refused. */
async function after(bench: Workbench, req: Request, res: Response, refused: Problem | null) {
  if (refused !== null) return refusePeople(bench, req, res, refused);
  if (!wantsJson(req)) return res.redirect(303, (await isOwner(bench, req)) ? "/people" : "/");
  return showPeople(bench, req, res, QUIET);
}

/** The page of people with what was refused, and what was typed. @throws the refusal, for a program. */
async function refusePeople(bench: Workbench, req: Request, res: Response, refused: Problem, typed = NOTHING_TYPED) {
  if (wantsJson(req)) throw refused;
  return showPeople(bench, req, res, { ...QUIET, refused: refused.message, typed }, refused.status);
}

async function showPeople(bench: Workbench, req: Request, res: Response, news: News, status = 200) {
  const { accounts } = bench;
  const people = (await accounts.people()).map(({ id, name, email, role, since }) => ({
    id,
    name,
    email,
    role,
    since,
  }));
  const [invitations, askings, allowed] = [await accounts.invitations(), await accounts.askings(), await mayAsk(bench)];
  const { link, linkFor, refused } = news;
  await show(bench, req, res, {
    view: { page: "people", people, invitations, askings, mayAsk: allowed, ...news },
    json: { people, invitations, askings, mayAsk: allowed, link, linkFor, refused },
    status,
  });
}
