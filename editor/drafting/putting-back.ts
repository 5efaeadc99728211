/** Which changes of a draft put back what a version had changed: as its page was given them, and as it is asked anew while one writes. */
import { signal, type Signal } from "@preact/signals";
import type { ToldChange } from "../prosemirror/marking.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { DraftPage, PutsBack } from "./view.ts";

/** The version whose change is undone. */
export type PutBackBy = PutsBack["version"];

/** It is asked once nobody has written for so long, in ms, */
const PAUSE = 1_500;
/** and what is written here is on disk, for which is waited so long. */
const PATIENCE = 10_000;

export class PuttingBack {
  /** By what a change replaces and says ({@link keyOf}): so it counts wherever that comes to stand among the changes. */
  readonly signs: Signal<ReadonlyMap<string, PutBackBy>>;
  #page: DraftPage;
  readonly #saved: (patience: number) => Promise<boolean>;
  /** The changes of which it is known: none of what others may have written since the page was made. */
  #known: ReadonlySet<string> = new Set();
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(page: DraftPage, saved: (patience: number) => Promise<boolean>) {
    this.#page = page;
    this.#saved = saved;
    this.signs = signal(byChange(page.putsBack));
  }

  /** Revising what `page` says. */
  revise(page: DraftPage): void {
    clearTimeout(this.#waiting);
    this.#page = page;
    this.#known = new Set();
    this.signs.value = byChange(page.putsBack);
  }

  /** Told of the changes whenever they are listed: asks, after a pause, if there are some of which nothing is known. */
  look(changes: readonly ToldChange[]): void {
    // What nobody has revised before its base puts nothing back.
    if ((this.#page.base?.base ?? null) === null) return;
    const keys = changes.map(keyOf);
    clearTimeout(this.#waiting);
    if (keys.every((key) => this.#known.has(key))) return;
    this.#waiting = setTimeout(() => void this.#ask(keys), PAUSE);
  }

  /** Asks at once, if there are changes of which nothing is known. @returns true if it is told of some only now. */
  async tellsMore(changes: readonly ToldChange[]): Promise<boolean> {
    if ((this.#page.base?.base ?? null) === null) return false;
    const keys = changes.map(keyOf);
    if (keys.every((key) => this.#known.has(key))) return false;
    const before = this.signs.peek();
    clearTimeout(this.#waiting);
    await this.#ask(keys);
    return [...this.signs.peek().keys()].some((key) => !before.has(key));
  }

  async #ask(keys: readonly string[]): Promise<void> {
    const isSaved = await this.#saved(PATIENCE);
    const page = this.#page;
    const found = isSaved && !this.#isOver ? await putsBackNow(page) : null;
    if (!found || this.#isOver || page !== this.#page) return;
    this.#known = new Set(keys);
    this.signs.value = byChange(found);
  }

  destroy(): void {
    this.#isOver = true;
    clearTimeout(this.#waiting);
  }
}

/** What tells a change from others of a draft. */
export function keyOf({ kind, before, after }: Pick<ToldChange, "kind" | "before" | "after">): string {
  return JSON.stringify([kind, before, after]);
}

function byChange(found: readonly PutsBack[]): Map<string, PutBackBy> {
  return new Map(found.map((each) => [keyOf(each), each.version]));
}

/** Null if it can't be asked now: what is put back is said at the latest when the page is asked for again. */
async function putsBackNow({ proposal, passage }: DraftPage): Promise<PutsBack[] | null> {
  try {
    const answer = await fetch(at(address.putsBack(proposal.id, passage.id)), {
      headers: { Accept: "application/json" },
    });
    return answer.ok ? ((await answer.json()) as { putsBack: PutsBack[] }).putsBack : null;
  } catch {
    return null;
  }
}
