/** What went wrong: what happened, what is safe, what to do. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { SendAgain } from "./Forms.tsx";
import { Locator } from "./Locator.tsx";
import { Page } from "./Page.tsx";
import { Prose } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import type { ErrorView, Visit } from "./view.ts";
import { SHELL } from "./words.tsx";
import { firstWords, type PageOf } from "./page-of.ts";

export const errorPage: PageOf<ErrorView> = {
  Page: ErrorPage,
  title: ({ title }) => title,
  about: ({ message }) => firstWords(message),
};

function ErrorPage({
  view: { status, title, message, typed, lost },
  visit,
}: {
  view: ErrorView;
  visit: Visit;
}): JSX.Element {
  const words = wordsFrom(SHELL);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: words.works, href: address.works() }, { words: title }]}
      name="form-page error-page"
    >
      <p class="status-number">{status}</p>
      <h1>{title}</h1>
      <Prose text={message} />
      <SendAgain typed={typed} />
      {lost && lost.near.length > 0 && (
        <p>
          {words.errors.near(
            lost.near.map((passage) => (
              <a href={address.passage(lost.work, passage.id)}>
                <Locator passage={passage} />
              </a>
            )),
          )}
        </p>
      )}
      <p>
        {lost && (
          <>
            <a href={address.work(lost.work)}>{words.errors.toContents}</a>
            {" · "}
          </>
        )}
        {typed && visit.url !== address.works() && (
          <>
            <a href={visit.url}>{words.errors.back}</a>
            {" · "}
          </>
        )}
        <a href={address.works()}>{words.errors.toWorks}</a>
        {status === 401 && (
          <>
            {" · "}
            <a href={address.signIn(visit.url)}>{words.signIn}</a>
          </>
        )}
      </p>
    </Page>
  );
}
