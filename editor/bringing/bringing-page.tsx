/** `/works/new`: what was begun before, then a text and its source, which are pasted or chosen as files. */
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
      {view.begun.length > 0 && <Begun begun={view.begun} />}
      <BringForm back={view.back} />
    </Page>
  );
}

/** So many stand above the form, which is to be in sight; the others are folded. */
const IN_SIGHT = 3;

function Begun({ begun }: Pick<BringingView, "begun">): JSX.Element {
  const words = wordsFrom(BRINGING);
  const [first, others] = [begun.slice(0, IN_SIGHT), begun.slice(IN_SIGHT)];
  return (
    <section class="begun" aria-labelledby="begun">
      <h2 id="begun">{words.begun}</h2>
      <BegunWorks begun={first} />
      {others.length > 0 && (
        <details>
          <summary>{words.moreBegun(others.length)}</summary>
          <BegunWorks begun={others} />
        </details>
      )}
    </section>
  );
}

function BegunWorks({ begun }: Pick<BringingView, "begun">): JSX.Element {
  const words = wordsFrom(BRINGING);
  return (
    <ul class="begun-works">
      {begun.map(({ id, title, changed }) => (
        <li>
          <a href={address.staged(id)}>{title || words.untitled}</a>
          <span class="facts">{words.changed(<Dated iso={changed} exact />)}</span>
          <ThrowAway id={id} goes={words.throwing} />
        </li>
      ))}
    </ul>
  );
}
