/** News, as the server tells it: versions accepted, proposals opened and decided. Says nothing of how it is shown. */
import type { OpenCounts } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { SharedNews, type NewsEffects, type Said } from "./shared-news.ts";

/** Where and when something happened, and what is on its way since. */
interface Happened {
  work: string;
  passage: string;
  locator: string;
  /** ISO 8601. */
  at: string;
  open: { passage: OpenCounts; work: OpenCounts; all: OpenCounts };
}

export type WorkNews = Happened &
  (
    | { type: "version"; number: number }
    /** A version that was not held has been given its words. */
    | { type: "text"; number: number }
    | { type: "proposal"; id: string; status: string }
    /** A change of the outline at the passage: proposed, accepted, declined or withdrawn. */
    | { type: "outline"; number: number; status: string }
    /** Something was said in a discussion on the passage, or on a proposal for it. */
    | { type: "thread"; id: string; proposal?: string }
  );

/** What a page hears: news, or that more happened than can be told. */
export type PageNews = WorkNews | { type: "missed" };

const listeners = new Set<(news: PageNews) => void>();
let begun = false;

/** Listens to all news until the function it gives is called. All pages of a browser share one stream. */
export function listen(tell: (news: PageNews) => void): () => void {
  listeners.add(tell);
  if (!begun) begin();
  return () => listeners.delete(tell);
}

function tellAll(news: PageNews | null): void {
  if (news) for (const listener of listeners) listener(news);
}

/** From here on the page follows the news whenever it is in sight. */
function begin(): void {
  begun = true;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("variorum-news") : null;
  const news = new SharedNews({ ...SERVER, name: nameOfPage(), post: (said) => channel?.postMessage(said) });
  channel?.addEventListener("message", ({ data }: MessageEvent<Said>) => news.hear(data));
  const look = (): void => news.see(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("pagehide", () => news.see(false));
  look();
}

function nameOfPage(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const SERVER: Omit<NewsEffects, "name" | "post"> = {
  later(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  stream(after, hears) {
    const source = new EventSource(at(address.events(after)));
    source.addEventListener("message", ({ lastEventId, data }: MessageEvent<string>) =>
      hears.news({ id: lastEventId, words: data }),
    );
    source.addEventListener("caught-up", ({ lastEventId, data }: MessageEvent<string>) =>
      hears.caughtUp(lastEventId, (JSON.parse(data) as { missed: boolean }).missed),
    );
    // A line that was lost the browser mends by itself.
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) hears.refused();
    });
    return source;
  },
  async ask(after) {
    const response = await fetch(at(address.news(after)), { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const { last, missed, news } = (await response.json()) as {
      last: string;
      missed: boolean;
      news: { id: string; news: unknown }[];
    };
    return { last, missed, news: news.map(({ id, news }) => ({ id, words: JSON.stringify(news) })) };
  },
  tell: (words) => tellAll(readNews(words)),
  missed: () => tellAll({ type: "missed" }),
};

/** The news in an event's words, or null if it is of a kind that this page does not know. */
export function readNews(words: string): WorkNews | null {
  let news: unknown;
  try {
    news = JSON.parse(words);
  } catch {
    return null;
  }
  if (typeof news !== "object" || news === null) return null;
  const { type, work, passage, locator, at, number, id, status, open, proposal } = news as Record<string, unknown>;
  const places = [work, passage, locator, at];
  if (!places.every((place) => typeof place === "string") || !isOpen(open)) return null;
  const happened = { work, passage, locator, at, open } as Happened;
  if ((type === "version" || type === "text") && typeof number === "number") return { ...happened, type, number };
  if (type === "proposal" && typeof id === "string" && typeof status === "string")
    return { ...happened, type, id, status };
  if (type === "outline" && typeof number === "number" && typeof status === "string")
    return { ...happened, type, number, status };
  if (type === "thread" && typeof id === "string")
    return { ...happened, type, id, ...(typeof proposal === "string" && { proposal }) };
  return null;
}

function isOpen(open: unknown): open is Happened["open"] {
  const { passage, work, all } = (open ?? {}) as Record<string, unknown>;
  return [passage, work, all].every((counts) => {
    const { waiting, written } = (counts ?? {}) as Record<string, unknown>;
    return typeof waiting === "number" && typeof written === "number";
  });
}
