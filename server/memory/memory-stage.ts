/** The stage in memory. */
import { actsOf, inPieces, refuseBroken, workBroughtIn } from "../store/acts.ts";
import { answer } from "../store/answer.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import type { Stage, Staged } from "../store/stage.ts";
import type { Memory } from "./memory.ts";

export class MemoryStage implements Stage {
  readonly #memory: Memory;
  readonly #whole: <T>(add: () => T) => T;
  readonly #append: (act: readonly LedgerRecord[]) => void;
  readonly #now: () => number;
  /** What takes the pieces of the runs that were begun here. */
  readonly #runs = new Map<string, ReturnType<typeof inPieces>>();

  /**
   * @param whole keeps all of what is added, or nothing.
   * @param append adds an act to a work that nobody sees.
   */
  constructor(
    memory: Memory,
    whole: <T>(add: () => T) => T,
    append: (act: readonly LedgerRecord[]) => void,
    now: () => number,
  ) {
    this.#memory = memory;
    this.#whole = whole;
    this.#append = append;
    this.#now = now;
  }

  put(run: string, piece: readonly LedgerRecord[]): Promise<void> {
    return answer(() => {
      actsOf(piece).forEach(refuseBroken);
      const begun = this.#runs.get(run);
      const take = begun ?? inPieces(workBroughtIn(piece));
      take(piece);
      const known = this.#memory.runs.get(run);
      if ((known === undefined) !== (begun === undefined))
        throw new RangeError(`put: the run "${run}" was cleared, or is not this stage's`);
      if (known) {
        known.pieces.push(structuredClone(piece));
        known.begun = this.#now();
      } else {
        const [work, act] = [workBroughtIn(piece), piece[0]!.act.id];
        this.#memory.runs.set(run, { work, act, begun: this.#now(), pieces: [structuredClone(piece)] });
      }
      this.#runs.set(run, take);
    });
  }

  #isSealed(run: string): boolean {
    return this.#memory.shelf.some(({ staged }) => staged === run);
  }

  seal(run: string): Promise<boolean> {
    return answer(() => {
      const known = this.#memory.runs.get(run);
      if (!known || this.#memory.shelf.some(({ id }) => id === known.work)) return false;
      this.#memory.shelf.push({ id: known.work, away: null, staged: run });
      this.#runs.delete(run);
      return true;
    });
  }

  step(work: string): Promise<boolean> {
    return answer(() =>
      this.#whole(() => {
        const shelved = this.#memory.shelf.find(({ id }) => id === work);
        const run = shelved?.staged ?? null;
        if (!shelved || run === null) return false;
        const next = this.#memory.runs.get(run)!.pieces.shift();
        if (next) for (const act of actsOf(next)) this.#append(act);
        else {
          shelved.staged = null;
          this.#memory.runs.delete(run);
        }
        return next !== undefined;
      }),
    );
  }

  works(): Promise<Staged[]> {
    return answer(() =>
      this.#memory.shelf.flatMap(({ id, staged }) => {
        const run = staged === null ? undefined : this.#memory.runs.get(staged);
        return run ? [{ work: id, act: run.act, left: run.pieces.length }] : [];
      }),
    );
  }

  drop(run: string): Promise<boolean> {
    return answer(() => {
      const known = this.#memory.runs.get(run);
      if (!known || this.#isSealed(run)) return false;
      this.#runs.delete(run);
      const dropped = known.pieces.shift() !== undefined;
      if (!dropped) this.#memory.runs.delete(run);
      return dropped;
    });
  }

  left(before: string): Promise<string[]> {
    return answer(() =>
      [...this.#memory.runs]
        .filter(([run, { begun }]) => begun < Date.parse(before) && !this.#isSealed(run))
        .map(([run]) => run),
    );
  }
}
