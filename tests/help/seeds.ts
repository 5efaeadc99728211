/** Random programs by numbered seeds: the first is `SEED`, and `RUNS` times as many are run, as in a soak. */
export const FIRST = Number(process.env["SEED"] ?? 1);
export const TIMES = Number(process.env["RUNS"] ?? 1);
/**
 * How many examples a dear law is asked with: all of them where a seed is named, as the soak and whoever looks for a failure name
 * one, and the first third of them whenever all tests are run.
 */
export function examples(all: number): number {
  return process.env["SEED"] === undefined ? Math.ceil(all / 3) : all;
}
/** How long a law of such programs may take, in milliseconds. */
export const LONG = 60_000 * TIMES + 60_000;

/** Runs a program of each seed; one that fails says its seed. */
export function eachSeed(count: number, run: (seed: number) => void): void {
  for (let seed = FIRST; seed < FIRST + count * TIMES; seed++) {
    try {
      run(seed);
    } catch (error) {
      throw new Error(`SEED=${seed}: ${(error as Error).message}`, { cause: error });
    }
  }
}
