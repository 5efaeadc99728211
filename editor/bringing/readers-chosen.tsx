/** Of a work that is to be made, who finds it, and which of its texts may not be shown to all. */
import type { JSX } from "preact";
import { VISIBILITIES } from "../../translations/ledger/access.ts";
import { wordsFrom } from "../language/language.ts";
import type { StagedView } from "./view.ts";
import { BRINGING } from "./words.tsx";

const FIELD = { source: "closedSource", rendering: "closedRendering" } as const;

export function ReadersChosen({ readers: { visibility, texts } }: Pick<StagedView, "readers">): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <fieldset class="readers-chosen">
      <legend>{words.readers}</legend>
      <div class="closed-texts">
        {texts.map(({ text, isClosed }) => (
          <label>
            <input type="checkbox" name={FIELD[text]} value="yes" defaultChecked={isClosed} />
            <span>{words.closed[text]}</span>
          </label>
        ))}
      </div>
      {VISIBILITIES.map((each) => (
        <label>
          <input type="radio" name="visibility" value={each} defaultChecked={each === visibility} />
          <span>
            <b>{words.visibilities[each].name}</b> {words.visibilities[each].means}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
