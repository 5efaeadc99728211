/**
 * What is said over a draft's socket. Reading and writing frames, nothing else: what a frame leads to stands in
 * `room.ts`, who may open a socket in `live.ts`.
 *
 * The story. The browser runs the stock y-websocket provider; each binary frame is one message that begins with its
 * number. On joining, the server says *step 1* ("this is what I have", a Yjs state vector) and who is present; the
 * client says the same. Each answers the other's step 1 with *step 2*, an update that holds what the other lacks;
 * with that the client is synced and may let people write. From then on each keystroke is an *update* frame.
 *
 *   0 sync       [0][0][state vector]   step 1
 *                [0][1][update]         step 2
 *                [0][2][update]         update
 *   1 presence   [1][entries]           y-protocols' awareness: client, clock, state as JSON
 *   3 who        [3]                    asks for everybody's presence
 *   100 saved?   [100][counter]         ours
 *   101 rights   [101][0 or 1]          ours
 *
 * The server writes what came in to the log, bytes as they are, in the order in which they came; when a batch is on
 * the disk, and not before, it is acknowledged, and the others are told. They are told at once while little is going on; in a
 * busy room, what was written within some 30 ms reaches them as one update, in its order, and a writer may get back own words among those of others, which changes nothing. A client that wants
 * to know says [100][counter] after its updates and gets the same frame back once every update that it sent on this
 * socket before is on disk. Because a client that comes back brings what it wrote meanwhile in its step 2, the server
 * holds acknowledgements until that step 2 is on disk too: "saved" never runs ahead of older words. Of several questions
 * that have to wait it answers the newest, which holds for all before it.
 *
 * Presence is not kept. The server puts the session's name on it and a clock of its own, lets a socket speak for one
 * client only, and passes on nothing but where the cursor stands; in a busy room, where it stands at the end of those
 * 30 ms. Every so often it sends an empty presence frame, so that the provider, which hangs up after 30 s of silence,
 * knows that somebody is there.
 *
 * On joining, and again when somebody who reads has been invited, the server says with [101] whether what this socket
 * writes is taken: 1, or 0 for those who only read. Whoever may write no more is told by the close of their socket.
 *
 * Every frame costs a socket something (`limits.ts`), by its length and by the work it makes; one that spends more than
 * it has is closed with 4429, and an update that would make the document too large closes its socket with 4413. One that
 * is crafted to keep Yjs busy (`effort.ts`) is closed with 4400. None of these is logged or acknowledged.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { FRAME, SYNC_STEP } from "../../translations/draft/frames.ts";

/** The frame is none of the protocol's, or the update in it can't be one. */
export class Malformed extends Error {
  override name = "Malformed";
}

/** One client's presence as it came in; `state` is JSON that was not looked at yet. */
export interface PresenceEntry {
  client: number;
  clock: number;
  state: string;
}

export type Message =
  | { type: "step-1"; stateVector: Uint8Array }
  | { type: "update"; bytes: Uint8Array; answersStep1: boolean }
  | { type: "presence"; entries: PresenceEntry[] }
  | { type: "who" }
  | { type: "acknowledge"; counter: number };

/**
 * The message in a frame.
 * @throws Malformed if there is none, or something follows it.
 */
export function readMessage(frame: Uint8Array): Message {
  return guarded("a frame", () => {
    const decoder = decoding.createDecoder(frame);
    const message = read(decoder);
    if (decoding.hasContent(decoder)) throw new RangeError("something follows the message");
    return message;
  });
}

/** What `read` gives; whatever it throws is Malformed. */
export function guarded<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Malformed(`This is not ${what} of the protocol: ${(error as Error).message}`, { cause: error });
  }
}

function read(decoder: decoding.Decoder): Message {
  const number = decoding.readVarUint(decoder);
  switch (number) {
    case FRAME.sync:
      return readSync(decoder);
    case FRAME.presence:
      return { type: "presence", entries: readEntries(decoding.readVarUint8Array(decoder)) };
    case FRAME.who:
      return { type: "who" };
    case FRAME.acknowledge:
      return { type: "acknowledge", counter: decoding.readVarUint(decoder) };
    default:
      throw new RangeError(`there is no message ${number}`);
  }
}

function readSync(decoder: decoding.Decoder): Message {
  const step = decoding.readVarUint(decoder);
  if (step > SYNC_STEP.update) throw new RangeError(`there is no sync step ${step}`);
  const bytes = decoding.readVarUint8Array(decoder);
  if (step === SYNC_STEP.step1) return { type: "step-1", stateVector: bytes };
  return { type: "update", bytes, answersStep1: step === SYNC_STEP.step2 };
}

function readEntries(bytes: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(bytes);
  const entries: PresenceEntry[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const [client, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
    entries.push({ client, clock, state: decoding.readVarString(decoder) });
  }
  return entries;
}

function frame(...write: ((encoder: encoding.Encoder) => void)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of write) part(encoder);
  return encoding.toUint8Array(encoder);
}

const number = (value: number) => (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, value);
const bytes = (value: Uint8Array) => (encoder: encoding.Encoder) => encoding.writeVarUint8Array(encoder, value);

/** "This is what I have." */
export function step1(doc: Y.Doc): Uint8Array {
  return frame(number(FRAME.sync), number(SYNC_STEP.step1), bytes(Y.encodeStateVector(doc)));
}

/**
 * "This is what you lack", in answer to a step 1.
 * @throws Malformed if the state vector is none.
 */
export function step2(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  const missing = guarded("a state vector", () => Y.encodeStateAsUpdate(doc, stateVector));
  return frame(number(FRAME.sync), number(SYNC_STEP.step2), bytes(missing));
}

/** "This was written." */
export function update(written: Uint8Array): Uint8Array {
  return frame(number(FRAME.sync), number(SYNC_STEP.update), bytes(written));
}

/** "All that you sent before you asked is on disk." */
export function acknowledgement(counter: number): Uint8Array {
  return frame(number(FRAME.acknowledge), number(counter));
}

/** "What you write here is taken", or is not. */
export function rights(mayWrite: boolean): Uint8Array {
  return frame(number(FRAME.rights), number(mayWrite ? 1 : 0));
}

/** "These people are here"; a state of `null` says that one has left. */
export function presence(entries: readonly PresenceEntry[]): Uint8Array {
  const inner = frame(number(entries.length), ...entries.map(writeEntry));
  return frame(number(FRAME.presence), bytes(inner));
}

function writeEntry({ client, clock, state }: PresenceEntry) {
  return (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  };
}
