/** Several changes are chosen, and given one reason: with the pointer, or with the keys alone. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import type { DraftModel, ListedChange } from "./model.ts";
import { onMac } from "./Toolbar.tsx";

interface Props {
  model: DraftModel;
  changes: ListedChange[];
}

/** What chooses a change; nothing where there is only one, or nobody may write. */
export function Tick({ model, change, changes }: Props & { change: ListedChange }): JSX.Element | null {
  if (changes.length < 2 || !model.mayWrite.value) return null;
  const words = wordsFrom(DESK).changes;
  return (
    <input
      type="checkbox"
      class="draft-tick"
      aria-label={words.choose(change.number)}
      title={words.chooseTitle(onMac() ? "⌘" : "Ctrl+")}
      checked={model.sharing.among(changes).includes(change)}
      onChange={() => model.sharing.toggle(changes, change)}
    />
  );
}

/** Of two changes and more: one reason for those that are chosen, and a way to choose all that have none. */
export function OneReason({ model, changes }: Props): JSX.Element | null {
  if (changes.length < 2 || !model.mayWrite.value) return null;
  const words = wordsFrom(DESK).changes;
  const chosen = model.sharing.among(changes);
  const bare = changes.filter(({ reasons }) => reasons.length === 0);
  const isAll = bare.length > 0 && bare.every((change) => chosen.includes(change));
  if (bare.length < 2 && chosen.length === 0) return null;
  return (
    <p class="actions draft-one-reason">
      {chosen.length > 0 && (
        <>
          <button type="button" onClick={() => model.noteOnChosen()}>
            {words.oneReason(chosen.length)}
          </button>
          <button type="button" class="link" onClick={() => model.sharing.clear()}>
            {words.chooseNone}
          </button>
        </>
      )}
      {bare.length > 1 && !isAll && (
        <button type="button" class="link" onClick={() => model.sharing.choose(changes, bare)}>
          {words.chooseBare(bare.length)}
        </button>
      )}
    </p>
  );
}
