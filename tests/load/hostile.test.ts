/**
 * Several people write in one draft over a hostile network, while the server is restarted: all end with the same draft,
 * and nothing that was acknowledged is lost.
 *
 * Short by default. SOAK=<minutes> goes on for as long, thousands of steps a run; SEED=<number> repeats a hostility.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { readDraft } from "../../translations/draft/draft.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { DRAFT, draftIn, serve, until, withProposal, wordsOf, Writer, type Served, namedStore } from "../help/live.ts";
import { Dice, HostileNetwork, unrulySocket } from "../help/network.ts";
import { Hand } from "./hostile.ts";

const SOAK = Number(process.env["SOAK"] ?? 0) * 60_000;
const FIRST_SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);
const [SHORT, LONG] = [700, 5_000];
/** Signs of life come often here, so that the server finds out soon about lines that went silent. */
const HEARTBEAT = 300;
const SOURCE = "厘清政府和市场的关系";
const HOSTILITY = { longestDelay: 25, cut: 0.004, silence: 0.003, silent: [100, 600] } as const;

const folder = mkdtempSync(join(tmpdir(), "variorum-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that can be stopped and started again on the same file. */
class Workbench {
  readonly #file: string;
  store!: Store;
  served!: Served;

  constructor(file: string) {
    this.#file = file;
  }

  async start(): Promise<this> {
    this.store = await withProposal(namedStore(openSqlite(this.#file)));
    this.served = await serve(this.store, { heartbeat: HEARTBEAT });
    return this;
  }

  async stop(): Promise<void> {
    await this.served.stop();
    expect(this.served.errors).toEqual([]);
    await this.store.close();
  }
}

/** Every update that was acknowledged before this was called is in the log, with all it needs. */
async function expectKept(store: Store, hands: readonly Hand[]): Promise<number> {
  const promised = hands.flatMap(({ made, writer }) => made.slice(0, writer.acknowledged));
  const doc = await draftIn(store);
  const held = Y.encodeStateVector(doc);
  let missing = 0;
  doc.on("update", () => missing++);
  for (const update of promised) {
    for (const [client, end] of Y.parseUpdateMeta(update).to)
      expect(
        Y.decodeStateVector(held).get(client) ?? 0,
        "the log reaches as far as was acknowledged",
      ).toBeGreaterThanOrEqual(end);
    Y.applyUpdate(doc, update);
  }
  expect(missing, "acknowledged updates that are not on disk").toBe(0);
  return promised.length;
}

/** All that a draft holds, comparable: what it says, and every letter's identity and whether it is deleted. */
function stateOf(doc: Y.Doc): object {
  const { rendering, notes, summary } = readDraft(doc, SOURCE);
  const snapshot = Y.snapshot(doc);
  return {
    words: wordsOf(doc),
    notesAsTheyStand: doc.getMap("notes").toJSON(),
    rendering: renderingToJson(rendering),
    notes,
    summary,
    letters: Object.fromEntries([...snapshot.sv].sort(([a], [b]) => a - b)),
    waits: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  };
}

/** What the server says a draft says, in the same terms. */
async function toldBy({ live }: Served): Promise<object> {
  const { rendering, notes, summary } = await live.read(DRAFT);
  return { rendering: renderingToJson(rendering), notes, summary };
}

/** Fails with the name of what did not come about in time, instead of waiting for the whole test's end. */
async function within<T>(what: string, promise: Promise<T>, ms = 20_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function run(seed: number, steps: number): Promise<void> {
  const dice = new Dice(seed);
  const bench = await new Workbench(join(folder, `${seed}.db`)).start();
  const network = await HostileNetwork.before(bench.served.port, dice.fork(), HOSTILITY);
  let peace = false;
  const hands = Array.from({ length: dice.between(3, 8) }, (_, index) => {
    const Socket = unrulySocket(dice.fork(), () => peace);
    return new Hand(network.port, index % 2 === 0 ? "ada" : "bo", dice.fork(), Socket);
  });
  try {
    for (const { writer } of hands) await within("a writer's first sync", writer.synced());
    const restarts = new Set(
      Array.from({ length: Math.ceil(steps / 2_000) }, () => dice.between(steps * 0.3, steps * 0.7) | 0),
    );
    let restarting = Promise.resolve();
    let checked = 0;
    for (let step = 0; step < steps; step++) {
      dice.pick(hands).act();
      if (restarts.has(step)) restarting = restarting.then(() => restart(bench, network, hands));
      if (step % 200 === 20) network.trouble(dice);
      if (step % 3 === 0) await new Promise((resolve) => setTimeout(resolve, dice.below(12)));
      if (step % 250 === 249) {
        await within("the restart", restarting);
        checked = await expectKept(bench.store, hands);
      }
    }
    await within("the restart", restarting);

    peace = true;
    network.calm();
    for (const { writer } of hands) writer.provider.connect();
    await until(() => hands.every(({ saved }) => saved), "everybody's words are saved", 30_000);
    const total = await expectKept(bench.store, hands);
    const latest = Y.encodeStateVector(await draftIn(bench.store));
    await until(() => hands.every(({ doc }) => same(Y.encodeStateVector(doc), latest)), "all have come to everybody");

    const expected = stateOf(await draftIn(bench.store));
    expect(expected).toMatchObject({ waits: false });
    for (const { doc } of hands) expect(stateOf(doc)).toEqual(expected);
    expect(expected).toMatchObject(await within("reading the draft", toldBy(bench.served)));
    const newcomer = await within("a newcomer's sync", new Writer(bench.served.port, null).synced());
    expect(stateOf(newcomer.doc)).toEqual(expected);
    newcomer.leave();
    await until(() => bench.served.live.size().sockets === hands.length, "the server is rid of the dead lines");

    const { connections, cut, silenced } = network.events;
    console.info(
      `hostile network: SEED=${seed}, ${hands.length} people, ${steps} steps, ${total} updates acknowledged ` +
        `(${checked} of them looked for while it went on), ${connections} connections, ${cut} cut, ${silenced} silenced`,
    );
    expect(total).toBeGreaterThan(steps / 3);
    expect(cut, "lines cut").toBeGreaterThan(0);
  } finally {
    for (const hand of hands) hand.leave();
    await within("closing the network", network.close());
    await within("stopping the server", bench.stop());
  }
}

/** Stops the server, looks for what it promised, and starts it again; people go on writing meanwhile. */
async function restart(bench: Workbench, network: HostileNetwork, hands: readonly Hand[]): Promise<void> {
  await bench.served.stop();
  await expectKept(bench.store, hands);
  expect(bench.served.errors).toEqual([]);
  await bench.store.close();
  await bench.start();
  network.target = bench.served.port;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  const [one, other] = [Y.decodeStateVector(a), Y.decodeStateVector(b)];
  return one.size === other.size && [...one].every(([client, clock]) => other.get(client) === clock);
}

test(
  "over a hostile network all converge, the server too, and every acknowledged update survives",
  async () => {
    const end = Date.now() + SOAK;
    for (let seed = FIRST_SEED; ; seed++) {
      try {
        await run(seed, SOAK > 0 ? LONG : SHORT);
      } catch (error) {
        throw new Error(`SEED=${seed} failed: ${(error as Error).message}`, { cause: error });
      }
      if (Date.now() >= end) return;
    }
  },
  120_000 + 2 * SOAK,
);
