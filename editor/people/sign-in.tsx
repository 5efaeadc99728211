/** `/sign-in`. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { Field, Refused } from "../shell/Forms.tsx";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import type { SignInView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const signInPage: PageOf<SignInView> = {
  Page: SignInPage,
  title: () => wordsFrom(PEOPLE).signIn.title,
};

function SignInPage({
  view: { refused, email, next, mayAsk },
  visit,
}: {
  view: SignInView;
  visit: Visit;
}): JSX.Element {
  const { works, signIn: words } = wordsFrom(PEOPLE);
  return (
    <Page visit={visit} crumbs={[{ words: works, href: address.works() }, { words: words.title }]} name="form-page">
      <h1>{words.title}</h1>
      <p>{words.needed}</p>
      <Refused message={refused} />
      <form method="post">
        <input type="hidden" name="next" value={next} />
        <Field name="email" label={words.email} type="email" value={email} autocomplete="username" />
        <Field name="password" label={words.password} type="password" autocomplete="current-password" />
        <button type="submit" class="button primary">
          {words.title}
        </button>
      </form>
      <p class="hint">
        {words.noAccount} {mayAsk ? words.mayAsk((link) => <a href={address.ask()}>{link}</a>) : words.invitation}
      </p>
      <p class="hint">{words.forgotten()}</p>
    </Page>
  );
}
