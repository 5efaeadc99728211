/** `/me/news`: what was told to whoever is signed in, the newest first, and the press that says that they have seen it. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RemarksWaiting } from "../remarks/remarks.ts";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { MOST_UNSEEN, type Visit } from "../shell/view.ts";
import { NewsList } from "./NewsList.tsx";
import type { NewsView } from "./news-view.ts";
import { NEWS } from "./news-words.ts";

export const newsPage: PageOf<NewsView> = {
  Page: NewsPage,
  title: () => wordsFrom(NEWS).title,
};

function NewsPage({ view, visit }: { view: NewsView; visit: Visit }): JSX.Element {
  const words = wordsFrom(NEWS);
  const { lines, next, unseen, through, remarks } = view;
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: words.works, href: address.works() },
        { words: words.mine, href: address.mine() },
        { words: words.title },
      ]}
      mode="reading"
      about={words.about}
      name="mine-page"
    >
      <h1>{words.title}</h1>
      {lines.length === 0 && remarks.length === 0 && <p class="empty">{words.nothing(words.followButton)}</p>}
      {through !== null && <MarkSeen through={through} unseen={unseen} />}
      {remarks.length > 0 && <RemarksWaiting remarks={remarks} />}
      <NewsList lines={lines} />
      {next !== null && (
        <p class="more">
          <a href={address.ownNews(next)} rel="next">
            {words.earlier}
          </a>
        </p>
      )}
    </Page>
  );
}

/** How many are new, and the press that says that they were seen. */
export function MarkSeen({ through, unseen }: { through: string; unseen: number }): JSX.Element {
  const words = wordsFrom(NEWS);
  return (
    <form method="post" action={address.seeNews()} class="mark-seen">
      <input type="hidden" name="through" value={through} />
      <b class="number">{words.someFresh(unseen, unseen >= MOST_UNSEEN)}</b>{" "}
      <button type="submit" class="button">
        {words.seen}
      </button>
    </form>
  );
}
