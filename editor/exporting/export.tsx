/** `/{work}/-/export`: in which formats a work goes out, and what each can't hold of it, before it is fetched. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { ExportedAs, ExportView } from "./view.ts";
import { EXPORTING } from "./words.tsx";

export const exportPage: PageOf<ExportView> = {
  Page: ExportPage,
  title: ({ work }) => wordsFrom(EXPORTING).title(work.title),
};

function ExportPage({ view, visit }: { view: ExportView; visit: Visit }): JSX.Element {
  const { work, formats, archive, returns } = view;
  const words = wordsFrom(EXPORTING);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="people-page exporting">
      <h1>{words.title(work.title)}</h1>
      <p>{words.lead}</p>
      <ul class="formats">
        {formats.map((each) => (
          <li>
            <Format of={work.id} {...each} />
          </li>
        ))}
      </ul>
      {returns && <p>{words.comesBack(<a href={address.returning(work.id)}>{words.back}</a>)}</p>}
      <section aria-labelledby="archive">
        <h2 id="archive">{words.archive}</h2>
        <p>{words.publicLead}</p>
        <p>
          <a class="button" href={address.exported(work.id, "public-archive")} aria-label={words.getPublic} download>
            {words.get}
          </a>
        </p>
        <h3>{words.whole}</h3>
        <p>{words.archiveLead}</p>
        {archive ? (
          <p>
            <a class="button" href={address.exported(work.id, "archive")} aria-label={words.getWhole} download>
              {words.get}
            </a>
          </p>
        ) : (
          <p class="hint">{words.notTheirs}</p>
        )}
      </section>
    </Page>
  );
}

function Format({ of, as, leftOut }: ExportedAs & { of: string }): JSX.Element {
  const words = wordsFrom(EXPORTING);
  const { name, use } = words.formats[as];
  return (
    <>
      <h2>{name}</h2>
      <div>
        <p>{use}</p>
        <p class="left-out">
          {words.leftOut}: {leftOutInWords(leftOut)}.
        </p>
      </div>
      <p class="ways">
        <a class="button" href={address.exported(of, as)} aria-label={words.getAs(name)} download>
          {words.get}
        </a>
        {as === "docx" && (
          <a class="quiet-action" href={address.exported(of, as, true)} download>
            {words.withSource}
          </a>
        )}
      </p>
    </>
  );
}

function leftOutInWords(leftOut: ExportedAs["leftOut"]): string {
  const words = wordsFrom(EXPORTING);
  if (leftOut === null) return words.uncounted;
  const parts = Object.entries(leftOut).map(([name, count]) => words.part(name, count));
  return parts.length === 0 ? words.nothing : parts.join(", ");
}
