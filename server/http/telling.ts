/**
 * What has just been decided, as it is told to open pages: worked out once, when it happens, for however many listen.
 * The last few are kept (`told.ts`), so that a page that was away can ask what it missed. Nothing is kept for a listener but
 * what it listens to.
 */
import { randomBytes } from "node:crypto";
import { mayReadWork } from "../../translations/ledger/access.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { countOpen, proposalOf, type OpenCounts, type PassageState } from "../../translations/ledger/state.ts";
import { isOfOutlineProposal, type OutlineProposalEvent } from "../../translations/ledger/outline-proposals.ts";
import type { Fact, Place } from "../../translations/ledger/record.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Desk, News } from "../desk/desk.ts";
import type { Reading } from "../reading/reading.ts";
import type { Store } from "../store/store.ts";
import { Remembered, type Told } from "./told.ts";

export interface Telling {
  /** Calls `listener` with all that is told from now on, until the function it gives is called; nothing more is told until it is done. */
  listen(listener: (told: Told) => void | Promise<void>): () => void;
  /** What was told before. */
  readonly remembered: Pick<Remembered, "last" | "since">;
  /** Stops hearing what happens. */
  stop(): void;
}

/** What news are told from. */
export interface TellingSources {
  desk: Desk;
  store: Store;
  reading: Reading;
}

/** @param failed told what could not be told, and why. */
export function openTelling({ desk, store, reading }: TellingSources, failed: (cause: unknown) => void): Telling {
  const listeners = new Set<(told: Told) => void | Promise<void>>();
  const remembered = new Remembered(randomBytes(6).toString("hex"));
  let turn = Promise.resolve();

  async function tell(happened: News): Promise<void> {
    const { work } = happened;
    const all = await newsIn(happened, store, reading);
    if (all.length === 0) return;
    const closed = !mayReadWork(await desk.access(work), null);
    for (const news of all) {
      const told = { work, closed, news };
      remembered.add(told);
      for (const listener of listeners) await listener(told);
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
    remembered,
    stop: silence,
  };
}

async function newsIn(
  { work, facts, passages, threads, reshaped }: News,
  store: Store,
  reading: Reading,
): Promise<Told["news"][]> {
  const told: Told["news"][] = [];
  const now = new Date().toISOString();
  // Counted once: what is decided at once may be of many passages, and the counts of a work take longer the longer that is.
  const around = openOf(await reading.work(work));
  for (const state of passages) {
    const news = facts.flatMap((fact) => {
      const each = isOfOutlineProposal(fact.event)
        ? outlineHint(fact.event, reshaped, state.passage)
        : hintOf(fact, state.passage);
      return each?.type === "thread" ? (newsOfThread(each.id, threads, state) ?? []) : (each ?? []);
    });
    if (news.length === 0) continue;
    const where = {
      work,
      passage: state.passage,
      locator: await locatorOf({ work, passage: state.passage }, store),
      versions: state.versions.length,
      // On its way in the passage, and in its work.
      open: { passage: countOpen([state]), work: around },
    };
    for (const each of news) {
      const at = each.type === "proposal" && isHidden(state, each.id) ? now.slice(0, DAY) : now;
      told.push({ ...each, ...where, at });
    }
  }
  return told;
}

/** What is said of a proposal that strangers may not read is not told: when its people talk of it is theirs. */
function newsOfThread(id: string, threads: News["threads"], state: PassageState) {
  const on = threads.find((thread) => thread.id === id)?.on;
  if (!on || !("proposal" in on)) return on ? { type: "thread" as const, id } : null;
  const { proposal } = on;
  return isHidden(state, proposal) ? null : { type: "thread" as const, id, proposal };
}

/** That a change of the outline is proposed or decided, told of each passage that it is about. */
function outlineHint({ type, number }: OutlineProposalEvent, reshaped: News["reshaped"], passage: string) {
  if (!reshaped.get(number)?.includes(passage)) return null;
  return { type: "outline" as const, number, status: type.slice("outline-".length) };
}

/** So many signs of an instant are its day. */
const DAY = "2026-11-25".length;

/** True for a proposal that strangers may not read: when its people work on it is theirs, and what is told is kept. */
function isHidden(state: PassageState, id: string): boolean {
  return !rightsIn(proposalOf(state, id) ?? null, null).read;
}

async function locatorOf({ work, passage }: Place, store: Store): Promise<string> {
  const held = await store.work(work);
  return (held && everIn(held, passage))?.locator ?? passage;
}

function openOf({ waiting, written }: OpenCounts): OpenCounts {
  return { waiting, written };
}

/** What an open page can use of an event, of what it says of a passage; null if nothing. */
function hintOf({ passage: of, event }: Fact, passage: string) {
  if (of !== null && of !== passage) return null;
  const proposal = (of: { proposal: string }, passages: readonly string[], status: string) =>
    passages.includes(passage) ? { type: "proposal" as const, id: of.proposal, status } : null;
  switch (event.type) {
    case "version-recorded":
      return { type: "version" as const, number: event.number };
    case "text-supplied":
      return { type: "text" as const, number: event.number };
    // Told already: by the version or the text that it made, and to the people of a draft by their sockets.
    case "proposal-accepted":
    case "person-invited":
    case "person-let-go":
    case "readers-chosen":
      return null;
    // What an open page shows of it is gone when it is loaded again.
    case "version-withdrawn":
    case "version-removed":
    case "proposal-removed":
    case "wording-removed":
    case "name-removed":
      return null;
    case "work-described":
    case "translation-described":
    case "translation-withdrawn":
    case "import-begun":
    case "import-ended":
    case "import-undone":
    case "passage-placed":
    case "finality-set":
    case "passage-retired":
    case "passage-split":
    case "passages-joined":
    case "outline-proposed":
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
    case "source-worded":
    case "source-confirmed":
    case "version-chosen":
    case "note-checked":
    case "term-set":
    case "term-retired":
    case "term-proposed":
    case "term-remarked":
    case "term-returned":
    case "term-accepted":
    case "term-declined":
    case "term-withdrawn":
    case "thread-edited":
    case "thread-removed":
    case "thread-resolved":
    case "thread-reopened":
    case "visibility-set":
    case "role-given":
    case "person-joined":
    case "approvals-set":
      return null;
    // The passages told of are those that it is about.
    case "thread-opened":
    case "thread-replied":
      return { type: "thread" as const, id: event.thread };
    case "proposal-opened":
      return proposal(event, passagesOf(event.parts), "opened");
    case "part-added":
      return proposal(event, [event.passage], "opened");
    case "proposal-submitted":
      return proposal(event, passagesOf(event.parts), "submitted");
    case "proposal-rebased":
      return proposal(event, [event.passage], "rebased");
    case "proposal-approved":
      return proposal(event, passagesOf(event.parts), "approved");
    case "approval-withdrawn":
      return proposal(event, event.passages, "approval-withdrawn");
    case "proposal-returned":
    case "proposal-declined":
    case "proposal-withdrawn":
      return proposal(event, event.passages, event.type.slice("proposal-".length));
  }
}

function passagesOf(parts: readonly { passage: string }[]): string[] {
  return parts.map(({ passage }) => passage);
}
