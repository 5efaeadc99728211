/** Asked in words before somebody gets another role, or their account is closed. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { wordsFrom } from "../language/language.ts";
import { Page } from "../shell/Page.tsx";
import type { PersonChangeView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { PEOPLE } from "./words.tsx";
import type { PageOf } from "../shell/page-of.ts";

export const personChangePage: PageOf<PersonChangeView> = {
  Page: PersonChangePage,
  title: ({ act, person }) =>
    act === "role" ? wordsFrom(PEOPLE).change.roleTitle(person.name) : wordsFrom(PEOPLE).change.closeTitle(person.name),
};

function PersonChangePage({ view, visit }: { view: PersonChangeView; visit: Visit }): JSX.Element {
  const { act, person, role } = view;
  const { works, people, aNamed, change: words } = wordsFrom(PEOPLE);
  const closes = act === "close";
  const now = visit.actor?.id === person.id ? words.nowYourself : words.now;
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: works, href: address.works() },
        { words: people.title, href: address.people() },
        { words: person.name },
      ]}
      name="form-page"
    >
      <h1>{closes ? words.closeTitle(person.name) : words.makeTitle(person.name, aNamed[role])}</h1>
      <p>
        {now(person.name, person.email, aNamed[person.role])} {closes ? words.closing : words.fromThenOn[role]}
      </p>
      <form method="post" action={address.person(person.id, act)} class="row-form">
        {act === "role" && <input type="hidden" name="role" value={role} />}
        <input type="hidden" name="confirmed" value="yes" />
        <button type="submit" class="button primary">
          {closes ? words.close : words.make(person.name, aNamed[role])}
        </button>
        <a class="quiet-action" href={address.people()}>
          {words.leave}
        </a>
      </form>
    </Page>
  );
}
