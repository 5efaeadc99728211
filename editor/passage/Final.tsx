/** That a passage is final, by whom and since when; and an owner's way to say so, or no more. */
import type { JSX } from "preact";
import { isRetired } from "../../translations/ledger/work.ts";
import { PersonAndDate, Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { PassageView } from "./view.ts";
import { PASSAGE } from "./words.tsx";

export function Final({ view: { passage } }: { view: PassageView }): JSX.Element | null {
  if (!passage.final || isRetired(passage)) return null;
  const { by, at } = passage.final;
  const words = wordsFrom(PASSAGE).final;
  return (
    <p class="hint passage-final">
      <b>{words.is}</b> {by ? <PersonAndDate person={by} iso={at} /> : <Dated iso={at} />}. {words.means}
    </p>
  );
}

/** For owners; a heading with all that stands under it, if that is ticked. */
export function SetFinal({ view: { work, passage } }: { view: PassageView }): JSX.Element | null {
  if (isRetired(passage)) return null;
  const words = wordsFrom(PASSAGE).final;
  const isHead = passage.kind === "part" || passage.kind === "heading";
  return (
    <form method="post" action={address.finality(work.id)} class="inline-form">
      <input type="hidden" name="passages" value={passage.id} />
      {isHead && (
        <label>
          <input type="checkbox" name="branch" value="yes" /> {words.branch}
        </label>
      )}
      <button type="submit" class="quiet-action" name="final" value={passage.final ? "no" : "yes"}>
        {passage.final ? words.unset : words.set}
      </button>
    </form>
  );
}
