/**
 * What is told to people, mailed to them, where whoever runs the workbench has said by which server. Every minute it goes round:
 * each account is looked at, one after another, and nobody waits for it. A mail is composed when it goes out, of what its reader
 * may read then, and how far it tells is kept once the server has taken it: if the program ends between the two, that one mail is
 * sent a second time (under the same id, if nothing happened meanwhile), and none is lost.
 */
import { address as places } from "../../editor/links/addresses.ts";
import { mailWords } from "../../editor/mine/mine.ts";
import { mailKindOf, type MailWishes } from "../../translations/ledger/mail-kinds.ts";
import type { Account, Accounts, Mailed } from "../accounts/accounts.ts";
import type { PublicAddress } from "../host/address.ts";
import type { Newest, Personal } from "../personal/personal.ts";
import type { Reading } from "../reading/reading.ts";
import { letterOf, type Letter } from "./letter.ts";
import { idOf, stopSecret, whoseStop } from "./links.ts";
import { sendingTo, type MailSettings, type Sending } from "./sending.ts";

export { mailSettingsIn, type MailSettings } from "./sending.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Who wants it at once has what happens within so long in one mail. */
const GATHERED = 5 * MINUTE;
/** After a mail that was not taken: so long, then twice as long each time, at most. */
const PAUSE = { first: MINUTE, most: 6 * 60 * MINUTE };
/** So much news is looked at for one mail. */
const LOOKED_AT = 200;

/** How it stands with mail, for owners. */
export interface MailStanding {
  host: string;
  from: string;
  /** What the server said to the last mail that it did not take; null: it took the last. */
  fault: string | null;
  /** How many mails wait to be tried again. */
  waiting: number;
  /** Why none goes out. */
  missing: "from" | "address" | null;
}

export interface Mailing {
  standing(): MailStanding;
  /** Sends somebody a mail to try it; what the server said if it did not take it. */
  test(to: Pick<Account, "name" | "email">): Promise<string | null>;
  /** Whose mail ends by the secret of a link in it; null: nobody's. */
  whoseStop(secret: string): string | null;
  /** Has somebody mailed nothing any more. */
  stop(person: string): Promise<void>;
  /** Goes round once; resolves when all that is due was tried. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

interface Sources {
  accounts: Accounts;
  personal: Personal;
  reading: Reading;
  address: Pick<PublicAddress, "whole">;
  /** Signs the links that end mail. */
  secret: string;
  /** Told what went wrong here, and not with the server. */
  failed: (error: unknown) => void;
}

interface Effects {
  now: () => number;
  /** Goes round by itself. */
  runs: boolean;
}

const REAL: Effects = { now: Date.now, runs: true };

export function openMailing(settings: MailSettings, of: Sources, effects: Effects = REAL): Mailing {
  const { accounts, address, secret } = of;
  const sending = sendingTo(settings);
  const missing = (): MailStanding["missing"] =>
    settings.from === "" ? "from" : address.whole() === null ? "address" : null;
  const rounds = new Rounds(of, sending, effects.now, missing);
  const timer = effects.runs ? setInterval(() => void rounds.turn(), MINUTE) : null;
  timer?.unref();
  return {
    standing: () => ({
      ...{ host: new URL(settings.server).host, from: settings.from, fault: sending.fault(), missing: missing() },
      waiting: accounts.mail.waiting(),
    }),
    async test(to) {
      const words = mailWords();
      const why = missing();
      if (why !== null) return why;
      const refused = await sending.send(to, { subject: words.testSubject, text: words.test(address.whole() ?? "") });
      return refused?.said ?? null;
    },
    whoseStop: (link) => whoseStop(secret, link),
    async stop(person) {
      if (await accounts.person(person))
        accounts.mail.wish(person, { ...accounts.mail.wishes(person), rhythm: "never" });
    },
    turn: () => rounds.turn(),
    async close() {
      if (timer) clearInterval(timer);
      await rounds.end();
      sending.close();
    },
  };
}

/** Going round: whoever is to be mailed is, one after another, until the server itself is away. */
class Rounds {
  #running: Promise<void> | null = null;
  #ending = false;
  #pause = 0;
  #notBefore = 0;

  constructor(
    private readonly of: Sources,
    private readonly sending: Sending,
    private readonly now: () => number,
    private readonly missing: () => MailStanding["missing"],
  ) {}

  turn(): Promise<void> {
    this.#running ??= this.#round()
      .catch(this.of.failed)
      .finally(() => (this.#running = null));
    return this.#running;
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.#running;
  }

  async #round(): Promise<void> {
    if (this.missing() !== null || !isOver(this.now(), this.#notBefore, PAUSE.most)) return;
    for (const person of await this.of.accounts.people()) {
      if (this.#ending) return;
      const isTaken = await this.#mail(person).catch((error: unknown) => {
        this.of.failed(error);
        return true;
      });
      if (!isTaken) {
        // The server itself is away: whoever comes next would wait for it in vain.
        this.#pause = Math.min(Math.max(PAUSE.first, this.#pause * 2), PAUSE.most);
        this.#notBefore = this.now() + this.#pause;
        return;
      }
      this.#pause = 0;
    }
  }

  /** False if the server took nothing: the others are not tried now. */
  async #mail(person: Account): Promise<boolean> {
    const { accounts, address, secret } = this.of;
    const [wishes, before] = [accounts.mail.wishes(person.id), accounts.mail.mailed(person.id)];
    if (!isDue(wishes, before, this.now())) return true;
    const told = await toldIn(this.of, person, wishes, before);
    if (!told) return true;
    const { letter, newest, stop } = told;
    const refused = await this.sending.send(person, letter, {
      messageId: `<${idOf(secret, person.id, calledBy(newest))}@${new URL(address.whole()!).hostname}>`,
      list: { unsubscribe: { url: stop } },
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    if (refused === null) {
      accounts.mail.keep(person.id, { told: newest.record, sent: this.now(), next: 0, tries: 0 }, newest.notice);
      return true;
    }
    const tries = before.tries + 1;
    const next = this.now() + Math.min(PAUSE.first * 2 ** (tries - 1), PAUSE.most);
    accounts.mail.keep(person.id, { ...before, tries, next });
    return !refused.ofServer;
  }
}

interface ToldInMail {
  letter: Letter;
  /** Until where it tells. */
  newest: Newest;
  /** The link that ends their mail. */
  stop: string;
}

/** What a mail tells somebody now; null if there is nothing that they want. */
async function toldIn(
  { accounts, personal, reading, address, secret }: Sources,
  person: Account,
  { off }: MailWishes,
  { told }: Mailed,
): Promise<ToldInMail | null> {
  if ((await personal.unseen(person)) === 0) return null;
  const newest = await personal.newest(person);
  if (newest.record <= told && newest.notice <= accounts.requests.notices.mailed(person.id)) return null;
  const { lines } = await personal.news(person, { most: LOOKED_AT, fresh: true, beyond: told });
  const wanted = lines.filter(({ kind }) => !off.includes(mailKindOf(kind)));
  if (wanted.length === 0) return null;
  const { decide, returned } = await reading.ownCounts(person);
  const waits = {
    decide,
    returned,
    approved: await reading.approvedByOthers(person),
    ...(await personal.asked(person)),
  };
  const root = address.whole()!;
  const stop = `${root}${places.stopMail(stopSecret(secret, person.id))}`;
  const shown = { root, news: places.ownNews(), account: places.account(), stop };
  return { letter: letterOf({ waits, lines: wanted, ...shown }), newest, stop };
}

function calledBy({ record, notice }: Newest): string {
  return notice === 0 ? String(record) : `${record} ${notice}`;
}

/** True if somebody may be mailed now, as they wish and as it went before. */
function isDue({ rhythm }: MailWishes, { sent, next }: Mailed, now: number): boolean {
  const pause = rhythm === "daily" ? DAY : GATHERED;
  return rhythm !== "never" && isOver(now, next, PAUSE.most) && (sent === 0 || isOver(now, sent + pause, pause));
}

/** True if what is waited for until then, for so long at most, is over: also if the clock was ahead when that was noted, and was put back. */
function isOver(now: number, until: number, most: number): boolean {
  return now >= until || until - now > most;
}
