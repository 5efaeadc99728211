/** Mail, sent to a server that listens on a socket: to whom, when, with which words, and what becomes of it when it is not taken. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { SMTPServer } from "smtp-server";
import { isOfServer } from "../../server/mailing/sending.ts";
import { ask } from "../../server/requests/requests.ts";
import { mailSettingsIn, openMailing, type Mailing } from "../../server/mailing/mailing.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import type { MailWishes } from "../../translations/ledger/mail-kinds.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { openBench, serve, type LedgerBench } from "../help/ledger-site.ts";

interface Taken {
  to: string[];
  raw: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ROOT = "https://v.example.org";
const SECRET = "a secret of tests, long enough";

let server: SMTPServer;
/** What the server says to the next mails: null, it takes them. */
let refusal: { responseCode: number; message: string } | null;
let taken: Taken[];
let bench: LedgerBench;
let now: number;
let port: number;
let mailing: Mailing;
let [olive, ann, rex]: Actor[] = [];
let said = 0;

function mailingTo(at: number): Mailing {
  const { accounts, personal, reading, address } = bench.bench;
  return openMailing(
    { server: `smtp://127.0.0.1:${at}`, from: "variorum@example.org" },
    {
      accounts,
      personal,
      reading,
      address,
      secret: SECRET,
      failed: (error) => expect.fail(String(error)),
    },
    { now: () => now, runs: false },
  );
}

beforeEach(async () => {
  [refusal, taken, now, said] = [null, [], Date.UTC(2026, 10, 28, 8), 0];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let raw = "";
      stream.setEncoding("utf8");
      stream.on("data", (piece: string) => (raw += piece));
      stream.on("end", () => {
        if (refusal) return done(Object.assign(new Error(refusal.message), { responseCode: refusal.responseCode }));
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done(null);
      });
    },
  });
  port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  bench = await openBench(ROOT);
  const { store, accounts } = bench.bench;
  await store.bringIn(foundingRecords(plan));
  await accounts.beginNews(await store.through());
  const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
  const joined = async (token: string, name: string): Promise<Actor> => {
    const outcome = await accounts.join(token, login(name), "127.0.0.1");
    if (!outcome.ok) throw new Error(name);
    return outcome.actor;
  };
  olive = await joined((await accounts.ownerToken())!, "olive");
  ann = await joined(await accounts.invite(olive, "translator"), "ann");
  rex = await joined(await accounts.invite(olive, "reviewer"), "rex");
  mailing = mailingTo(port);
});
afterEach(async () => {
  await mailing.close();
  await bench.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

/** Rex says something on a passage, which is news to whoever follows it. */
async function says(words = "A question."): Promise<void> {
  const on = { passage: "1-1", version: null };
  const command = { type: "open-thread", thread: `q${++said}`, on, words } as const;
  expect(await bench.bench.desk.discuss("nip14", command, rex!)).toMatchObject({ ok: true });
}
async function follows(actor: Actor): Promise<void> {
  await bench.bench.personal.follow(actor, "passage/nip14/1-1", true);
}
function wants(actor: Actor, wishes: Partial<MailWishes>): void {
  bench.bench.accounts.mail.wish(actor.id, { rhythm: "daily", off: [], ...wishes });
}
/** The head of a mail, its long lines put together again. */
const headOf = ({ raw }: Taken) => raw.slice(0, raw.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/g, " ");
const header = (mail: Taken, name: string) => new RegExp(`^${name}: (.*)$`, "mi").exec(headOf(mail))?.[1] ?? null;
function textOf({ raw }: Taken): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4);
  if (/^Content-Transfer-Encoding: base64/im.test(raw)) return Buffer.from(body, "base64").toString();
  const bytes = body
    .replaceAll(/=\r\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
const idOf = (mail: Taken) => header(mail, "Message-ID");

test("what is told is mailed, what waits in the first line, in plain text, with one press to end it", async () => {
  await follows(ann!);
  await says("Of what?");
  await mailing.turn();
  expect(taken.map(({ to }) => to)).toEqual([["ann@example.org"]]);
  const [mail] = taken;
  expect(textOf(mail!)).toMatch(/^Nothing waits for you; 1 piece of news is told below\./);
  expect(textOf(mail!)).toContain(`${ROOT}/nip14/1-1#discussion-q1`);
  expect(header(mail!, "Content-Type")).toMatch(/^text\/plain/);
  expect(header(mail!, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const stop = /<(https:[^>]+)>/.exec(header(mail!, "List-Unsubscribe")!)![1]!;
  expect(textOf(mail!)).toContain(stop);
  const site = await serve({ ...bench.bench, mailing });
  const press = (path: string) =>
    fetch(site.address + path, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
  const path = new URL(stop).pathname;
  expect((await press(`${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`)).status).toBe(404);
  expect(bench.bench.accounts.mail.wishes(ann!.id).rhythm).toBe("daily");
  expect((await fetch(site.address + path)).status).toBe(200);
  expect(bench.bench.accounts.mail.wishes(ann!.id).rhythm).toBe("daily");
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  // Mail programs press so, too, and none of them comes from a page of ours.
  expect((await fetch(site.address + path, { method: "POST", body: form })).status).toBe(200);
  expect(bench.bench.accounts.mail.wishes(ann!.id).rhythm).toBe("never");
  expect((await press(path)).status).toBe(200);
  await site.end();
  await says();
  now += 2 * DAY;
  await mailing.turn();
  expect(taken).toHaveLength(1);
});

test("one a day at most, unless somebody chooses at once, and of the kinds that they want", async () => {
  await follows(ann!);
  await follows(olive!);
  wants(olive!, { rhythm: "at-once" });
  const to = () => taken.splice(0).map((mail) => mail.to[0]);
  await says();
  await mailing.turn();
  expect(to()).toEqual(["olive@example.org", "ann@example.org"]);
  await says();
  await says();
  await mailing.turn();
  expect(to()).toEqual([]);
  now += 5 * MINUTE;
  await mailing.turn();
  expect(textOf(taken[0]!).match(/^Something was said/gm)).toHaveLength(2);
  expect(to()).toEqual(["olive@example.org"]);
  now += DAY;
  await mailing.turn();
  expect(textOf(taken[0]!).match(/^Something was said/gm)).toHaveLength(2);
  expect(to()).toEqual(["ann@example.org"]);
  wants(ann!, { off: ["said"] });
  wants(olive!, { rhythm: "never" });
  await says();
  now += DAY;
  await mailing.turn();
  expect(to()).toEqual([]);
  wants(ann!, { off: ["terms"] });
  await mailing.turn();
  expect(to()).toEqual(["ann@example.org"]);
});

test("who lost the right to a work in between gets no word of it, and who has seen their news gets none", async () => {
  await follows(ann!);
  await says("A secret.");
  const share = (visibility: "private" | "public") =>
    bench.bench.desk.share("nip14", { type: "set-visibility", visibility }, olive!);
  await share("private");
  await mailing.turn();
  expect(taken).toEqual([]);
  await share("public");
  await bench.bench.accounts.seeNews(ann!.id, await bench.bench.store.through());
  await mailing.turn();
  expect(taken).toEqual([]);
});

/** Rex asks Ann for something. */
async function asks(): Promise<void> {
  const work = (await bench.bench.store.work("nip14"))!;
  const wanted = { about: { kind: "section", id: "4-3" }, task: "check", of: ann!.id, until: "2026-12-10" } as const;
  expect(await ask(bench.bench, work, rex!, { ...wanted, why: "Soon." }, now)).toMatchObject({ ok: true });
}

test("what somebody is asked for is mailed once, also after the program ended in between, and not to who wants none of it", async () => {
  await asks();
  const { mail, requests } = bench.bench.accounts;
  await mailing.turn();
  expect(taken.map(({ to }) => to)).toEqual([["ann@example.org"]]);
  expect(textOf(taken[0]!)).toMatch(/^1 thing is asked of you\.\r?\n/);
  expect(textOf(taken[0]!)).toContain("Asked of you: check 4.3, by 10 December 2026 (by rex)");
  expect(textOf(taken[0]!)).toContain(`${ROOT}/nip14/4-3#requests`);
  const again = mailingTo(port);
  now += 2 * DAY;
  await again.turn();
  expect(taken).toHaveLength(1);
  wants(ann!, { off: ["requests"] });
  await asks();
  await again.turn();
  expect(taken).toHaveLength(1);
  wants(ann!, { off: [] });
  requests.notices.see(ann!.id, requests.notices.last(ann!.id));
  await again.turn();
  expect(taken).toHaveLength(1);
  expect(mail.waiting()).toBe(0);
  await again.close();
});

test("of a fault it is told whether it is about one mail or about the server, by what it is called and not by its words", () => {
  const words = "ECONNREFUSED timeout connect";
  for (const [code, command, responseCode] of [
    ...([
      ["EENVELOPE", "RCPT TO", 550],
      ["EMESSAGE", "DATA", 554],
      ["EENVELOPE", "API", undefined],
    ] as const),
  ])
    expect(isOfServer({ code, command, ...(responseCode && { responseCode }), message: words } as object)).toBe(false);
  for (const code of ["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "ETLS", "EAUTH", "ECONNREFUSED", "EPROTOCOL"])
    expect(isOfServer({ code })).toBe(true);
  expect(isOfServer({ code: "EENVELOPE", command: "MAIL FROM", responseCode: 553 })).toBe(true);
  expect(isOfServer({ code: "EMESSAGE", command: "DATA", responseCode: 421 })).toBe(true);
  expect(isOfServer({})).toBe(false);
});

test("no name and no words end a line of the head, or send a mail to anybody else", async () => {
  const name = 'Ann\r\nBcc: evil@example.org\u2028X: y\u202e"<evil@example.org>, ';
  expect(await mailing.test({ name, email: "ann@example.org" })).toBeNull();
  const [mail] = taken;
  expect(mail!.to).toEqual(["ann@example.org"]);
  expect(headOf(mail!)).not.toMatch(/^(?:Bcc|X):/im);
  taken = [];
  await mailing.test({ name: "Ann", email: "ann@example.org\r\nRCPT TO:<evil@example.org>" });
  await mailing.test({ name: "Ann", email: "ann@example.org, evil@example.org" });
  expect(taken.flatMap(({ to }) => to).filter((each) => each.startsWith("evil"))).toEqual([]);
  await follows(ann!);
  await says("Words\r\nBcc: evil@example.org");
  taken = [];
  await mailing.turn();
  expect(taken.map(({ to }) => to)).toEqual([["ann@example.org"]]);
  expect(headOf(taken[0]!)).not.toMatch(/^Bcc:/im);
});

test("what is not taken is tried again with growing pauses, and says so to owners", async () => {
  await follows(ann!);
  await says();
  refusal = { responseCode: 450, message: "Busy" };
  await mailing.turn();
  expect(mailing.standing()).toMatchObject({
    fault: expect.stringContaining("450") as string,
    waiting: 1,
    missing: null,
  });
  const tries: number[] = [];
  const begun = now;
  let before = bench.bench.accounts.mail.mailed(ann!.id).tries;
  for (let minute = 0; minute < 40; minute++) {
    now += MINUTE;
    await mailing.turn();
    const { tries: after } = bench.bench.accounts.mail.mailed(ann!.id);
    if (after > before) tries.push((now - begun) / MINUTE);
    before = after;
  }
  expect(tries).toEqual([1, 3, 7, 15, 31]);
  refusal = null;
  now += 6 * 60 * MINUTE;
  await mailing.turn();
  expect(taken.map(({ to }) => to)).toEqual([["ann@example.org"]]);
  expect(textOf(taken[0]!).match(/^Something was said/gm)).toHaveLength(1);
  expect(mailing.standing()).toMatchObject({ fault: null, waiting: 0 });
});

test("a clock that was a year ahead, and is put back, keeps no mail for a year", async () => {
  await follows(ann!);
  await says();
  const before = now;
  now += 365 * DAY;
  await mailing.turn();
  await says();
  now = before;
  for (let turn = 0; turn < 2; turn++) await mailing.turn();
  expect(taken).toHaveLength(2);
  await says();
  refusal = { responseCode: 450, message: "Later." };
  now += 365 * DAY;
  await mailing.turn();
  refusal = null;
  now = before + 2 * DAY;
  await mailing.turn();
  expect(taken).toHaveLength(3);
});

test("a server that is away holds nobody up, and is asked again later", async () => {
  await follows(ann!);
  await follows(olive!);
  await says();
  const away = mailingTo(1);
  await away.turn();
  expect(away.standing().fault).toMatch(/ECONNREFUSED/);
  // After the first the others are not tried.
  expect(away.standing().waiting).toBe(1);
  await away.turn();
  expect(away.standing().waiting).toBe(1);
  await away.close();
  now += 10 * MINUTE;
  await mailing.turn();
  expect(taken.flatMap(({ to }) => to).sort()).toEqual(["ann@example.org", "olive@example.org"]);
});

test("a program that ends between the server's word and its own notes sends that one mail again, as the same, and no other", async () => {
  await follows(ann!);
  await says();
  const { mail } = bench.bench.accounts;
  const before = mail.mailed(ann!.id);
  await mailing.turn();
  const id = idOf(taken[0]!)!;
  // As it stands when it ends there: what was kept before the mail went, and not what is kept after.
  mail.keep(ann!.id, before);
  const again = mailingTo(port);
  await again.turn();
  await again.turn();
  expect(taken.map(idOf)).toEqual([id, id]);
  await again.close();
});

test("the settings are read from the environment, or said to be wrong; and what is missing is told", async () => {
  expect(mailSettingsIn({})).toBeNull();
  expect(
    mailSettingsIn({ VARIORUM_SMTP: " smtps://u:p@mail.example.org ", VARIORUM_MAIL_FROM: "v@example.org" }),
  ).toEqual({
    server: "smtps://u:p@mail.example.org",
    from: "v@example.org",
  });
  for (const wrong of ["mail.example.org", "http://mail.example.org", "smtp://"])
    expect(() => mailSettingsIn({ VARIORUM_SMTP: wrong }), wrong).toThrow(/VARIORUM_SMTP/);
  await bench.bench.address.set(null);
  expect(mailing.standing()).toMatchObject({ missing: "address" });
  await follows(ann!);
  await says();
  await mailing.turn();
  expect(taken).toEqual([]);
});
