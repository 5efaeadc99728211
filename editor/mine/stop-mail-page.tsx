/** `/-/mail/{secret}`: the end of the mail that somebody gets, by a link in it, without signing in. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { MAIL } from "./mail-words.ts";
import type { StopMailView } from "./news-view.ts";

export const stopMailPage: PageOf<StopMailView> = {
  Page: StopMailPage,
  title: () => wordsFrom(MAIL).page.title,
};

function StopMailPage({ view: { done }, visit }: { view: StopMailView; visit: Visit }): JSX.Element {
  const words = wordsFrom(MAIL).page;
  return (
    <Page
      visit={visit}
      crumbs={[{ words: words.works, href: address.works() }, { words: words.title }]}
      name="form-page"
    >
      <h1>{words.title}</h1>
      {done ? (
        <p class="done" role="status">
          {words.done}
        </p>
      ) : (
        <form method="post">
          <p>{words.ask}</p>
          <button type="submit" class="button primary">
            {words.confirm}
          </button>
        </form>
      )}
    </Page>
  );
}
