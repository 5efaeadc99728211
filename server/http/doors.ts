/** The ways in and out: signing in and out, joining by invitation, a new password by a link, asking to take part. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { AskView, JoinView, ResetView, SignInView } from "../../editor/people/people.ts";
import { accountRefusalInWords } from "../../editor/refusals/refusals.ts";
import type { SignedIn } from "../accounts/accounts.ts";
import { aboutOf } from "./about.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { placeOf } from "./place.ts";
import { notFound } from "./problem.ts";
import { networkFor, problemOfRefused, retryAfter } from "./refused.ts";
import { tidied } from "./tidy.ts";
import { part, visitOf, type Workbench } from "./workbench.ts";

const next = z
  .string()
  .default("/")
  .transform((path) => placeOf(path) ?? "/");
const credentials = { email: z.string().max(320).default(""), password: z.string().max(1_000).default("") };

export const SignIn = z.object({ ...credentials, next });
export const Join = z.object({
  ...credentials,
  name: z.string().max(1_000).default(""),
  agreed: z.union([z.boolean(), z.enum(["yes", "no", "on"]).transform((said) => said !== "no")]).optional(),
});
export const Reset = z.object({ password: credentials.password });
export const Ask = z.object({
  name: z.string().max(1_000).default(""),
  email: credentials.email,
  why: z.string().max(10_000).default(""),
});

/** The setting that says whether strangers may ask to take part: "yes", or nothing. */
export const MAY_ASK = "strangers-may-ask";

/** True if an owner lets strangers ask to take part. */
export async function mayAsk({ settings }: Pick<Workbench, "settings">): Promise<boolean> {
  return (await settings.get(MAY_ASK)) === "yes";
}

export function doorRoutes(bench: Workbench): Router {
  const router = Router();
  const { accounts } = bench;

  router.get("/sign-in", async (req, res) => {
    const led = next.catch("/").parse(req.query["next"]);
    const view: SignInView = { page: "sign-in", refused: null, email: "", next: led, mayAsk: await mayAsk(bench) };
    await sendPage(bench, res, view, await visitOf(bench, req));
  });
  router.post(["/sign-in", "/api/sign-in"], async (req, res) => {
    const { email, password, next } = bodyOf(SignIn, req);
    const outcome = await accounts.signIn({ email, password }, networkFor(req), req.headers);
    const refused = outcome.ok ? null : accountRefusalInWords(outcome.refusal);
    const view: SignInView = { page: "sign-in", refused, email, next, mayAsk: await mayAsk(bench) };
    await enter(bench, req, res, outcome, view, next);
  });
  router.post(["/sign-out", "/api/sign-out"], async (req, res) => {
    res.append("Set-Cookie", await accounts.signOut(req.headers));
    if (wantsJson(req)) sendJson(res, { signedOut: true });
    else res.redirect(303, "/");
  });

  router.get(["/join/:token", "/-/reset/:token"], (req, res, next) => {
    const meant = tidied(req.path);
    if (meant === null) next();
    else res.redirect(308, meant);
  });
  router.get("/join/:token", async (req, res) => {
    const token = part(req, "token");
    const invitation = await accounts.invitation(token);
    const { licence } = await aboutOf(bench);
    const view: JoinView = {
      page: "join",
      token,
      invitation,
      licence,
      refused: null,
      name: "",
      email: "",
      agreed: false,
    };
    await sendPage(bench, res, view, await visitOf(bench, req), invitation ? 200 : 410);
  });
  router.post("/join/:token", async (req, res) => {
    const token = part(req, "token");
    const { name, email, password, agreed } = bodyOf(Join, req);
    const invited = await accounts.invitation(token);
    // A form without its tick says no; a program that says nothing was not asked.
    const said = agreed ?? (wantsJson(req) ? undefined : false);
    const { licence } = await aboutOf(bench);
    const joining = { name, email, password, agreed: said === true ? (licence.url ?? licence.words) : said };
    const outcome = await accounts.join(token, joining, networkFor(req), req.headers);
    const invitation = outcome.ok ? invited : await accounts.invitation(token);
    const refused = outcome.ok ? null : accountRefusalInWords(outcome.refusal);
    const view: JoinView = { page: "join", token, invitation, licence, refused, name, email, agreed: said === true };
    await enter(bench, req, res, outcome, view, placeOf(invited?.place ?? "/") ?? "/");
  });

  router.get("/-/reset/:token", async (req, res) => {
    const person = await accounts.resetting(part(req, "token"));
    const view: ResetView = { page: "reset", person: person?.name ?? null, refused: null };
    await sendPage(bench, res, view, await visitOf(bench, req), person ? 200 : 410);
  });
  router.post("/-/reset/:token", async (req, res) => {
    const token = part(req, "token");
    const outcome = await accounts.reset(token, bodyOf(Reset, req).password, networkFor(req), req.headers);
    const person = outcome.ok ? null : await accounts.resetting(token);
    const refused = outcome.ok ? null : accountRefusalInWords(outcome.refusal);
    await enter(bench, req, res, outcome, { page: "reset", person: person?.name ?? null, refused }, "/");
  });

  router.get("/-/ask", async (req, res) => {
    await letAsk(bench);
    const view: AskView = {
      page: "ask",
      asked: req.query["asked"] === "yes",
      refused: null,
      name: "",
      email: "",
      why: "",
    };
    await sendPage(bench, res, view, await visitOf(bench, req));
  });
  router.post(["/-/ask", "/api/ask"], async (req, res) => {
    await letAsk(bench);
    const asking = bodyOf(Ask, req);
    const outcome = await accounts.ask(asking, networkFor(req));
    retryAfter(res, outcome);
    if (!outcome.ok && wantsJson(req)) throw problemOfRefused(outcome);
    if (wantsJson(req)) return sendJson(res, { asked: true });
    if (outcome.ok) return res.redirect(303, "/-/ask?asked=yes");
    const view: AskView = { page: "ask", asked: false, refused: accountRefusalInWords(outcome.refusal), ...asking };
    await sendPage(bench, res, view, await visitOf(bench, req), outcome.status);
  });
  return router;
}

/** @throws Problem 404 while owners don't let strangers ask. */
async function letAsk(bench: Workbench): Promise<void> {
  if (!(await mayAsk(bench))) throw notFound({ why: "asking" });
}

/** After signing in or joining: cookies and on to `onward`, or the form again with what was wrong. */
async function enter(
  bench: Workbench,
  req: Request,
  res: Response,
  outcome: SignedIn,
  view: SignInView | JoinView | ResetView,
  onward: string,
) {
  if (outcome.ok) {
    res.append("Set-Cookie", outcome.cookies);
    const { id, name, role } = outcome.actor;
    if (wantsJson(req)) return sendJson(res, { id, name, role });
    return res.redirect(303, onward);
  }
  retryAfter(res, outcome);
  if (wantsJson(req)) throw problemOfRefused(outcome, "not-signed-in");
  return sendPage(bench, res, view, await visitOf(bench, req), outcome.status);
}
