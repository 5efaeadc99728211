/**
 * What somebody follows, and what is told to them of it: what happened in what they follow or was done to them, as far as they may
 * read it now, and nothing of what they did themselves. Nothing of it is kept but what they said that they follow, and how far they
 * have seen it.
 */
import { LRUCache } from "lru-cache";
import type { FollowLine, NewsLine } from "../../editor/mine/mine.ts";
import { MOST_UNSEEN } from "../../editor/shell/view.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import { doersIn, reasonIn, workThing, type Followed } from "../../translations/ledger/news.ts";
import { partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { hereIn } from "../../translations/ledger/state.ts";
import { isHeard } from "../../translations/ledger/thread.ts";
import { nameOfTerm } from "../../translations/ledger/term-state.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Desk } from "../desk/desk.ts";
import type { FollowRow, NewsRow, Reading } from "../reading/reading.ts";
import type { Store } from "../store/store.ts";

/** So many pieces are looked at before an answer says that it goes on. */
const LOOKED_AT = 1_000;
/** So many people's counts are remembered. */
const COUNTED = 2_000;

/** Some news, the newest first, and the number behind which it goes on; null at its end. */
export interface NewsPage {
  lines: NewsLine[];
  next: number | null;
}

/** Which news: before the record of a number (0: all), at most so many; `fresh`: what they have not seen. */
export interface Wanted {
  before?: number;
  most: number;
  fresh?: boolean;
  /** Recorded after the record of this number. */
  beyond?: number;
}

/** A piece of news, and the digest of its record: by that it is known again. */
export interface Digested {
  line: NewsLine;
  digest: string;
}

export interface Personal {
  /** What is told to somebody. */
  news(actor: Actor, wanted: Wanted): Promise<NewsPage>;
  /** What is told of a work, as strangers to it read it; whether they read it, whoever calls has asked. */
  newsOfWork(work: string, most: number): Promise<Digested[]>;
  /** The newest that is told to somebody, each with the digest of its record. */
  told(actor: Actor, most: number): Promise<Digested[]>;
  /** How much of it they have not seen; {@link MOST_UNSEEN} of more. */
  unseen(actor: Actor): Promise<number>;
  /** The number of the newest that is told to them; 0 if there is none. */
  newest(actor: Actor): Promise<number>;
  /** What they follow, what they began to last first, from the how-manieth on; and how many of it there are. */
  follows(actor: Actor, from: number, most: number): Promise<{ lines: FollowLine[]; count: number }>;
  /** Whether they follow a thing. */
  isFollowed(actor: Actor, thing: string): Promise<boolean>;
  /** Has them follow a thing from now on, or not any more. False if they said so of as many things as they may. */
  follow(actor: Actor, thing: string, follows: boolean): Promise<boolean>;
}

interface Sources {
  store: Store;
  desk: Desk;
  reading: Reading;
  accounts: Accounts;
}

export function personalIn(of: Sources): Personal {
  const { store, reading, accounts } = of;
  const counted = new LRUCache<string, { known: string; unseen: number }>({ max: COUNTED });

  async function look(actor: Actor, { before = 0, most, fresh = false, beyond: least = 0 }: Wanted): Promise<Found> {
    const said = await accounts.follows(actor.id);
    const beyond = Math.max(least, fresh ? await accounts.newsSeen(actor.id) : 0);
    const ask = (from: number) => reading.news(actor, said, { beyond, before: from }, most + 1);
    return looked(ask, before, most, async (row) => isTold(of, row, await hereOf(of, row.work, actor)));
  }

  return {
    async news(actor, wanted) {
      const { rows, next } = await look(actor, wanted);
      const seen = await accounts.newsSeen(actor.id);
      return { lines: (await linesOf(of, rows, seen)).map(({ line }) => line), next };
    },
    async newsOfWork(work, most) {
      const said = [{ thing: workThing(work), follows: true, since: 0 }];
      const ask = (before: number) => reading.newsOf(said, { beyond: 0, before }, most + 1);
      const { rows } = await looked(ask, 0, most, (row) => isTold(of, row, null));
      return digested(await linesOf(of, rows, Number.MAX_SAFE_INTEGER));
    },
    async told(actor, most) {
      const { rows } = await look(actor, { most });
      return digested(await linesOf(of, rows, await accounts.newsSeen(actor.id)));
    },
    async unseen(actor) {
      const standing = [actor.role, await store.through(), await accounts.newsSeen(actor.id)];
      const known = JSON.stringify([standing, await accounts.follows(actor.id)]);
      const before = counted.get(actor.id);
      if (before?.known === known) return before.unseen;
      const { rows } = await look(actor, { most: MOST_UNSEEN, fresh: true });
      counted.set(actor.id, { known, unseen: rows.length });
      return rows.length;
    },
    newest: async (actor) => (await look(actor, { most: 1 })).rows[0]?.number ?? 0,
    async follows(actor, from, most) {
      const rows = await reading.follows(actor, await accounts.follows(actor.id));
      const lines: FollowLine[] = [];
      for (const row of rows.slice(from, from + most)) {
        const line = await followLine(of, row, actor);
        if (line) lines.push(line);
      }
      return { lines, count: rows.length };
    },
    async isFollowed(actor, thing) {
      const said = (await accounts.follows(actor.id)).find((each) => each.thing === thing);
      return said?.follows ?? reading.takesPart(actor.id, thing);
    },
    follow: async (actor, thing, follows) =>
      accounts.follow(actor.id, { thing, follows, since: await store.through() }),
  };
}

function digested(lines: readonly { line: NewsLine; record: LedgerRecord }[]): Digested[] {
  return lines.map(({ line, record }) => ({ line, digest: record.digest }));
}

interface Found {
  rows: NewsRow[];
  next: number | null;
}

/** Those of what `ask` gives, page after page, that are told. */
async function looked(
  ask: (before: number) => Promise<NewsRow[]>,
  from: number,
  most: number,
  tell: (row: NewsRow) => Promise<boolean>,
): Promise<Found> {
  const rows: NewsRow[] = [];
  let [before, seen] = [from, 0];
  for (;;) {
    const page = await ask(before);
    for (const row of page) {
      if (rows.length === most || seen++ === LOOKED_AT) return { rows, next: before };
      before = row.number;
      if (await tell(row)) rows.push(row);
    }
    if (page.length <= most) return { rows, next: null };
  }
}

async function hereOf({ desk }: Sources, work: string, actor: Actor): Promise<Actor | "nobody"> {
  return actorIn(await desk.access(work), actor) ?? "nobody";
}

/** Whether a piece of news is for whoever acts so in its work to read, as things stand; null: a stranger whom it is open to. */
async function isTold(
  { desk }: Sources,
  { work, kind, proposal: id, passage }: NewsRow,
  actor: Actor | null | "nobody",
): Promise<boolean> {
  if (actor === "nobody") return false;
  if (id === null) return true;
  const found = await desk.proposal(id);
  if (!found || found.work !== work) return false;
  // Why one passage was sent back or given up is for those who read what it says, whatever they read of the others.
  if (passage !== null && (kind === "returned" || kind === "given-up"))
    return rightsIn(hereIn(found.proposal, passage), actor).read;
  if (kind !== "said" && kind !== "resolved") return rightsIn(found.proposal, actor).read;
  return isHeard(passage === null ? { proposal: id } : { proposal: id, passage }, found.proposal, actor);
}

/** What is read of them in their records, as these stand now: of what was taken out nothing is told. */
async function linesOf(
  { store, desk, reading }: Sources,
  rows: readonly NewsRow[],
  seen: number,
): Promise<{ line: NewsLine; record: LedgerRecord }[]> {
  const records = await reading.records(rows.map(({ number }) => number));
  const lines: { line: NewsLine; record: LedgerRecord }[] = [];
  for (const { number, work: id, kind, passage, more, proposal, subject, version } of rows) {
    const [record, work] = [records.get(number), await store.work(id)];
    if (!record || !work) continue;
    const ofTerm = kind.startsWith("term-") && subject !== null;
    const found = passage === null && proposal !== null ? await firstOf(desk, proposal) : passage;
    const named = found === null ? undefined : everIn(work, found);
    const line: NewsLine = {
      ...{ kind, at: record.at, more, proposal, version },
      work: { id, title: work.title, sourceLanguage: work.sourceLanguage },
      passage: named ? { id: named.id, locator: named.locator } : null,
      thread: ofTerm ? null : subject,
      term: ofTerm ? { id: subject, name: await termName(desk, id, subject) } : null,
      by: doersIn(record.event),
      reason: reasonIn(record.event),
      fresh: number > seen,
    };
    lines.push({ line, record });
  }
  return lines;
}

/** The first passage of a proposal. */
async function firstOf(desk: Desk, proposal: string): Promise<string | null> {
  return (await desk.proposal(proposal))?.proposal.parts[0]?.passage ?? null;
}

/** How a term is called. */
async function termName(desk: Desk, work: string, id: string): Promise<string> {
  const term = await desk.term(work, id);
  return term ? nameOfTerm(term) : id;
}

/** A thing that somebody follows, as a list shows it; null of what is there no more, or not theirs to read. */
async function followLine(of: Sources, { thing, chosen }: FollowRow, actor: Actor): Promise<FollowLine | null> {
  const name = partsOf(thing);
  const work = name && (await of.store.work(name.work));
  if (!name || !work) return null;
  const { id } = name;
  const about = {
    ...{ what: name.kind as Followed, id, chosen: chosen === 1, passage: null, name: null },
    work: { id: work.id, title: work.title, sourceLanguage: work.sourceLanguage },
  };
  if (id === null) return about;
  if (name.kind === "term") return { ...about, name: await termName(of.desk, work.id, id) };
  const passage = name.kind === "proposal" ? await firstRead(of, work.id, id, actor) : id;
  const named = passage === null ? undefined : everIn(work, passage);
  return named ? { ...about, passage: { id: named.id, locator: named.locator } } : null;
}

async function firstRead(of: Sources, work: string, proposal: string, actor: Actor): Promise<string | null> {
  const found = await of.desk.proposal(proposal);
  const here = await hereOf(of, work, actor);
  if (!found || here === "nobody" || !rightsIn(found.proposal, here).read) return null;
  return found.proposal.parts[0]?.passage ?? null;
}
