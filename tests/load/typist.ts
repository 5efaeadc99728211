/** Somebody who writes one numbered word after another into a draft, each with a sign of their own. */
import type { WebSocket } from "ws";
import { Writer } from "../help/live.ts";

/** So many words at most are on their way: whoever outruns a slow machine only makes it slower. */
const ON_THE_WAY = 200;

export class Typist {
  readonly writer: Writer;
  readonly #sign: string;
  #typed = 0;
  #resting = true;

  /** @param Socket the WebSocket it speaks through. */
  constructor(port: number, person: string | null, sign: string, Socket?: typeof WebSocket) {
    this.writer = new Writer(port, person, Socket);
    this.#sign = sign;
    // Whether one may write is told with a message of the workbench's own; here everybody may.
    this.writer.provider.messageHandlers[101] = () => undefined;
  }

  word(at: number): string {
    return ` ${this.#sign}${at};`;
  }

  async typeUntilRest(pause: () => number): Promise<void> {
    this.#resting = false;
    while (!this.#resting) {
      if (this.#typed - this.writer.acknowledged < ON_THE_WAY) this.writer.type(this.word(++this.#typed));
      await new Promise((done) => setTimeout(done, pause()));
    }
  }

  rest(): void {
    this.#resting = true;
  }

  /** The words that are acknowledged: each is one update. */
  get acknowledged(): string[] {
    return Array.from({ length: this.writer.acknowledged }, (_, at) => this.word(at + 1));
  }

  get all(): string[] {
    return Array.from({ length: this.#typed }, (_, at) => this.word(at + 1));
  }
}

/** How often each numbered word stands in a text, and what is left without them. */
export function counted(text: string): { words: Map<string, number>; rest: string } {
  const words = new Map<string, number>();
  const rest = text.replaceAll(/ \p{L}\d+;/gu, (word) => {
    words.set(word, (words.get(word) ?? 0) + 1);
    return "";
  });
  return { words, rest };
}
