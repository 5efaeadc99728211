/** All the routes, in the order they are asked, and the answer when none of them has one. */
import { join } from "node:path";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import type { Logger } from "pino";
import type { ErrorView } from "../../editor/views.ts";
import { sendPage, sendProblemJson, wantsJson } from "./answer.ts";
import { newsRoutes } from "./news.ts";
import { openApi } from "./openapi.ts";
import { passageRoutes } from "./passages.ts";
import { peopleRoutes } from "./people.ts";
import { notFound, problemFrom } from "./problem.ts";
import { proposalRoutes } from "./proposals.ts";
import { bodies, headers, sameOrigin } from "./safety.ts";
import { versionRoutes } from "./versions.ts";
import { visitOf, type Workbench } from "./workbench.ts";
import { workRoutes } from "./works.ts";

export interface Site {
  app: Express;
  /** Ends the open event streams. */
  stop: () => void;
}

/** @param clientFolder the browser's files as built. */
export function site(bench: Workbench, clientFolder: string, log: Logger): Site {
  const app = express();
  const news = newsRoutes(bench);
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  app.get("/healthz", (_req, res) => void res.type("text").send("ok\n"));
  app.use(headers(bench.origin?.startsWith("https:") ?? false));
  app.use(news.router);
  app.use(compression());
  app.use("/assets", express.static(join(clientFolder, "assets"), { immutable: true, maxAge: "1y", index: false }));
  app.use(sameOrigin, ...bodies);
  app.get("/api/openapi.json", (_req, res) => void res.json(openApi()));
  for (const routes of [peopleRoutes, proposalRoutes, workRoutes, passageRoutes, versionRoutes]) app.use(routes(bench));
  app.use((req) => {
    throw req.method === "GET"
      ? notFound("There is nothing at this address. The first page lists the works held here.")
      : notFound(`There is nothing to ${req.method} at this address.`);
  });
  app.use(onError(bench, log));
  return { app, stop: news.stop };
}

/** Answers with the problem as JSON or as a page, as asked. What is our fault is logged, and only that. */
function onError(bench: Workbench, log: Logger): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const problem = problemFrom(error);
    if (problem.status >= 500) log.error({ err: error, path: req.path }, "request failed");
    if (res.headersSent) return next(error);
    if (wantsJson(req) || (req.path.startsWith("/api/") && !req.accepts("html"))) return sendProblemJson(res, problem);
    const view: ErrorView = { page: "error", status: problem.status, title: problem.title, message: problem.message };
    const visit = await visitOf(bench, req).catch(() => ({
      actor: null,
      url: req.originalUrl,
      toReview: 0,
      theme: null,
    }));
    sendPage(res, view, visit, bench.assets, problem.status);
  };
}
