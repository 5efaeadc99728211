/** What is wrong with words that are final, to be chosen before something is proposed for them. */
import type { JSX } from "preact";
import { WRONG } from "../../translations/ledger/events.ts";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "./words.ts";

interface Choosing {
  id: string;
  chosen: string;
  /** False where the form may be sent without it, as it does something else as well. */
  required?: boolean;
  onChoose?: (wrong: string) => void;
}

/** The kinds to choose from, with what they are; none is chosen at first. */
export function WrongChoice({ id, chosen, required = true, onChoose }: Choosing): JSX.Element {
  const { categories, wrong: words } = wordsFrom(RENDERING);
  return (
    <>
      <label for={id}>{words.about}</label>{" "}
      <select
        id={id}
        name="wrong"
        required={required}
        onChange={({ currentTarget }) => onChoose?.(currentTarget.value)}
      >
        <option value="">{words.choose}</option>
        {WRONG.map((wrong) => (
          <option value={wrong} selected={wrong === chosen}>
            {categories[wrong]}
          </option>
        ))}
      </select>
    </>
  );
}
