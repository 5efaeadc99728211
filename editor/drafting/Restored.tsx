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
  const played = await fetchStep(proposal, step, partName(model.page.proposal));
  if ((played.to ?? "") !== to)
    throw new Error("The history has been gathered anew meanwhile. Open it again and choose the step.");
  const { view } = model;
  if (!view || view.isDestroyed || !model.mayWrite.peek()) throw new Error("The draft takes no words just now.");
  model.binding.rewrite(renderingFromJson(played.rendering));
}

function Restored({ model, called, done }: { model: DraftModel; called: string; done: () => void }): JSX.Element {
  const { view, commands } = model;
  const undo = (): void => {
    if (view) commands.undo(view.state, view.dispatch, view);
    view?.focus();
    done();
  };
  return (
    <div class="banner restored">
      <p>
        The draft reads again as it did after {called}. That is an edit of yours like any other, and undo takes it back.
      </p>
      <button type="button" class="button" onClick={undo}>
        Undo
      </button>
    </div>
  );
}

function NotRestored({ reason }: { reason: string }): JSX.Element {
  return (
    <div class="banner restored">
      <p>
        <b>Nothing was restored.</b> {reason}
      </p>
    </div>
  );
}
