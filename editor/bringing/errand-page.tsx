/** `/{work}/-/errands/{errand}`: how far something has come that takes long. It leads on once that is done, with a script or without. */
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { Page, wayTo, wayToWorks } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { ERRAND } from "./errand-words.ts";
import type { ErrandView } from "./errand-view.ts";

export const errandPage: PageOf<ErrandView> = {
  Page: ErrandPage,
  title: ({ does, work }) => wordsFrom(ERRAND).title[does](work.title),
  again: 4,
};

function ErrandPage({ view, visit }: { view: ErrandView; visit: Visit }): JSX.Element {
  const { work, isThere, does, id } = view;
  const words = wordsFrom(ERRAND);
  const crumb = { words: words.crumb };
  const { done, of, isLost } = useHowFar(view);
  return (
    <Page visit={visit} crumbs={isThere ? wayTo(work, null, crumb) : [wayToWorks(), crumb]} name="bringing">
      <h1>{words.title[does](work.title)}</h1>
      <p>
        {of > 0 ? <progress value={done} max={of} aria-labelledby="far" /> : <progress aria-labelledby="far" />}{" "}
        <span id="far">{of > 0 ? words.far(done, of) : words.begun}</span>
      </p>
      <p class="bringing-lead">{words.stay}</p>
      <p role="status" class="facts">
        {isLost && words.lost}
      </p>
      <p class="without-script">
        <a href={address.errand(work.id, id)}>{words.look}</a>
      </p>
    </Page>
  );
}

/** In milliseconds: it is asked again so long after an answer. */
const EVERY = 1_000;

/** How far it has come by now; once it is done, the page is loaded anew, which leads on. */
function useHowFar({ work, id, done, of }: ErrandView): { done: number; of: number; isLost: boolean } {
  const [far, setFar] = useState({ done, of, isLost: false });
  useEffect(() => {
    let next: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const answer = await fetch(at(address.errand(work.id, id)), { headers: { Accept: "application/json" } }).catch(
        () => null,
      );
      if (answer && answer.status !== ON_ITS_WAY && !AWAY.has(answer.status)) return location.reload();
      const told =
        answer?.status === ON_ITS_WAY
          ? ((await answer.json().catch(() => null)) as { done: number; of: number } | null)
          : null;
      setFar((before) => (told ? { ...told, isLost: false } : { ...before, isLost: true }));
      next = setTimeout(() => void ask(), EVERY);
    };
    next = setTimeout(() => void ask(), EVERY);
    return () => clearTimeout(next);
  }, []);
  return far;
}

const ON_ITS_WAY = 202;
/** What is answered in the workbench's stead while it starts, or where it is asked too often: it is asked again. */
const AWAY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
