/** `/about`: who runs this workbench and how to reach them, under which licence people give their words, what its words mean. */
import type { JSX } from "preact";
import { address, webAddress } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import { Prose } from "../design/Prose.tsx";
import { TERMS } from "../design/terms.ts";
import type { AboutView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const aboutPage: PageOf<AboutView> = {
  Page: AboutPage,
  title: () => "About",
  about: () =>
    "Who runs this workbench and how to reach them, the licence of contributions, what is kept of a person, and what the words of its pages mean.",
};

function AboutPage({ view, visit }: { view: AboutView; visit: Visit }): JSX.Element {
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: "About" }]}
      mode="reading"
      about="about this workbench"
      name="about-page"
    >
      <h1>About this workbench</h1>
      <p class="lead">
        Here translations are revised in the open: anybody reads every version of every passage with the reasons for it,
        translators propose better ones, reviewers decide and say why, and each version is cited at an address where its
        words never change.
      </p>
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
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who runs it, and how to reach them</h2>
      {operator === null ? (
        <p class="empty">The owner of this workbench has not said yet who they are.</p>
      ) : (
        <Prose text={operator} />
      )}
    </section>
  );
}

function Licence({ licence: { words, url } }: Pick<AboutView, "licence">): JSX.Element {
  const href = webAddress(url ?? undefined);
  return (
    <section aria-labelledby="licence">
      <h2 id="licence">The licence of what people write here</h2>
      <Prose text={words} />
      {href && (
        <p>
          <a href={href}>{href}</a>
        </p>
      )}
      <p>
        Whoever joins agrees to this, and the day is kept. Works that were brought in have their own rights, said on
        their pages under “About this edition”.
      </p>
    </section>
  );
}

/** For owners: what is said above, to say anew. */
function Change({ view: { operator, licence } }: { view: AboutView }): JSX.Element {
  return (
    <details class="change-about">
      <summary>Change what is said here</summary>
      <form method="post" action={address.about()}>
        <p class="field">
          <label for="about-operator">Who runs it, and how to reach them</label>
          <textarea id="about-operator" name="operator" rows={4} defaultValue={operator ?? ""} />
        </p>
        <p class="field">
          <label for="about-licence">The licence of what people write here, in a sentence or two</label>
          <textarea id="about-licence" name="licence" rows={4} defaultValue={licence.words} />
        </p>
        <p class="field">
          <label for="about-licence-url">Its address</label>
          <input id="about-licence-url" name="licenceUrl" type="url" defaultValue={licence.url ?? ""} />
        </p>
        <button type="submit" class="button primary">
          Say so
        </button>
      </form>
    </details>
  );
}

function Kept(): JSX.Element {
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">What is kept of a person</h2>
      <ul class="plain-list">
        <li>
          Of somebody who only reads: nothing. There is no counting of visitors, nothing is loaded from elsewhere, and
          the two cookies that may be set remember light or dark and the size of type, if you choose one.
        </li>
        <li>
          Of an account: the name under which you are credited, your e-mail (seen by owners alone), your password as a
          scrambled value from which it can’t be read, your role, and where you are signed in.
        </li>
        <li>
          Of what you propose, decide or explain: your name and the time stand beside it, in a record that anybody can
          read and that is never altered. That is how credit and reasons last. An account can be closed; the credit for
          what was accepted stays.
        </li>
        <li>
          Of a draft: who wrote which words, and when, for those who may read the draft. Its page says who they are.
        </li>
      </ul>
    </section>
  );
}

function Accessibility(): JSX.Element {
  return (
    <section aria-labelledby="accessibility">
      <h2 id="accessibility">Accessibility</h2>
      <p>
        Every page is meant to meet WCAG 2.2, level AA, and is checked for it by program in light and dark. Reading,
        comparing and citing need no script. What a comparison shows in colour it also shows by shape and says in a list
        of sentences; everything can be done by keyboard (the key <kbd>?</kbd> lists the keys); the size of type and
        light or dark are chosen under “Display”. Pages fit a screen 360 pixels wide. If something stands in your way,
        tell whoever runs this workbench.
      </p>
    </section>
  );
}

function Words(): JSX.Element {
  return (
    <section aria-labelledby="words">
      <h2 id="words">What its words mean</h2>
      <dl class="terms-list">
        {TERMS.map(({ id, word, meaning }) => (
          <div id={id}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
