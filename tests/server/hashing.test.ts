/** Passwords and the disk share four threads of this process: however many sign in, the disk gets its turn. */
import { scrypt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openAccounts } from "../../server/accounts/accounts.ts";
import { Busy, Hashing } from "../../server/accounts/hashing.ts";
import { newId } from "../../server/store/ids.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { bareWork, opening } from "../help/store-contract.ts";
import { bring } from "../help/made-works.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-hashing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Hashes that end when they are told to. */
class Held {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, (hash: string) => void>();

  hash(password: string): Promise<string> {
    this.begun.push(password);
    return new Promise((resolve) => this.#ends.set(password, resolve));
  }

  verify = () => Promise.resolve(true);

  async end(password: string): Promise<void> {
    this.#ends.get(password)!("hashed");
    await new Promise(setImmediate);
  }
}

test("two are hashed at once, the others in the order they came, and one that fails makes room", async () => {
  const held = new Held();
  const hashing = new Hashing(held);
  const all = ["a", "b", "c", "d"].map((password) => hashing.hash(password));
  expect(held.begun).toEqual(["a", "b"]);
  await held.end("b");
  expect(held.begun).toEqual(["a", "b", "c"]);
  await held.end("a");
  await held.end("c");
  await held.end("d");
  expect(await Promise.all(all)).toEqual(Array(4).fill("hashed"));
  const failing = new Hashing({ hash: () => Promise.reject(new Error("no memory")), verify: held.verify });
  await Promise.all(["a", "b", "c"].map((each) => expect(failing.hash(each)).rejects.toThrow("no memory")));
  expect(await failing.verify({ hash: "", password: "" })).toBe(true);
});

test("whoever comes when the line is full is told so at once", async () => {
  const hashing = new Hashing(new Held());
  const waiting = Array.from({ length: 66 }, (_, at) => hashing.hash(String(at)));
  await expect(hashing.hash("one more")).rejects.toThrow(Busy);
  expect(waiting).toHaveLength(66);
});

test("a sign-in that finds the line full is answered 503 with when to come back, and is not held against anybody", async () => {
  const db = openSqlite(join(folder, "full.db"));
  const held = new Held();
  const options = { db, secret: "x".repeat(43), baseUrl: "http://127.0.0.1:3000", secureCookies: false };
  const accounts = await openAccounts(options, { hash: held });
  const tries = Array.from({ length: 70 }, (_, at) =>
    accounts.signIn({ email: `nobody${at}@example.org`, password: "a calm long password" }, `10.0.0.${at}`),
  );
  const refused = await Promise.race(tries);
  expect(refused).toMatchObject({ ok: false, status: 503, retryAfter: 5 });
  expect(held.begun).toHaveLength(2);
  void Promise.allSettled(tries);
  db.close();
});

test("while 48 sign in, known or not, two are hashed at once and a draft's words reach the disk before most are through", async () => {
  const db = openSqlite(join(folder, "both.db"));
  // Whether the disk gets a thread is looked at here, not how long it takes.
  const toDisk = async () => void (await stat(folder));
  const store = sqliteStore(db, { now: Date.now, newDraft: newId, toDisk });
  let [now, most, done] = [0, 0, 0];
  // On the same threads as in earnest, and quicker.
  const counted = (password: string) =>
    new Promise<string>((resolve, reject) => {
      most = Math.max(most, ++now);
      scrypt(password, "salt", 32, { N: 4_096 }, (error, key) => {
        now--;
        done++;
        if (error) reject(error);
        else resolve(key.toString("hex"));
      });
    });
  const hash = {
    hash: counted,
    verify: async (given: { hash: string; password: string }) => (await counted(given.password)) === given.hash,
  };
  const options = { db, secret: "x".repeat(43), baseUrl: "http://127.0.0.1:3000", secureCookies: false };
  const accounts = await openAccounts(options, { hash, wait: () => Promise.resolve() });
  const owner = { name: "Owner", email: "owner@example.org", password: "a calm long password" };
  await accounts.join((await accounts.ownerToken())!, owner, "here");
  await bring(store, bareWork("nip14"));
  await store.append(opening({ work: "nip14", passage: "p" }, "p"));
  const [draft] = await store.drafts.of("p");
  await store.drafts.begin(draft!, { bytes: Uint8Array.of(1), by: null });

  done = 0;
  const tries = Array.from({ length: 48 }, (_, at) =>
    accounts.signIn(
      { email: at % 2 === 0 ? owner.email : `nobody${at}@example.org`, password: owner.password },
      `10.0.0.${at}`,
    ),
  );
  while (done < 2) await new Promise(setImmediate);
  const before = done;
  await store.drafts.append(draft!, [{ bytes: Uint8Array.of(2), by: "ann" }]);
  expect(done - before).toBeLessThan(12);
  const outcomes = await Promise.all(tries);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(24);
  expect([done, most]).toEqual([48, 2]);
  await store.close();
});
