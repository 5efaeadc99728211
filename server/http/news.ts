/**
 * `/api/works/{work}/events`: what has just been decided, told to every open page (server-sent events, WHATWG HTML).
 * An event is a hint to look again; the pages themselves are the truth.
 */
import { Router, type Response } from "express";
import type { News } from "../desk.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { Problem } from "./problem.ts";
import { part, type Workbench, workFor } from "./workbench.ts";

/** Open pages at once, for the whole workbench; each holds a socket. */
const MOST_LISTENERS = 2_000;
/** Proxies close a connection that stays silent for a minute. */
const HEARTBEAT_MS = 25_000;

export function newsRoutes(bench: Workbench): { router: Router; stop: () => void } {
  const router = Router();
  const open = new Set<Response>();
  router.get("/api/works/:work/events", async (req, res) => {
    const work = await workFor(bench, part(req, "work"));
    if (open.size >= MOST_LISTENERS)
      throw new Problem(
        503,
        "Too many readers",
        "This workbench tells as many open pages as it can. Reload to see what is new.",
      );
    res.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
    res.write("retry: 3000\n\n");
    const silence = bench.desk.listen((news) => tell(res, work, news));
    const heartbeat = setInterval(() => res.write(":\n\n"), HEARTBEAT_MS);
    open.add(res);
    res.on("close", () => {
      open.delete(res);
      clearInterval(heartbeat);
      silence();
    });
  });
  return { router, stop: () => open.forEach((res) => res.end()) };
}

function tell(res: Response, work: Work, { stream, events, state }: News): void {
  if (stream.work !== work.id) return;
  const passage = work.passages.find(({ id }) => id === stream.passage);
  const where = {
    passage: stream.passage,
    locator: passage?.locator ?? stream.passage,
    versions: state.versions.length,
  };
  for (const event of events) {
    const news = newsOf(event);
    if (news) res.write(`data: ${JSON.stringify({ ...news, ...where })}\n\n`);
  }
}

/** What an open page can use of an event; null if nothing. */
function newsOf(event: LedgerEvent) {
  switch (event.type) {
    case "version-recorded":
      return { type: "version", number: event.number };
    case "text-supplied":
      return { type: "text", number: event.number };
    // Told already: by the version or the text that it made, and to the people of a draft by their sockets.
    case "proposal-accepted":
    case "person-invited":
    case "person-let-go":
    case "readers-chosen":
      return null;
    case "proposal-opened":
    case "proposal-submitted":
    case "proposal-returned":
    case "proposal-rebased":
    case "proposal-declined":
    case "proposal-withdrawn":
      return { type: "proposal", id: event.proposal, status: event.type.slice("proposal-".length) };
  }
}
