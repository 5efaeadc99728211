/** What Git keeps under a name, read one after another by one process. */
import { begin, ended, GitProblem, type Git } from "./git.ts";

/** Reads objects; what is larger than it may be is told, not read. */
export class Objects {
  readonly #git: Git;
  readonly #ending: Promise<void>;
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(folder: string) {
    this.#git = begin(["--git-dir", folder, "cat-file", "--batch"]);
    this.#git.stdin.on("error", () => undefined);
    this.#ending = ended(this.#git);
    this.#ending.catch(() => undefined);
    this.#chunks = (this.#git.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]() as AsyncIterator<
      Buffer,
      undefined
    >;
  }

  /**
   * The bytes of an object.
   * @returns its size alone if it has more than `most` bytes.
   * @throws GitProblem if it is not there.
   */
  async read(name: string, most: number): Promise<Buffer | number> {
    this.#git.stdin.write(`${name}\n`);
    const [, kind = "", length = ""] = (await this.#line()).split(" ");
    if (kind === "missing" || length === "") throw new GitProblem(`The repository lacks ${name}. Fetch it whole.`);
    const size = Number(length);
    if (size > most) {
      await this.#pass(size + 1);
      return size;
    }
    return (await this.#take(size + 1)).subarray(0, size);
  }

  async close(): Promise<void> {
    this.#git.stdin.end();
    await this.#chunks.return?.();
    await this.#ending.catch(() => undefined);
  }

  async #more(): Promise<Buffer> {
    const next = await this.#chunks.next();
    if (next.done !== true) return next.value;
    await this.#ending;
    throw new GitProblem("Git stopped in the middle of an answer.");
  }

  async #line(): Promise<string> {
    let end;
    while ((end = this.#rest.indexOf(10)) < 0) this.#rest = Buffer.concat([this.#rest, await this.#more()]);
    const line = this.#rest.subarray(0, end).toString("latin1");
    this.#rest = this.#rest.subarray(end + 1);
    return line;
  }

  async #take(size: number): Promise<Buffer> {
    const chunks = [this.#rest];
    let length = this.#rest.length;
    while (length < size) {
      const chunk = await this.#more();
      chunks.push(chunk);
      length += chunk.length;
    }
    const all = Buffer.concat(chunks);
    this.#rest = all.subarray(size);
    return all.subarray(0, size);
  }

  async #pass(size: number): Promise<void> {
    let left = size;
    while (left > this.#rest.length) {
      left -= this.#rest.length;
      this.#rest = await this.#more();
    }
    this.#rest = this.#rest.subarray(left);
  }
}
