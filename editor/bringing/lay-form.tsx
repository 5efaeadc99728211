/** A text that comes to a work that is there, pasted or from a file. What a file leaves open is asked, and it is sent again. */
import { useState } from "preact/hooks";
import type { ComponentChildren, JSX, TargetedEvent } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { wordsFrom } from "../language/language.ts";
import { at } from "../links/under.ts";
import { tellTaken } from "../shell/typed.ts";
import { chosenIn, textIn } from "./asks.tsx";
import { Asks, Chosen, WhyNot } from "./back-form.tsx";
import { pastedIn } from "./bring-form.tsx";
import { said, sentText } from "./sending.ts";
import { Text } from "./text-field.tsx";
import type { BackForm } from "./view.ts";
import { BRINGING } from "./words.tsx";

interface LayProps {
  /** Of which side the text is: a source, or a translation. */
  side: "a" | "b";
  /** Where a form without a script is sent. */
  action: string;
  /** Where a file is sent, with what is chosen for it and in the form. */
  to: (chosen: Readonly<Record<string, string>>) => string | Promise<string>;
  /** Where it is seen how it lies. */
  seen: (id: string) => string;
  /** Further fields by their names, which go along with a file. */
  fields?: readonly string[];
  /** True if tables are read, too. */
  tables?: boolean;
  back: BackForm | null;
  lay: string;
  reading: string;
  children?: ComponentChildren;
}

export function LayForm(props: LayProps): JSX.Element {
  const { side, action, to, seen, fields = [], tables = false, back, lay, reading, children } = props;
  const words = wordsFrom(BRINGING);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [asks, setAsks] = useState<readonly Question[]>(back?.asks[side] ?? []);
  const [going, setGoing] = useState({ reading: false, refused: back?.refused ?? "" });

  async function submit(event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> {
    const { currentTarget } = event;
    const form = new FormData(currentTarget);
    const sending = files.length > 0 ? files : pastedIn(form, side);
    if (sending.length === 0) return;
    event.preventDefault();
    setGoing({ reading: true, refused: "" });
    try {
      const choices = Object.fromEntries(asks.map(({ about }) => [about, chosenIn(form, side, about)]));
      const further = Object.fromEntries(fields.map((name) => [name, textIn(form, name)]));
      const asked = await to({ name: sending[0]!.name, ...choices, ...further });
      const { id, questions } = await sentText<{ id: string; questions: Question[] }>(asked, sending);
      const isOpen = questions.some(({ about }) => choices[about] === undefined);
      setAsks(isOpen ? questions : []);
      setGoing({ reading: false, refused: "" });
      if (isOpen) return;
      tellTaken(currentTarget);
      location.assign(at(seen(id)));
    } catch (error) {
      setGoing({ reading: false, refused: said(error) });
    }
  }

  /** Another text is asked nothing that was asked of the one before. */
  const choose = (_side: "a" | "b", chosen: readonly File[]): void => {
    setFiles(chosen);
    setAsks([]);
  };
  return (
    <form method="post" action={action} encType="multipart/form-data" onSubmit={(event) => void submit(event)}>
      <WhyNot refused={going.refused} back={back} />
      <div class="two-texts">
        <Text side={side} files={files} choose={choose} changed={() => setAsks([])} tables={tables} back={back} />
      </div>
      {children}
      <Asks side={side} files={files} asks={asks} back={back} />
      <Chosen back={back} />
      <button type="submit" class="button primary" disabled={going.reading}>
        {asks.length > 0 ? words.goOn : lay}
      </button>
      <p role="status" class="facts">
        {going.reading && (
          <>
            {reading} <progress />
          </>
        )}
      </p>
    </form>
  );
}
