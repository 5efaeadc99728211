/** `/-/ask`: somebody without an account asks to take part. */
import type { JSX } from "preact";
import { WHY } from "../../translations/people/limits.ts";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import type { AskView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const askPage: PageOf<AskView> = {
  Page: AskPage,
  title: () => wordsFrom(PEOPLE).ask.title,
};

function AskPage({ view, visit }: { view: AskView; visit: Visit }): JSX.Element {
  const { asked, refused, name, email, why } = view;
  const { works, ask: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]} name="form-page">
      <h1>{words.title}</h1>
      {asked ? (
        <p class="done" role="status">
          {words.asked}
        </p>
      ) : (
        <>
          <p>{words.needed}</p>
          <Refused message={refused} />
          <form method="post">
            <Field name="name" label={words.name} value={name} autocomplete="name" />
            <Field
              name="email"
              label={words.email}
              type="email"
              value={email}
              autocomplete="email"
              hint={words.emailHint}
            />
            <p class="field">
              <label for="why">{words.why}</label>
              <textarea id="why" name="why" rows={5} required maxLength={WHY.most} defaultValue={why} />
            </p>
            <button type="submit" class="button primary">
              {words.send}
            </button>
          </form>
        </>
      )}
    </Page>
  );
}
