/** `/about`: who runs this workbench and how to reach them, under which licence people give their words, what its words mean. */
import type { JSX } from "preact";
import { address, webAddress } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import { Prose } from "../design/Prose.tsx";
import { TERMS } from "../design/terms.ts";
import { wordsFrom } from "../language/language.ts";
import type { AboutView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { CARE } from "./words.tsx";

export const aboutPage: PageOf<AboutView> = {
  Page: AboutPage,
  title: () => wordsFrom(CARE).about.crumb,
  about: () => wordsFrom(CARE).about.description,
};

function AboutPage({ view, visit }: { view: AboutView; visit: Visit }): JSX.Element {
  const { works, about: words } = wordsFrom(CARE);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]}
      mode="reading"
      about={words.mode}
      name="about-page"
    >
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Operator operator={view.operator} />
      <Licence licence={view.licence} />
      {view.mayChange && <Change view={view} />}
      <Kept />
      <Accessibility />
      <Words />
    </Page>
  );
}

function Operator({ operator }: Pick<AboutView, "operator">): JSX.Element {
  const words = wordsFrom(CARE).about;
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      {operator === null ? <p class="empty">{words.nobody}</p> : <Prose text={operator} />}
    </section>
  );
}

function Licence({ licence: { words: licence, url } }: Pick<AboutView, "licence">): JSX.Element {
  const href = webAddress(url ?? undefined);
  const words = wordsFrom(CARE).about;
  return (
    <section aria-labelledby="licence">
      <h2 id="licence">{words.licence}</h2>
      <Prose text={licence} />
      {href && (
        <p>
          <a href={href}>{href}</a>
        </p>
      )}
      <p>{words.agreed}</p>
    </section>
  );
}

/** For owners: what is said above, to say anew. */
function Change({ view: { operator, licence } }: { view: AboutView }): JSX.Element {
  const words = wordsFrom(CARE).about;
  return (
    <details class="change-about">
      <summary>{words.change}</summary>
      <form method="post" action={address.about()}>
        <p class="field">
          <label for="about-operator">{words.who}</label>
          <textarea id="about-operator" name="operator" rows={4} defaultValue={operator ?? ""} />
        </p>
        <p class="field">
          <label for="about-licence">{words.licenceToSay}</label>
          <textarea id="about-licence" name="licence" rows={4} defaultValue={licence.words} />
        </p>
        <p class="field">
          <label for="about-licence-url">{words.licenceAddress}</label>
          <input id="about-licence-url" name="licenceUrl" type="url" defaultValue={licence.url ?? ""} />
        </p>
        <button type="submit" class="button primary">
          {words.sayIt}
        </button>
      </form>
    </details>
  );
}

function Kept(): JSX.Element {
  const words = wordsFrom(CARE).about;
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">{words.kept}</h2>
      <ul class="plain-list">
        {words.keptOf.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </section>
  );
}

function Accessibility(): JSX.Element {
  const words = wordsFrom(CARE).about;
  return (
    <section aria-labelledby="accessibility">
      <h2 id="accessibility">{words.accessibility}</h2>
      <p>{words.accessible(<kbd>?</kbd>)}</p>
    </section>
  );
}

function Words(): JSX.Element {
  return (
    <section aria-labelledby="words">
      <h2 id="words">{wordsFrom(CARE).about.words}</h2>
      <dl class="terms-list">
        {Object.entries(wordsFrom(TERMS)).map(([id, { word, meaning }]) => (
          <div id={id}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
