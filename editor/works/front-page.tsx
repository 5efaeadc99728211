/** `/`: the works held here. */
import type { JSX } from "preact";
import { Example, Mine, Steps } from "./FirstMinutes.tsx";
import { address } from "../links/addresses.ts";
import { OpenInWork } from "../shell/Counts.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { count } from "../design/wording.ts";
import type { Visit } from "../shell/view.ts";
import type { WorksView } from "./view.ts";

export function WorksPage({ view, visit }: { view: WorksView; visit: Visit }): JSX.Element {
  return (
    <Page visit={visit} crumbs={[{ words: "Works" }]} mode="reading" about="the works held here" name="works">
      <div class={view.mine ? "frontispiece known" : "frontispiece"}>
        <h1>Translations, revised in the open</h1>
        <p class="motto">
          Every version of every passage, with the reasons for each: read it, propose a better one, cite exactly the
          words you read.
        </p>
      </div>
      <Steps steps={view.steps} />
      {view.mine && <Mine mine={view.mine} />}
      {view.example && <Example example={view.example} />}
      {view.works.length === 0 ? (
        <p class="empty">
          No work stands here. An owner can bring one back that was put away, under <em>Settings</em>; whoever runs the
          workbench brings the Plan in with <code>npx variorum serve --plan</code>.
        </p>
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
                <p class="issued">
                  {work.issuer}, <Dated iso={work.issued} />
                </p>
                <div class="about">
                  <Prose text={work.about} lang={work.sourceLanguage} />
                </div>
                <p class="counts">
                  {count(passages, "passage")} · {held} with a rendering ·{" "}
                  <OpenInWork work={work.id} counts={{ waiting, written: open - waiting }} />
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
