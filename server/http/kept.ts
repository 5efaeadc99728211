/**
 * Answers that can be kept. A public answer has a tag that says what it was made of, worked out before it is made
 * (`reads.ts`): who comes with that tag is told that it still stands, and nothing is made at all. What was made, and
 * compressed, is remembered under its address for the next who has no session. `again.ts` looks at requests; here is what
 * it knows of a response until the route has its answer, and what is remembered.
 */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Response } from "express";
import { LRUCache } from "lru-cache";
import { OPEN_TO_ALL } from "./open.ts";

export type Coding = "br" | "gzip" | "identity";

/** An answer as it goes out. */
export interface Answer {
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** What is known of a request's answer before it is made. */
export interface Keeping {
  /** Weak, since the same stands for what is sent compressed and what is not (RFC 9110, section 8.8.1). */
  tag: string;
  /** True while what the answer reads is as it was when the tag was made. */
  stands(): Promise<boolean>;
  coding: Coding;
  /** Where it is remembered; null: nowhere. `own`: this is the answer's one address, or its route says whether it is. */
  memory: { answers: Answers; place: string; own: boolean } | null;
}

const keepings = new WeakMap<Response, Keeping>();

const closed = new WeakSet<Response>();

/** Says of a response that it is of a work that is not everybody's: nobody keeps it, and no other site's page reads it. */
export function closeToOthers(res: Response): void {
  closed.add(res);
}

export function isClosed(res: Response): boolean {
  return closed.has(res);
}

/** The headers of an answer, as they go out: those of a public one are not for what is not everybody's. */
export function headersFor(res: Response, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!isClosed(res)) return headers;
  const own = Object.entries(headers).filter(([name]) => !(name in OPEN_TO_ALL));
  return { ...Object.fromEntries(own), "Cache-Control": "private, no-store" };
}

/** Says of a response, before the route makes it, how it may be kept. */
export function mayKeep(res: Response, keeping: Keeping): void {
  keepings.set(res, keeping);
}

/** Says that a response has the one address of its answer, which has a query. */
export function atItsOwnAddress(res: Response): void {
  const keeping = keepings.get(res);
  if (keeping?.memory) keeping.memory.own = true;
}

/** What is remembered of the answer that a response is to give; null if nothing is. */
export function rememberedFor(res: Response): Answer | null {
  const { tag, memory } = keepings.get(res) ?? {};
  return memory && tag !== undefined ? memory.answers.get(memory.place, tag) : null;
}

/**
 * Sends a public answer of success, and has it kept as was said before. If what it reads moved on while it was made, nobody
 * can say what it shows: it goes out by itself.
 */
export async function sendPublic(
  res: Response,
  headers: Readonly<Record<string, string>>,
  text: string | Uint8Array,
): Promise<void> {
  const keeping = keepings.get(res);
  const body = bytesOf(text);
  if (!keeping || !(await keeping.stands())) return void res.set(headersFor(res, headers)).send(body);
  const { tag, memory } = keeping;
  const all = { ETag: tag, ...headers };
  if (!memory?.own) return void res.set(all).send(body);
  const answer = await coded({ headers: all, body }, keeping.coding);
  memory.answers.set(memory.place, tag, answer);
  res.set(answer.headers).send(answer.body);
}

/** A text as it goes out; bytes are not copied. */
export function bytesOf(text: string | Uint8Array): Buffer {
  return typeof text === "string" ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
}

/** What takes fewer bytes is not worth compressing. */
const SMALL = 1_024;
const brotli = promisify(brotliCompress);
const zipped = promisify(gzip);

/** The answer in a content coding, unless it is never to be changed on its way. */
async function coded({ headers, body }: Answer, coding: Coding): Promise<Answer> {
  if (coding === "identity" || body.length < SMALL || headers["Cache-Control"]?.includes("no-transform"))
    return { headers, body };
  const bytes =
    coding === "br" ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) : await zipped(body);
  return { headers: { ...headers, "Content-Encoding": coding }, body: bytes };
}

/** Answers by their place: a new one takes the room of the one that was there, and of those asked for longest ago. */
export class Answers {
  readonly #known: LRUCache<string, { tag: string; answer: Answer }>;

  /** @param most bytes in all; of one, an eighth of that. */
  constructor(most: number) {
    this.#known = new LRUCache({ maxSize: most, maxEntrySize: most / 8 });
  }

  /** Bytes that are taken. */
  get size(): number {
    return this.#known.calculatedSize;
  }

  /** Forgets all: something that they may show is to be gone. */
  forget(): void {
    this.#known.clear();
  }

  /** What stands there if it was made of what `tag` says; else null. */
  get(place: string, tag: string): Answer | null {
    const found = this.#known.get(place);
    return found?.tag === tag ? found.answer : null;
  }

  set(place: string, tag: string, answer: Answer): void {
    const words = Object.entries(answer.headers).flat().join("").length + place.length + tag.length;
    this.#known.set(place, { tag, answer }, { size: answer.body.length + 2 * words });
  }
}
