/** `/-/account`: one's own account. All its forms come to the one address, and say in `act` what they are. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { MAIL_KINDS, RHYTHMS } from "../../translations/ledger/mail-kinds.ts";
import { TOKEN_LIMITS, TOKEN_MAY } from "../../translations/people/tokens.ts";
import { address } from "../../editor/links/addresses.ts";
import type { AccountView } from "../../editor/people/people.ts";
import { accountRefusalInWords } from "../../editor/refusals/refusals.ts";
import type { Done, OwnAccount } from "../accounts/accounts.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { networkFor, problemOfRefused, retryAfter } from "./refused.ts";
import { absolute, show, visitOf, type Workbench } from "./workbench.ts";

const text = z.string().max(1_000).default("");

export const Act = z.discriminatedUnion("act", [
  z.object({ act: z.literal("name"), name: text, family: text, given: text, particle: text, suffix: text }),
  z.object({ act: z.literal("email"), email: text, password: text }),
  z.object({ act: z.literal("password"), password: text, fresh: text }),
  z.object({ act: z.literal("end-session"), session: text }),
  z.object({ act: z.literal("end-others") }),
  z.object({
    ...{ act: z.literal("token"), name: text, work: text, password: text },
    may: z.union([z.enum(TOKEN_MAY), z.array(z.enum(TOKEN_MAY)).max(TOKEN_MAY.length)]).default([]),
    days: z.coerce.number().int().min(1).max(TOKEN_LIMITS.days).default(30),
  }),
  z.object({ act: z.literal("revoke-token"), token: text }),
  z.object({ act: z.literal("feed") }),
  z.object({ act: z.literal("end-feed") }),
  z.object({
    ...{ act: z.literal("mail"), rhythm: z.enum(RHYTHMS) },
    /** The kinds of which they want to be mailed. */
    on: z.union([z.enum(MAIL_KINDS), z.array(z.enum(MAIL_KINDS)).max(MAIL_KINDS.length)]).default([]),
  }),
  z.object({ act: z.literal("leave"), password: text, sure: z.literal("yes").optional() }),
]);
type Asked = z.output<typeof Act>;

const DONE = ["name", "email", "password", "end-session", "end-others", "revoke-token", "end-feed", "mail"] as const;

export function accountRoutes(bench: Workbench): Router {
  const router = Router();
  const { accounts } = bench;
  router.get(["/-/account", "/api/account"], async (req, res) => {
    const account = await accounts.own(req.headers);
    if (!account && !wantsJson(req)) return res.redirect(303, "/sign-in?next=%2F-%2Faccount");
    const done = DONE.find((act) => act === req.query["done"]) ?? null;
    await show(bench, req, res, { view: viewOf(bench, account ?? signedOut(), done), json: account });
  });
  router.post(["/-/account", "/api/account"], async (req, res) => {
    const account = (await accounts.own(req.headers)) ?? signedOut();
    const asked = bodyOf(Act, req);
    const outcome = await done(bench, req, account, asked);
    if (!outcome.ok) return refuse(bench, req, res, account, asked, outcome);
    if (asked.act === "token") return showToken(bench, req, res, outcome);
    if (asked.act === "feed") return showFeed(bench, req, res, account.id);
    if (asked.act === "leave") res.append("Set-Cookie", await accounts.signOut(req.headers));
    if (wantsJson(req)) return sendJson(res, (await accounts.own(req.headers)) ?? { closed: true });
    res.redirect(303, asked.act === "leave" ? "/" : `/-/account?done=${asked.act}`);
  });
  return router;
}

/** The page with a token that was just made: here, and never again. */
async function showToken(bench: Workbench, req: Request, res: Response, { token = null }: { token?: string | null }) {
  const account = (await bench.accounts.own(req.headers)) ?? signedOut();
  const view = { ...viewOf(bench, account, null), token };
  await show(bench, req, res, { view, json: { ...account, token } });
}

/** The page with the addresses of a feed that were just made: here, and never again. */
async function showFeed(bench: Workbench, req: Request, res: Response, id: string) {
  const secret = await bench.accounts.makeFeed(id);
  const account = (await bench.accounts.own(req.headers)) ?? signedOut();
  const at = (as: "atom" | "json" | "ics") => absolute(bench, req, address.ownFeed(secret, as));
  const feeds = { atom: at("atom"), json: at("json"), ics: at("ics") };
  await show(bench, req, res, { view: { ...viewOf(bench, account, null), feeds }, json: { ...account, feeds } });
}

/** @throws Problem 401 */
function signedOut(): never {
  throw new Problem(401, { code: "sign-in-first", why: "account" });
}

async function done(
  { accounts }: Workbench,
  req: Request,
  { id }: OwnAccount,
  asked: Asked,
): Promise<Done & { token?: string }> {
  const { headers } = req;
  switch (asked.act) {
    case "name":
      return accounts.rename(id, asked.name, asked);
    case "email":
      return accounts.changeEmail(headers, asked, networkFor(req));
    case "password":
      return accounts.changePassword(headers, asked, networkFor(req));
    case "end-session":
      return accounts.endSessions(headers, asked.session);
    case "end-others":
      return accounts.endSessions(headers, null);
    case "token": {
      const { name, work, days, password } = asked;
      const wanted = { name, work: work.trim() === "" ? null : work.trim(), days, may: [asked.may].flat(), password };
      return accounts.makeToken(headers, wanted, networkFor(req));
    }
    case "revoke-token":
      return accounts.revokeToken(headers, asked.token);
    case "feed":
      // Made when its page is shown, and shown there alone.
      return { ok: true };
    case "mail": {
      const on = [asked.on].flat();
      accounts.mail.wish(id, { rhythm: asked.rhythm, off: MAIL_KINDS.filter((each) => !on.includes(each)) });
      return { ok: true };
    }
    case "end-feed":
      await accounts.endFeed(id);
      return { ok: true };
    case "leave":
      if (asked.sure !== "yes") return { ok: false, status: 400, refusal: { code: "not-sure" } };
      return accounts.leave(headers, asked.password, networkFor(req));
  }
}

async function refuse(
  bench: Workbench,
  req: Request,
  res: Response,
  account: OwnAccount,
  asked: Asked,
  refused: Extract<Done, { ok: false }>,
) {
  retryAfter(res, refused);
  if (wantsJson(req)) throw problemOfRefused(refused);
  const view = {
    ...viewOf(bench, account, null),
    refused: { act: asked.act, message: accountRefusalInWords(refused.refusal) },
  };
  if (asked.act === "name") {
    const { name, family, given, particle, suffix } = asked;
    view.typed = { ...view.typed, name, family, given, particle, suffix };
  }
  if (asked.act === "email") view.typed = { ...view.typed, email: asked.email };
  await sendPage(bench, res, view, await visitOf(bench, req), refused.status);
}

function viewOf(bench: Workbench, account: OwnAccount, done: AccountView["done"]): AccountView {
  const { family = "", given = "", particle = "", suffix = "" } = account.parts ?? {};
  const mail = bench.mailing && bench.accounts.mail.wishes(account.id);
  const typed = { name: account.name, family, given, particle, suffix, email: account.email };
  return { page: "account", account, refused: null, done, token: null, feeds: null, mail, typed };
}
