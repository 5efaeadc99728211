/** What throws a text away that was begun, once it was said what goes. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { BRINGING } from "./words.tsx";

/** @param goes what goes with it, in a sentence. */
export function ThrowAway({ id, goes }: { id: string; goes: string }): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <details class="act">
      <summary class="quiet-action">{words.throwAway}</summary>
      <form method="post" action={address.stagedAct(id, "discard")}>
        <p>{goes}</p>
        <button type="submit" class="button">
          {words.thrown}
        </button>
      </form>
    </details>
  );
}
