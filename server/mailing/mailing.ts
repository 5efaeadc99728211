/**
 * What is told to people, mailed to them, where whoever runs the workbench has said by which server. Every minute it goes round:
 * each account is looked at, one after another, and nobody waits for it. A mail is composed when it goes out, of what its reader
 * may read then, and how far it tells is kept once the server has taken it: if the program ends between the two, that one mail is
 * sent a second time (under the same id, if nothing happened meanwhile), and none is lost.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createTransport } from "nodemailer";
import { address as places } from "../../editor/links/addresses.ts";
import { mailWords } from "../../editor/mine/mine.ts";
import { mailKindOf, type MailWishes } from "../../translations/ledger/mail-kinds.ts";
import type { Account, Accounts, Mailed } from "../accounts/accounts.ts";
import type { PublicAddress } from "../host/address.ts";
import type { Personal } from "../personal/personal.ts";
import type { Reading } from "../reading/reading.ts";
import { letterOf, oneLine, type Letter } from "./letter.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Who wants it at once has what happens within so long in one mail. */
const GATHERED = 5 * MINUTE;
/** After a mail that was not taken: so long, then twice as long each time, at most. */
const PAUSE = { first: MINUTE, most: 6 * 60 * MINUTE };
/** A server that says nothing holds nothing up for longer. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
/** So much news is looked at for one mail. */
const LOOKED_AT = 200;

/** What whoever runs the workbench says of mail. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps:` */
  server: string;
  /** The address that mails come from; "": none was said. */
  from: string;
}

/** The settings in the environment; null if no server is named. @throws Error if it is no address of one */
export function mailSettingsIn(env: NodeJS.ProcessEnv): MailSettings | null {
  const server = (env["VARIORUM_SMTP"] ?? "").trim();
  if (server === "") return null;
  if (!/^smtps?:\/\//i.test(server) || !URL.canParse(server) || new URL(server).hostname === "")
    throw new Error("VARIORUM_SMTP can't be used: it reads smtp://user:password@host:587, or smtps://…");
  return { server, from: (env["VARIORUM_MAIL_FROM"] ?? "").trim() };
}

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
  const { accounts, personal, reading, address, secret, failed } = of;
  const transport = createTransport({
    url: settings.server,
    ...PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(settings.server).host;
  let [fault, ending]: [string | null, boolean] = [null, false];
  let running: Promise<void> | null = null;
  let [pause, notBefore] = [0, 0];

  const missing = (): MailStanding["missing"] =>
    settings.from === "" ? "from" : address.whole() === null ? "address" : null;

  /** What the server said if it did not take a mail. */
  async function send(to: Pick<Account, "name" | "email">, letter: Letter, more: object): Promise<string | null> {
    try {
      await transport.sendMail({
        from: settings.from,
        to: { name: oneLine(to.name), address: to.email },
        ...letter,
        headers: { "Auto-Submitted": "auto-generated" },
        ...more,
      });
      fault = null;
    } catch (error) {
      fault = oneLine((error as Error).message).slice(0, 300);
    }
    return fault;
  }

  function stopLink(person: string): string {
    return `${address.whole()!}${places.stopMail(`${Buffer.from(person).toString("base64url")}.${signed(secret, person)}`)}`;
  }

  /** What a mail tells somebody now, and until which record; null if there is nothing that they want. */
  async function toldIn(
    person: Account,
    { off }: MailWishes,
    { told }: Mailed,
  ): Promise<{ letter: Letter; newest: number; stop: string } | null> {
    if ((await personal.unseen(person)) === 0) return null;
    const newest = await personal.newest(person);
    if (newest <= told) return null;
    const { lines } = await personal.news(person, { most: LOOKED_AT, fresh: true, beyond: told });
    const wanted = lines.filter(({ kind }) => !off.includes(mailKindOf(kind)));
    if (wanted.length === 0) return null;
    const { decide, returned } = await reading.ownCounts(person);
    const stop = stopLink(person.id);
    const shown = { root: address.whole()!, news: places.ownNews(), account: places.account(), stop };
    return { letter: letterOf({ waits: { decide, returned }, lines: wanted, ...shown }), newest, stop };
  }

  /** False if the server took nothing: the others are not tried now. */
  async function mail(person: Account): Promise<boolean> {
    const [wishes, before] = [accounts.mail.wishes(person.id), accounts.mail.mailed(person.id)];
    if (!isDue(wishes, before, effects.now())) return true;
    const told = await toldIn(person, wishes, before);
    if (!told) return true;
    const { letter, newest, stop } = told;
    const refused = await send(person, letter, {
      messageId: `<${idOf(secret, person.id, newest)}@${new URL(address.whole()!).hostname}>`,
      list: { unsubscribe: { url: stop } },
      headers: { "Auto-Submitted": "auto-generated", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    if (refused === null) {
      accounts.mail.keep(person.id, { told: newest, sent: effects.now(), next: 0, tries: 0 });
      return true;
    }
    const tries = before.tries + 1;
    const next = effects.now() + Math.min(PAUSE.first * 2 ** (tries - 1), PAUSE.most);
    accounts.mail.keep(person.id, { ...before, tries, next });
    return !isOfServer(refused);
  }

  async function round(): Promise<void> {
    if (missing() !== null || effects.now() < notBefore) return;
    for (const person of await accounts.people()) {
      if (ending) return;
      const isTaken = await mail(person).catch((error: unknown) => {
        failed(error);
        return true;
      });
      if (isTaken) {
        pause = 0;
        continue;
      }
      // The server itself is away: whoever comes next would wait for it in vain.
      pause = Math.min(Math.max(PAUSE.first, pause * 2), PAUSE.most);
      notBefore = effects.now() + pause;
      return;
    }
  }

  const turn = (): Promise<void> => {
    running ??= round()
      .catch(failed)
      .finally(() => (running = null));
    return running;
  };
  const timer = effects.runs ? setInterval(() => void turn(), MINUTE) : null;
  timer?.unref();

  return {
    standing: () => ({
      ...{ host, from: settings.from, fault, missing: missing() },
      waiting: accounts.mail.waiting(),
    }),
    async test(to) {
      const words = mailWords();
      const text = words.test(address.whole() ?? "");
      return missing() === null ? send(to, { subject: words.testSubject, text }, {}) : missing();
    },
    whoseStop(link) {
      const [, id = "", signature = ""] = /^([A-Za-z0-9_-]{1,200})\.([A-Za-z0-9_-]{43})$/.exec(link) ?? [];
      const person = Buffer.from(id, "base64url").toString();
      const [given, right] = [Buffer.from(signature), Buffer.from(signed(secret, person))];
      return given.length === right.length && timingSafeEqual(given, right) ? person : null;
    },
    async stop(person) {
      if (await accounts.person(person))
        accounts.mail.wish(person, { ...accounts.mail.wishes(person), rhythm: "never" });
    },
    turn,
    async close() {
      ending = true;
      if (timer) clearInterval(timer);
      await running;
      transport.close();
    },
  };
}

/** True if somebody may be mailed now, as they wish and as it went before. */
function isDue({ rhythm }: MailWishes, { sent, next }: Mailed, now: number): boolean {
  const soonest = sent + (rhythm === "daily" ? DAY : GATHERED);
  return rhythm !== "never" && now >= next && (sent === 0 || now >= soonest);
}

/** What a mail is called that tells somebody all until a record: sent again, it is the same. */
function idOf(secret: string, person: string, newest: number): string {
  return createHmac("sha256", secret).update(`mail for ${person} until ${newest}`).digest("hex").slice(0, 32);
}

/** What proves that a link that ends somebody's mail was made here. */
function signed(secret: string, person: string): string {
  return createHmac("sha256", secret).update(`no more mail for ${person}`).digest("base64url");
}

/** True of what a server says that can't be reached, or doesn't let the workbench in; not of what it says of one address. */
function isOfServer(said: string): boolean {
  return /ECONN|ETIMEDOUT|EDNS|ESOCKET|ENOTFOUND|EAUTH|timeout|connect|Greeting|Invalid login|getaddrinfo/i.test(said);
}
