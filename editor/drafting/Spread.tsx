/** The same reason in other parts of the proposal: the offer, what was given, and the way back. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { DESK } from "./desk-words.tsx";
import { shortened } from "./in-words.ts";
import type { DraftModel } from "./model.ts";
import { SPREAD } from "./spread-words.ts";

/** Nothing where the last reason would do nowhere else. */
export function Spread({ model }: { model: Pick<DraftModel, "spreading" | "mayWrite" | "page"> }): JSX.Element {
  const { offer, given, failed, isAtWork } = model.spreading;
  const words = wordsFrom(SPREAD);
  const may = model.mayWrite.value && !isAtWork.value;
  return (
    <div aria-live="polite">
      {offer.value && (
        <p class="draft-deleted">
          {words.elsewhere(shortened(offer.value.before), shortened(offer.value.after), offer.value.parts.length)}{" "}
          <button type="button" disabled={!may} onClick={() => void model.spreading.give()}>
            {words.give(offer.value.parts.length)}
          </button>
        </p>
      )}
      {given.value && (
        <p class="draft-deleted">
          {words.given(passagesOf(given.value.notes).length)} <Where model={model} notes={given.value.notes} />{" "}
          <button type="button" disabled={!may} onClick={() => void model.spreading.takeBack()}>
            {wordsFrom(DESK).reasons.takeBack}
          </button>
        </p>
      )}
      {failed.value && <p class="hint">{words.failed}</p>}
    </div>
  );
}

function passagesOf(notes: readonly string[]): string[] {
  return [...new Set(notes.map((each) => each.slice(0, each.indexOf("/"))))];
}

/** The parts by their places, where the page knows them. */
function Where(props: { model: Pick<DraftModel, "page">; notes: readonly string[] }): JSX.Element | null {
  const { work, proposal, others } = props.model.page;
  const passages = passagesOf(props.notes);
  const named = others.filter(({ passage }) => passages.includes(passage.id));
  if (named.length === 0) return null;
  return (
    <span>
      {named.map(({ passage }, index) => (
        <>
          {index > 0 && ", "}
          <a href={address.part(work.id, proposal.id, passage.id)}>{passage.locator}</a>
        </>
      ))}
      .
    </span>
  );
}
