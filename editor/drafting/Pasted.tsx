/** What was not kept of what was pasted: a quiet line, which goes by itself, and never lies over a form. */
import type { JSX } from "preact";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Pasted({ model }: { model: DraftModel }): JSX.Element {
  const told = model.reasons.form.value === null ? model.pasting.told.value : "";
  return (
    <div role="status" class="draft-pasted">
      {told !== "" && (
        <p>
          {told}{" "}
          <button
            type="button"
            class="link"
            onClick={() => {
              model.pasting.forget();
              model.view?.focus();
            }}
          >
            {wordsFrom(DESK).pasting.close}
          </button>
        </p>
      )}
    </div>
  );
}
