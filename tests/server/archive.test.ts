/** A work as an archive: what goes out comes in elsewhere with the same records, and what was bent does not. */
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { ArchiveRefused, bringArchive as bringFrom } from "../../server/bringing/bringing-archive.ts";
import { inMemory, onDisk, PIECE } from "../../server/bringing/file-bytes.ts";
import { linesIn, linesOf } from "../../server/bringing/lines.ts";
import { writeBag } from "../../server/bringing/bag.ts";
import { openBag } from "../../server/bringing/unbag.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { draftedIn } from "../../server/exchanging/drafts.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { archived, type ToldStep } from "../../translations/exchange/archive.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { bringArchive } from "../help/archives.ts";
import { inRole, lossyHistories, STREAM } from "../help/histories.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";
import { examples } from "../help/seeds.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-archive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOBODY = () => false;

function effects(seed: string) {
  let [acts, moments] = [0, 0];
  return {
    newAct: () => `${seed}-${++acts}`,
    newSalt: saltsFrom(seed),
    now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * ++moments).toISOString(),
  };
}

/** A work with what happened in it, as an archive. */
async function archiveOf(store: Store, id: string, drafted?: () => ToldStep[]): Promise<Uint8Array> {
  const work = (await store.work(id))!;
  const records = await store.recordsOfWork(id);
  const told = () =>
    [...work.passages, ...(work.retired ?? [])].map((passage) => ({
      passage,
      versions: records
        .filter(({ stream }) => stream === passageStream({ work: id, passage: passage.id }))
        .reduce<readonly Version[]>(evolveVersions, []),
      address: (version: number) => `/${id}/${passage.id}/v${version}`,
    }));
  const pieces: Uint8Array[] = [];
  writeBag(
    id,
    archived(work, `The work ${id}\n`, () => records, told, [], drafted),
    () => [["External-Identifier", id]],
    (bytes) => pieces.push(bytes),
  );
  return Buffer.concat(pieces);
}

/** An archive in which a file says something else, as whoever bends it well would have it: with all digests made anew. */
function bent(archive: Uint8Array, name: string, change: (text: string) => string, isSealed: boolean): Uint8Array {
  const files = unzipSync(archive);
  const [path] = Object.keys(files).filter((each) => each.endsWith(name));
  files[path!] = strToU8(change(Buffer.from(files[path!]!).toString()));
  if (isSealed)
    for (const [manifest, covers] of [
      ["manifest-sha256.txt", "data/"],
      ["tagmanifest-sha256.txt", "manifest-sha256.txt"],
    ] as const) {
      const at = Object.keys(files).find((each) => each.endsWith(`/${manifest}`))!;
      const root = at.slice(0, -manifest.length);
      const lines = Buffer.from(files[at]!).toString().split("\n").filter(Boolean);
      files[at] = strToU8(
        lines
          .map((line) => {
            const own = line.slice(66);
            return own.startsWith(covers)
              ? `${digestOfText(Buffer.from(files[root + own]!).toString())}  ${own}\n`
              : `${line}\n`;
          })
          .join(""),
      );
    }
  return zipSync(files);
}

test("in whatever history, it comes in elsewhere with the same records, verifies, and goes out as the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(lossyHistories(), fc.nat(30), async ({ steps }, half) => {
      const [dbHere, dbThere] = [openSqlite(":memory:"), openSqlite(":memory:")];
      const [here, there] = [sqliteStore(dbHere), sqliteStore(dbThere)];
      await bring(here, bareWork(STREAM.work));
      const desk = openDesk(here, effects("archive"));
      const early: Uint8Array[] = [];
      for (const [at, { actor, command, takeOut }] of steps.entries()) {
        if (at === half) early.push(await archiveOf(here, STREAM.work));
        await (takeOut ? desk.remove(STREAM, takeOut.taking, takeOut.why, actor) : done(desk, STREAM, command, actor));
      }
      const whole = await archiveOf(here, STREAM.work);
      expect(Buffer.from(await archiveOf(here, STREAM.work)).equals(Buffer.from(whole))).toBe(true);
      // Some of it first: the rest, also what was taken out since, is what a later archive adds.
      for (const first of early) await bringArchive(there, first, NOBODY);
      const came = await bringArchive(there, whole, NOBODY);
      expect(came.work).toBe(STREAM.work);
      expect((await bringArchive(there, whole, NOBODY)).added).toBe(0);
      for (const first of early) expect((await bringArchive(there, first, NOBODY)).added).toBe(0);
      expect(await there.recordsOfWork(STREAM.work)).toEqual(await here.recordsOfWork(STREAM.work));
      expect(await openDesk(there).passage(STREAM)).toEqual(await openDesk(here).passage(STREAM));
      expect(audit(dbThere).faults).toEqual([]);
      expect(Buffer.from(await archiveOf(there, STREAM.work)).equals(Buffer.from(whole))).toBe(true);
      await here.close();
      await there.close();
    }),
    { numRuns: examples(25) },
  );
}, 240_000);

async function made(seed: string): Promise<{ store: Store; archive: Uint8Array; desk: ReturnType<typeof openDesk> }> {
  const store = sqliteStore(openSqlite(":memory:"));
  await bring(store, bareWork(STREAM.work));
  const desk = openDesk(store, effects(seed));
  await done(desk, STREAM, { type: "open-proposal", proposal: "p", kind: "revision", base: null }, inRole("owner"));
  return { store, desk, archive: await archiveOf(store, STREAM.work) };
}

test.each([
  ["a letter of a record", "records.jsonl", (text: string) => text.replace("revision", "revisiom")],
  ["what stands beside one", "records.jsonl", (text: string) => text.replace(/"beside":\[\[/, '"beside":[["00",1],[')],
  ["a record left out", "records.jsonl", (text: string) => text.split("\n").slice(0, -2).join("\n") + "\n"],
  ["a record twice", "records.jsonl", (text: string) => text + text.split("\n").at(-2) + "\n"],
  ["a line that is none", "records.jsonl", (text: string) => `${text}{}\n`],
  ["nothing left", "records.jsonl", () => ""],
])("%s: refused, whether or not its digests were made anew, and nothing is here", async (what, name, change) => {
  const { archive } = await made("bent");
  const store = sqliteStore(openSqlite(":memory:"));
  await expect(bringArchive(store, bent(archive, name, change, false), NOBODY)).rejects.toThrow(NotTaken);
  // The last record of a stream can't be missed by those who have never seen it.
  if (what === "a record left out") {
    const { added } = await bringArchive(store, bent(archive, name, change, true), NOBODY);
    expect(added).toBeGreaterThan(0);
  } else {
    await expect(bringArchive(store, bent(archive, name, change, true), NOBODY)).rejects.toThrow(ArchiveRefused);
    expect(await store.works()).toEqual([]);
  }
  await store.close();
});

test("one that went another way is refused, with what differs named; so is whoever would speak for an account here", async () => {
  const [{ store, archive, desk }, other] = [await made("one"), await made("one")];
  await done(desk, STREAM, { type: "open-proposal", proposal: "q", kind: "revision", base: null }, inRole("owner"));
  await done(
    other.desk,
    STREAM,
    { type: "open-proposal", proposal: "r", kind: "revision", base: null },
    inRole("owner"),
  );
  const theirs = await archiveOf(other.store, STREAM.work);
  await expect(bringArchive(store, theirs, NOBODY)).rejects.toMatchObject({
    fault: { code: "another-way", work: STREAM.work },
  });
  expect((await bringArchive(store, archive, NOBODY)).added).toBe(0);
  const empty = sqliteStore(openSqlite(":memory:"));
  await expect(bringArchive(empty, archive, (id) => id === "owner")).rejects.toMatchObject({
    fault: { code: "own-account", id: "owner" },
  });
  expect(await empty.works()).toEqual([]);
  for (const each of [store, other.store, empty]) await each.close();
});

test("what was added elsewhere comes back to where the work began, but nothing in the name of somebody who is here", async () => {
  const [here, there] = [await made("first"), sqliteStore(openSqlite(":memory:"))];
  await bringArchive(there, here.archive, NOBODY);
  const opened = (proposal: string, id: string) =>
    done(
      openDesk(there, effects(proposal)),
      STREAM,
      { type: "open-proposal", proposal, kind: "revision", base: null },
      { ...inRole("owner"), id },
    );
  await opened("q", "elsewhere");
  const isHere = (id: string) => id === inRole("owner").id;
  expect((await bringArchive(here.store, await archiveOf(there, STREAM.work), isHere)).added).toBeGreaterThan(0);
  await opened("elsewhere", "another");
  await bring(here.store, bareWork("another"));
  const another = { work: "another", passage: STREAM.passage };
  await done(
    openDesk(here.store, effects("another")),
    another,
    { type: "open-proposal", proposal: "elsewhere", kind: "revision", base: null },
    inRole("owner"),
  );
  await expect(bringArchive(here.store, await archiveOf(there, STREAM.work), isHere)).rejects.toMatchObject({
    fault: { code: "own-proposal", id: "elsewhere" },
  });
  await opened("r", inRole("owner").id);
  await expect(bringArchive(here.store, await archiveOf(there, STREAM.work), isHere)).rejects.toMatchObject({
    fault: { code: "own-account", id: inRole("owner").id },
  });
  expect(await here.store.passagesOf("r")).toEqual([]);
  for (const store of [here.store, there]) await store.close();
});

test("where works were only brought in, nobody is asked for names", async () => {
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  await bring(store, bareWork(STREAM.work));
  await done(
    openDesk(store, effects("alone")),
    STREAM,
    { type: "open-proposal", proposal: "p", kind: "revision", base: null },
    inRole("owner"),
  );
  expect([...draftedIn(db, STREAM.work)]).toEqual([]);
  await store.close();
});

test("how drafts came to be goes out for people to read; elsewhere the work is the same with it or without it", async () => {
  const [{ store }, there] = [await made("drafted"), sqliteStore(openSqlite(":memory:"))];
  const step = { proposal: "p", passage: STREAM.passage, step: 1, from: null, to: null, by: ["李"], text: "a\n🦜" };
  const whole = await archiveOf(store, STREAM.work, () => [step]);
  const files = unzipSync(whole);
  const name = Object.keys(files).find((each) => each.endsWith("data/drafts.jsonl"))!;
  expect(JSON.parse(Buffer.from(files[name]!).toString())).toEqual(step);
  await bringArchive(there, whole, NOBODY);
  expect(
    Buffer.from(await archiveOf(there, STREAM.work)).equals(Buffer.from(await archiveOf(store, STREAM.work))),
  ).toBe(true);
  for (const each of [store, there]) await each.close();
});

test("what is no bag is said to be none", async () => {
  for (const bytes of [zipSync({ "a.txt": strToU8("a") }), zipSync({ "x/bagit.txt": strToU8("BagIt-Version: 9\n") })])
    await expect(openBag(inMemory(bytes), { read: [] })).rejects.toThrow(NotTaken);
});

test("whichever byte of it is another, it is refused, or comes in as it was", async () => {
  const { archive, store: here } = await made("bytes");
  const whole = (await here.recordsOfWork(STREAM.work)).map(({ body }) => body);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const other = Buffer.from(archive);
      other[at] = other[at]! ^ by;
      const store = sqliteStore(openSqlite(":memory:"));
      try {
        await bringArchive(store, other, NOBODY);
        expect((await store.recordsOfWork(STREAM.work)).map(({ body }) => body)).toEqual(whole);
      } catch (error) {
        if (!(error instanceof NotTaken) && !(error instanceof ArchiveRefused)) throw error;
        refused++;
        expect(await store.works()).toEqual([]);
      } finally {
        await store.close();
      }
    }),
    { numRuns: examples(150) },
  );
  expect(refused).toBeGreaterThan(20);
});

test("one that lies on the disk is read from there, a piece at a time, and its lines are the same", async () => {
  const name = join(folder, "lines");
  // Lines that end anywhere in the pieces that are read, one of them longer than a piece.
  const lines = Array.from({ length: 3_000 }, (_, at) => `${at} 治${"理é".repeat((at * 7_919) % 601)}`);
  lines.splice(1_500, 0, "x".repeat(2 * PIECE + 1));
  for (const end of ["", "\n"]) {
    writeFileSync(name, lines.join("\n") + end);
    const file = openSync(name, "r");
    expect([...linesIn(onDisk(file))]).toEqual(lines);
    expect([...linesIn(onDisk(file))]).toEqual([...linesOf(readFileSync(name))]);
    closeSync(file);
  }
  const { archive } = await made("disk");
  const zipped = join(folder, "work.zip");
  writeFileSync(zipped, archive);
  const [file, store] = [openSync(zipped, "r"), sqliteStore(openSqlite(":memory:"))];
  const { added } = await bringFrom(store, onDisk(file), NOBODY, null, null, { room: folder });
  expect(added).toBeGreaterThan(0);
  expect(Buffer.from(await archiveOf(store, STREAM.work)).equals(archive)).toBe(true);
  // What was unpacked has gone.
  expect(readdirSync(folder).filter((each) => each.startsWith(".unpacked"))).toEqual([]);
  await expect(bringFrom(store, onDisk(file), NOBODY, null, null, { most: 100 })).rejects.toMatchObject({
    fault: { code: "over", limit: "unpacked" },
  });
  closeSync(file);
  await store.close();
});
