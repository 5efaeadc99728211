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
import { heardIn } from "./errand-heard.ts";
import type { ErrandView, Failure } from "./errand-view.ts";

export const errandPage: PageOf<ErrandView> = {
  Page: ErrandPage,
  title: (view) => titleOf(view),
  again: ({ failed }) => (failed ? null : 4),
};

function titleOf({ does, work, failed }: ErrandView): string {
  const words = wordsFrom(ERRAND);
  return failed ? words.failed.title[failed.does](work.title) : words.title[does](work.title);
}

function ErrandPage({ view, visit }: { view: ErrandView; visit: Visit }): JSX.Element {
  const { work, isThere, failed } = view;
  const words = wordsFrom(ERRAND);
  const crumb = { words: failed ? words.failed.crumb : words.crumb };
  return (
    <Page visit={visit} crumbs={isThere ? wayTo(work, null, crumb) : [wayToWorks(), crumb]} name="bringing">
      <h1>{titleOf(view)}</h1>
      {failed ? <Failed view={view} failed={failed} /> : <UnderWay view={view} />}
    </Page>
  );
}

/** Why it was not done, what of it stands, and what to do. */
function Failed({ view: { done, of }, failed }: { view: ErrandView; failed: Failure }): JSX.Element {
  const { does, sentence, isUnbegun, to } = failed;
  const words = wordsFrom(ERRAND).failed;
  return (
    <>
      <p class="told" role="alert">
        {sentence}
      </p>
      {isUnbegun ? (
        <p>{words.unbegun}</p>
      ) : (
        <>
          {of > 0 && <p>{words.far(done, of)}</p>}
          <p>{words.stands[does]}</p>
        </>
      )}
      <p>
        <a class="button" href={to}>
          {words.to[does]}
        </a>
      </p>
    </>
  );
}

function UnderWay({ view }: { view: ErrandView }): JSX.Element {
  const { work, id } = view;
  const words = wordsFrom(ERRAND);
  const { done, of, isLost } = useHowFar(view);
  return (
    <>
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
    </>
  );
}

/** What a program is told: how far it has come, or by which code it was refused. */
interface Told {
  done: number;
  of: number;
  code?: string;
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
      const told = answer && ((await answer.json().catch(() => null)) as Told | null);
      const heard = answer ? heardIn(answer.status, told) : "nothing";
      if (heard === "ended") return location.reload();
      setFar((before) =>
        told && heard === "on-its-way" ? { done: told.done, of: told.of, isLost: false } : { ...before, isLost: true },
      );
      next = setTimeout(() => void ask(), EVERY);
    };
    next = setTimeout(() => void ask(), EVERY);
    return () => clearTimeout(next);
  }, []);
  return far;
}
