/** The whole of a translator's screen while drafting: source, draft, and why. What it does stands in `model.ts`. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { HowToWrite } from "./Writers.tsx";
import { Changes } from "./Changes.tsx";
import { Findings } from "./Findings.tsx";
import { Head } from "./Head.tsx";
import type { DraftModel } from "./model.ts";
import { goOn } from "./next-part.ts";
import { Pasted } from "./Pasted.tsx";
import { Reasons } from "./Reasons.tsx";
import { SourcePanel } from "./SourcePanel.tsx";
import { propose, Submit } from "./Submit.tsx";
import { openSurface, showStill } from "./surface.ts";
import { Wordings } from "./Wordings.tsx";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Desk({ model }: { model: DraftModel }): JSX.Element {
  const desk = useRef<HTMLDivElement>(null);
  return (
    <div class="draft-desk" ref={desk} onKeyDown={(event) => onKey(model, event)}>
      <Head model={model} />
      <Reading model={model} />
      <div class="draft-columns">
        <SourcePanel model={model} />
        <section class="draft-centre" aria-labelledby="draft-title">
          <h2 id="draft-title" class="unseen">
            {wordsFrom(DESK).draft}
          </h2>
          <Surface model={model} />
          <Wordings model={model} />
          {model.hasBase && <Changes model={model} />}
          <Findings model={model} />
        </section>
        <div class="draft-why">
          {!model.supply && <Reasons model={model} />}
          <Submit model={model} />
        </div>
      </div>
      <Pasted model={model} />
      <p class="unseen" aria-live="polite">
        {model.said.value}
      </p>
    </div>
  );
}

/** For those who only read the draft: how they could write; and that they may, once they were invited. */
function Reading({ model: { invited, refusal, page, me } }: { model: DraftModel }): JSX.Element {
  const [mayWrite, refused] = [invited.value, refusal.value];
  return (
    <div role="status">
      {!mayWrite && refused === null && (
        <p class="only-reading">
          <HowToWrite view={page} me={me} />
        </p>
      )}
      {mayWrite && !page.may.edit && refused === null && <p class="only-reading">{wordsFrom(DESK).invited}</p>}
    </div>
  );
}

/** Keys that work anywhere on the desk; those of the words stand in `surface.ts`. */
function onKey(model: DraftModel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "F7" && model.hasBase) model.step(event.shiftKey ? -1 : 1);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void propose(model, event.shiftKey);
  else if (event.key === "Escape" && model.reasons.form.value) model.reasons.closeForm();
  else return;
  event.preventDefault();
}

/** Until the draft has come in the words are those of the page; then they are alive. */
function Surface({ model }: { model: DraftModel }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const opened = model.opened.value;
  const writing = model.mayWrite.value;
  useEffect(() => {
    const here = place.current!;
    if (!opened) return showStill(here, model.page.draft?.rendering);
    model.view = openSurface(here, model);
    goOn(model.page, model.view);
    model.redraw();
    return () => model.view?.destroy();
  }, [model, opened]);
  useEffect(() => {
    model.view?.setProps({});
    model.touched.value++;
  }, [model, writing]);
  return (
    <div
      class={opened ? "surface" : "surface draft-words"}
      ref={place}
      aria-busy={!opened}
      lang={model.page.work.language}
    />
  );
}
