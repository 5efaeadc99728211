/**
 * What a draft's history needs while it is looked at: the renderings of its steps, each fetched once; and the wish to
 * restore one, handed to the draft's own page. There it becomes an edit of the person's own, which they can undo like
 * any other; without a script a form does the same on the server.
 */
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { PLAYBACK } from "./words.tsx";

/** A step of a draft's log with the text as it stood after it. */
interface PlayedStep {
  step: number;
  /** When its last words were written. */
  to: string | null;
  rendering: RenderingJson;
}

/** The renderings of a draft's steps. What was fetched stays while the page is open: the past does not change. */
export class Renderings {
  readonly #proposal: string;
  readonly #part: string | undefined;
  readonly #known: Map<number, RenderingJson>;
  readonly #coming = new Map<number, Promise<void>>();

  /**
   * @param known those that came with the page, by their step.
   * @param part of a proposal of several parts, the passage of the one whose draft it is.
   */
  constructor(proposal: string, known: Readonly<Record<number, RenderingJson>>, part?: string) {
    this.#proposal = proposal;
    this.#part = part;
    this.#known = new Map(Object.entries(known).map(([step, rendering]) => [Number(step), rendering]));
  }

  /** The rendering after a step of the log, if it has been fetched. */
  at(step: number): RenderingJson | undefined {
    return this.#known.get(step);
  }

  /** Resolves once these steps are here. The earlier is asked for first: the server plays forward. @throws Error in a sentence for people. */
  async fetch(steps: readonly number[]): Promise<void> {
    for (const step of steps.toSorted((a, b) => a - b)) {
      if (this.#known.has(step)) continue;
      const coming = this.#coming.get(step) ?? this.#ask(step).finally(() => this.#coming.delete(step));
      this.#coming.set(step, coming);
      await coming;
    }
  }

  async #ask(step: number): Promise<void> {
    const { rendering } = await fetchStep(this.#proposal, step, this.#part);
    this.#known.set(step, rendering);
  }
}

/** A step of a draft's log. @throws Error in a sentence for people. */
export async function fetchStep(proposal: string, step: number, part?: string): Promise<PlayedStep> {
  const response = await fetch(at(address.step(proposal, step, part)), {
    headers: { Accept: "application/json" },
  }).catch((cause: unknown) => {
    throw new Error(wordsFrom(PLAYBACK).notReached, { cause });
  });
  const answer = (await response.json().catch(() => null)) as (PlayedStep & { detail?: string }) | null;
  if (response.ok && answer) return answer;
  throw new Error(answer?.detail ?? wordsFrom(PLAYBACK).notReached);
}

/** A wish to restore a step, on its way to the draft's page. */
export interface Wish {
  proposal: string;
  step: number;
  /** When the step's last words were written: if that is no longer so, its number means another step. "" if not known. */
  to: string;
  /** What the step is called for people. */
  called: string;
}

const PLACE = "variorum.restore";

/** A wish that has waited longer was forgotten by who had it; in milliseconds. */
const FORGOTTEN = 120_000;

/** Leaves the wish for the draft's page. False if this browser keeps nothing: then the form goes to the server. */
export function leaveWish(wish: Wish): boolean {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ ...wish, left: Date.now() }));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The wish that was just left for this draft, once; null if there is none. */
export function takeWish(proposal: string): Wish | null {
  try {
    const wish = JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as (Wish & { left: number }) | null;
    sessionStorage.removeItem(PLACE);
    return wish?.proposal === proposal && Date.now() - wish.left < FORGOTTEN ? wish : null;
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}
