/** Signing in and out, joining by invitation, and (for owners) who is here and what they may do. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { JoinView, PeopleView, SignInView } from "../../editor/views.ts";
import { atLeast, ROLES, type Actor } from "../../translations/ledger/roles.ts";
import type { SignedIn } from "../accounts/contract.ts";
import { networkOfPeer } from "../network.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { absolute, actorFor, part, show, visitOf, type Workbench } from "./workbench.ts";

/** A path on this workbench, and nothing that leads elsewhere. */
const next = z
  .string()
  .default("/")
  .transform((path) => (/^\/(?![/\\])[^\s\\]*$/.test(path) ? path : "/"));
/** What this machine itself counts as. */
const HERE = "this machine";
const credentials = { email: z.string().max(320).default(""), password: z.string().max(1_000).default("") };

export const SignIn = z.object({ ...credentials, next });
export const Join = z.object({ ...credentials, name: z.string().max(1_000).default("") });
export const Invite = z.object({ role: z.enum(ROLES) });

export function peopleRoutes(bench: Workbench): Router {
  const router = Router();
  const { accounts } = bench;

  router.get("/sign-in", async (req, res) => {
    const view: SignInView = {
      page: "sign-in",
      refused: null,
      email: "",
      next: next.catch("/").parse(req.query["next"]),
    };
    sendPage(res, view, await visitOf(bench, req), bench.assets);
  });
  router.post(["/sign-in", "/api/sign-in"], async (req, res) => {
    const { email, password, next } = bodyOf(SignIn, req);
    const outcome = await accounts.signIn({ email, password }, networkOfPeer(req) ?? HERE);
    const view: SignInView = { page: "sign-in", refused: outcome.ok ? null : outcome.message, email, next };
    await enter(bench, req, res, outcome, view, next);
  });
  router.post(["/sign-out", "/api/sign-out"], async (req, res) => {
    res.append("Set-Cookie", await accounts.signOut(req.headers));
    if (wantsJson(req)) sendJson(res, { signedOut: true });
    else res.redirect(303, "/");
  });

  router.get("/join/:token", async (req, res) => {
    const token = part(req, "token");
    const invitation = await accounts.invitation(token);
    const view: JoinView = { page: "join", token, invitation, refused: null, name: "", email: "" };
    sendPage(res, view, await visitOf(bench, req), bench.assets, invitation ? 200 : 410);
  });
  router.post("/join/:token", async (req, res) => {
    const token = part(req, "token");
    const { name, email, password } = bodyOf(Join, req);
    const outcome = await accounts.join(token, { name, email, password }, networkOfPeer(req) ?? HERE);
    const invitation = await accounts.invitation(token);
    const view: JoinView = {
      page: "join",
      token,
      invitation,
      refused: outcome.ok ? null : outcome.message,
      name,
      email,
    };
    await enter(bench, req, res, outcome, view, "/");
  });

  router.get(["/people", "/api/people"], async (req, res) => {
    await owner(bench, req);
    await showPeople(bench, req, res, { link: null, refused: null });
  });
  router.post(["/people/invite", "/api/people/invite"], async (req, res) => {
    const by = await owner(bench, req);
    const link = absolute(bench, req, `/join/${await accounts.invite(by, bodyOf(Invite, req).role)}`);
    await showPeople(bench, req, res, { link, refused: null });
  });
  router.post(["/people/:id/role", "/api/people/:id/role"], async (req, res) => {
    await owner(bench, req);
    const done = await accounts.setRole(part(req, "id"), bodyOf(Invite, req).role);
    const refused =
      "That role was not changed: a workbench needs an owner, and this is the last one (or the account is gone).";
    await showPeople(bench, req, res, { link: null, refused: done ? null : refused });
  });
  return router;
}

/** After signing in or joining: cookies and on to `onward`, or the form again with what was wrong. */
async function enter(
  bench: Workbench,
  req: Request,
  res: Response,
  outcome: SignedIn,
  view: SignInView | JoinView,
  onward: string,
) {
  if (outcome.ok) {
    res.append("Set-Cookie", outcome.cookies);
    if (wantsJson(req))
      return sendJson(res, { id: outcome.actor.id, name: outcome.actor.name, role: outcome.actor.role });
    return res.redirect(303, onward);
  }
  if (wantsJson(req)) throw new Problem(outcome.status, "Not signed in", outcome.message);
  return sendPage(res, view, await visitOf(bench, req), bench.assets, outcome.status);
}

async function owner(bench: Workbench, req: Request): Promise<Actor> {
  const actor = await actorFor(bench, req);
  if (!atLeast(actor.role, "owner"))
    throw new Problem(403, "Not allowed", "Only an owner sees who has an account here and invites others.");
  return actor;
}

async function showPeople(
  bench: Workbench,
  req: Request,
  res: Response,
  news: { link: string | null; refused: string | null },
) {
  const people = (await bench.accounts.people()).map(({ id, name, email, role, since }) => ({
    id,
    name,
    email,
    role,
    since,
  }));
  const view: PeopleView = { page: "people", people, ...news };
  await show(bench, req, res, { view, json: { people, ...news }, status: news.refused === null ? 200 : 409 });
}
