/** All the routes, in the order they are asked, and the answer when none of them has one. */
import { join } from "node:path";
import compression from "compression";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";
import type { ErrorView } from "../../editor/shell/view.ts";
import { askedBy, atOnce } from "../aside/aside.ts";
import type { Facts } from "../care/care.ts";
import { FOR_A_DAY, sendOpenJson, sendPage, sendProblemJson, wantsJson } from "./answer.ts";
import { aboutRoutes } from "./about.ts";
import { accountRoutes } from "./account.ts";
import { askedAgain, remembered } from "./again.ts";
import { bringingRoutes } from "./bringing.ts";
import { checkingNotesRoutes } from "./checking-notes.ts";
import { errandRoutes } from "./errands.ts";
import { importsRoutes } from "./imports.ts";
import { standingRoutes } from "./standing.ts";
import { outlineRoutes } from "./outline.ts";
import { outlineProposalRoutes } from "./outline-proposals.ts";
import { stoppingMailRoutes } from "./stopping-mail.ts";
import { supplyingRoutes } from "./supplying.ts";
import { homeRoutes } from "./home.ts";
import { lifeRoutes } from "./life.ts";
import { apparatusRoutes } from "./apparatus.ts";
import { doorRoutes } from "./doors.ts";
import { draftRoutes } from "./drafts.ts";
import { outside } from "./edge.ts";
import { formAddresses, pageOfForm, typedIn } from "./forms.ts";
import { exportRoutes } from "./exporting.ts";
import { glossaryRoutes } from "./glossary.ts";
import { healthRoutes } from "./health.ts";
import { importRoutes } from "./importing.ts";
import { isClosed } from "./kept.ts";
import { joiningRoutes } from "./joining.ts";
import { layingRoutes } from "./laying.ts";
import { returningRoutes } from "./returning.ts";
import { revisingRoutes } from "./revising.ts";
import { metricsRoutes, type Measured } from "./metrics.ts";
import { mentionRoutes } from "./mentions.ts";
import { mineRoutes } from "./mine.ts";
import { followingRoutes } from "./following.ts";
import { ownNewsRoutes } from "./own-news.ts";
import { newsRoutes } from "./news.ts";
import { newsFeedRoutes } from "./news-feeds.ts";
import { openApi } from "./openapi.ts";
import { passageRoutes } from "./passages.ts";
import { peopleRoutes } from "./people.ts";
import { problemFrom, unwritableProblem, type Problem } from "./problem.ts";
import { proposalRoutes } from "./proposals.ts";
import { reviewRoutes } from "./review.ts";
import { networkFor } from "./refused.ts";
import { bodies, headers, sameOrigin } from "./safety.ts";
import { sameReasonRoutes } from "./same-reason.ts";
import { sectionRoutes } from "./section.ts";
import { searchRoutes } from "./searching.ts";
import { proposalSeen } from "./seen.ts";
import { describingRoutes } from "./describing.ts";
import { readyReasonRoutes } from "./ready-reasons.ts";
import { happenedRoutes } from "./happened.ts";
import { discussingRoutes } from "./discussing.ts";
import { remarkRoutes } from "./remarks.ts";
import { requestRoutes } from "./requests.ts";
import { readersRoutes } from "./readers.ts";
import { removalRoutes } from "./removals.ts";
import { settingsRoutes } from "./settings.ts";
import { told, toldPath } from "../host/log.ts";
import { methodsAsked, nothingHere, routesOf, type Route } from "./table.ts";
import { tidied, withoutSlash } from "./tidy.ts";
import { byToken, challenge } from "./tokens.ts";
import { workSettingsRoutes } from "./work-settings.ts";
import { termsInOutRoutes } from "./terms-in-out.ts";
import { versionRoutes } from "./versions.ts";
import { visitOf, type Workbench } from "./workbench.ts";
import { workRoutes } from "./works.ts";

export interface Site {
  app: Express;
  /** Every address that is answered, in the order they are asked. */
  routes: readonly Route[];
  /** Ends the open event streams; from then on the workbench is not ready. */
  stop: () => void;
}

/** What whoever runs the workbench looks at. */
export interface Watched {
  live: Measured;
  /** True: the figures are for everybody, not for this machine alone. */
  openMetrics: boolean;
  /** Looks at the workbench as it is now. */
  lookedAt: () => Promise<Facts>;
  /** Told of what a proxy's requests show to be wrong with it. */
  watch: RequestHandler;
}

/** @param clientFolder the browser's files as built. */
export function site(
  bench: Workbench,
  clientFolder: string,
  log: Logger,
  { live, openMetrics, lookedAt, watch }: Watched,
): Site {
  const app = express();
  const news = newsRoutes(bench, (err) => log.error({ err }, "News could not be told."));
  let stopping = false;
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  app.use(healthRoutes(bench.store, () => stopping));
  // Who has the answer still has the headers that came with it.
  app.use(watch, askedAgain(bench), outside(bench.address));
  app.use(headers(), byToken(bench), remembered);
  app.use(metricsRoutes(live, news, openMetrics));
  app.use(news.router);
  app.use(compression());
  app.use("/assets", express.static(join(clientFolder, "assets"), { immutable: true, maxAge: "1y", index: false }));
  let table: readonly Route[] = [];
  app.use(
    formAddresses(bench, () => table),
    tidyAddress,
    methodsAsked(bench, () => table),
  );
  app.use(sameOrigin(bench.address), ...bodies);
  app.use((req, _res, next) => askedBy.run(networkFor(req), next));
  app.get("/api/openapi.json", (_req, res) => sendOpenJson(res, openApi(bench.address.whole() ?? "/")));
  for (const routes of [
    aboutRoutes,
    doorRoutes,
    accountRoutes,
    homeRoutes,
    mineRoutes,
    requestRoutes,
    ownNewsRoutes,
    followingRoutes,
    newsFeedRoutes,
    mentionRoutes,
    stoppingMailRoutes,
    bringingRoutes,
    layingRoutes,
    supplyingRoutes,
    importsRoutes,
    errandRoutes,
    outlineProposalRoutes,
    outlineRoutes,
    standingRoutes,
    checkingNotesRoutes,
    glossaryRoutes,
    termsInOutRoutes,
    happenedRoutes,
    searchRoutes,
    peopleRoutes,
    settingsRoutes(lookedAt),
    // Before what may be done with a proposal by a verb: discussions and reasons are none.
    discussingRoutes,
    sameReasonRoutes,
    remarkRoutes,
    proposalRoutes,
    reviewRoutes,
    sectionRoutes,
    draftRoutes,
    workRoutes,
    exportRoutes,
    importRoutes,
    revisingRoutes,
    returningRoutes,
    removalRoutes,
    describingRoutes,
    readyReasonRoutes,
    workSettingsRoutes,
    readersRoutes,
    joiningRoutes,
    passageRoutes,
    apparatusRoutes,
    lifeRoutes,
    versionRoutes,
  ])
    app.use(routes(bench));
  app.use(nothingHere);
  app.use(onError(bench, log));
  const stop = () => {
    stopping = true;
    news.stop();
  };
  table = routesOf(app);
  return { app, routes: table, stop };
}

/** `v2/` is `v2`: one address for one thing. */
const tidyAddress: RequestHandler = (req, res, next) => {
  const meant = isReading(req) ? withoutSlash(req.path) : null;
  if (meant === null) next();
  else moved(req, res, meant);
};

function isReading({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

/** On to the path that is meant, with the same question, for good. */
function moved(req: Request, res: Response, path: string): void {
  const query = req.url.includes("?") ? req.url.slice(req.url.indexOf("?")) : "";
  res.set("Cache-Control", FOR_A_DAY).redirect(308, path + query);
}

/** Where the fault is ours and nobody says whose, it may be that the disk takes nothing. */
async function problemOn({ store }: Workbench, error: unknown): Promise<Problem> {
  const problem = problemFrom(error);
  if (problem.status !== 500) return problem;
  const reason = await store.tryWriting().catch(() => null);
  return reason ? unwritableProblem(reason) : problem;
}

/** The address that was asked for without what it names. */
function routeOf({ route }: Request): string {
  return [(route as { path: string | string[] } | undefined)?.path ?? "…"].flat().join(" ");
}

/** Answers with the problem as JSON or as a page, as asked. What is our fault is logged, and only that; of a work that is not everybody's, no name. */
function onError(bench: Workbench, log: Logger): ErrorRequestHandler {
  return async (error: unknown, req, res, _next) => {
    const problem = await problemOn(bench, error);
    const isOpen = !isClosed(res);
    const asked = { method: req.method, path: isOpen ? toldPath(req.path) : routeOf(req) };
    // Whoever asks for much at once is put off, as is meant: strangers could fill the log with it.
    if (problem.code === "busy") log.info({ ...asked, why: problem.parameters["why"] }, "request put off");
    else if (problem.status >= 500) log.error({ error: told(error, isOpen), ...asked }, "request failed");
    const asks = challenge(req, problem);
    if (asks !== null && !res.headersSent) res.set("WWW-Authenticate", asks);
    // Not to Express, which would write the error out as it is.
    if (res.headersSent) return void res.destroy();
    if (problem.retryAfter !== undefined) res.set("Retry-After", String(problem.retryAfter));
    const meant = problem.status === 404 && isReading(req) ? tidied(req.path) : null;
    if (meant !== null) return moved(req, res, meant);
    if (wantsJson(req) || (req.path.startsWith("/api/") && !req.accepts("html"))) return sendProblemJson(res, problem);
    const { status, title, message, lost } = problem;
    const sent = req.method === "POST";
    const view: ErrorView = { page: "error", status, title, message, lost, typed: sent ? typedIn(req) : null };
    const visit = await visitOf(bench, req).catch(() => ({
      actor: null,
      url: req.originalUrl,
      base: bench.address.base(),
      toReview: 0,
      theme: null,
      size: null,
    }));
    const url = sent ? await pageOfForm((id) => proposalSeen(bench, req, id), req.path).catch(() => "/") : visit.url;
    await sendPage({ aside: atOnce, assets: bench.assets }, res, view, { ...visit, url }, problem.status);
  };
}
