/** A work's source, pasted or from a file. What a file leaves open is asked, and it is sent again. */
import { useState } from "preact/hooks";
import type { JSX, TargetedEvent } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { Ask, Text, textIn } from "./bring-form.tsx";
import { posted, said } from "./sending.ts";
import { BRINGING } from "./words.tsx";

export function SupplyForm({ work }: { work: string }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const [file, setFile] = useState<File | null>(null);
  const [asks, setAsks] = useState<Question[]>([]);
  const [going, setGoing] = useState({ reading: false, refused: "" });

  async function submit(event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> {
    const form = new FormData(event.currentTarget);
    const pasted = textIn(form, "source");
    const sending = file ?? (pasted.trim() === "" ? null : new File([pasted], ""));
    if (!sending) return;
    event.preventDefault();
    setGoing({ reading: true, refused: "" });
    try {
      const choices = Object.fromEntries(asks.map(({ about }) => [about, textIn(form, `a-${about}`)]));
      const { id, questions } = await sent(work, sending, choices);
      const isOpen = questions.some(({ about }) => choices[about] === undefined);
      setAsks(isOpen ? questions : []);
      setGoing({ reading: false, refused: "" });
      if (!isOpen) location.assign(at(address.source(work, id)));
    } catch (error) {
      setGoing({ reading: false, refused: said(error) });
    }
  }

  /** Another text is asked nothing that was asked of the one before. */
  const choose = (_side: "a" | "b", chosen: File | null): void => {
    setFile(chosen);
    setAsks([]);
  };
  return (
    <form method="post" action={address.supply(work)} onSubmit={(event) => void submit(event)}>
      <p class="refused" role="alert" hidden={going.refused === ""}>
        {going.refused}
      </p>
      <div class="two-texts">
        <Text side="a" file={file} choose={choose} changed={() => setAsks([])} />
      </div>
      {asks.map((question) => (
        <Ask side="a" file={file ?? new File([], "")} asks={question} />
      ))}
      <button type="submit" class="button primary" disabled={going.reading}>
        {asks.length > 0 ? words.goOn : words.supply.lay}
      </button>
      <p role="status" class="facts">
        {going.reading && (
          <>
            {words.supply.reading} <progress />
          </>
        )}
      </p>
    </form>
  );
}

function sent(work: string, file: File, choices: Readonly<Record<string, string>>) {
  const to = address.supplyText(work, { name: file.name, ...choices });
  return posted<{ id: string; questions: Question[] }>(to, "application/octet-stream", file);
}
