/**
 * What was told, remembered for pages that were away. Who reads works that are not everybody's has news, and numbers of them, of
 * their own: what is told of such a work moves nobody else's numbers, so that they don't learn that anything was.
 */
import { createHash } from "node:crypto";
import type { OpenCounts } from "../../translations/ledger/state.ts";

/** One piece of news. */
export interface Told {
  work: string;
  /** True if the work was not everybody's when it was told. */
  closed: boolean;
  /** As JSON, without what is on its way in all works: that is not the same for all who hear it. */
  news: Readonly<Record<string, unknown>> & { open: { passage: OpenCounts; work: OpenCounts } };
}

/** Those who read the same works: of works that are not everybody's, which they read, and which they don't learn of. */
export interface Audience {
  closed: ReadonlySet<string>;
  hidden: ReadonlySet<string>;
}

/** What an audience missed, oldest first, each with the id that names it for them. */
export interface Since {
  /** Names the last of all that they were told. */
  last: string;
  /** More was told than is remembered, or is theirs to read now; or they were another audience before. */
  missed: boolean;
  told: { id: string; told: Told }[];
}

/** A page that was away for longer looks at everything anew: of all works that are everybody's, and of one that is not. */
const REMEMBERED = { open: 500, closed: 100 };

/** What was told of works that are everybody's, or of one that is not. */
interface Shelf {
  told: { order: number; told: Told }[];
  /** How many there ever were. */
  count: number;
  /** The order of the last that is forgotten. */
  lost: number;
}

/** Where the works stand that are everybody's. */
const OPEN = "";

export class Remembered {
  readonly #run: string;
  readonly #shelves = new Map<string, Shelf>();
  #order = 0;

  /** @param run names this run of the workbench: numbers begin anew with each. */
  constructor(run: string) {
    this.#run = run;
  }

  add(told: Told): void {
    const name = told.closed ? told.work : OPEN;
    const shelf = this.#shelves.get(name) ?? { told: [], count: 0, lost: 0 };
    this.#shelves.set(name, shelf);
    shelf.told.push({ order: ++this.#order, told });
    shelf.count++;
    if (shelf.told.length > (told.closed ? REMEMBERED.closed : REMEMBERED.open)) shelf.lost = shelf.told.shift()!.order;
  }

  /** Names the last that an audience was told: the run, or of a run that they share with nobody else, a dot, its number. */
  last(audience: Audience): string {
    return this.#named(audience, this.#count(audience));
  }

  /** What was told after `id`. Without an id nothing was missed: who asks begins now. */
  since(id: string | null, audience: Audience): Since {
    const last = this.last(audience);
    if (id === null || id === last) return { last, missed: false, told: [] };
    const number = Number(id.split(".")[1]);
    const count = this.#count(audience);
    const due = count - number;
    const kept = this.#keptFor(audience);
    const known = Number.isInteger(number) && this.#named(audience, number) === id && due >= 0 && due <= kept.length;
    const told = known ? kept.slice(kept.length - due) : [];
    if (!known || told.some(({ work }) => audience.hidden.has(work))) return { last, missed: true, told: [] };
    return {
      last,
      missed: false,
      told: told.map((each, at) => ({ id: this.#named(audience, number + 1 + at), told: each })),
    };
  }

  #named({ closed }: Audience, number: number): string {
    if (closed.size === 0) return `${this.#run}.${number}`;
    const hash = createHash("sha256").update([this.#run, ...[...closed].sort()].join(" "));
    return `${hash.digest("hex").slice(0, 12)}.${number}`;
  }

  #of({ closed }: Audience): Shelf[] {
    return [OPEN, ...closed].flatMap((name) => this.#shelves.get(name) ?? []);
  }

  #count(audience: Audience): number {
    return this.#of(audience).reduce((sum, { count }) => sum + count, 0);
  }

  /** All of what they were told last, without a gap. */
  #keptFor(audience: Audience): Told[] {
    const shelves = this.#of(audience);
    const lost = Math.max(0, ...shelves.map((shelf) => shelf.lost));
    const kept = shelves.flatMap(({ told }) => told.filter(({ order }) => order > lost));
    return kept.sort((a, b) => a.order - b.order).map(({ told }) => told);
  }
}

/** Names those who hear the same. */
export function nameOf({ closed }: Audience): string {
  return [...closed].sort().join(" ");
}

/** The words of news on one line, for those in whose works so much is on its way. */
export function wordsOf({ news }: Told, all: OpenCounts): string {
  return JSON.stringify({ ...news, open: { ...news.open, all: { waiting: all.waiting, written: all.written } } });
}
