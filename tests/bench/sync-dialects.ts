/**
 * How one talks to the servers that `sync.ts` measures: y-protocols' sync for all three, with an address, a greeting and an
 * envelope of its own for each.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";

export const SERVERS = ["variorum", "hocuspocus", "y-websocket"] as const;
export type ServerName = (typeof SERVERS)[number];

/** What a server says, as far as it is measured. */
export type Said =
  { type: "step-1" } | { type: "step-2" | "update"; bytes: Uint8Array } | { type: "saved"; counter: number };

export interface Dialect {
  address(port: number, draft: string): string;
  headers(person: number): Record<string, string>;
  /** Sent once the socket is open, before step 1. */
  greeting(draft: string): Uint8Array[];
  step1(draft: string, stateVector: Uint8Array): Uint8Array;
  step2(draft: string, update: Uint8Array): Uint8Array;
  update(draft: string, update: Uint8Array): Uint8Array;
  /** Asks to be told once all is on disk; null where a server can't say. */
  question(counter: number): Uint8Array | null;
  read(frame: Uint8Array): Said | null;
}

const [SYNC, AUTHENTICATION, SYNC_REPLY, SAVED] = [0, 2, 4, 100];

type Part = number | string | Uint8Array;

function frame(...parts: Part[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === "number") encoding.writeVarUint(encoder, part);
    else if (typeof part === "string") encoding.writeVarString(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** `before` is the envelope: what stands in every frame before its message. */
function speaking(before: (draft: string) => Part[]) {
  return {
    step1: (draft: string, stateVector: Uint8Array) => frame(...before(draft), SYNC, 0, stateVector),
    step2: (draft: string, update: Uint8Array) => frame(...before(draft), SYNC, 1, update),
    update: (draft: string, update: Uint8Array) => frame(...before(draft), SYNC, 2, update),
  };
}

function readMessage(decoder: decoding.Decoder): Said | null {
  const number = decoding.readVarUint(decoder);
  if (number === SAVED) return { type: "saved", counter: decoding.readVarUint(decoder) };
  if (number !== SYNC && number !== SYNC_REPLY) return null;
  const step = decoding.readVarUint(decoder);
  if (step === 0) return { type: "step-1" };
  return { type: step === 1 ? "step-2" : "update", bytes: decoding.readVarUint8Array(decoder) };
}

export const DIALECTS: Record<ServerName, Dialect> = {
  variorum: {
    ...speaking(() => []),
    address: (port, draft) => `ws://127.0.0.1:${port}/api/live/${draft}?schema=${SCHEMA_VERSION}`,
    headers: (person) => ({ cookie: `person=${person}` }),
    greeting: () => [],
    question: (counter) => frame(SAVED, counter),
    read: (bytes) => readMessage(decoding.createDecoder(bytes)),
  },
  hocuspocus: {
    ...speaking((draft) => [draft]),
    address: (port) => `ws://127.0.0.1:${port}/`,
    headers: () => ({}),
    greeting: (draft) => [frame(draft, AUTHENTICATION, 0, "anybody")],
    question: () => null,
    read: (bytes) => {
      const decoder = decoding.createDecoder(bytes);
      decoding.readVarString(decoder);
      return readMessage(decoder);
    },
  },
  "y-websocket": {
    ...speaking(() => []),
    address: (port, draft) => `ws://127.0.0.1:${port}/${draft}`,
    headers: () => ({}),
    greeting: () => [],
    question: () => null,
    read: (bytes) => readMessage(decoding.createDecoder(bytes)),
  },
};
