/** `/-/mail/{secret}`: the end of somebody's mail by a link in it, also at one press in their mail program (RFC 8058), without a session. */
import { Router, type Request } from "express";
import { part, show, type Workbench } from "./workbench.ts";

export function stoppingMailRoutes(bench: Workbench): Router {
  const router = Router();
  const person = (req: Request) => bench.mailing?.whoseStop(part(req, "secret")) ?? null;
  router.get("/-/mail/:secret", async (req, res, next) => {
    // As of what is not there.
    if (person(req) === null) return next();
    res.set("X-Robots-Tag", "noindex, nofollow");
    await show(bench, req, res, { view: { page: "stop-mail", done: false }, json: { done: false } });
  });
  router.post("/-/mail/:secret", async (req, res, next) => {
    const whose = person(req);
    if (whose === null || !bench.mailing) return next();
    await bench.mailing.stop(whose);
    await show(bench, req, res, { view: { page: "stop-mail", done: true }, json: { done: true } });
  });
  return router;
}
