/**
 * A hostile network between the people in a draft and their server, for tests.
 *
 * Two layers, because TCP itself neither reorders nor repeats. A proxy carries the bytes and delays them, cuts a line,
 * or lets it go silent: half-open, nothing arrives and nobody is told. Above it a WebSocket holds back the updates it
 * is given and sends them out of order, twice, or again long after. Every decision is drawn from a seed; when the
 * bytes come is the machine's affair, so a seed gives the same hostility, not the same run.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { WebSocket } from "ws";

/** Seeded chance (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to 1, 1 left out. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `end`, `end` left out. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(among: readonly T[]): T {
    return among[this.below(among.length)]!;
  }

  shuffled<T>(all: readonly T[]): T[] {
    const mixed = [...all];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
    }
    return mixed;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** Another of its own, so that one's rolls don't depend on how often the other's are asked for. */
  fork(): Dice {
    return new Dice(this.below(4_294_967_296));
  }
}

/** How hostile a network is. Chances are for each stretch of bytes that arrives; times are milliseconds. */
export interface Hostility {
  longestDelay: number;
  cut: number;
  silence: number;
  /** How long a client hears nothing before its own side gives the line up. The server is never told. */
  silent: readonly [shortest: number, longest: number];
}

/** The proxy. Clients connect to `port`; their bytes go to `target`, which may change when a server restarts. */
export class HostileNetwork {
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  readonly #hostility: Hostility;
  target: number;
  #calm = false;
  /** What happened so far. */
  readonly events = { connections: 0, cut: 0, silenced: 0 };

  private constructor(target: number, dice: Dice, hostility: Hostility) {
    this.target = target;
    this.#hostility = hostility;
    this.#server = createServer((client) => {
      this.events.connections++;
      const line = new Line(client, connect(this.target, "127.0.0.1"), dice.fork(), this);
      this.#lines.add(line);
      line.ended(() => this.#lines.delete(line));
    });
  }

  static async before(target: number, dice: Dice, hostility: Hostility): Promise<HostileNetwork> {
    const network = new HostileNetwork(target, dice, hostility);
    await new Promise<void>((resolve) => network.#server.listen(0, "127.0.0.1", resolve));
    return network;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get silent(): Hostility["silent"] {
    return this.#hostility.silent;
  }

  /** Null once there is peace. */
  get hostility(): Hostility | null {
    return this.#calm ? null : this.#hostility;
  }

  /** Cuts one line and silences another, as far as there are any: no run is without trouble by luck. */
  trouble(dice: Dice): void {
    const [first, second] = dice.shuffled([...this.#lines]);
    if (this.#calm) return;
    first?.cut();
    second?.fallSilent();
  }

  /** From now on all arrives, at once. Lines that are silent end for their clients, who may come back. */
  calm(): void {
    this.#calm = true;
    for (const line of this.#lines) line.giveUp();
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** One connection through the proxy. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #dice: Dice;
  readonly #network: HostileNetwork;
  #silent = false;

  constructor(client: Socket, server: Socket, dice: Dice, network: HostileNetwork) {
    [this.#client, this.#server, this.#dice, this.#network] = [client, server, dice, network];
    this.#carry(client, server);
    this.#carry(server, client);
  }

  /** Calls `done` once both sides are closed. */
  ended(done: () => void): void {
    let open = 2;
    for (const side of [this.#client, this.#server]) side.once("close", () => --open === 0 && done());
  }

  cut(): void {
    this.#network.events.cut++;
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  fallSilent(): void {
    if (this.#silent) return;
    this.#network.events.silenced++;
    this.#silent = true;
    setTimeout(() => this.giveUp(), this.#dice.between(...this.#network.silent));
  }

  /** Ends a silent line for its client; the server still believes in it. */
  giveUp(): void {
    if (this.#silent) this.#client.resetAndDestroy();
  }

  /** Bytes arrive in their order, each stretch some time after it was sent; so does the end of the line. */
  #carry(from: Socket, to: Socket): void {
    const underway: (Buffer | null)[] = [];
    let due = 0;
    const later = (bytes: Buffer | null) => {
      underway.push(bytes);
      due = Math.max(due, Date.now() + this.#dice.below(1 + (this.#network.hostility?.longestDelay ?? 0)));
      setTimeout(() => this.#deliver(to, underway.shift()!), due - Date.now());
    };
    from.on("error", () => from.destroy());
    from.on("data", (bytes: Buffer) => {
      this.#suffer();
      if (!this.#silent) later(bytes);
    });
    from.on("close", () => later(null));
  }

  #deliver(to: Socket, bytes: Buffer | null): void {
    if (this.#silent || to.destroyed) return;
    if (bytes) to.write(bytes);
    else to.destroySoon();
  }

  #suffer(): void {
    const { hostility } = this.#network;
    if (!hostility || this.#silent) return;
    const roll = this.#dice.next();
    if (roll < hostility.cut) this.cut();
    else if (roll < hostility.cut + hostility.silence) this.fallSilent();
  }
}

/** How long updates may be held back so that others overtake them, in milliseconds. */
const LONGEST_HOLD = 30;
const [TWICE, AGAIN] = [0.25, 0.25];
/** How many old updates a socket remembers, to send one again. */
const REMEMBERED = 64;

const isUpdate = (frame: Uint8Array) => frame[0] === 0 && frame[1] === 2;
const isQuestion = (frame: Uint8Array) => frame[0] === 100;

/**
 * A WebSocket whose updates leave out of order, some twice, some again after a while, also over a later connection. A
 * question whether all is saved never overtakes the updates it asks about: its answer would be false, and the fault
 * the client's. `peace` ends it.
 */
export function unrulySocket(dice: Dice, peace: () => boolean): typeof WebSocket {
  const past: Uint8Array[] = [];
  return class Unruly extends WebSocket {
    #held: Uint8Array[] = [];
    #questions: Uint8Array[] = [];

    override send(bytes: Parameters<WebSocket["send"]>[0]): void {
      const frame = bytes as Uint8Array;
      if (isUpdate(frame)) this.#hold(frame);
      else if (isQuestion(frame) && this.#held.length > 0) this.#questions.push(frame);
      else super.send(frame);
    }

    #hold(frame: Uint8Array): void {
      this.#held.push(frame);
      if (this.#held.length === 1) setTimeout(() => this.#letGo(), peace() ? 0 : dice.below(LONGEST_HOLD));
    }

    /** What is held when the line ends is lost with it. */
    #letGo(): void {
      const [updates, questions] = [this.#held, this.#questions];
      [this.#held, this.#questions] = [[], []];
      if (this.readyState !== WebSocket.OPEN) return;
      for (const frame of peace() ? updates : this.#disturbed(updates)) super.send(frame);
      for (const frame of questions) super.send(frame);
      past.push(...updates);
      past.splice(0, past.length - REMEMBERED);
    }

    #disturbed(updates: readonly Uint8Array[]): Uint8Array[] {
      const twice = updates.filter(() => dice.chance(TWICE));
      const again = past.length > 0 && dice.chance(AGAIN) ? [dice.pick(past)] : [];
      return dice.shuffled([...updates, ...twice, ...again]);
    }
  };
}
