/**
 * Nonsense on the sockets: the server neither falls nor grows, and no draft changes by it.
 *
 * Short by default; with SOAK=<minutes> 100,000 frames, whatever the minutes. SEED=<number> repeats the frames.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { textOf } from "../../translations/draft/draft.ts";
import { readText } from "../../translations/draft/flat.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { spoiling } from "../help/flat-junk.ts";
import {
  ackFrame,
  addressOf,
  Caller,
  EMPTY_UPDATE,
  step1Frame,
  step2Frame,
  until,
  updateFrame,
  updateIn,
  Writer,
} from "../help/live.ts";
import { Dice } from "../help/network.ts";
import { GUARDED, OPEN, strangeFrame, type Condition } from "./fuzz.ts";
import { Hand } from "./hostile.ts";

const LONG = Number(process.env["SOAK"] ?? 0) > 0;
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);
const FRAMES = LONG ? 100_000 : 4_000;
const WARM_UP = 800;
/** How many attack at once. */
const ATTACKERS = 16;
const FRAMES_A_SOCKET = 20;
const TOO_LONG = new Uint8Array(1_048_577);
/**
 * With nobody left and no draft in memory, what may remain of 100,000 frames, in bytes. Code that was compiled, caches
 * of SQLite's statements and pools of the sockets settle within 3 MB here; a leak of one frame (200 bytes with its
 * object) in each would be 20 MB. The short form finds leaks of whole sockets and drafts only.
 */
const MOST_GROWTH = 8_000_000;

const root = resolve(import.meta.dirname, "../..");
const artifacts = join(root, "tests/.artifacts");
let folder: string;
let server: ChildProcess;
let port: number;

beforeAll(async () => {
  mkdirSync(artifacts, { recursive: true });
  // Inside the checkout, so that the built server finds the packages.
  folder = mkdtempSync(join(artifacts, "fuzz-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { ssr: "tests/load/fuzz-server.ts", outDir: folder, emptyOutDir: false, minify: false },
  });
  server = spawn(process.execPath, ["--expose-gc", join(folder, "fuzz-server.js"), join(folder, "fuzz.db")], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  port = (await heard<{ port: number }>()).port;
});

afterAll(() => {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** What the server says next. */
function heard<T>(): Promise<T> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`the server ended with ${code}`));
    server.once("exit", died);
    server.once("message", (answer) => {
      server.off("exit", died);
      resolve(answer as T);
    });
  });
}

async function condition(): Promise<Condition> {
  const answer = heard<Condition>();
  server.send("how do you fare?");
  return answer;
}

/** The condition once everybody has left and the drafts have left memory. */
async function atRest(): Promise<Condition> {
  let now = await condition();
  await until(async () => {
    now = await condition();
    return now.sockets === 0 && now.drafts === 0;
  }, "the server is at rest");
  return now;
}

/** What an honest client sends in a lively draft, and updates like those, never sent. */
async function recorded(dice: Dice): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  class Recording extends WebSocket {
    override send(frame: Parameters<WebSocket["send"]>[0]): void {
      frames.push(Uint8Array.from(frame as Uint8Array));
      super.send(frame);
    }
  }
  const hand = new Hand(port, "ada", dice, Recording);
  await hand.writer.synced();
  const place = { type: null, tname: "rendering", item: { client: 1, clock: 2 }, assoc: 0 };
  hand.writer.provider.awareness.setLocalState({ user: { name: "Ada" }, cursor: { anchor: place, head: place } });
  for (let step = 0; step < 60 || hand.notes.size === 0; step++) hand.act();
  hand.writer.provider.connect();
  await until(() => hand.saved, "the recorded words are saved");
  hand.writer.provider.disconnect();
  const sent = hand.made.length;
  while (hand.made.length < sent + 60) {
    hand.act();
    hand.writer.provider.disconnect();
  }
  frames.push(...hand.made.slice(sent).map(updateFrame), step2Frame(Y.encodeStateAsUpdate(hand.doc)));
  hand.leave();
  return frames;
}

/** What the draft holds that translators attack. */
async function heldInOpen(): Promise<Uint8Array> {
  const caller = await new Caller(addressOf(port, OPEN), "ada").seated();
  const told = () => caller.heardOf(0).find(([, step]) => step === 1);
  caller.say(step1Frame(Uint8Array.of(0)));
  await until(() => told() !== undefined, "the attacked draft is told");
  caller.socket.terminate();
  return updateIn(told()!);
}

/** What is sent, real frames and a draft, and how many of them spoilt its markers, embeds and marks. */
interface Arms {
  frames: readonly Uint8Array[];
  draft: Uint8Array;
  spoilt: number;
}

function spoiltFrame(arms: Arms, dice: Dice): Uint8Array {
  arms.spoilt++;
  return updateFrame(spoiling(arms.draft, () => dice.next()));
}

/** Sends strange frames, one after another, until `left` says that it is enough. Gives how its sockets ended. */
async function attack(arms: Arms, dice: Dice, left: () => boolean): Promise<number[]> {
  const ends: number[] = [];
  while (left()) ends.push(await assault(arms, dice, left));
  return ends;
}

/** One socket's life; 0 if it was left in peace. */
async function assault(arms: Arms, dice: Dice, left: () => boolean): Promise<number> {
  const translator = dice.chance(0.3);
  const [draft, person] = translator ? [OPEN, "ada"] : [GUARDED, dice.pick(["rae", null])];
  const caller = new Caller(addressOf(port, draft), person);
  let end: number | null = null;
  void caller.closed.then((code) => (end = code));
  await answered(caller);
  if (dice.chance(0.7) && end === null) caller.say(step2Frame(EMPTY_UPDATE));
  for (let sent = 0; sent < FRAMES_A_SOCKET && end === null && left(); sent++) {
    // "Who is here?" is always answered: the frame before it was taken, or the socket is closed.
    const spoils = translator && dice.chance(0.5);
    const strange = spoils ? spoiltFrame(arms, dice) : strangeFrame(arms.frames, dice);
    caller.say(dice.chance(0.0005) ? TOO_LONG : strange, Uint8Array.of(3));
    await answered(caller);
  }
  if (end === null) caller.socket.terminate();
  return end ?? 0;
}

/** Waits until the server says something to a socket, or closes it. */
async function answered({ socket, closed }: Caller): Promise<void> {
  await Promise.race([new Promise((resolve) => socket.once("message", resolve)), closed]);
}

/** Bytes that are no WebSocket frames, after a handshake that is one. */
async function breakFraming(dice: Dice): Promise<void> {
  const { pathname, search } = new URL(addressOf(port));
  const line = connect(port, "127.0.0.1");
  line.on("error", () => line.destroy());
  line.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await new Promise((resolve) => line.once("data", resolve));
  line.write(dice.bytes(dice.between(1, 2_000)));
  await new Promise((resolve) => setTimeout(resolve, 5));
  line.destroy();
}

test(
  `${FRAMES} damaged frames: no crash, no growth, no change to a draft, and the server still answers`,
  async () => {
    console.info(`fuzz: SEED=${SEED}`);
    const dice = new Dice(SEED);
    const arms: Arms = { frames: await recorded(dice.fork()), draft: await heldInOpen(), spoilt: 0 };
    const fire = async (count: number) => {
      let remaining = count;
      const left = () => remaining-- > 0;
      const ends = await Promise.all(Array.from({ length: ATTACKERS }, () => attack(arms, dice.fork(), left)));
      for (let at = 0; at < count / 200; at++) await breakFraming(dice);
      return ends.flat();
    };

    await fire(WARM_UP);
    const before = await atRest();
    const reader = await new Writer(port, null).synced();
    const words = reader.text;
    const notes = reader.doc.getMap("notes").toJSON();
    expect(notes, "there is something to lose").not.toEqual({});
    let heard = 0;
    reader.doc.on("update", () => heard++);
    arms.spoilt = 0;
    const start = Date.now();
    const ends = await fire(FRAMES);
    const seconds = (Date.now() - start) / 1_000;

    expect(heard, "a well-behaved reader hears of no change").toBe(0);
    expect(reader.closed, "and is not disturbed").toEqual([]);
    expect([reader.text, reader.doc.getMap("notes").toJSON()]).toEqual([words, notes]);
    expect((await condition()).guarded, "nothing reached the disk").toBe(before.guarded);
    const codes = new Set(ends);
    const known = [0, CLOSE.malformed, CLOSE.notAllowed, CLOSE.tooLarge, CLOSE.tooMany];
    expect(
      [...codes].filter((code) => !known.includes(code as 0)),
      "other close codes",
    ).toEqual([]);
    expect(codes).toContain(CLOSE.malformed);
    expect(codes).toContain(CLOSE.notAllowed);

    const bo = await new Writer(port, "bo").synced();
    bo.type(" still here");
    await bo.saved();
    await until(() => reader.text.includes("still here"), "honest words still arrive");
    const caller = await new Caller(addressOf(port, OPEN), "ada").seated();
    caller.say(step2Frame(EMPTY_UPDATE), ackFrame(1));
    await until(() => caller.heardOf(100).length === 1, "the attacked draft still answers");
    caller.socket.terminate();
    const open = new Y.Doc();
    Y.applyUpdate(open, await heldInOpen());
    readText(textOf(open)).rendering.check();
    bo.leave();
    reader.leave();

    const after = await atRest();
    expect(after.errors).toEqual([]);
    const count = (code: number) => ends.filter((end) => end === code).length;
    console.info(
      `fuzz: ${FRAMES} frames, ${arms.spoilt} of them with spoilt markers, embeds or marks, over ${ends.length} ` +
        `sockets in ${seconds.toFixed(1)} s; closed as malformed ` +
        `${count(CLOSE.malformed)}, as not allowed ${count(CLOSE.notAllowed)}, as too large ${count(CLOSE.tooLarge)}, ` +
        `as too many ${count(CLOSE.tooMany)}; heap ${megabytes(before.heap)} → ${megabytes(after.heap)} MB, ` +
        `resident ${megabytes(before.rss)} → ${megabytes(after.rss)} MB`,
    );
    expect(after.heap - before.heap, "growth of memory in bytes").toBeLessThan(MOST_GROWTH);
  },
  LONG ? 1_200_000 : 300_000,
);

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
