/** Asks the server to take what the drafts of a proposal say, as they are on its disk. */
import { knownAs } from "../../translations/ledger/came.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import type { Came } from "../../translations/ledger/refusals.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { DRAFTING } from "./words.tsx";

/** What came of it; `came`: versions of which whoever proposes was told just now, each as `passage/v3`. */
export type Answered = { ok: true } | { ok: false; message: string; came: string[] };

export interface Submitting {
  /** Versions that came and were told of before. */
  knows: string[];
  /** Parts that say what their base says are not proposed, and left out. */
  untouched?: "leave-out";
  /** They are accepted as well. */
  atOnce: boolean;
  /** What is wrong with words that are final; "": nothing is said. */
  wrong: Wrong | "";
}

export async function submitDraft(proposal: string, { atOnce, wrong, ...how }: Submitting): Promise<Answered> {
  const response = await fetch(at(address.act(proposal, atOnce ? "accept-at-once" : "submit")), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ ...how, ...(wrong && { wrong }) }),
  });
  return response.ok ? { ok: true } : refusalOf(response);
}

async function refusalOf(response: Response): Promise<Answered> {
  const answer: unknown = await response.json().catch(() => null);
  const { message, detail, came } = (answer ?? {}) as { message?: unknown; detail?: unknown; came?: Came[] };
  const said = [message, detail].find((words) => typeof words === "string");
  return { ok: false, message: said ?? wordsFrom(DRAFTING).notTaken, came: (came ?? []).map(knownAs) };
}
