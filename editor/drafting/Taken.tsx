/**
 * Words of this person's that are not in the draft: those that another's edit took out just now, and those that an older
 * page left behind and that could not be put in. They are told, and offered.
 */
import type { JSX } from "preact";
import { CopyWords } from "./CopyWords.tsx";
import { shortened } from "./in-words.ts";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function TakenWords({ model }: { model: DraftModel }): JSX.Element {
  const left = model.session.leftBehind.value;
  const words = wordsFrom(DESK).taken;
  return (
    <div role="status" class="draft-taken">
      {model.taken.value.map((taken) => (
        <div class="banner restored" key={taken}>
          <p>{words.tookOut(taken.by, onOneLine(taken.words))}</p>
          <button type="button" class="button" onClick={() => model.putBackTaken(taken)}>
            {words.putBack}
          </button>
          <CopyWords words={() => taken.words.trim()} label={words.copy} />
          <button type="button" onClick={() => model.letTakenGo(taken)}>
            {words.letGo}
          </button>
        </div>
      ))}
      {left && (
        <div class="banner restored">
          <p>{words.left}</p>
          <CopyWords words={() => left} label={wordsFrom(DESK).state.copyWords}>
            <button type="button" onClick={() => model.letLeftBehindGo()}>
              {words.have}
            </button>
          </CopyWords>
        </div>
      )}
    </div>
  );
}

function onOneLine(words: string): string {
  return shortened(words.trim().replace(/\s+/g, " "));
}
