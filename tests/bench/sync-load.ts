/**
 * The people of `sync.ts`: each a socket that types at a human rate and reads what the others type. They keep no document
 * of what the others write, so that the load weighs little beside the server it measures. One clock serves all, since
 * all are in one process.
 */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { Dice } from "../help/network.ts";
import { DIALECTS, type Dialect, type ServerName } from "./sync-dialects.ts";
import { textOf } from "../../translations/draft/draft.ts";

/** Key strokes a person makes a second, on average: 48 words a minute. */
export const RATE = 4;
/** How many sockets are opened at once. */
const OPENING = 20;
/** How long a socket may take to open, and what is under way to arrive after the last key stroke, in milliseconds. */
const PATIENCE = 10_000;
/**
 * How long people have typed before times are taken, in milliseconds. A server that was idle compiles anew what a new
 * load needs, for half a second or so, and so does this process: that says nothing of the hours after it.
 */
const SETTLING = 3_000;
/** Every so many milliseconds it is looked how late this process is; Node counts them to the lag. */
const LAG_STEP = 1;

export interface Scenario {
  /** Also where its drafts are: two loads share none. */
  name: string;
  clients: number;
  drafts: number;
  seconds: number;
  /** Every how many-th client looks into each update; the others only take it off. */
  watch: number;
}

export interface Outcome {
  /** Sockets that were not let in. */
  refused: number;
  /** Sockets that closed while people typed. */
  dropped: number;
  /** Close codes of both, each once. */
  codes: number[];
  typed: number;
  /** Key strokes that reached another person while people typed, a second; and of all that should have, the share. */
  delivered: number;
  share: number;
  /** Milliseconds from a key stroke to another person's socket. */
  p50: number;
  p99: number;
  /** Milliseconds from a key stroke to the answer that it is on disk; null where a server can't say. */
  savedP99: number | null;
  /** How late this process itself comes to what it has to do, in milliseconds; it is in all the times above. */
  lagP99: number;
}

/** Times in steps of a tenth of a millisecond, up to a minute, of what began once all had settled. */
class Times {
  readonly #steps = new Uint32Array(600_001);
  #taken = 0;
  /** Those before that too. */
  count = 0;
  /** On the clock of `performance.now`. */
  from = Infinity;

  add(begun: number, ended: number): void {
    this.count++;
    if (begun < this.from) return;
    this.#steps[Math.min(600_000, Math.round((ended - begun) * 10))]!++;
    this.#taken++;
  }

  /** The smallest time that a `share` of all does not exceed. */
  quantile(share: number): number {
    let left = Math.max(1, Math.ceil(this.#taken * share));
    const step = this.#steps.findIndex((many) => (left -= many) <= 0);
    return step / 10;
  }
}

/** The clocks of one typist's letters begin at 0 and rise by one with each; so do the times at which they were typed. */
type TypedAt = Map<number, number[]>;

interface Watch {
  typedAt: TypedAt;
  arrived: Times;
  saved: Times;
}

class Client {
  readonly #dialect: Dialect;
  readonly #draft: string;
  readonly #doc = new Y.Doc();
  readonly #socket: WebSocket;
  readonly #watch: Watch;
  readonly watches: boolean;
  readonly #seen = new Map<number, number>();
  readonly #asked: number[] = [];
  readonly opened: Promise<boolean>;
  code: number | null = null;
  #words: Y.Text | null = null;

  constructor(server: ServerName, port: number, draft: string, person: number, watch: Watch, watches: boolean) {
    this.#dialect = DIALECTS[server];
    [this.#draft, this.#watch, this.watches] = [draft, watch, watches];
    this.#socket = new WebSocket(this.#dialect.address(port, draft), {
      headers: this.#dialect.headers(person),
      perMessageDeflate: false,
    });
    this.#socket.on("error", () => undefined);
    this.#socket.once("open", () => this.#greet());
    const late = setTimeout(() => this.#socket.terminate(), PATIENCE);
    this.opened = new Promise((resolve) => {
      this.#socket.on("message", (frame: Buffer) =>
        this.#hear(frame, (yes) => {
          clearTimeout(late);
          resolve(yes);
        }),
      );
      this.#socket.once("close", (code) => {
        this.code = code;
        clearTimeout(late);
        resolve(false);
      });
    });
  }

  #greet(): void {
    const step1 = this.#dialect.step1(this.#draft, Y.encodeStateVector(this.#doc));
    for (const frame of [...this.#dialect.greeting(this.#draft), step1]) this.#socket.send(frame);
  }

  #hear(frame: Buffer, admitted: (yes: true) => void): void {
    const said = this.#dialect.read(frame);
    if (said?.type === "step-1") {
      this.#socket.send(this.#dialect.step2(this.#draft, Y.encodeStateAsUpdate(this.#doc)));
    } else if (said?.type === "step-2" && !this.#words) {
      this.#begin(said.bytes);
      admitted(true);
    } else if (said?.type === "update" && this.watches) {
      this.#arrived(said.bytes);
    } else if (said?.type === "saved") {
      this.#watch.saved.add(this.#asked[said.counter]!, performance.now());
    }
  }

  /** Takes the draft as it stands; the cursor is put at its end; if it has no words it is given some. */
  #begin(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
    const words = textOf(this.#doc);
    this.#doc.on("update", (made: Uint8Array) => this.#socket.send(this.#dialect.update(this.#draft, made)));
    if (words.length === 0) words.insert(0, "Clarify the relations between 政府 and markets. ");
    this.#words = words;
    const clock = Y.getState(this.#doc.store, this.#doc.clientID);
    this.#watch.typedAt.set(
      this.#doc.clientID,
      Array.from({ length: clock }, () => 0),
    );
  }

  /** Types one letter after the last. */
  type(letter: string): void {
    const now = performance.now();
    this.#watch.typedAt.get(this.#doc.clientID)!.push(now);
    this.#words!.insert(this.#words!.length, letter);
    const question = this.#dialect.question(this.#asked.push(now) - 1);
    if (question) this.#socket.send(question);
  }

  #arrived(update: Uint8Array): void {
    const now = performance.now();
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const typedAt = this.#watch.typedAt.get(id.client);
      if (!typedAt || id.client === this.#doc.clientID) continue;
      const end = id.clock + length;
      for (const at of typedAt.slice(Math.max(id.clock, this.#seen.get(id.client) ?? 0), end))
        if (at > 0) this.#watch.arrived.add(at, now);
      this.#seen.set(id.client, Math.max(end, this.#seen.get(id.client) ?? 0));
    }
  }

  leave(): void {
    this.#socket.terminate();
    this.#doc.destroy();
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The drafts of a load. */
export function draftNames(many: number, load = "draft"): string[] {
  return Array.from({ length: many }, (_, at) => `${load.replaceAll(" ", "-")}-${at}`);
}

/** Lets everybody in, the first of each draft before the others, who come in groups. */
async function gather(server: ServerName, port: number, scenario: Scenario, watch: Watch): Promise<Client[][]> {
  const { clients, drafts } = scenario;
  const names = draftNames(drafts, scenario.name);
  const sittings: Client[][] = Array.from({ length: drafts }, () => []);
  for (let at = 0; at < clients; at++) {
    const sitting = sittings[at % drafts]!;
    const watches = sitting.length % scenario.watch === 0;
    const client = new Client(server, port, names[at % drafts]!, at, watch, watches);
    sitting.push(client);
    if (at < drafts || at % OPENING === 0) await client.opened;
  }
  for (const client of sittings.flat()) await client.opened;
  return sittings;
}

/** Types until `end`, as people do: at random moments, never two letters within 60 ms. */
async function typeUntil(end: number, client: Client, dice: Dice, typed: () => void): Promise<void> {
  const mean = 1_000 / RATE;
  await pause(dice.next() * mean);
  while (performance.now() < end && client.code === null) {
    client.type("abcdefghijklmnop "[dice.below(17)]!);
    typed();
    await pause(60 - (mean - 60) * Math.log(1 - dice.next()));
  }
}

/** Many people type; `stopped` is called when they have and are all still there. */
export async function type(
  server: ServerName,
  port: number,
  scenario: Scenario,
  stopped: () => Promise<void>,
): Promise<Outcome> {
  const watch: Watch = { typedAt: new Map(), arrived: new Times(), saved: new Times() };
  const sittings = await gather(server, port, scenario, watch);
  const everybody = sittings.flat();
  const present = everybody.filter(({ code }) => code === null);
  const watching = present.filter(({ watches }) => watches).length;
  await pause(300);

  const dice = new Dice(scenario.clients);
  const begin = performance.now();
  const end = begin + SETTLING + scenario.seconds * 1_000;
  watch.arrived.from = watch.saved.from = begin + SETTLING;
  let [typed, expected] = [0, 0];
  const typing = sittings.flatMap((sitting) => {
    const watchers = sitting.filter(({ code, watches }) => code === null && watches);
    return sitting.map((client) => {
      const others = watchers.length - (watchers.includes(client) ? 1 : 0);
      return typeUntil(end, client, dice.fork(), () => {
        typed++;
        expected += others;
      });
    });
  });
  await pause(SETTLING);
  const before = watch.arrived.count;
  const lag = monitorEventLoopDelay({ resolution: LAG_STEP });
  lag.enable();
  await pause(end - performance.now());
  lag.disable();
  const during = watch.arrived.count - before;
  await Promise.all(typing);
  for (const late = Date.now() + PATIENCE; watch.arrived.count < expected && Date.now() < late;) await pause(50);
  const dropped = present.filter(({ code }) => code !== null).length;
  const codes = [...new Set(everybody.flatMap(({ code }) => code ?? []))];
  await stopped();
  for (const client of everybody) client.leave();
  return {
    refused: everybody.length - present.length,
    dropped,
    codes,
    typed,
    delivered: Math.round((during * present.length) / Math.max(1, watching) / scenario.seconds),
    share: watch.arrived.count / Math.max(1, expected),
    p50: watch.arrived.quantile(0.5),
    p99: watch.arrived.quantile(0.99),
    savedP99: watch.saved.count > 0 ? watch.saved.quantile(0.99) : null,
    lagP99: Math.max(0, lag.percentile(99) / 1e6 - LAG_STEP),
  };
}

/** Milliseconds until a newcomer has been sent what stands in a draft, and how many bytes that is. */
export async function open(
  server: ServerName,
  port: number,
  draft: string,
): Promise<{ millis: number; bytes: number }> {
  const dialect = DIALECTS[server];
  const start = performance.now();
  const socket = new WebSocket(dialect.address(port, draft), { headers: dialect.headers(0), perMessageDeflate: false });
  const bytes = await new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${server} did not open ${draft}`)), 3 * PATIENCE).unref();
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`${server} closed the socket with ${code}`)));
    socket.on("message", (frame: Buffer) => {
      const said = dialect.read(frame);
      if (said?.type === "step-2") resolve(said.bytes.byteLength);
    });
    socket.once("open", () => {
      for (const frame of [...dialect.greeting(draft), dialect.step1(draft, Uint8Array.of(0))]) socket.send(frame);
    });
  });
  const millis = performance.now() - start;
  socket.removeAllListeners("close");
  await new Promise((resolve) => {
    socket.once("close", resolve);
    socket.close();
  });
  return { millis, bytes };
}

/** Puts a whole document into a draft, as a client that comes back with it does. */
export async function bring(server: ServerName, port: number, draft: string, update: Uint8Array): Promise<void> {
  const dialect = DIALECTS[server];
  const socket = new WebSocket(dialect.address(port, draft), { headers: dialect.headers(0), perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (frame: Buffer) => {
      if (dialect.read(frame)?.type === "step-2") resolve(null);
    });
    socket.once("open", () => {
      const empty = dialect.step1(draft, Uint8Array.of(0));
      for (const frame of [...dialect.greeting(draft), empty]) socket.send(frame);
    });
  });
  socket.send(dialect.update(draft, update));
  // Until the server has taken it in: a newcomer is sent as much.
  while ((await open(server, port, draft)).bytes < update.byteLength / 2) await pause(50);
  socket.terminate();
}
