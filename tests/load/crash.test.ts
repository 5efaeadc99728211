/**
 * The server is killed at any moment, again and again, while two people write: nothing that was acknowledged may be
 * lost. At which points exactly it is killed, `crash-points.test.ts` says. Longer with SOAK=<minutes>.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { draftIn, SEED_WORDS, until, wordsOf, namedStore } from "../help/live.ts";
import { Typist } from "./typist.ts";

const ROUNDS = Number(process.env["SOAK"] ?? 0) > 0 ? 100 : 10;
/** How long a round's writing may go on before the process is killed, in milliseconds. */
const [SHORTEST, LONGEST] = [40, 500];

const root = resolve(import.meta.dirname, "../..");
const artifacts = join(root, "tests/.artifacts");
let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  mkdirSync(artifacts, { recursive: true });
  // Inside the checkout, so that the built server finds the packages.
  folder = mkdtempSync(join(artifacts, "crash-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { ssr: "tests/load/crash-server.ts", outDir: folder, emptyOutDir: false, minify: false },
  });
});

afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Server {
  port: number;
  kill(): Promise<void>;
}

async function start(file: string, port: number): Promise<Server> {
  const child = spawn(process.execPath, [join(folder, "crash-server.js"), file, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.endsWith("\n") || child.exitCode !== null, "the server listens");
  expect(child.exitCode, "the server started").toBeNull();
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
    running.delete(child);
  };
  return { port: Number(said), kill };
}

const times = (text: string, part: string) => text.split(part).length - 1;

async function onDisk(file: string): Promise<string> {
  const store = namedStore(openSqlite(file));
  try {
    return wordsOf(await draftIn(store));
  } finally {
    await store.close();
  }
}

test(
  `kill -9 of the server while two people write, ${ROUNDS} times: nothing acknowledged is lost, nothing is doubled`,
  async () => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);
    console.info(`crash test: SEED=${seed}`);
    const moments = fc.sample(fc.integer({ min: SHORTEST, max: LONGEST }), { seed, numRuns: ROUNDS });
    const pauses = fc.sample(fc.integer({ min: 0, max: 12 }), { seed, numRuns: 97 });
    let turn = 0;
    const pause = () => pauses[turn++ % pauses.length]!;

    const file = join(folder, "draft.db");
    let server = await start(file, 0);
    const typists = [new Typist(server.port, "ada", "a"), new Typist(server.port, "bo", "博")];
    await Promise.all(typists.map(({ writer }) => writer.synced()));
    let [acknowledged, unacknowledged] = [0, 0];

    const said = () => typists.reduce((sum, { writer }) => sum + writer.acknowledged, 0);
    for (const moment of moments) {
      const before = said();
      const typing = Promise.all(typists.map((typist) => typist.typeUntilRest(pause)));
      // However slow the machine is, there is something to lose.
      await until(() => said() > before + 1, "words are acknowledged");
      await new Promise((done) => setTimeout(done, moment));
      await server.kill();
      const promised = typists.flatMap((typist) => typist.acknowledged);
      for (const typist of typists) typist.rest();
      await typing;

      const kept = await onDisk(file);
      expect(times(kept, SEED_WORDS), "the seed stands once").toBe(1);
      expect(
        promised.filter((word) => times(kept, word) !== 1),
        "acknowledged and not on disk once",
      ).toEqual([]);
      acknowledged = promised.length;
      unacknowledged += typists.reduce((sum, typist) => sum + typist.all.length, 0) - promised.length;

      server = await start(file, server.port);
      await Promise.all(typists.map(({ writer }) => writer.synced()));
      await Promise.all(typists.map(({ writer }) => writer.saved()));
      await until(() => typists[0]!.writer.text === typists[1]!.writer.text, "both read the same");
      const now = typists[0]!.writer.text;
      expect(await onDisk(file)).toBe(now);
      expect(
        typists.flatMap(({ all }) => all).filter((word) => times(now, word) !== 1),
        "not there once",
      ).toEqual([]);
      expect(times(now, SEED_WORDS), "the seed stands once").toBe(1);
    }

    for (const { writer } of typists) writer.leave();
    await server.kill();
    console.info(
      `crash test: ${acknowledged} acknowledged words kept, ${unacknowledged} were on their way when it died`,
    );
    expect(acknowledged).toBeGreaterThan(ROUNDS);
    expect(unacknowledged).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 20_000,
);
