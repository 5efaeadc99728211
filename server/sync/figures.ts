/** What the live drafts count of themselves, from the start of the program; never anything of what is written. */

/** How often something took how long. `counts` has one more than `bounds`: those above the last. */
export class Histogram {
  readonly bounds: readonly number[];
  readonly counts: number[];
  /** Seconds in all. */
  sum = 0;

  /** @param bounds upper bounds in seconds, rising. */
  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = [...bounds, Infinity].map(() => 0);
  }

  observe(seconds: number): void {
    const at = this.bounds.findIndex((bound) => seconds <= bound);
    this.counts[at < 0 ? this.bounds.length : at]!++;
    this.sum += seconds;
  }
}

export class Figures {
  /** From the arrival of a client's question to its answer, "all is on disk". */
  readonly acknowledgement = new Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]);
  /** Updates written to logs. */
  updates = 0;
  /** Their bytes. */
  logBytes = 0;
  checkpoints = 0;
  /** Sockets closed by the server, by close code. */
  readonly refused = new Map<number, number>();

  refuse(code: number): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
  }
}
