/**
 * What has just been decided, as it is told to open pages: worked out once, when it happens, for however many listen.
 * The last few are kept as they were told, so that a page that was away can ask what it missed. Nothing is kept for a
 * listener but what it listens to.
 */
import { randomBytes } from "node:crypto";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { countOpen, proposalOf, type OpenCounts, type PassageState } from "../../translations/ledger/state.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { Desk, News } from "../desk.ts";
import type { Store } from "../store/store.ts";

/** One piece of news, in the words in which it is told. */
export interface Told {
  /** Names it among all that this run of the workbench told: the run, a dot, its number. */
  id: string;
  work: string;
  /** JSON on one line. */
  words: string;
}

/** A page that was away for longer looks at everything anew. */
const REMEMBERED = 500;

export interface Telling {
  /** Calls `listener` with all that is told from now on, until the function it gives is called. */
  listen(listener: (told: Told) => void): () => void;
  /**
   * What was told after `id`, oldest first. `missed`: more was told since than is remembered, or `id` is of another run.
   * Without an id nothing was missed: who asks begins now.
   */
  since(id: string | null): { last: string; missed: boolean; told: Told[] };
  /** Stops hearing what happens. */
  stop(): void;
}

/** @param failed told what could not be told, and why. */
export function openTelling(desk: Desk, store: Store, failed: (cause: unknown) => void): Telling {
  const run = randomBytes(6).toString("hex");
  const listeners = new Set<(told: Told) => void>();
  const remembered: Told[] = [];
  let number = 0;
  let turn = Promise.resolve();

  async function tell(news: News): Promise<void> {
    const words = await wordsOf(news, desk, store);
    for (const each of words) {
      const told = { id: `${run}.${++number}`, work: news.stream.work, words: each };
      remembered.push(told);
      if (remembered.length > REMEMBERED) remembered.shift();
      for (const listener of listeners) listener(told);
    }
  }

  const silence = desk.listen((news) => {
    // One after another, so that what is told later is numbered later.
    turn = turn.then(() => tell(news)).catch(failed);
  });

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(id) {
      const last = `${run}.${number}`;
      if (id === null) return { last, missed: false, told: [] };
      const [ofRun, after] = [id.split(".")[0], Number(id.split(".")[1])];
      const known = ofRun === run && Number.isInteger(after) && after <= number && after >= number - remembered.length;
      if (!known) return { last, missed: true, told: [] };
      return { last, missed: false, told: remembered.slice(remembered.length - (number - after)) };
    },
    stop: silence,
  };
}

async function wordsOf({ stream, events, state }: News, desk: Desk, store: Store): Promise<string[]> {
  const news = events.flatMap((event) => newsOf(event) ?? []);
  if (news.length === 0) return [];
  const now = new Date().toISOString();
  const where = {
    work: stream.work,
    passage: stream.passage,
    locator: await locatorOf(stream, store),
    versions: state.versions.length,
    open: await openAround(stream.work, state, desk, store),
  };
  return news.map((each) =>
    JSON.stringify({ ...each, ...where, at: "id" in each && isHidden(state, each.id) ? now.slice(0, DAY) : now }),
  );
}

/** So many signs of an instant are its day. */
const DAY = "2026-11-25".length;

/** True for a proposal that strangers may not read: when its people work on it is theirs, and what is told is kept. */
function isHidden(state: PassageState, id: string): boolean {
  return !rightsIn(proposalOf(state, id) ?? null, null).read;
}

async function locatorOf({ work, passage }: News["stream"], store: Store): Promise<string> {
  const passages = (await store.work(work))?.passages ?? [];
  return passages.find(({ id }) => id === passage)?.locator ?? passage;
}

/** What is on its way in the passage, in its work, and in all works. */
async function openAround(
  work: string,
  state: PassageState,
  desk: Desk,
  store: Store,
): Promise<{ passage: OpenCounts; work: OpenCounts; all: OpenCounts }> {
  const works = await Promise.all((await store.works()).map(({ id }) => desk.work(id)));
  return {
    passage: countOpen([state]),
    // A work that was put away is not among the others.
    work: countOpen((await desk.work(work)).values()),
    all: countOpen(works.flatMap((states) => [...states.values()])),
  };
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
