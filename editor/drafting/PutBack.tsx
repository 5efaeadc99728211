/** That a change puts back what a version had changed: which one, by whom, when and why. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { authorsOf, namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import type { PutsBack } from "./view.ts";

/** So much of a reason is said, in UTF-16 code units. */
const LONGEST = 160;

export function PutBack({ version, lang }: Pick<PutsBack, "version"> & { lang: string }): JSX.Element {
  const { number, date, rationale } = version;
  const reason = shortened(rationale, LONGEST);
  const words = wordsFrom(DESK).changes;
  return (
    <p class="puts-back">
      {words.putsBack(
        number,
        namesOf(authorsOf(version)),
        <Dated iso={date} />,
        reason === "" ? null : <Mixed text={reason} lang={lang} />,
      )}
    </p>
  );
}
