/** What became of a passage that went from the outline, for the pages of the passage and of its proposals. */
import type { JSX } from "preact";
import { isRetired, type Passage, type Retired } from "../../translations/ledger/work.ts";
import { Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { PassageName } from "../shell/view.ts";
import { PASSAGE } from "./words.tsx";

/**
 * Nothing of a passage that stands. `instead`: those that stand there now, to which it leads on. `on`: what the page is of, which
 * says what is still possible.
 */
export function Gone(props: {
  passage: Passage | Retired;
  work: string;
  instead: readonly PassageName[];
  on: "passage" | "undecided" | "decided";
}): JSX.Element | null {
  const { passage, work, instead, on } = props;
  if (!isRetired(passage)) return null;
  const { how, at, by, reason } = passage.end;
  const words = wordsFrom(PASSAGE).gone;
  return (
    <div class="banner" role="note">
      <p>{words.what[how](<Dated iso={at} />, by === null ? null : <b>{by.name}</b>, reason)}</p>
      {instead.length > 0 && (
        <p>
          {words.instead}{" "}
          {instead.map(({ id, locator }, index) => (
            <>
              {index > 0 && ", "}
              <a href={address.passage(work, id)}>{locator}</a>
            </>
          ))}
        </p>
      )}
      {on !== "decided" && <p>{words.stays[on]}</p>}
    </div>
  );
}
