/**
 * What somebody follows, and what is told to them: what happened in what they follow or was done to them, and what they are asked
 * for, as far as they may read it now, and nothing of what they did themselves.
 */
import { LRUCache } from "lru-cache";
import type { FollowLine, NewsLine } from "../../editor/mine/mine.ts";
import { MOST_UNSEEN } from "../../editor/shell/view.ts";
import { dayAt } from "../../translations/requests/days.ts";
import { pressing } from "../../translations/requests/reminders.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import { outlineNumberOf, workThing, type Followed } from "../../translations/ledger/news.ts";
import { outlineProposalOf, passagesOfChange } from "../../translations/ledger/outline-proposals.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Desk } from "../desk/desk.ts";
import type { FollowRow, NewsFor, Reading } from "../reading/reading.ts";
import type { Store } from "../store/store.ts";
import type { Positions } from "../store/positions.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { askedOf } from "../requests/requests.ts";
import { linesOf, termName, toldAs, type Line, type Telling } from "./lines.ts";
import { noticeLines, type NoticeLine } from "./notices.ts";

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
  /** Recorded after the record of this number, and of requests what was not mailed. */
  beyond?: number;
}

/** A piece of news, and the digest of its record: by that it is known again. */
export interface Digested {
  line: NewsLine;
  digest: string;
}

export interface Newest {
  record: number;
  notice: number;
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
  /** The number of the newest record that is told to them (0 if there is none), and of the last that was told to them of requests. */
  newest(actor: Actor): Promise<Newest>;
  /** How much they are asked for, and how much of that is late. */
  asked(actor: Actor): Promise<{ asked: number; late: number }>;
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
  positions: Pick<Positions, "putAway">;
}

/** @param now milliseconds since 1970. */
export function personalIn(of: Sources, now: () => number = Date.now): Personal {
  const { store, reading, accounts } = of;
  const counted = new LRUCache<string, { known: string; unseen: number }>({ max: COUNTED });

  async function look(actor: Actor, { before = 0, most, fresh = false, beyond: least = 0 }: Wanted): Promise<Found> {
    const [said, seen] = [await accounts.follows(actor.id), await accounts.newsSeen(actor.id)];
    const beyond = Math.max(least, fresh ? seen : 0);
    const ask = (from: number) => reading.news(actor, said, { beyond, before: from }, most + 1);
    return looked(ask, before, most, async (row) => {
      const telling = await toldAs(of, row, await hereOf(of, row.work, actor));
      if (!telling) return null;
      const isFresh = row.number > seen && !(await wasSeen(telling, actor));
      return fresh && !isFresh ? null : { ...telling, fresh: isFresh };
    });
  }

  /** Of what names somebody: whether they have been where it stands. */
  async function wasSeen({ mention }: Telling, actor: Actor): Promise<boolean> {
    return mention !== null && (await accounts.seenMentions(actor.id, [mention])).has(mention);
  }

  /** What is told to them of requests, the last first. */
  async function ofRequests(
    actor: Actor,
    { fresh = false, beyond }: Pick<Wanted, "fresh" | "beyond">,
  ): Promise<NoticeLine[]> {
    const { notices } = accounts.requests;
    const least = beyond === undefined ? 0 : notices.mailed(actor.id);
    const wanted = notices.of(actor.id).filter(({ id, seen }) => id > least && !(fresh && seen));
    return noticeLines(of, actor, wanted, now());
  }

  /** Those that stand on a page of news by when they were told: behind where it begins, and not behind where the next does. */
  async function onPage(lines: readonly NoticeLine[], before: number, next: number | null): Promise<NewsLine[]> {
    const ends = await reading.instants([before, next ?? 0]);
    const [first, last] = [ends.get(before), ends.get(next ?? 0) ?? ""];
    return lines.flatMap(({ line }) => (line.at > last && (first === undefined || line.at <= first) ? line : []));
  }

  return {
    async news(actor, wanted) {
      const { told, next } = await look(actor, wanted);
      const lines = (await linesOf(of, told)).map(({ line }) => line);
      const asked = await onPage(await ofRequests(actor, wanted), wanted.before ?? 0, next);
      const all = between(lines, asked, ({ at }) => at);
      return { lines: wanted.fresh ? all.slice(0, wanted.most) : all, next };
    },
    async newsOfWork(work, most) {
      const said = [{ thing: workThing(work), follows: true, since: 0 }];
      const ask = (before: number) => reading.newsFor(said, { beyond: 0, before }, most + 1);
      const { told } = await looked(ask, 0, most, (row) => toldAs(of, row, null));
      return digested(await linesOf(of, told));
    },
    async told(actor, most) {
      const { told } = await look(actor, { most });
      const asked = (await ofRequests(actor, {})).map(({ line, notice }) => ({
        ...{ line, digest: digestOfText(`${actor.id} ${notice.key}`) },
      }));
      return between(digested(await linesOf(of, told)), asked, ({ line }) => line.at).slice(0, most);
    },
    async unseen(actor) {
      const standing = [actor.role, await store.through(), await accounts.newsStamp(actor.id)];
      const known = JSON.stringify([standing, await accounts.follows(actor.id)]);
      const before = counted.get(actor.id);
      if (before?.known === known) return before.unseen;
      const { told } = await look(actor, { most: MOST_UNSEEN, fresh: true });
      const unseen = Math.min(MOST_UNSEEN, told.length + (await ofRequests(actor, { fresh: true })).length);
      counted.set(actor.id, { known, unseen });
      return unseen;
    },
    newest: async (actor) => ({
      record: (await look(actor, { most: 1 })).told[0]?.row.number ?? 0,
      notice: accounts.requests.notices.last(actor.id),
    }),
    async asked(actor) {
      const asked = await askedOf(of, actor, now());
      const today = dayAt(now());
      return { asked: asked.length, late: asked.filter(({ request }) => pressing(request, today) === "late").length };
    },
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

/** News of the ledger in its order, with what is told of requests where it was told between them. */
function between<Of>(told: readonly Of[], asked: readonly Of[], atOf: (each: Of) => string): Of[] {
  const all: Of[] = [];
  let at = 0;
  for (const each of told) {
    while (at < asked.length && atOf(asked[at]!) >= atOf(each)) all.push(asked[at++]!);
    all.push(each);
  }
  return [...all, ...asked.slice(at)];
}

function digested(lines: readonly Line[]): Digested[] {
  return lines.map(({ line, record }) => ({ line, digest: record.digest }));
}

interface Found {
  told: Telling[];
  next: number | null;
}

/** Those of what `ask` gives, page after page, that are told. */
async function looked(
  ask: (before: number) => Promise<NewsFor[]>,
  from: number,
  most: number,
  tell: (row: NewsFor) => Promise<Telling | null>,
): Promise<Found> {
  const told: Telling[] = [];
  let [before, seen] = [from, 0];
  for (;;) {
    const page = await ask(before);
    for (const row of page) {
      if (told.length === most || seen++ === LOOKED_AT) return { told, next: before };
      before = row.number;
      const telling = await tell(row);
      if (telling) told.push(telling);
    }
    if (page.length <= most) return { told, next: null };
  }
}

async function hereOf({ desk }: Sources, work: string, actor: Actor): Promise<Actor | "nobody"> {
  return actorIn(await desk.access(work), actor) ?? "nobody";
}

/** A thing that somebody follows, as a list shows it; null of what is there no more, or not theirs to read. */
async function followLine(of: Sources, { thing, chosen }: FollowRow, actor: Actor): Promise<FollowLine | null> {
  const name = partsOf(thing);
  const work = name && (await of.store.work(name.work));
  if (!name || !work) return null;
  const { id } = name;
  const number = outlineNumberOf(thing);
  const about = {
    ...{
      what: number === null ? (name.kind as Followed) : ("outline" as const),
      id,
      chosen: chosen === 1,
      passage: null,
      name: null,
    },
    work: { id: work.id, title: work.title, sourceLanguage: work.sourceLanguage },
  };
  if (id === null) return about;
  if (name.kind === "term") return { ...about, name: await termName(of.desk, work.id, id) };
  const passage = number === null ? await firstOf(of, name.kind, work.id, id, actor) : firstReshaped(work, number);
  const named = passage === null ? undefined : everIn(work, passage);
  return named ? { ...about, passage: { id: named.id, locator: named.locator } } : null;
}

async function firstOf(of: Sources, kind: string, work: string, id: string, actor: Actor): Promise<string | null> {
  return kind === "proposal" ? firstRead(of, work, id, actor) : id;
}

function firstReshaped(work: Work, number: number): string | null {
  const found = outlineProposalOf(work, number);
  return (found && passagesOfChange(found.change)[0]) ?? null;
}

async function firstRead(of: Sources, work: string, proposal: string, actor: Actor): Promise<string | null> {
  const found = await of.desk.proposal(proposal);
  const here = await hereOf(of, work, actor);
  if (!found || here === "nobody" || !rightsIn(found.proposal, here).read) return null;
  return found.proposal.parts[0]?.passage ?? null;
}
