import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { accountRefusalInWords } from "../../editor/refusals/refusals.ts";
import { Database as SqliteDatabase } from "../../server/store/driver.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAccounts, type Accounts, type SignedIn, keepSecret } from "../../server/accounts/accounts.ts";
import type { PasswordHash } from "../../server/accounts/hashing.ts";
import { TRIES } from "../../server/accounts/limits.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";

const HERE = "127.0.0.1";
const DAY = 24 * 60 * 60 * 1000;
const PASSWORD = "a calm long password";

/** In place of scrypt, which takes a tenth of a second; `hashing.test.ts` has the real one. */
const CHEAP: PasswordHash = {
  hash: (password) => new Promise((resolve) => setImmediate(() => resolve(`cheap ${password}`))),
  verify: ({ hash, password }) => Promise.resolve(hash === `cheap ${password}`),
};

let folder: string;
let db: Database;
let accounts: Accounts;
let now: number;
/** How long tries were held back, in milliseconds. */
const waited: number[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "accounts-"));
  now = Date.now();
  waited.length = 0;
  await open();
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

async function open(secureCookies = false): Promise<void> {
  db = new SqliteDatabase(join(folder, "variorum.sqlite"));
  db.pragma("journal_mode = WAL");
  db.pragma("foreign_keys = ON");
  const options = { db, secret: keepSecret(folder), baseUrl: "http://127.0.0.1:3000", secureCookies };
  accounts = await openAccounts(options, {
    now: () => now,
    hash: CHEAP,
    wait: (ms) => Promise.resolve(waited.push(ms)),
  });
}

type Input = { name: string; email: string; password: string };

function person(name: string, over: Partial<Input> = {}): Input {
  return { name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD, ...over };
}

function welcomed(answer: SignedIn): { actor: Actor; cookies: string[] } {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.refusal.code}`);
  return answer;
}

function status(answer: SignedIn): number {
  return answer.ok ? 200 : answer.status;
}

/** What a browser sends back. */
function headersOf(cookies: string[]): { cookie: string } {
  return { cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") };
}

async function owner(): Promise<Actor> {
  const token = await accounts.ownerToken();
  return welcomed(await accounts.join(token!, person("Owner"), HERE)).actor;
}

async function member(by: Actor, name: string, role: Role, over: Partial<Input> = {}) {
  return welcomed(await accounts.join(await accounts.invite(by, role), person(name, over), HERE));
}

describe("the first owner", () => {
  test("joins by the link, is signed in at once, and is still there after a restart", async () => {
    const token = await accounts.ownerToken();
    expect(await accounts.invitation(token!)).toMatchObject({ role: "owner", by: null });
    const { actor, cookies } = welcomed(await accounts.join(token!, person("Owner"), HERE));
    expect(actor).toMatchObject({ name: "Owner", role: "owner" });
    db.close();
    await open();
    expect(await accounts.actorOf(headersOf(cookies))).toEqual(actor);
    expect(await accounts.ownerToken()).toBeNull();
  });

  test("a newer link for the first owner replaces the one before", async () => {
    const older = await accounts.ownerToken();
    const newer = await accounts.ownerToken();
    expect(newer).not.toBe(older);
    expect(await accounts.invitation(older!)).toBeNull();
    expect(status(await accounts.join(older!, person("Late"), HERE))).toBe(404);
    expect(status(await accounts.join(newer!, person("Owner"), HERE))).toBe(200);
  });

  test("tokens are 256 random bits and only their hash is kept", async () => {
    const token = await accounts.ownerToken();
    expect(Buffer.from(token!, "base64url")).toHaveLength(32);
    db.pragma("wal_checkpoint(TRUNCATE)");
    expect(readFileSync(join(folder, "variorum.sqlite")).includes(token!)).toBe(false);
  });
});

describe("signing in", () => {
  test("with the right password gives a session that actorOf knows, whatever the host", async () => {
    const { id } = await owner();
    const { actor, cookies } = welcomed(
      await accounts.signIn({ email: " OWNER@example.org ", password: PASSWORD }, HERE),
    );
    expect(actor).toEqual({ id, name: "Owner", role: "owner" });
    expect(
      await accounts.actorOf({ host: "localhost:3000", origin: "http://localhost:3000", ...headersOf(cookies) }),
    ).toEqual(actor);
    expect(await accounts.actorOf({ cookie: `theme=dark; ${headersOf(cookies).cookie}; other=%E0%A4%A` })).toEqual(
      actor,
    );
  });

  test("cookies are HttpOnly, Lax, of the whole site, of no host, and Secure when asked", async () => {
    await owner();
    const plain = welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE)).cookies;
    expect(plain.map((cookie) => cookie.split("=")[0])).toEqual(["variorum.session_token", "variorum.device"]);
    for (const cookie of plain) {
      for (const part of ["HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
      expect(cookie).not.toMatch(/Domain|Secure/i);
    }
    db.close();
    await open(true);
    const secure = welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE)).cookies;
    for (const cookie of secure) expect(cookie).toContain("; Secure");
    expect(await accounts.actorOf(headersOf(secure))).toMatchObject({ name: "Owner" });
  });

  test("a wrong password and an e-mail nobody has are refused in the same words", async () => {
    await owner();
    const wrong = await accounts.signIn({ email: "owner@example.org", password: "not the password" }, HERE);
    const nobody = await accounts.signIn({ email: "nobody@example.org", password: PASSWORD }, HERE);
    const nonsense = await accounts.signIn({ email: "' OR 1=1 --", password: "' OR '1'='1" }, HERE);
    const endless = await accounts.signIn({ email: "owner@example.org", password: "x".repeat(1_000_000) }, HERE);
    expect(wrong).toMatchObject({ ok: false, status: 401 });
    for (const other of [nobody, nonsense, endless]) expect(other).toEqual(wrong);
  });

  test("signing out ends the session, also for a cookie that was copied", async () => {
    await owner();
    const { cookies } = welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE));
    const forgetting = await accounts.signOut(headersOf(cookies));
    expect(forgetting.some((cookie) => /^variorum\.session_token=;.*Max-Age=0/.test(cookie))).toBe(true);
    expect(await accounts.actorOf(headersOf(cookies))).toBeNull();
    expect((await accounts.signOut({})).length).toBeGreaterThan(0);
  });

  test("signing out is not answered where nothing can be written: the session goes on", async () => {
    const { actor } = welcomed(await accounts.join((await accounts.ownerToken())!, person("Owner"), HERE));
    const session = headersOf(
      welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE)).cookies,
    );
    db.pragma("query_only = ON");
    await expect(accounts.signOut(session)).rejects.toMatchObject({ code: "SQLITE_READONLY" });
    expect(await accounts.actorOf(session)).toMatchObject({ id: actor.id });
    db.pragma("query_only = OFF");
    await accounts.signOut(session);
    expect(await accounts.actorOf(session)).toBeNull();
  });

  test("a cookie that was tampered with, or is not one, is nobody", async () => {
    await owner();
    const { cookies } = welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE));
    const { cookie } = headersOf(cookies);
    const at = cookie.indexOf("=") + 3;
    const changed = cookie.slice(0, at) + (cookie[at] === "a" ? "b" : "a") + cookie.slice(at + 1);
    const value = decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1));
    const unsigned = `variorum.session_token=${value.split(".")[0]}`;
    for (const forged of [
      changed,
      unsigned,
      "variorum.session_token=%E0%A4%A",
      "variorum.session_token=",
      "=;;=",
      "é\u0000",
      "🙂",
    ])
      expect(await accounts.actorOf({ cookie: forged }), forged).toBeNull();
    expect(await accounts.actorOf({})).toBeNull();
    expect(await accounts.actorOf({ cookie })).not.toBeNull();
  });

  test("a session is over after thirty days", async () => {
    await owner();
    const { cookies } = welcomed(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE));
    db.prepare("UPDATE session SET expiresAt = ?").run(new Date(Date.now() - 1000).toISOString());
    expect(await accounts.actorOf(headersOf(cookies))).toBeNull();
    expect(cookies[0]).toContain(`Max-Age=${30 * 24 * 60 * 60}`);
  });
});

describe("invitations", () => {
  test("give the role they were made for and say who invited", async () => {
    const by = await owner();
    const token = await accounts.invite(by, "reviewer");
    expect(await accounts.invitation(token)).toEqual({
      role: "reviewer",
      by: "Owner",
      message: "",
      place: "/",
      bound: false,
      machine: false,
      expires: new Date(now + 7 * DAY).toISOString(),
    });
    expect(welcomed(await accounts.join(token, person("Rita"), HERE)).actor.role).toBe("reviewer");
  });

  test("serve once", async () => {
    const token = await accounts.invite(await owner(), "translator");
    expect(status(await accounts.join(token, person("First"), HERE))).toBe(200);
    expect(await accounts.invitation(token)).toBeNull();
    expect(status(await accounts.join(token, person("Second"), HERE))).toBe(410);
    expect(await accounts.people()).toHaveLength(2);
  });

  test("serve once also when several come at the same moment", async () => {
    const token = await accounts.invite(await owner(), "translator");
    const names = ["One", "Two", "Three", "Four"];
    const answers = await Promise.all(names.map((name) => accounts.join(token, person(name), HERE)));
    expect(answers.map(status).sort()).toEqual([200, 410, 410, 410]);
    const { actor } = welcomed(answers.find(({ ok }) => ok)!);
    expect((await accounts.people()).map(({ name }) => name).sort()).toEqual(["Owner", actor.name].sort());
  });

  test("expire after seven days", async () => {
    const token = await accounts.invite(await owner(), "translator");
    now += 7 * DAY - 1;
    expect(await accounts.invitation(token)).not.toBeNull();
    now += 1;
    expect(await accounts.invitation(token)).toBeNull();
    expect(status(await accounts.join(token, person("Late"), HERE))).toBe(410);
  });

  test("survive a form that was filled in wrongly", async () => {
    const token = await accounts.invite(await owner(), "translator");
    expect(status(await accounts.join(token, person("Tess", { password: "short" }), HERE))).toBe(400);
    expect(status(await accounts.join(token, person("Tess", { email: "OWNER@example.org" }), HERE))).toBe(409);
    expect(status(await accounts.join(token, person("Tess"), HERE))).toBe(200);
  });

  test("of somebody who is no longer an owner, or made by somebody who never was, are worth nothing", async () => {
    const by = await owner();
    const second = await member(by, "Second", "owner");
    const token = await accounts.invite(second.actor, "owner");
    await accounts.setRole(second.actor.id, "translator");
    expect(await accounts.invitation(token)).toBeNull();
    await expect(accounts.invite(second.actor, "owner")).rejects.toThrow("only an owner");
  });

  test("that nobody made are unknown, however they look", async () => {
    await owner();
    for (const token of ["", "x", "A".repeat(43), "A".repeat(1_000_000), "' OR 1=1 --", "../../etc/passwd", "\u0000"]) {
      expect(await accounts.invitation(token)).toBeNull();
      expect(status(await accounts.join(token, person("Guess"), HERE))).toBe(404);
      expect(await accounts.people()).toHaveLength(1);
    }
  });

  test("serve again after a crash between the account and its password", async () => {
    const by = await owner();
    const token = await accounts.invite(by, "translator");
    const { actor } = welcomed(await accounts.join(token, person("Half"), HERE));
    db.prepare("DELETE FROM account WHERE userId = ?").run(actor.id);
    db.close();
    await open();
    expect(welcomed(await accounts.join(token, person("Half"), HERE)).actor.role).toBe("translator");
  });
});

describe("what people may be called and sign in with", () => {
  test.each([
    "李小龍",
    "Ζωή",
    "O'Brien; DROP TABLE user; --",
    "👩‍👩‍👧 family",
    "x".repeat(80),
    "🙂".repeat(80),
    "<b>Bold</b>",
  ])("%s is a name", async (name) => {
    const by = await owner();
    const { actor } = await member(by, "x", "reader", { name: `  ${name}\u3000` });
    expect(actor.name).toBe(name);
    expect(await accounts.names([actor.id, by.id, "nobody"])).toEqual(
      new Map([
        [by.id, "Owner"],
        [actor.id, name],
      ]),
    );
  });

  test.each<[string, Partial<Input>]>([
    ["an empty name", { name: " \t " }],
    ["a name of 81 characters", { name: "字".repeat(81) }],
    ["a very long name", { name: "x".repeat(1_000_000) }],
    ["a name over two lines", { name: "a\nb" }],
    ["a name with a control character", { name: "a\u0007b" }],
    ["a name that turns the words after it", { name: "a\u202eb" }],
    ["a name with half a character", { name: "a\ud83d" }],
    ["a name that cannot be seen", { name: "\u200d\u200b" }],
    ["no e-mail", { email: "" }],
    ["an e-mail without a place", { email: "someone" }],
    ["an e-mail with a line end", { email: "a@example.org\nbcc: b@example.org" }],
    ["a very long e-mail", { email: `${"a".repeat(1_000_000)}@example.org` }],
    ["a password of nine characters", { password: "123456789" }],
    ["a password of nine emoji", { password: "🙂".repeat(9) }],
    ["a password of 129 characters", { password: "x".repeat(129) }],
    ["a very long password", { password: "x".repeat(1_000_000) }],
  ])("%s is refused in a sentence", async (_what, over) => {
    const token = await accounts.ownerToken();
    const answer = await accounts.join(token!, person("Fine", over), HERE);
    expect(answer).toMatchObject({ ok: false, status: 400 });
    expect(answer.ok ? "" : accountRefusalInWords(answer.refusal)).toMatch(/^[A-Z].{20,}\.$/);
    expect(await accounts.people()).toEqual([]);
  });

  test("a password of 128 emoji serves", async () => {
    const by = await owner();
    const password = "🙂".repeat(128);
    await member(by, "Emoji", "reader", { password });
    expect(status(await accounts.signIn({ email: "emoji@example.org", password }, HERE))).toBe(200);
    expect(status(await accounts.signIn({ email: "emoji@example.org", password: "🙂".repeat(127) }, HERE))).toBe(401);
  });
});

describe("roles", () => {
  test("a change of role counts at once, in the session that is open", async () => {
    const by = await owner();
    const { actor, cookies } = await member(by, "Tess", "translator");
    expect(await accounts.setRole(actor.id, "reviewer")).toBe(true);
    expect(await accounts.actorOf(headersOf(cookies))).toEqual({ ...actor, role: "reviewer" });
  });

  test("listeners hear whose role was changed and whose session ended, and nothing of what was refused", async () => {
    const by = await owner();
    const { actor, cookies } = await member(by, "Tess", "translator");
    const heard: string[] = [];
    const silence = accounts.listen((person) => heard.push(person));
    await accounts.setRole(actor.id, "reader");
    await accounts.setRole(by.id, "reader");
    await accounts.setRole("nobody", "reader");
    expect(heard).toEqual([actor.id]);
    await accounts.signOut(headersOf(cookies));
    await accounts.signOut(headersOf(cookies));
    expect(heard).toEqual([actor.id, actor.id]);
    const again = welcomed(await accounts.signIn({ email: "tess@example.org", password: PASSWORD }, HERE)).cookies;
    const fresh = "another long password";
    await accounts.changePassword(headersOf(again), { password: "not this one", fresh }, HERE);
    expect(heard).toHaveLength(2);
    await accounts.changePassword(headersOf(again), { password: PASSWORD, fresh }, HERE);
    await accounts.endSessions(headersOf(again), null);
    await accounts.reset((await accounts.resetLink(by, actor.id))!, fresh, HERE);
    await accounts.close(actor.id);
    expect(heard.splice(2)).toEqual(Array(4).fill(actor.id));
    silence();
    await accounts.setRole(by.id, "owner");
    expect(heard).toHaveLength(2);
  });

  test("with an account goes what it follows, has seen and looked through, and how it is mailed", async () => {
    const by = await owner();
    const { actor } = await member(by, "Tess", "translator");
    for (const { id } of [by, actor]) {
      await accounts.follow(id, { thing: "work/nip14", follows: true, since: 1 });
      await accounts.seeNews(id, 2);
      await accounts.seeMentions(id, [3]);
      await accounts.lookThrough(id, "nip14", 4);
      accounts.mail.wish(id, { rhythm: "never", off: [] });
      accounts.mail.keep(id, { told: 0, sent: 0, next: 0, tries: 1 });
      accounts.requests.notices.tell([
        {
          ...{ person: id, work: "nip14", request: "r1", kind: "request-near", key: "r1 2026-12-10 7", by: null },
          ...{ at: "2026-12-03T00:00:00.000Z", word: "", until: "2026-12-10", standing: "open" },
        },
      ]);
    }
    await accounts.close(actor.id);
    for (const table of ["following", "news_seen", "seen_mention", "looked", "mail_wish", "mailed", "notice"])
      expect(db.prepare(`SELECT DISTINCT userId FROM ${table}`).pluck().all(), table).toEqual([by.id]);
    expect(accounts.mail.waiting()).toBe(1);
  });

  test("an account is found by its id, with the role it has now", async () => {
    const by = await owner();
    const { actor } = await member(by, "Tess", "translator");
    await accounts.setRole(actor.id, "reviewer");
    expect(await accounts.person(actor.id)).toEqual({ id: actor.id, name: "Tess", role: "reviewer" });
    expect(await accounts.person("nobody")).toBeNull();
  });

  test("the last owner stays one", async () => {
    const by = await owner();
    expect(await accounts.setRole(by.id, "reader")).toBe(false);
    expect(await accounts.setRole(by.id, "owner")).toBe(true);
    const { actor } = await member(by, "Second", "owner");
    expect(await accounts.setRole(by.id, "reader")).toBe(true);
    expect(await accounts.setRole(actor.id, "reviewer")).toBe(false);
    expect(await accounts.setRole("nobody", "owner")).toBe(false);
    expect((await accounts.people()).map(({ name, role }) => [name, role])).toEqual([
      ["Owner", "reader"],
      ["Second", "owner"],
    ]);
  });

  test("people are listed with their e-mail and the instant they joined, and no secrets", async () => {
    const { id } = await owner();
    const [first] = await accounts.people();
    expect(Object.keys(first!).sort()).toEqual(["email", "id", "name", "role", "since"]);
    expect(first).toMatchObject({ id, email: "owner@example.org" });
    expect(Math.abs(Date.parse(first!.since) - now)).toBeLessThan(60_000);
  });
});

describe("too many tries", () => {
  const WRONGLY = { email: "owner@example.org", password: "not the password" };
  const RIGHTLY = { ...WRONGLY, password: PASSWORD };

  /** How long a try waits, in milliseconds. */
  async function waits(tried: () => Promise<SignedIn>): Promise<number> {
    const before = waited.length;
    await tried();
    return waited.slice(before).reduce((sum, each) => sum + each, 0);
  }

  test("of one e-mail from one network wait longer and longer there, and nowhere else; its person gets in", async () => {
    await owner();
    for (let at = 0; at < TRIES.byEmailThere + 3; at++)
      expect(status(await accounts.signIn(WRONGLY, "203.0.113.7"))).toBe(401);
    expect(waited).toEqual([500, 1_000, 2_000]);
    expect(status(await accounts.signIn(RIGHTLY, "203.0.113.7"))).toBe(200);
    expect(waited.at(-1)).toBe(4_000);
    expect(status(await accounts.signIn({ ...RIGHTLY, email: "other@example.org" }, "203.0.113.7"))).toBe(401);
    expect(waited).toHaveLength(4);
  });

  test("of one e-mail from many networks never keep its person out: each waits a little longer", async () => {
    await owner();
    for (let i = 0; i < 40; i++) expect(status(await accounts.signIn(WRONGLY, `10.0.0.${i}`))).toBe(401);
    expect(waited.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(Math.max(...waited)).toBe(8_000);
    expect(status(await accounts.signIn(RIGHTLY, HERE))).toBe(200);
  });

  test("are counted apart on a device on which its person has signed in before", async () => {
    await owner();
    const { cookies } = welcomed(await accounts.signIn(RIGHTLY, HERE));
    const known = headersOf(cookies.filter((cookie) => cookie.startsWith("variorum.device")));
    for (let i = 0; i < TRIES.byEmailThere + 1; i++) await accounts.signIn(WRONGLY, HERE);
    expect(await waits(() => accounts.signIn(RIGHTLY, HERE))).toBeGreaterThan(0);
    expect(await waits(() => accounts.signIn(RIGHTLY, HERE, known))).toBe(0);
    const forged = { cookie: known.cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A")) };
    expect(await waits(() => accounts.signIn(RIGHTLY, HERE, forged))).toBeGreaterThan(0);
    for (let i = 0; i < TRIES.byDevice; i++)
      expect(status(await accounts.signIn(WRONGLY, "192.0.2.9", known))).toBe(401);
    expect(await waits(() => accounts.signIn(RIGHTLY, HERE, known))).toBeGreaterThan(0);
  });

  test("a device is known for those who signed in on it, not for anybody else", async () => {
    const by = await owner();
    await member(by, "Tess", "translator");
    const first = welcomed(await accounts.signIn(RIGHTLY, HERE)).cookies;
    const tess = { email: "tess@example.org", password: PASSWORD };
    for (let i = 0; i < TRIES.byEmailThere; i++) await accounts.signIn({ ...tess, password: "wrong" }, HERE);
    expect(await waits(() => accounts.signIn(tess, HERE, headersOf(first)))).toBeGreaterThan(0);
    const both = welcomed(await accounts.signIn(tess, "192.0.2.9", headersOf(first))).cookies;
    expect(await waits(() => accounts.signIn(tess, HERE, headersOf(both)))).toBe(0);
    for (let i = 0; i < TRIES.byEmailThere; i++) await accounts.signIn(WRONGLY, HERE);
    expect(await waits(() => accounts.signIn(RIGHTLY, HERE, headersOf(both)))).toBe(0);
  });

  test("of one network wait for a while, and other networks' don't", async () => {
    const { id } = await owner();
    const guess = (i: number) => accounts.signIn({ email: `guess${i}`, password: PASSWORD }, "2001:db8:0:0::/64");
    for (let i = 0; i < TRIES.byNetwork; i++) expect(await waits(() => guess(i))).toBe(0);
    expect(await waits(() => guess(999))).toBe(500);
    expect(await waits(() => accounts.signIn(RIGHTLY, "2001:db8:0:0::/64"))).toBe(1_000);
    const { actor } = welcomed(await accounts.signIn(RIGHTLY, "2001:db8:0:1::/64"));
    expect([actor.id, waited.length]).toEqual([id, 2]);
  });

  test("at joining wait as well", async () => {
    const token = await accounts.ownerToken();
    for (let i = 0; i < TRIES.byNetwork; i++) await accounts.join("A".repeat(43), person(`Guess${i}`), HERE);
    expect(await waits(() => accounts.join(token!, person("Owner"), HERE))).toBe(500);
  });

  test("a try that goes well is not counted", async () => {
    await owner();
    for (let i = 0; i < TRIES.byEmailThere + 2; i++)
      expect(status(await accounts.signIn({ email: "owner@example.org", password: PASSWORD }, HERE))).toBe(200);
  });
});

test("what others write through the same connection is on disk at once, while and although somebody's joining fails", async () => {
  const by = await owner();
  db.exec("CREATE TABLE kept (n INTEGER)");
  const token = await accounts.invite(by, "reader");
  const joining = Promise.all([
    accounts.join(token, person("One"), HERE),
    accounts.join(token, person("Two"), HERE),
    accounts.join(token, person("Owner"), HERE),
  ]);
  const others = new SqliteDatabase(join(folder, "variorum.sqlite"), { readonly: true });
  let over = false;
  void joining.finally(() => (over = true));
  let written = 0;
  while (!over) {
    expect(db.inTransaction).toBe(false);
    db.prepare("INSERT INTO kept VALUES (?)").run(written++);
    expect(others.prepare("SELECT count(*) AS n FROM kept").get()).toEqual({ n: written });
    await new Promise(setImmediate);
  }
  others.close();
  expect((await joining).map(status).filter((each) => each === 200)).toHaveLength(1);
  expect(written).toBeGreaterThan(1);
});

describe("the secret", () => {
  test("is made once, kept, and readable by its owner alone", () => {
    const path = join(folder, "nested", "secret");
    const secret = keepSecret(join(folder, "nested"));
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    expect(keepSecret(join(folder, "nested"))).toBe(secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("that is damaged stops the start and is not overwritten", () => {
    writeFileSync(join(folder, "secret"), "");
    expect(() => keepSecret(folder)).toThrow("does not hold a secret");
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("");
  });

  test("of the environment does not take its place", async () => {
    const { cookies } = await member(await owner(), "Tess", "reader");
    db.close();
    process.env["BETTER_AUTH_SECRETS"] = "9:another-secret-that-is-long-enough-for-anybody";
    try {
      await open();
    } finally {
      delete process.env["BETTER_AUTH_SECRETS"];
    }
    expect(await accounts.actorOf(headersOf(cookies))).toMatchObject({ name: "Tess" });
  });
});
