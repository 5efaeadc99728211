/**
 * What is told, as feed readers take it: of a work at `/{work}/feed.atom` and `feed.json`, as strangers read it; and of whoever has
 * made a secret address for it, what is told to them and what waits for their decision.
 */
import { Router, type Request, type Response } from "express";
import { address } from "../../editor/links/addresses.ts";
import { calledAs } from "../../editor/design/wording.ts";
import {
  outlineWaitsInWords,
  placeOf,
  sentenceOf,
  titlesOfFeeds,
  waitsInWords,
  type NewsLine,
} from "../../editor/mine/mine.ts";
import type { Feed, FeedEntry } from "../../translations/exchange/feed.ts";
import { isHeld, isWithdrawn, versionOf } from "../../translations/ledger/state.ts";
import { translationOf } from "../../translations/ledger/work.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { sendFile } from "./answer.ts";
import { FEEDS, MOST, WORDS } from "./feeds.ts";
import { lineOf } from "./mine.ts";
import { ownOutline } from "./outlines-waiting.ts";
import { approversNow } from "./queue-line.ts";
import { CALENDAR, calendarFor } from "./requests.ts";
import { absolute, part, type Workbench, workFor } from "./workbench.ts";

/** So many proposals that wait stand in somebody's own feed. */
const MOST_WAITING = 20;

export function newsFeedRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/feed.atom", "/:work/feed.json"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const { type, write } = FEEDS[asAsked(req.path)];
    const whole = (path: string) => absolute(bench, req, path);
    let left = WORDS;
    const entries: FeedEntry[] = [];
    for (const { line, digest } of await bench.personal.newsOfWork(work.id, MOST)) {
      const words = left > 0 ? await wordsOf(bench, line) : null;
      left -= words?.text.length ?? 0;
      entries.push({ ...entryOf(line, whole, digest), words });
    }
    const page = whole(address.work(work.id));
    const feed = { title: titlesOfFeeds().work(work.title), page, self: whole(req.path), entries };
    await sendFile(res, { "Content-Type": type }, write(feed));
  });
  router.get("/-/feeds/:which", async (req, res, next) => {
    const [, token = "", as = ""] = /^([^.]+)\.(atom|json|ics)$/.exec(part(req, "which")) ?? [];
    const reader = await bench.accounts.feedReader(token);
    // As of what is not there.
    if (!reader) return next();
    if (as === "ics") return sendSecret(res, CALENDAR, await calendarFor(bench, req, reader));
    const { type, write } = FEEDS[as as keyof typeof FEEDS];
    sendSecret(res, type, write(await ownFeed(bench, req, reader)));
  });
  return router;
}

function asAsked(path: string): keyof typeof FEEDS {
  return path.endsWith(".atom") ? "atom" : "json";
}

/** It is nobody else's: neither kept on its way, nor found by a search engine. */
function sendSecret(res: Response, type: string, body: string): void {
  res
    .set({ "Content-Type": type, "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow" })
    .send(Buffer.from(body));
}

async function ownFeed(bench: Workbench, req: Request, reader: Actor): Promise<Feed> {
  const whole = (path: string) => absolute(bench, req, path);
  const told = await bench.personal.told(reader, MOST);
  const entries = told.map(({ line, digest }) => ({ ...entryOf(line, whole, digest), words: null }));
  return {
    title: titlesOfFeeds().own(reader.name),
    page: whole(address.ownNews()),
    self: whole(req.path),
    entries: [...(await waiting(bench, reader, whole)), ...entries].sort((one, other) =>
      other.at.localeCompare(one.at),
    ),
  };
}

/** What waits for somebody's decision. */
async function waiting(bench: Workbench, actor: Actor, whole: (path: string) => string): Promise<FeedEntry[]> {
  const { lines } = await bench.reading.own(actor, "decide", 0, MOST_WAITING);
  const entries: FeedEntry[] = [];
  for (const { work: id, id: proposal, what } of lines) {
    if (what === "outline") {
      entries.push(...(await waitingOutline(bench, id, Number(proposal), whole)));
      continue;
    }
    const [work, found] = [await bench.store.work(id), await bench.desk.proposal(proposal)];
    const line = work && found && lineOf(work, found.proposal, "decide", actor);
    if (!line) continue;
    const approvers = await approversNow(bench, id, found.proposal);
    const where = whole(address.proposal(id, proposal));
    entries.push({
      ...{ id: `${where}#waits`, address: where, at: line.at, title: waitsInWords({ ...line, approvers }) },
      ...{ people: line.people.map(calledAs), reason: line.summary, words: null },
    });
  }
  return entries;
}

async function waitingOutline(
  bench: Workbench,
  id: string,
  number: number,
  whole: (path: string) => string,
): Promise<FeedEntry[]> {
  const line = await ownOutline(bench, id, number);
  if (!line) return [];
  const where = whole(address.outlineProposal(id, number));
  const { at, by, reason } = line;
  return [
    {
      ...{ id: `${where}#waits`, address: where, at, title: outlineWaitsInWords(line) },
      ...{ people: [calledAs(by)], reason, words: null },
    },
  ];
}

/** A line as an entry. By the digest of its record readers know it again. */
function entryOf(line: NewsLine, whole: (path: string) => string, digest: string): Omit<FeedEntry, "words"> {
  return {
    id: `${whole(address.happened(line.work.id))}#${digest.slice(0, 32)}`,
    address: whole(placeOf(line)),
    title: sentenceOf(line),
    at: line.at,
    people: line.by.map(calledAs),
    reason: line.reason,
  };
}

/** The words of the version that a line is about, where they are held. */
async function wordsOf(
  { desk, store }: Workbench,
  { work: { id }, passage, version: number }: NewsLine,
): Promise<FeedEntry["words"]> {
  if (!passage || number === null) return null;
  const [work, versions] = [await store.work(id), await desk.versions({ work: id, passage: passage.id })];
  const version = versionOf({ versions }, number);
  if (!work || !version || !isHeld(version) || isWithdrawn(version)) return null;
  const text = canonicalText(renderingFromJson(version.words.rendering));
  return { text, language: translationOf(work, version).language };
}
