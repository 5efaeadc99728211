/**
 * What has just been decided, told to open pages: as server-sent events (WHATWG HTML) at `/api/events` for the whole
 * workbench and `/api/works/{work}/events` for one work, and at `/api/news` to whoever asks what they missed. An event
 * is a hint to look again; the pages themselves are the truth. Each is told of the works that they may read, as they may at that
 * moment. A browser holds one stream for all its pages (`editor/shell/shared-news.ts`).
 */
import { Router, type Request, type Response } from "express";
import { networkOfPeer } from "../host/network.ts";
import { isOfAccess } from "../../translations/ledger/events.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { bringsToken } from "./bearer.ts";
import { part, type Workbench, workFor } from "./workbench.ts";
import { Problem } from "./problem.ts";
import { openTelling } from "./telling.ts";
import { nameOf, wordsOf, type Audience, type Told } from "./told.ts";
import { visitorOf } from "./visitor.ts";

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
  req: Request;
  /** Null: all of them. */
  work: string | null;
  /** Null: this machine. */
  network: string | null;
  hears: Hearing;
}

/** Who asks, as whom they were known last. */
interface Hearing extends Audience {
  visitor: Actor | null;
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
  const { remembered, ...telling } = openTelling(bench, failed);
  const streams = new Map<Response, Stream>();

  async function hearing(req: Request): Promise<Hearing> {
    const visitor = await visitorOf(bench, req).catch(() => null);
    const { reading } = bench;
    return { visitor, closed: await reading.closed(visitor), hidden: await reading.hidden(visitor) };
  }

  /** The words of a piece of news for each audience: what is on its way in all works, they don't all learn. */
  function wording(): (told: Told, hears: Hearing) => Promise<string> {
    const counts = new Map<string, OpenCounts>();
    return async (told, hears) => {
      const name = nameOf(hears);
      if (!counts.has(name)) counts.set(name, await bench.reading.open(hears.visitor));
      return wordsOf(told, counts.get(name)!);
    };
  }

  async function tell(told: Told): Promise<void> {
    // Who comes from here on is told it as what came before.
    const open = [...streams];
    // Of a work that is not everybody's, each is looked at before they are told.
    if (told.closed) await lookAgain(open);
    const words = wording();
    for (const [res, { work, hears }] of open) {
      if (!streams.has(res) || (work !== null && work !== told.work)) continue;
      if (told.closed && !hears.closed.has(told.work)) continue;
      send(res, frameOf(remembered.last(hears), await words(told, hears)));
    }
  }

  /** Ends the streams of a work that their asker may not read any more; who reads other works than before is told to look anew. */
  async function lookAgain(open: Iterable<[Response, Stream]>): Promise<void> {
    for (const [res, stream] of open) {
      const { req, work, hears: before } = stream;
      if (work === null && !bringsToken(req) && !bench.accounts.bringsSession(req.headers)) continue;
      const hears = await hearing(req);
      stream.hears = hears;
      if (work !== null && hears.hidden.has(work)) {
        streams.delete(res);
        res.end();
      } else if (nameOf(before) !== nameOf(hears)) send(res, caughtUp(remembered.last(hears), true));
    }
  }

  const looking = (open: Iterable<[Response, Stream]>): void => void lookAgain(open).catch(failed);
  const silences = [
    telling.listen(tell),
    bench.desk.listen(({ facts }) => {
      if (facts.some(({ event }) => isOfAccess(event))) looking([...streams]);
    }),
    bench.accounts.listen((person) => looking([...streams].filter(([, { hears }]) => hears.visitor?.id === person))),
  ];
  const heartbeat = setInterval(() => {
    for (const res of streams.keys()) send(res, ":\n\n");
    // What another process has said of a work's readers is not told here.
    looking([...streams].filter(([, { work, hears }]) => work !== null || hears.closed.size > 0));
  }, HEARTBEAT_MS);
  heartbeat.unref();

  async function open(req: Request, res: Response, work: string | null): Promise<void> {
    const network = networkOfPeer(req);
    const hears = await hearing(req);
    const all = await bench.reading.open(hears.visitor);
    // From here on it is one step: what is told meanwhile would be told twice, or not.
    refuseCrowd([...streams.values()], network, limits);
    res.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
    // Who asks for the head alone waits for no news, and would hold a stream until they hang up.
    if (req.method === "HEAD") return void res.end();
    const { last, missed, told } = remembered.since(lastHeard(req), hears);
    const due = told.filter((each) => work === null || each.told.work === work);
    res.write(
      `retry: 3000\n\n${due.map((each) => frameOf(each.id, wordsOf(each.told, all))).join("")}${caughtUp(last, missed)}`,
    );
    if (res.closed) return;
    streams.set(res, { req, work, network, hears });
    res.on("close", () => streams.delete(res));
  }

  router.get("/api/events", (req, res) => open(req, res, null));
  router.get("/api/works/:work/events", async (req, res) => {
    const { id } = await workFor(bench, req, part(req, "work"));
    await open(req, res, id);
  });
  router.get("/api/news", async (req, res) => {
    const hears = await hearing(req);
    const { last, missed, told } = remembered.since(lastHeard(req), hears);
    const all = await bench.reading.open(hears.visitor);
    const news = told.map((each) => ({ id: each.id, news: JSON.parse(wordsOf(each.told, all)) as unknown }));
    res.set("Cache-Control", "no-store");
    res.json({ last, missed, news });
  });
  const stop = (): void => {
    clearInterval(heartbeat);
    for (const silence of silences) silence();
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

/** What a stream begins with, behind what its page missed, and what it is told when it hears other works than before. */
function caughtUp(last: string, missed: boolean): string {
  return `id: ${last}\nevent: caught-up\ndata: ${JSON.stringify({ missed })}\n\n`;
}

function frameOf(id: string, words: string): string {
  return `id: ${id}\ndata: ${words}\n\n`;
}

function send(res: Response, frame: string): void {
  if (res.writableLength > MOST_UNSENT) res.destroy();
  else res.write(frame);
}
