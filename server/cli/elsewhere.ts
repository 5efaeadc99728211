/** A workbench elsewhere, asked by a token: what is sent there and fetched from it, and what is said if that goes wrong. */
import { readFileSync, statSync } from "node:fs";
import { request as plainly, type ClientRequest, type IncomingMessage } from "node:http";
import { request as securely } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { Option } from "commander";
import { begun } from "../../editor/refusals/refusals.ts";
import { FileProblem } from "./files.ts";

export function urlOption(): Option {
  return new Option(
    "--url <address>",
    "of a workbench elsewhere, instead of a folder here: https://… (http:// on this machine alone), with a token",
  );
}

export function tokenOption(): Option {
  return new Option(
    "--token-file <file>",
    "with --url: a file that holds a token, made on the page of one's account. VARIORUM_TOKEN may hold it instead",
  );
}

export interface Elsewhere {
  /**
   * Fetches what stands at a path.
   * @param take is given it, piece by piece, before anybody knows that it is whole.
   * @returns what a header of the answer says.
   * @throws FileProblem if it can't be had, or not whole.
   */
  fetched(path: string, header: string, take: (piece: Buffer) => void): Promise<string>;
  /**
   * Sends what stands in pieces to a path, and waits until it is done with there, over a stop of that workbench too.
   * @param tell is told how many bytes have gone, of how many, and when all have.
   * @returns what the answer says, as JSON.
   * @throws FileProblem if it is not taken.
   */
  sent(
    path: string,
    type: string,
    pieces: readonly Buffer[],
    tell: (gone: number, of: number) => void,
  ): Promise<unknown>;
}

/** What is sent with a request. */
interface Sending {
  type: string;
  pieces: readonly Buffer[];
  tell: (gone: number, of: number) => void;
}

/** Bytes of an answer that says why something can't be had. */
const LONGEST_ANSWER = 100_000;
/** In milliseconds: nothing comes any more. */
const SILENCE = 10 * 60_000;

/** @throws FileProblem if there is no such address, or no token. */
export function elsewhere({ url, tokenFile }: { url: string; tokenFile?: string }): Elsewhere {
  const base = addressOf(url);
  const token = tokenFrom(tokenFile);
  return {
    fetched: async (path, header, take) => {
      const answer = await asked(base, path, token);
      try {
        await refuse(answer, base);
        const said = answer.headers[header.toLowerCase()];
        if (typeof said !== "string")
          throw new FileProblem(`What answers at ${base.href} is no Variorum of this kind.`);
        await taken(answer, base, take);
        return said;
      } finally {
        answer.destroy();
      }
    },
    sent: async (path, type, pieces, tell) => {
      const answer = await asked(base, path, token, { type, pieces, tell });
      try {
        if (answer.statusCode === ON_ITS_WAY) return await endOf(base, token, await jsonOf(answer, base));
        await refuse(answer, base);
        return await jsonOf(answer, base);
      } finally {
        answer.destroy();
      }
    },
  };
}

/** How a workbench answers while it is at what was asked of it (RFC 9110). */
const ON_ITS_WAY = 202;
/** It is asked again so long after an answer, in milliseconds; at first sooner. */
const [SOON, LATER] = [100, 1_000];
/** A workbench that does not answer is asked for so many milliseconds: it may be started anew. */
const PATIENCE = 2 * 60_000;

/** What came of what a workbench has begun, as it tells at the address that it gave. @throws FileProblem */
async function endOf(base: URL, token: string, begun: unknown): Promise<unknown> {
  const { address } = begun as { address?: unknown };
  if (typeof address !== "string" || !/^\/[^/\\]/.test(address))
    throw new FileProblem(`What answers at ${base.href} is no Variorum of this kind.`);
  let heard = performance.now();
  for (let wait = SOON; ; wait = Math.min(LATER, 1.5 * wait)) {
    await pause(wait);
    const answer = await asked(new URL(base.origin), address, token).catch((error: unknown) => {
      if (performance.now() - heard > PATIENCE) throw lostAfterwards(base, (error as Error).cause as Error);
      return null;
    });
    if (!answer) continue;
    heard = performance.now();
    try {
      if (answer.statusCode === ON_ITS_WAY) continue;
      await refuse(answer, base);
      return await jsonOf(answer, base);
    } finally {
      answer.destroy();
    }
  }
}

/** @throws FileProblem */
function addressOf(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash !== "")
    throw new FileProblem(`“${begun(given)}” is no address of a workbench such as https://variorum.example.`);
  if (url.protocol === "http:" && !/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname))
    throw new FileProblem(`A token is not sent to ${url.host} by plain http, where others can read it: use https.`);
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

/** @throws FileProblem */
function tokenFrom(file: string | undefined): string {
  const token = (file === undefined ? (process.env["VARIORUM_TOKEN"] ?? "") : contentOf(file)).trim();
  if (token === "")
    throw new FileProblem(
      file === undefined
        ? "A workbench elsewhere wants a token, made on the page of one's account there: --token-file FILE, or VARIORUM_TOKEN."
        : `${file} is empty; put a token in it, made on the page of one's account there.`,
    );
  if (!/^[\x21-\x7e]{1,500}$/.test(token)) throw new FileProblem(`${file ?? "VARIORUM_TOKEN"} does not hold a token.`);
  return token;
}

function contentOf(file: string): string {
  try {
    if ((statSync(file).mode & 0o044) !== 0)
      console.error(`${file} may be read by others on this machine: chmod 600 ${file}`);
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new FileProblem(code === "ENOENT" ? `There is no file ${file}.` : `${file} can't be read: ${message}.`, {
      cause,
    });
  }
}

/** Redirects are not followed: the token is for the one address. */
function asked(base: URL, path: string, token: string, sending?: Sending): Promise<IncomingMessage> {
  const send = base.protocol === "https:" ? securely : plainly;
  const length = sending?.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const headers = {
    ...{ authorization: `Bearer ${token}`, accept: "application/json", "accept-encoding": "identity" },
    ...(sending && { "content-type": sending.type, "content-length": length, prefer: "respond-async" }),
  };
  return new Promise((resolve, reject) => {
    const method = sending ? "POST" : "GET";
    const request: ClientRequest = send(new URL(base.href.replace(/\/$/, "") + path), { method, headers });
    request.setTimeout(SILENCE, () => request.destroy(new Error("silence")));
    let isAnswered = false;
    let isSent = false;
    request.on("response", (answer) => {
      isAnswered = true;
      resolve(answer);
    });
    request.on("error", (error) => reject(isSent ? lostAfterwards(base, error) : notReached(base, error)));
    const put = async (): Promise<void> => {
      let gone = 0;
      for (const piece of sending?.pieces ?? []) {
        // Who has answered before all was there wants no more of it.
        if (isAnswered || request.destroyed) return;
        await new Promise<void>((next) => request.write(piece, () => next()));
        sending?.tell((gone += piece.length), length!);
      }
      isSent = sending !== undefined;
      request.end();
    };
    void put();
  });
}

function lostAfterwards({ href }: URL, cause: Error): FileProblem {
  return new FileProblem(
    `The connection to ${href} was lost when all was sent (${begun(cause.message)}). It may be there by now: the same again says so, or goes on with it.`,
    { cause },
  );
}

function notReached({ host, href }: URL, cause: NodeJS.ErrnoException): FileProblem {
  const { code = "" } = cause;
  const message = begun(cause.message);
  const said = (): string => {
    if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) return `There is no host ${host}, or no network. Is the address right?`;
    if (code === "ECONNREFUSED") return `Nothing answers at ${href}. Is the workbench running there?`;
    if (code === "EPROTO" || code === "ERR_SSL_WRONG_VERSION_NUMBER") return `${host} does not speak https there.`;
    if (/CERT|TLS|SSL|ALTNAME/.test(code)) return `${host} can't prove that it is ${host} (${message}).`;
    return `The connection to ${href} was lost (${message}). Nothing was kept here; try again.`;
  };
  return new FileProblem(said(), { cause });
}

/** @throws FileProblem if the answer is not what was asked for, with what it says. */
async function refuse(answer: IncomingMessage, base: URL): Promise<void> {
  const { statusCode: status = 0, headers } = answer;
  if (status === 200) return;
  if (status >= 300 && status < 400)
    throw new FileProblem(
      `${base.href} leads on to ${begun(headers.location ?? "another address")}, where the token was not sent. If that is the workbench, name it: --url.`,
    );
  const detail = await detailOf(answer);
  throw new FileProblem(detail ?? `${base.href} answers with ${status}, as no Variorum does.`);
}

/** The sentence of a problem (RFC 9457); null if it is none. */
async function detailOf(answer: IncomingMessage): Promise<string | null> {
  if (!/^application\/problem\+json/.test(answer.headers["content-type"] ?? "")) return null;
  try {
    const { detail } = JSON.parse(await textOf(answer)) as { detail?: unknown };
    return typeof detail === "string" ? detail.replaceAll(/\p{Cc}+/gu, " ") : null;
  } catch {
    return null;
  }
}

/** @throws FileProblem if it is none, or breaks off. */
async function jsonOf(answer: IncomingMessage, base: URL): Promise<unknown> {
  const text = await textOf(answer).catch((error: unknown) => {
    throw lostAfterwards(base, error as Error);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new FileProblem(`What answers at ${base.href} is no Variorum of this kind.`, { cause });
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of answer.setEncoding("utf8")) {
    text += piece as string;
    if (text.length > LONGEST_ANSWER) throw new Error("too long an answer");
  }
  return text;
}

/** All of an answer. @throws FileProblem if it ends before its length. */
async function taken(answer: IncomingMessage, base: URL, take: (piece: Buffer) => void): Promise<void> {
  const length = Number(answer.headers["content-length"]);
  let came = 0;
  const lost = (cause?: unknown) =>
    new FileProblem(
      `The connection to ${base.href} was lost after ${came} of ${length} bytes. Nothing was kept here; try again.`,
      { cause },
    );
  const pieces = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const next = await pieces.next().catch((cause: unknown) => {
      throw lost(cause);
    });
    if (next.done === true) break;
    came += next.value.length;
    take(next.value);
  }
  if (came !== length) throw lost();
}
