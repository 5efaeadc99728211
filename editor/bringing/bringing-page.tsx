/** `/works/new`: a text and its source are pasted or chosen as files; what was begun before stands below. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import { BringForm } from "./bring-form.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { ThrowAway } from "./throw-away.tsx";
import type { BringingView } from "./view.ts";
import { BRINGING } from "./words.tsx";

export const bringingPage: PageOf<BringingView> = {
  Page: BringingPage,
  title: () => wordsFrom(BRINGING).title,
};

function BringingPage({ view, visit }: { view: BringingView; visit: Visit }): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: words.works, href: address.works() }, { words: words.title }]}
      name="bringing"
    >
      <h1>{words.title}</h1>
      <p class="bringing-lead">{words.lead}</p>
      <p class="hint without-script">{words.withoutScript}</p>
      <BringForm back={view.back} />
      {view.begun.length > 0 && <Begun begun={view.begun} />}
    </Page>
  );
}

function Begun({ begun }: Pick<BringingView, "begun">): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <section aria-labelledby="begun">
      <h2 id="begun">{words.begun}</h2>
      <ul class="begun-works">
        {begun.map(({ id, title, changed }) => (
          <li>
            <a href={address.staged(id)}>{title || words.untitled}</a>
            <span class="facts">{words.changed(<Dated iso={changed} exact />)}</span>
            <ThrowAway id={id} goes={words.throwing} />
          </li>
        ))}
      </ul>
    </section>
  );
}
