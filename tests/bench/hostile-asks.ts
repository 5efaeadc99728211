/** How the workbench and its command line are asked, and what is written in it, for `hostile.ts`. */
import { execFile } from "node:child_process";
import { WebSocket } from "ws";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import type { Client } from "../help/workbench.ts";
import { POSTS, SOCKET, type At } from "./hostile-table.ts";

/** One question: gives the bytes of the answer. @throws Error if it isn't the one expected. */
export type Ask = () => Promise<number>;

export interface Question {
  what: string;
  ask: Ask;
  /** How often; what changes something is asked once. */
  times: number;
  /** After so many milliseconds of work larger ones are not asked; five seconds unless it says so. */
  hopeless?: number;
}

/** Reads an answer to its end without keeping it. */
async function drained(response: Response, what: string, expected: number | null = null): Promise<number> {
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).byteLength;
  const right = expected === null ? response.ok || response.status === 303 : response.status === expected;
  if (!right) throw new Error(`${what} answered ${response.status}`);
  return bytes;
}

const PATIENCE = 30_000;

export function getting(owner: Client, path: string, signedIn: boolean, expected: number | null): Ask {
  return async () => {
    const accept = path.startsWith("/api/") ? "application/json" : "text/html";
    const headers = { accept, "accept-encoding": "identity", ...(signedIn && { cookie: owner.session }) };
    const signal = AbortSignal.timeout(PATIENCE);
    return drained(await fetch(owner.address + path, { headers, signal, redirect: "manual" }), path, expected);
  };
}

function posting(owner: Client, path: string, body: unknown): Ask {
  return async () => {
    const headers = { accept: "application/json", "content-type": "application/json", cookie: owner.session };
    const signal = AbortSignal.timeout(PATIENCE);
    return drained(
      await fetch(owner.address + path, { method: "POST", headers, body: JSON.stringify(body), signal }),
      path,
    );
  };
}

/** Opens a draft as an editor does: its id is asked, the socket is taken, and the whole draft fetched over it. */
function opening(owner: Client, proposal: string): Ask {
  return async () => {
    const draft = await owner.draftOf(proposal);
    return fetched(owner, `${owner.address.replace(/^http/, "ws")}/api/live/${draft}?schema=${SCHEMA_VERSION}`);
  };
}

function fetched(owner: Client, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { headers: { cookie: owner.session, origin: owner.address } });
    const timer = setTimeout(() => socket.terminate(), PATIENCE);
    let bytes = 0;
    socket.on("open", () => socket.send(STEP_1_OF_NOTHING));
    socket.on("message", (frame: Buffer) => {
      if (frame[0] !== 0 || frame[1] !== 1) return;
      bytes = frame.byteLength;
      socket.close();
    });
    socket.on("error", reject);
    socket.on("close", (code) => {
      clearTimeout(timer);
      if (bytes > 0) resolve(bytes);
      else reject(new Error(`the socket closed with ${code} before the draft had come`));
    });
  });
}

/** "This is what I have", of a document with nothing in it. */
const STEP_1_OF_NOTHING = Uint8Array.of(0, 0, 1, 0);

/**
 * Begins, submits, sends back, restores and decides, so that each of these is asked with such a text; what it is to be told
 * from how it grows, with several proposals.
 */
export function written(owner: Client, at: At, text: string, other: string): { before: Question[]; after: Question[] } {
  const summary = "A reason.";
  const [BEGIN, SUBMIT, VERB, RESTORE] = POSTS as [string, string, string, string];
  const begin = (id: string): Question => ({
    what: `POST ${BEGIN}`,
    times: 1,
    ask: posting(owner, `/api/works/${at.work}/passages/${at.passage}/proposals`, { id, base: at.versions }),
  });
  const act = (id: string, verb: string, body: unknown, again = ""): Question => ({
    what: `${verb === "submit" ? `POST ${SUBMIT}` : `POST ${VERB} ${verb}`}${again}`,
    times: 1,
    ask: posting(owner, `/api/proposals/${id}/${verb}`, body),
  });
  const restore: Question = {
    what: `POST ${RESTORE}`,
    times: 1,
    ask: posting(owner, `/api/proposals/${at.open}/history/1/restore`, {}),
  };
  const declined = (id: string): Question[] => [
    begin(id),
    act(id, "submit", { text, summary }),
    act(id, "return", { reason: "Not yet." }),
    act(id, "submit", { text: other, summary }, " again"),
    act(id, "decline", { reason: "No." }),
  ];
  return {
    before: [
      ...[at.withdrawn, `${at.withdrawn}-2`, `${at.withdrawn}-3`].flatMap(declined),
      begin(at.open),
      begin(at.draft),
      act(at.open, "submit", { text, summary }),
      { what: SOCKET, times: 3, ask: opening(owner, at.draft) },
    ],
    after: [
      act(at.open, "return", { reason: "Shorter." }),
      restore,
      act(at.open, "submit", { text: other, summary }, " again"),
      act(at.open, "accept", { reason: "Yes." }),
      act(at.draft, "rebase", { base: at.versions + 1 }),
      act(at.draft, "withdraw", { reason: "Moved on." }),
    ],
  };
}

export function running(args: string[], input: string | undefined): Promise<number> {
  const timeout = 4 * PATIENCE;
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ["bin/variorum.mjs", ...args],
      { timeout, maxBuffer: 1 << 30, encoding: "buffer" },
      (error, out) =>
        // The doctor ends with 1 for what is wrong with any workbench without a public address and a proven copy, and
        // diff where two texts differ.
        error && !(["doctor", "diff"].includes(args[0]!) && error.code === 1)
          ? reject(new Error(`${args[0]} failed: ${error.message.slice(0, 200)}`))
          : resolve(out.byteLength),
    );
    child.stdin?.end(input);
  });
}
