/**
 * What became of a draft that takes no more words: who did it, and when. The socket says only that it has ended; the
 * page of the proposal says the rest.
 */
import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { ProposalHere } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { moment, namesOf } from "../design/wording.ts";
import type { Person } from "../../translations/notes/note.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** Of a proposal what says how it ended. */
export type Ending = Pick<ProposalHere, "status" | "submission" | "decision">;

/** “Ann proposed this draft on 26 November 2026, 14:02 UTC.”; null for a draft that goes on. `me`: an account's id. */
export function endedInWords({ status, submission, decision }: Ending, me: string): string | null {
  if (status === "draft") return null;
  const [people, when] =
    status === "open" ? [submission?.proposers, submission?.at] : [decision && [decision.by], decision?.at];
  return people && when !== undefined ? wordsFrom(DESK).ended[status](whoOf(people, me), moment(when)) : null;
}

function whoOf(people: readonly (Person & { id?: string })[], me: string): string {
  return people.length === 1 && people[0]!.id === me ? wordsFrom(DESK).you : namesOf(people);
}

/** What is known of a draft's end, and what it may be asked of. */
interface Watched {
  readonly page: { work: { id: string }; proposal: { id: string; passage: string } };
  readonly me: { id: string };
  readonly refusal: ReadonlySignal<number | null>;
  readonly ended: Signal<string | null>;
}

/** Asks how the draft ended once the server has closed it, and lets `ended` say so. Gives what ends the watch. */
export function askHowItEnded(draft: Watched): () => void {
  return effect(() => {
    if (draft.refusal.value !== CLOSE.closed) return;
    void partOf(draft.page).then((ending) => {
      if (ending) draft.ended.value = endedInWords(ending, draft.me.id);
    });
  });
}

/** The draft in which the reason for the whole of a proposal is written now; null if in none, or if it can't be asked. */
export async function summaryIn({ work, proposal }: Watched["page"]): Promise<string | null> {
  return (await partOf({ work, proposal }))?.draft?.summaryIn ?? null;
}

/** What is told of one part of a proposal. */
type Told = Ending & { passage: string; draft: { summaryIn: string } | null };

/** Null if the server can't be asked now, or breaks off: then it is said that the draft has ended, and no more. */
async function partOf({ work, proposal }: Watched["page"]): Promise<Told | null> {
  try {
    const answer = await fetch(at(address.proposal(work.id, proposal.id)), { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { parts } = (await answer.json()) as { parts: Told[] };
    return parts.find(({ passage }) => passage === proposal.passage) ?? null;
  } catch {
    return null;
  }
}
