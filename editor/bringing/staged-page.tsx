/** `/works/new/{id}`: two texts side by side, mended pair by pair, then said what they are, and made a work. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { FurtherDescribed, FurtherTranslations } from "./further.tsx";
import { Pairs } from "./pairs.tsx";
import { ReadersChosen } from "./readers-chosen.tsx";
import { FIELDS_OF, type StagedView } from "./view.ts";
import { BRINGING } from "./words.tsx";

export const stagedPage: PageOf<StagedView> = {
  Page: StagedPage,
  title: ({ fields }) => fields.title || wordsFrom(BRINGING).title,
};

/** Without these a work is none. */
const NEEDED: ReadonlySet<string> = new Set(["title", "work", "language", "sourceLanguage"]);

function StagedPage({ view, visit }: { view: StagedView; visit: Visit }): JSX.Element {
  const words = wordsFrom(BRINGING);
  const { beside, fields } = view;
  const left = Object.entries(view.notTaken);
  const unsureFurther = view.further.reduce((sum, { unsure }) => sum + unsure, 0);
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: words.works, href: address.works() },
        { words: words.title, href: address.bringing() },
        ...(beside ? [{ words: beside.title || words.untitled, href: address.staged(beside.id) }] : []),
        { words: fields.title || words.untitled },
      ]}
      name="bringing"
    >
      <h1>{fields.title || words.untitled}</h1>
      {beside && <p class="bringing-lead">{words.further.lead}</p>}
      <p role="status" class="facts">
        {words.counts(view.counts, beside !== null)}
        {unsureFurther > 0 && words.unsureFurther(unsureFurther)}
      </p>
      {left.length > 0 && <p>{words.notTaken(left)}</p>}
      <p class="hint">{words.kept}</p>
      <Pairs view={view} />
      {beside ? (
        <FurtherDescribed view={view} />
      ) : (
        <>
          {view.languages.rendering !== null && <FurtherTranslations view={view} />}
          <Described view={view} />
        </>
      )}
    </Page>
  );
}

/** What the work is to be. */
function Described({ view }: { view: StagedView }): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <section aria-labelledby="description" class="described">
      <h2 id="description">{words.description}</h2>
      <Refused message={view.refused} sought />
      <form method="post" action={address.stagedAct(view.id, "create")} data-making>
        {(["work", "source", "translation"] as const).map((about) => (
          <fieldset class="described-part">
            <legend>{words.about[about]}</legend>
            {FIELDS_OF[about].map((name) => (
              <Field
                name={name}
                value={view.fields[name]}
                optional={!NEEDED.has(name)}
                autocomplete="off"
                {...words.fields[name]}
                {...(name === "work" && view.ending !== "" && { hint: hintOf(view.ending) })}
              />
            ))}
          </fieldset>
        ))}
        <ReadersChosen readers={view.readers} />
        <button type="submit" class="button primary">
          {words.create}
        </button>
        <p role="status" class="facts">
          <span hidden>
            {words.making} <progress />
          </span>
        </p>
      </form>
    </section>
  );
}

/** Of an address that ends as it has to. */
function hintOf(ending: string): string {
  const words = wordsFrom(BRINGING);
  return `${words.fields.work.hint} ${words.addressEnds(ending)}`;
}
