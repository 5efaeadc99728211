/**
 * A step of the draft's history restored, as one edit of this person's: it goes into the living draft like anything
 * written here, only where words differ, and undo takes it back. The wish comes from the history's page.
 */
import { effect } from "@preact/signals";
import { render, type JSX } from "preact";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { partName } from "../links/addresses.ts";
import { fetchStep, takeWish, type Wish } from "../playback/playback.ts";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/**
 * Carries out what was wished for this draft as soon as it can be written in, once, and says so at the top of
 * `place`. Gives what ends it.
 */
export function restoreAsWished(model: DraftModel, place: HTMLElement): () => void {
  const wish = takeWish(model.page.proposal.id);
  if (!wish) return () => undefined;
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  place.prepend(region);
  const tell = (notice: JSX.Element | null): void => render(notice, region);
  let begun = false;
  const stop = effect(() => {
    const ready = model.mayWrite.value && model.touched.value >= 0 && model.view !== null;
    if (begun || !ready) return;
    begun = true;
    void restore(model, wish).then(
      () => tell(<Restored model={model} called={wish.called} done={() => tell(null)} />),
      (error: unknown) => tell(<NotRestored reason={error instanceof Error ? error.message : String(error)} />),
    );
  });
  return () => {
    stop();
    tell(null);
  };
}

async function restore(model: DraftModel, { proposal, step, to }: Wish): Promise<void> {
  const words = wordsFrom(DESK).restored;
  const played = await fetchStep(proposal, step, partName(model.page.proposal));
  if ((played.to ?? "") !== to) throw new Error(words.gatheredAnew);
  const { view } = model;
  if (!view || view.isDestroyed || !model.mayWrite.peek()) throw new Error(words.takesNoWords);
  model.binding.rewrite(renderingFromJson(played.rendering));
}

function Restored({ model, called, done }: { model: DraftModel; called: string; done: () => void }): JSX.Element {
  const { view, commands } = model;
  const words = wordsFrom(DESK).restored;
  const undo = (): void => {
    if (view) commands.undo(view.state, view.dispatch, view);
    view?.focus();
    done();
  };
  return (
    <div class="banner restored">
      <p>{words.restored(called)}</p>
      <button type="button" class="button" onClick={undo}>
        {words.undo}
      </button>
    </div>
  );
}

function NotRestored({ reason }: { reason: string }): JSX.Element {
  return (
    <div class="banner restored">
      <p>{wordsFrom(DESK).restored.nothing(reason)}</p>
    </div>
  );
}
