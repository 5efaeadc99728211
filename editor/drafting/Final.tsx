/** Of passages that are final: what is wrong with them is said before something is proposed. */
import type { JSX } from "preact";
import { WRONG } from "../../translations/ledger/events.ts";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "../rendering/words.ts";
import type { DraftPage } from "./view.ts";
import { DRAFTING } from "./words.tsx";

/** True if what is written revises a passage that is final. */
export function isFinal(view: DraftPage): boolean {
  const written = ({ proposal, passage }: Pick<DraftPage, "proposal" | "passage">): boolean =>
    proposal.status === "draft" && proposal.kind === "revision" && passage.final !== undefined;
  return [view, ...view.others].some(written);
}

/** The kinds to choose from; none is chosen at first. */
export function WrongChoice(props: { id: string; chosen: string; onChoose?: (wrong: string) => void }): JSX.Element {
  const { id, chosen, onChoose } = props;
  const { categories } = wordsFrom(RENDERING);
  return (
    <select id={id} name="wrong" required onChange={({ currentTarget }) => onChoose?.(currentTarget.value)}>
      <option value="">{wordsFrom(DRAFTING).final.choose}</option>
      {WRONG.map((wrong) => (
        <option value={wrong} selected={wrong === chosen}>
          {categories[wrong]}
        </option>
      ))}
    </select>
  );
}
