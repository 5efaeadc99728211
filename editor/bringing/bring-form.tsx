/** Two texts, pasted or from files. Files are read as they are sent; what they leave open is asked, and they are sent again. */
import { useState } from "preact/hooks";
import type { JSX, TargetedEvent } from "preact";
import type { Question } from "../../translations/exchange/reading.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { tellTaken } from "../shell/typed.ts";
import { ABOUT, chosenIn, textIn } from "./asks.tsx";
import { Asks, cameBack, Chosen, WhyNot } from "./back-form.tsx";
import { posted, said, sentText } from "./sending.ts";
import { FIELD, SIDES, Text, type Side } from "./text-field.tsx";
import type { BackForm } from "./view.ts";
import { BRINGING } from "./words.tsx";

type Files = Record<Side, readonly File[]>;

/** What is going on. */
interface Going {
  reading: boolean;
  /** Why something was not taken in, or "". */
  refused: string;
  /** The id under which both texts were begun; null before. */
  begun: string | null;
  /** Whether a text was taken in under it, on either side. */
  taken: Record<Side, boolean>;
  /** What was asked of the files of either side, while it is. */
  asks: Record<Side, readonly Question[]>;
}

const NOTHING: Going = {
  ...{ reading: false, refused: "", begun: null },
  taken: { a: false, b: false },
  asks: { a: [], b: [] },
};

export function BringForm({ back }: { back: BackForm | null }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const [files, setFiles] = useState<Files>({ a: [], b: [] });
  const [going, setGoing] = useState<Going>({ ...NOTHING, ...(back && cameBack(back)) });
  const asked = SIDES.filter((side) => going.asks[side].length > 0);

  /** Other files, or none, or in another order. */
  function choose(side: Side, chosen: readonly File[]): void {
    setFiles((all) => ({ ...all, [side]: chosen }));
    begunAnew();
  }

  /** Another text: what was taken of the one before goes, and nothing is asked of it any more. */
  function begunAnew(): void {
    const { begun, taken } = going;
    const isStale = begun !== null && (taken.a || taken.b);
    if (isStale) discarded(begun);
    setGoing({ ...NOTHING, begun: isStale ? null : begun });
  }

  async function submit(event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> {
    const { currentTarget } = event;
    const form = new FormData(currentTarget);
    if (SIDES.every((side) => textOn(side, form, files).length === 0)) return;
    event.preventDefault();
    setGoing((now) => ({ ...now, reading: true, refused: "" }));
    const after = await sent(form, files, going);
    const isBare = after.begun !== null && !after.taken.a && !after.taken.b;
    // Of what was refused nothing is left to go on with.
    if (isBare) discarded(after.begun!);
    setGoing({ ...after, reading: false, ...(isBare && { begun: null }) });
    if (after.refused === "" && after.begun !== null && SIDES.every((side) => after.asks[side].length === 0)) {
      tellTaken(currentTarget);
      location.assign(at(address.staged(after.begun)));
    }
  }

  return (
    <form
      method="post"
      action={address.bringing()}
      encType="multipart/form-data"
      onSubmit={(event) => void submit(event)}
    >
      <WhyNot refused={going.refused} back={back} />
      <div class="two-texts">
        {SIDES.map((side) => (
          <Text side={side} files={files[side]} choose={choose} changed={begunAnew} tables back={back} />
        ))}
      </div>
      {asked.map((side) => (
        <Asks side={side} files={files[side]} asks={going.asks[side]} back={back} />
      ))}
      <Chosen back={back} />
      <button type="submit" class="button primary" disabled={going.reading}>
        {asked.length > 0 ? words.goOn : words.lay}
      </button>
      <p role="status" class="facts">
        {going.reading && (
          <>
            {words.reading} <progress />
          </>
        )}
      </p>
    </form>
  );
}

/** Sends each text that was not taken in yet, or of which something was asked, until one is refused. */
async function sent(form: FormData, files: Files, before: Going): Promise<Going> {
  let going: Going = { ...before, refused: "" };
  try {
    going = { ...going, begun: going.begun ?? (await begun()) };
    for (const side of SIDES) {
      const text = textOn(side, form, files);
      if (text.length > 0 && (!going.taken[side] || going.asks[side].length > 0))
        going = withTaken(going, side, await askedOf(going.begun!, side, text, form));
    }
    return going;
  } catch (error) {
    return { ...going, refused: said(error) };
  }
}

/** Throws it away; what could not be stands in the list of what is begun. */
function discarded(id: string): void {
  posted(address.stagedAct(id, "discard"), "application/json", "{}").catch(() => undefined);
}

async function begun(): Promise<string> {
  return (await posted<{ id: string }>(address.bringing(), "application/json", "{}")).id;
}

function withTaken(going: Going, side: Side, asks: Question[]): Going {
  return { ...going, taken: { ...going.taken, [side]: true }, asks: { ...going.asks, [side]: asks } };
}

/** Sends one text. What was chosen for it just now is not asked again. */
async function askedOf(id: string, side: Side, files: readonly File[], form: FormData): Promise<Question[]> {
  const choices = Object.fromEntries(ABOUT.map((about) => [about, chosenIn(form, side, about)]));
  const to = address.stagedText(id, side, { name: files[0]!.name, ...choices });
  const { questions } = await sentText<{ questions: Question[] }>(to, files);
  return questions.filter(({ about }) => choices[about] === "");
}

/** The files of a side, or what was pasted there as one; none if nothing was. */
function textOn(side: Side, form: FormData, files: Files): readonly File[] {
  return files[side].length > 0 ? files[side] : pastedIn(form, side);
}

export function pastedIn(form: FormData, side: Side): File[] {
  const pasted = textIn(form, FIELD[side]);
  return pasted.trim() === "" ? [] : [new File([pasted], "")];
}
