/**
 * Words of one's own that another's edit took out: a paragraph deleted whole in which somebody was writing, say. They
 * are told and offered back, unless they stand in the draft again, as after cutting and pasting.
 */
import * as Y from "yjs";
import { relativeAt, type Run } from "../../translations/draft/ytext.ts";
import type { Present } from "./session.ts";
import { countWords } from "../../translations/text/words.ts";

/** How long ago words may have been typed to be missed, in ms. */
const RECENT = 10 * 60_000;
/** Fewer words than these are a correction, and seen as one. */
const WORTH = 2;

/** Words that were taken out. */
export interface Taken {
  /** Ends of blocks are line ends; spaces at both ends belong to the words beside them. */
  words: string;
  /** The place where they stood. */
  place: Y.RelativePosition;
  /** Who took them out, by name; null where that is not known. */
  by: string | null;
}

/**
 * Who made an edit that came in: whoever wrote what came with it and alone is here beside this one page. Yjs does not
 * say who took words out, and what several did may come at once: where it may have been another tab of one's own, one of
 * several, or somebody who is not here, as of an edit that only takes out, nobody is named.
 */
export function otherWriter(runs: readonly Run[], people: readonly Present[]): string | null {
  const wrote = runs.filter(({ kind }) => kind === "came").map(({ client }) => client);
  const tabs = people.filter(({ me }) => me).flatMap(({ clients }) => clients);
  const [other, ...more] = people.filter(({ me }) => !me);
  if (!other || more.length > 0 || tabs.length > 1 || wrote.length === 0) return null;
  return wrote.every((client) => other.clients.includes(client)) ? other.name : null;
}

/** Knows what one person wrote of late. */
export class OwnWords {
  readonly #text: Y.Text;
  readonly #now: () => number;
  /** Up to which unit one had written when, oldest first. */
  #written: { clock: number; at: number }[] = [];

  /** @param now the clock, in ms. */
  constructor(text: Y.Text, now: () => number = Date.now) {
    this.#text = text;
    this.#now = now;
  }

  /** To be told after each edit made here. */
  wrote(): void {
    const { doc } = this.#text;
    const [clock, at] = [Y.getState(doc!.store, doc!.clientID), this.#now()];
    this.#written.push({ clock, at });
    const old = this.#written.findLastIndex((each) => each.at < at - RECENT);
    if (old > 0) this.#written.splice(0, old);
  }

  /** Of what another's edit took out and put in, the words of one's own that are worth telling. */
  takenBy(runs: readonly Run[], by: string | null = null): Taken[] {
    const taken: Taken[] = [];
    const [since, came] = [this.#recentFrom(), lettersOf(runs, "came")];
    for (const { went, index } of gapsOf(runs)) {
      const own = went.filter((run) => run.letters === null || (this.#isOwn(run) && run.clock >= since));
      const words = lettersOf(own, "went").replace(/^\s*\n|\n\s*$/g, "");
      if (countWords(words) >= WORTH && !came.includes(words.trim()))
        taken.push({ words, place: relativeAt(this.#text, index, -1), by });
    }
    return taken;
  }

  #isOwn({ client }: Run): boolean {
    return client === this.#text.doc!.clientID;
  }

  #recentFrom(): number {
    const early = this.#now() - RECENT;
    const old = this.#written.findLast(({ at }) => at < early);
    return old?.clock ?? (this.#written.length > 0 ? 0 : Infinity);
  }
}

/** What went in one place, with nothing between it that stayed, and how many letters and markers stand before it now. */
function gapsOf(runs: readonly Run[]): { went: Run[]; index: number }[] {
  const gaps: { went: Run[]; index: number }[] = [];
  let [index, open] = [0, false];
  for (const run of runs) {
    if (run.kind === "went") {
      if (!open) gaps.push({ went: [], index });
      gaps.at(-1)!.went.push(run);
      open = true;
    } else index += run.count;
    if (run.kind === "stayed") open = false;
  }
  return gaps;
}

/** The letters of some runs; a marker is a line end. */
function lettersOf(runs: readonly Run[], kind: Run["kind"]): string {
  return runs.map((run) => (run.kind === kind ? (run.letters ?? "\n") : "")).join("");
}
