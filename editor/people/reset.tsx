/** `/-/reset/{token}`: a new password, by a link that an owner made. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import type { ResetView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const resetPage: PageOf<ResetView> = {
  Page: ResetPage,
  title: () => wordsFrom(PEOPLE).reset.tab,
};

function ResetPage({ view: { person, refused }, visit }: { view: ResetView; visit: Visit }): JSX.Element {
  const { works, reset: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]} name="form-page">
      <h1>{person === null ? words.unusable : words.title(person)}</h1>
      <Refused message={refused} />
      {person === null ? (
        <p>
          {words.used((link) => (
            <a href={address.signIn("/")}>{link}</a>
          ))}
        </p>
      ) : (
        <form method="post">
          <Field
            name="password"
            label={words.password}
            type="password"
            autocomplete="new-password"
            minLength={10}
            hint={words.passwordHint}
          />
          <button type="submit" class="button primary">
            {words.set}
          </button>
          <p class="hint">{words.sessions}</p>
        </form>
      )}
    </Page>
  );
}
