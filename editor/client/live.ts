/** News of a work, as the server tells it: versions accepted, proposals opened and decided. Says nothing of how it is shown. */
import { address } from "../components/addresses.ts";
import { at } from "../components/under.ts";

export type WorkNews =
  | { type: "version"; passage: string; number: number; locator: string }
  /** A version that was not held has been given its words. */
  | { type: "text"; passage: string; number: number; locator: string }
  | { type: "proposal"; passage: string; id: string; status: string };

/** Listens to the news of a work until the function it gives is called. The browser reconnects by itself. */
export function listen(work: string, tell: (news: WorkNews) => void): () => void {
  const source = new EventSource(at(address.events(work)));
  source.addEventListener("message", (event: MessageEvent<string>) => {
    const news = readNews(event.data);
    if (news) tell(news);
  });
  return () => {
    source.close();
  };
}

/** The news in an event's words, or null if it is of a kind that this page does not know. */
export function readNews(words: string): WorkNews | null {
  let news: unknown;
  try {
    news = JSON.parse(words);
  } catch {
    return null;
  }
  if (typeof news !== "object" || news === null) return null;
  const { type, passage, number, locator, id, status } = news as Record<string, unknown>;
  if (typeof passage !== "string") return null;
  if ((type === "version" || type === "text") && typeof number === "number" && typeof locator === "string")
    return { type, passage, number, locator };
  if (type === "proposal" && typeof id === "string" && typeof status === "string") return { type, passage, id, status };
  return null;
}
