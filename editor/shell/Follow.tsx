/** One press on a page has whoever looks follow what it is about, and one more has them leave it. Without a script it is a form. */
import type { JSX } from "preact";
import { at } from "../links/under.ts";
import { useState } from "preact/hooks";
import type { Followed } from "../../translations/ledger/news.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { Visit } from "./view.ts";
import { SHELL } from "./words.tsx";

export interface FollowProps {
  visit: Visit;
  work: string;
  /** What of the work the page is about: nothing for the work itself. */
  on?: { what: Exclude<Followed, "work">; id: string };
}

/** Nothing for strangers, and on pages of which it is not known whether it is followed. */
export function Follow({ visit, work, on }: FollowProps): JSX.Element | null {
  const [follows, set] = useState(visit.follows ?? null);
  if (!visit.actor || follows === null) return null;
  const words = wordsFrom(SHELL).follow;
  const press = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    // What a script can't send, the form does, and the page that comes says what went wrong.
    sent(form, work).then(
      () => set(!follows),
      () => form.submit(),
    );
  };
  return (
    <form method="post" action={address.follow(work)} class="inline-form follow" onSubmit={press}>
      {on && <input type="hidden" name={on.what} value={on.id} />}
      <input type="hidden" name="follow" value={follows ? "no" : "yes"} />
      <button type="submit" class="quiet-action" aria-pressed={follows} title={words.hint(follows)} data-follow>
        {follows && <span aria-hidden="true">✓ </span>}
        {words.button}
      </button>
    </form>
  );
}

async function sent(form: HTMLFormElement, work: string): Promise<void> {
  const response = await fetch(at(address.follow(work)), {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
}
