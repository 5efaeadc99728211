/**
 * What has just been decided, told to open pages: as server-sent events (WHATWG HTML) at `/api/events` for the whole
 * workbench and `/api/works/{work}/events` for one work, and at `/api/news` to whoever asks what they missed. An event
 * is a hint to look again; the pages themselves are the truth. A browser holds one stream for all its pages
 * (`editor/shell/shared-news.ts`).
 */
import { Router, type Request, type Response } from "express";
import { networkOfPeer } from "../host/network.ts";
import { part, type Workbench, workFor } from "./workbench.ts";
import { Problem } from "./problem.ts";
import { openTelling, type Told } from "./telling.ts";

/** How many streams there may be, each with its reason. */
export interface StreamLimits {
  /** In all: each holds a socket. */
  all: number;
  /** From one network: a browser needs one, and none while it is hidden; a school may stand behind one address. */
  network: number;
  /** From this machine itself, where a proxy may not say for whom it speaks: what is left is for everybody else. */
  here: number;
}

export const STREAM_LIMITS: StreamLimits = { all: 2_000, network: 200, here: 1_500 };

/** Proxies close a connection that stays silent for a minute. */
const HEARTBEAT_MS = 25_000;
/** A page that takes nothing off is cut when so many bytes wait for it; it comes back and asks what it missed. */
const MOST_UNSENT = 65_536;

/** What is kept for an open stream. */
interface Stream {
  /** Null: all of them. */
  work: string | null;
  /** Null: this machine. */
  network: string | null;
}

export interface NewsRoutes {
  router: Router;
  /** How many streams are open. */
  size(): number;
  stop(): void;
}

/** @param failed told what could not be told, and why. */
export function newsRoutes(
  bench: Workbench,
  failed: (cause: unknown) => void,
  limits: StreamLimits = STREAM_LIMITS,
): NewsRoutes {
  const router = Router();
  const telling = openTelling(bench, failed);
  const streams = new Map<Response, Stream>();
  const silence = telling.listen((told) => {
    const frame = frameOf(told);
    for (const [res, { work }] of streams) if (work === null || work === told.work) send(res, frame);
  });
  const heartbeat = setInterval(() => {
    for (const res of streams.keys()) send(res, ":\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();

  function open(req: Request, res: Response, work: string | null): void {
    const network = networkOfPeer(req);
    refuseCrowd([...streams.values()], network, limits);
    res.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
    // Who asks for the head alone waits for no news, and would hold a stream until they hang up.
    if (req.method === "HEAD") return void res.end();
    res.write(`retry: 3000\n\n${caughtUp(req, work)}`);
    streams.set(res, { work, network });
    res.on("close", () => streams.delete(res));
  }

  /** What a stream begins with: what was told since the last that its page heard, then where it stands. */
  function caughtUp(req: Request, work: string | null): string {
    const { last, missed, told } = telling.since(lastHeard(req));
    const due = told.filter((each) => work === null || each.work === work).map(frameOf);
    return `${due.join("")}id: ${last}\nevent: caught-up\ndata: ${JSON.stringify({ missed })}\n\n`;
  }

  router.get("/api/events", (req, res) => open(req, res, null));
  router.get("/api/works/:work/events", async (req, res) => {
    const { id } = await workFor(bench, req, part(req, "work"));
    open(req, res, id);
  });
  router.get("/api/news", (req, res) => {
    const { last, missed, told } = telling.since(lastHeard(req));
    res.set("Cache-Control", "no-store");
    res.json({ last, missed, news: told.map(({ id, words }) => ({ id, news: JSON.parse(words) as unknown })) });
  });
  const stop = (): void => {
    clearInterval(heartbeat);
    silence();
    telling.stop();
    for (const res of streams.keys()) res.end();
  };
  return { router, size: () => streams.size, stop };
}

/** @throws Problem 503, 429 */
function refuseCrowd(open: readonly Stream[], network: string | null, limits: StreamLimits): void {
  const near = open.filter((stream) => stream.network === network).length;
  if (near >= (network === null ? limits.here : limits.network))
    throw new Problem(429, { code: "too-many-readers", why: "network" });
  if (open.length >= limits.all) throw new Problem(503, { code: "too-many-readers", why: "all" });
}

/** A browser says it itself when it comes back; a page that begins a stream says it in the address. */
function lastHeard(req: Request): string | null {
  const { after } = req.query;
  return req.get("last-event-id") ?? (typeof after === "string" && after !== "" ? after : null);
}

function frameOf({ id, words }: Told): string {
  return `id: ${id}\ndata: ${words}\n\n`;
}

function send(res: Response, frame: string): void {
  if (res.writableLength > MOST_UNSENT) res.destroy();
  else res.write(frame);
}
