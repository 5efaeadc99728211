/** A form with texts that was sent without a script and comes back: why, what its files leave open, and what was chosen for them. */
import type { JSX } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { wordsFrom } from "../language/language.ts";
import { Ask } from "./asks.tsx";
import { SIDES, type Side } from "./text-field.tsx";
import type { BackForm } from "./view.ts";
import { BRINGING } from "./words.tsx";

/** With what such a form begins anew. */
export function cameBack({ refused, asks }: BackForm): { refused: string; asks: BackForm["asks"] } {
  return { refused: refused ?? "", asks };
}

/** What was refused, or that something is asked; of a form that came back, its page opens there. */
export function WhyNot({ refused, back }: { refused: string; back: BackForm | null }): JSX.Element {
  const sought = back !== null && { tabIndex: -1, autofocus: true };
  if (back?.refused === null && refused === "")
    return (
      <p class="told" role="alert" {...sought}>
        {wordsFrom(BRINGING).askedOfFiles}
      </p>
    );
  return (
    <p class="refused" role="alert" hidden={refused === ""} {...(refused !== "" && sought)}>
      {refused}
    </p>
  );
}

interface AsksProps {
  side: Side;
  files: readonly File[];
  asks: readonly Question[];
  back: BackForm | null;
}

/** What the files of a side leave open: those that are chosen here, or those of the form that came back. */
export function Asks({ side, files, asks, back }: AsksProps): JSX.Element {
  const names = files.length > 0 || !back ? files.map(({ name }) => name) : back.files[side];
  return (
    <>
      {asks.map((question) => (
        <Ask side={side} files={names} asks={question} />
      ))}
    </>
  );
}

/** For which files something is chosen, and what was chosen before. */
export function Chosen({ back }: { back: BackForm | null }): JSX.Element | null {
  if (!back) return null;
  const files = SIDES.map((side) => [`${side}-for`, back.for[side]] as const);
  return (
    <>
      {[...files, ...Object.entries(back.chosen)].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
