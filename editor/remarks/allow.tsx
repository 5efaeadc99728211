/** Under a work's settings: an owner says whether readers without an account may leave remarks. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { REMARKS } from "./words.tsx";

export function AllowRemarks({ work, allowed }: { work: string; allowed: boolean }): JSX.Element {
  const words = wordsFrom(REMARKS);
  return (
    <section aria-labelledby="remarks">
      <h2 id="remarks">{words.allow}</h2>
      <p>{words.allowLead}</p>
      <form method="post" action={address.allowRemarks(work)}>
        <p>
          <b>{allowed ? words.isAllowed : words.isNotAllowed}</b>{" "}
          <a href={address.remarks(work)}>{words.waitingCrumb}</a>
        </p>
        <button type="submit" class="button" name="allowed" value={allowed ? "no" : "yes"}>
          {allowed ? words.endIt : words.allowIt}
        </button>
      </form>
    </section>
  );
}
