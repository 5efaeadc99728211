/**
 * Words of this person's that are not in the draft: those that another's edit took out just now, and those that an older
 * page left behind and that could not be put in. They are told, and offered.
 */
import type { JSX } from "preact";
import { CopyWords } from "./CopyWords.tsx";
import { shortened } from "./in-words.ts";
import type { DraftModel } from "./model.ts";

export function TakenWords({ model }: { model: DraftModel }): JSX.Element {
  const left = model.session.leftBehind.value;
  return (
    <div role="status" class="draft-taken">
      {model.taken.value.map((taken) => (
        <div class="banner restored" key={taken}>
          <p>
            {taken.by === null ? "Another’s edit" : `An edit of ${taken.by}’s`} took out words that you had just typed:
            “{onOneLine(taken.words)}”.
          </p>
          <button type="button" class="button" onClick={() => model.putBackTaken(taken)}>
            Put them back
          </button>
          <CopyWords words={() => taken.words.trim()} label="Copy" />
          <button type="button" onClick={() => model.letTakenGo(taken)}>
            Let them go
          </button>
        </div>
      ))}
      {left && (
        <div class="banner restored">
          <p>
            Words that you wrote here before the workbench was renewed, and that had not been sent, could not be put
            into the draft, as it has changed since. Copy them, and put in what you need.
          </p>
          <CopyWords words={() => left} label="Copy my words">
            <button type="button" onClick={() => model.letLeftBehindGo()}>
              I have them
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
