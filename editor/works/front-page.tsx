/** `/`: the works held here. */
import type { JSX } from "preact";
import { Example, Mine, Steps } from "./FirstMinutes.tsx";
import { address } from "../links/addresses.ts";
import { MadeBy } from "../reading/reading.ts";
import { OpenInWork } from "../shell/Counts.tsx";
import { Page } from "../shell/Page.tsx";
import { titleRemovals, WordingRemovals } from "../design/Removals.tsx";
import { Dated } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import type { Visit, WorkHead } from "../shell/view.ts";
import type { WorksView } from "./view.ts";
import { WORKS } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const worksPage: PageOf<WorksView> = {
  Page: WorksPage,
  title: () => wordsFrom(WORKS).works,
};

function WorksPage({ view, visit }: { view: WorksView; visit: Visit }): JSX.Element {
  const words = wordsFrom(WORKS);
  return (
    <Page visit={visit} crumbs={[{ words: words.works }]} mode="reading" about={words.about} name="works">
      <div class={view.mine ? "frontispiece known" : "frontispiece"}>
        <h1>{words.title}</h1>
        <p class="motto">{words.motto}</p>
      </div>
      {view.mayBring && (
        <p class="bring-in">
          <a class="button" href={address.bringing()}>
            {words.bringIn}
          </a>
        </p>
      )}
      <Steps steps={view.steps} />
      {view.mine && <Mine mine={view.mine} />}
      {view.example && <Example example={view.example} />}
      {view.works.length === 0 ? (
        <p class="empty">{words.none()}</p>
      ) : (
        <ul class="shelf">
          {view.works.map(({ work, passages, held, open, waiting }) => (
            <li>
              <article>
                <p class="original" lang={work.sourceLanguage}>
                  {work.originalTitle}
                </p>
                <h2>
                  <a href={address.work(work.id)}>{work.title}</a>
                </h2>
                {namesakes(view, work) > 1 && <p class="counts">{toldApart(work)}</p>}
                <WordingRemovals removals={titleRemovals(work)} />
                <p class="issued">{words.issued(work.issuer, work.issued ? <Dated iso={work.issued} /> : null)}</p>
                <p class="issued">
                  <MadeBy translation={work.translation} />
                </p>
                <div class="about">
                  <Prose text={work.about} lang={work.sourceLanguage} />
                </div>
                <p class="counts">
                  {words.counts(
                    passages,
                    held,
                    <OpenInWork work={work.id} counts={{ waiting, written: open - waiting }} />,
                  )}
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** How many works are called so. */
function namesakes({ works }: WorksView, { title }: WorkHead): number {
  return works.filter(({ work }) => work.title === title).length;
}

/** Whose a translation is, and where: what parts two works of one title. */
function toldApart({ id, translation: { translators } }: WorkHead): string {
  return [...translators.map(({ name }) => name), address.work(id)].join(" · ");
}
