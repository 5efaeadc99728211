/**
 * How a passage becomes a part of a proposal, which its first changed letter asks for: one after another, until it is taken in
 * or refused. Where the workbench can't be reached it is asked again; nothing that is written waits for it anywhere but on the page.
 */
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { freshName } from "./fresh-name.ts";
import type { PartAnswer } from "./section-view.ts";
import { SECTION_DESK } from "./section-desk-words.tsx";

/** It is asked again so much later, in ms, or as soon as there is a network. */
const PAUSE = 2_000;

export type Became = ({ ok: true } & PartAnswer) | { ok: false; message: string };

export interface PartsSetting {
  work: string;
  /** The proposal; null until it is begun. */
  proposal: string | null;
  /** With what the id of a proposal ends that this person begins. */
  ending: string;
  /** Told whether the workbench is reached. */
  onReached(reached: boolean): void;
  /** Told of the proposal once it is begun. */
  onBegun(id: string): void;
}

export class SectionParts {
  readonly #setting: PartsSetting;
  #proposal: string | null;
  /** What a proposal that is to be begun is called: asked for twice it is begun once. */
  readonly #wish: string;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(setting: PartsSetting) {
    this.#setting = setting;
    this.#proposal = setting.proposal;
    this.#wish = `${freshName()}${setting.ending}`;
  }

  /** Has the proposal revise a passage, from version `base`. */
  become(passage: string, base: number | null): Promise<Became> {
    const next = this.#last.then(() => this.#become(passage, base));
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** What a part is now; null if it is none, or can't be asked now. */
  async look(passage: string): Promise<PartAnswer | null> {
    if (this.#proposal === null) return null;
    try {
      const answer = await fetch(at(address.partOf(this.#proposal, passage)), { headers: JSON_ONLY });
      return answer.ok ? ((await answer.json()) as PartAnswer) : null;
    } catch {
      return null;
    }
  }

  destroy(): void {
    this.#isOver = true;
  }

  async #become(passage: string, base: number | null): Promise<Became> {
    if (this.#proposal === null) {
      const begun = await this.#sent(address.begin(this.#setting.work, passage), { id: this.#wish, base });
      if (!begun.ok) return begun;
      this.#proposal = this.#wish;
      this.#setting.onBegun(this.#wish);
    }
    const answer = await this.#sent(address.partOf(this.#proposal, passage), { base });
    return answer.ok ? { ok: true, ...(answer.told as PartAnswer) } : answer;
  }

  /** Sends until there is an answer that another try would not change. */
  async #sent(path: string, body: object): Promise<{ ok: true; told: unknown } | { ok: false; message: string }> {
    for (;;) {
      const answer = await this.#once(path, body);
      this.#setting.onReached(answer !== null);
      if (answer) return answer;
      await another();
      if (this.#isOver) return { ok: false, message: "" };
    }
  }

  /** Null if the workbench was not reached, or has no time now. */
  async #once(
    path: string,
    body: object,
  ): Promise<{ ok: true; told: unknown } | { ok: false; message: string } | null> {
    try {
      const headers = { ...JSON_ONLY, "Content-Type": "application/json" };
      const response = await fetch(at(path), { method: "POST", headers, body: JSON.stringify(body) });
      if (TRY_AGAIN.has(response.status)) return null;
      const told = (await response.json().catch(() => null)) as { detail?: unknown } | null;
      if (response.ok) return { ok: true, told };
      const said = typeof told?.detail === "string" ? told.detail : wordsFrom(SECTION_DESK).notTaken;
      return { ok: false, message: said };
    } catch {
      return null;
    }
  }
}

const JSON_ONLY = { Accept: "application/json" };

/** Of a server that is busy, stopping, or behind a proxy that does not reach it. */
const TRY_AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** After a pause, or with a network. */
function another(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, PAUSE);
    window.addEventListener("online", done);
    function done(): void {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
  });
}
