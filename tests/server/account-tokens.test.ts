/** Tokens for programs as accounts keep them: what one opens follows its account, and ends with it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openAccounts, type Accounts, keepSecret } from "../../server/accounts/accounts.ts";
import { Database as SqliteDatabase } from "../../server/store/driver.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { TOKEN_LIMITS, type TokenWanted } from "../../translations/people/tokens.ts";

const HERE = "127.0.0.1";
const DAY = 24 * 60 * 60 * 1_000;
const PASSWORD = "a calm long password";
const WANTED = { name: "weekly copy", work: null, may: [], days: 30, password: PASSWORD };

let folder: string;
let db: Database;
let accounts: Accounts;
let now: number;
let owner: Signed;

interface Signed {
  actor: Actor;
  headers: { cookie: string };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tokens-"));
  now = Date.now();
  db = new SqliteDatabase(join(folder, "variorum.sqlite"));
  db.pragma("journal_mode = WAL");
  const options = { db, secret: keepSecret(folder), baseUrl: "http://127.0.0.1:3000", secureCookies: false };
  accounts = await openAccounts(options, {
    now: () => now,
    // In place of scrypt, which takes a tenth of a second.
    hash: {
      hash: (password) => Promise.resolve(`cheap ${password}`),
      verify: ({ hash, password }) => Promise.resolve(hash === `cheap ${password}`),
    },
    wait: () => Promise.resolve(),
  });
  owner = await joined((await accounts.ownerToken())!, "owner");
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

async function joined(invitation: string, name: string): Promise<Signed> {
  const answer = await accounts.join(invitation, { name, email: `${name}@example.org`, password: PASSWORD }, HERE);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return {
    actor: answer.actor,
    headers: { cookie: answer.cookies.map((cookie) => cookie.split(";")[0]).join("; ") },
  };
}

async function member(name: string, role: Role): Promise<Signed> {
  return joined(await accounts.invite(owner.actor, role), name);
}

async function made({ headers }: Signed, wanted: Partial<TokenWanted> = {}): Promise<string> {
  const answer = await accounts.makeToken(headers, { ...WANTED, ...wanted }, HERE);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.token;
}

/** "open", or why a token opens nothing. */
async function standing(token: string): Promise<string> {
  const opened = await accounts.byToken(token, HERE);
  return opened.ok ? "open" : `${opened.status} ${opened.refusal.code}`;
}

const tokensOf = async ({ headers }: Signed) => (await accounts.own(headers))!.tokens;

test("a token opens what its account may now, for the work and the uses it was made for", async () => {
  const ann = await member("ann", "translator");
  const token = await made(ann, { work: "nip14", may: ["import"] });
  expect(await accounts.byToken(token, HERE)).toEqual({ ok: true, actor: ann.actor, work: "nip14", may: ["import"] });
  await accounts.setRole(ann.actor.id, "reader");
  expect(await accounts.byToken(token, HERE)).toMatchObject({ ok: true, actor: { role: "reader" } });
});

test("only the hash is kept, and a list of them never shows one again", async () => {
  const token = await made(owner);
  db.pragma("wal_checkpoint(TRUNCATE)");
  expect(readFileSync(join(folder, "variorum.sqlite")).includes(token.slice(-43))).toBe(false);
  expect(JSON.stringify(await accounts.own(owner.headers))).not.toContain(token.slice(-43));
  expect(Buffer.from(token.replace(/^variorum_/, ""), "base64url")).toHaveLength(32);
});

test("a token that differs in anything opens nothing", async () => {
  const token = await made(owner);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(token.length - 1),
      fc.constantFrom("A", "b", "_", " ", "", "é", "\0"),
      async (at, other) => {
        const forged = token.slice(0, at) + other + token.slice(at + 1);
        // The last letter of base64url has bits that say nothing; but what is hashed is the text.
        expect(await standing(forged)).toMatch(forged === token ? /^open$/ : /^(?:401 token-unknown|429 too-often)$/);
      },
    ),
  );
  expect(await standing(token)).toBe("open");
});

test("it ends on its day", async () => {
  const token = await made(owner, { days: 7 });
  now += 7 * DAY - 1;
  expect(await standing(token)).toBe("open");
  now += 1;
  expect(await standing(token)).toBe("401 token-expired");
});

test("it is revoked by its own person alone", async () => {
  const ann = await member("ann", "reader");
  const token = await made(owner);
  const id = (await tokensOf(owner))[0]!.id;
  await accounts.revokeToken(ann.headers, id);
  await accounts.revokeToken({}, id);
  expect(await standing(token)).toBe("open");
  await accounts.revokeToken(owner.headers, id);
  expect(await standing(token)).toBe("401 token-unknown");
  expect(await tokensOf(owner)).toEqual([]);
});

test.each<[what: string, end: (ann: Signed) => Promise<unknown>]>([
  ["an owner closes the account", ({ actor }) => accounts.close(actor.id)],
  ["its person leaves", ({ headers }) => accounts.leave(headers, PASSWORD, HERE)],
  [
    "its person has another password",
    ({ headers }) => accounts.changePassword(headers, { password: PASSWORD, fresh: "another long one" }, HERE),
  ],
  [
    "an owner ends its sessions by a link for a new password",
    async ({ actor }) => accounts.reset((await accounts.resetLink(owner.actor, actor.id))!, "another long one", HERE),
  ],
])("it opens nothing once %s; those of others stay", async (_what, end) => {
  const ann = await member("ann", "translator");
  const [hers, other] = [await made(ann), await made(owner)];
  expect(await end(ann)).toMatchObject({ ok: true });
  expect([await standing(hers), await standing(other)]).toEqual(["401 token-unknown", "open"]);
});

test("its last use is told, and written down at most every ten minutes", async () => {
  const token = await made(owner);
  const used = async () => (await tokensOf(owner))[0]!.used;
  expect(await used()).toBeNull();
  const first = new Date(now).toISOString();
  await standing(token);
  now += 9 * 60_000;
  await standing(token);
  expect(await used()).toBe(first);
  now += 60_000;
  await standing(token);
  expect(await used()).toBe(new Date(now).toISOString());
});

test("where nothing can be written, a token still opens what it does", async () => {
  const token = await made(owner);
  db.pragma("query_only = ON");
  expect(await standing(token)).toBe("open");
});

test("it takes the password, a name, and a work that can be one; there are so many of one account, those past their day not counted", async () => {
  const refusal = async (wanted: Partial<typeof WANTED | TokenWanted>) => {
    const answer = await accounts.makeToken(owner.headers, { ...WANTED, ...wanted }, HERE);
    return answer.ok ? null : `${answer.status} ${answer.refusal.code}`;
  };
  expect(await refusal({ password: "not this one" })).toBe("403 current-password");
  expect(await refusal({ name: " \u200b" })).toBe("400 token-name");
  expect(await refusal({ name: "x".repeat(TOKEN_LIMITS.name + 1) })).toBe("400 token-name");
  expect(await refusal({ work: "No Work" })).toBe("400 token-work");
  for (let at = 0; at < TOKEN_LIMITS.each; at++) expect(await refusal({ days: 7 })).toBeNull();
  expect(await refusal({})).toBe("409 many-tokens");
  now += 7 * DAY;
  expect(await refusal({})).toBeNull();
  expect(await tokensOf(owner)).toHaveLength(1);
});

test("wrong tokens of one network are refused after so many; a right one never", async () => {
  const token = await made(owner);
  const answers = [];
  for (let at = 0; at < 60; at++) answers.push(await standing(`variorum_${"A".repeat(43)}`));
  expect(answers.filter((each) => each === "401 token-unknown")).toHaveLength(50);
  expect(answers.at(-1)).toBe("429 too-often");
  expect(await standing(token)).toBe("open");
  expect(await accounts.byToken("nothing", "198.51.100.4")).toMatchObject({ status: 401 });
});
