/** `/me/following`: what whoever is signed in follows, each with the press that leaves it. */
import type { JSX } from "preact";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { FollowingView, FollowLine } from "./news-view.ts";
import { NEWS } from "./news-words.ts";

export const followingPage: PageOf<FollowingView> = {
  Page: FollowingPage,
  title: () => wordsFrom(NEWS).followed.title,
};

function FollowingPage({ view, visit }: { view: FollowingView; visit: Visit }): JSX.Element {
  const { works, mine, about, followed } = wordsFrom(NEWS);
  const { lines, count, next } = view;
  return (
    <Page
      visit={visit}
      crumbs={[
        { words: works, href: address.works() },
        { words: mine, href: address.mine() },
        { words: followed.title },
      ]}
      mode="reading"
      about={about}
      name="mine-page"
    >
      <h1>{followed.title}</h1>
      <p>{followed.lead}</p>
      {count === 0 && <p class="empty">{followed.none}</p>}
      <FollowList lines={lines} />
      {next !== null && (
        <p class="more">
          <a href={address.following(next)} rel="next">
            {followed.further}
          </a>
        </p>
      )}
    </Page>
  );
}

export function FollowList({ lines }: { lines: readonly FollowLine[] }): JSX.Element {
  return (
    <ol class="follow-list">
      {lines.map((line) => (
        <Line line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: FollowLine }): JSX.Element {
  const words = wordsFrom(NEWS).followed;
  const { what, work, id, chosen } = line;
  const name = nameOf(line);
  return (
    <li>
      <span class="facts">{words.kinds[what]}</span>{" "}
      <a href={placeOf(line)} data-line>
        <Mixed text={name} lang={work.sourceLanguage} />
      </a>{" "}
      {id !== null && <span class="work-title">{work.title}</span>}
      {!chosen && <span class="facts"> · {words.partOf}</span>}{" "}
      <form method="post" action={address.follow(work.id)} class="inline-form">
        {id !== null && <input type="hidden" name={what} value={id} />}
        <input type="hidden" name="back" value="list" />
        <button type="submit" class="quiet-action" name="follow" value="no">
          {words.leave}
          <Hidden>{words.of(name)}</Hidden>
        </button>
      </form>
    </li>
  );
}

function nameOf({ what, work, id, passage, name }: FollowLine): string {
  if (what === "proposal") return wordsFrom(NEWS).followed.proposalFor(passage?.locator ?? id ?? "");
  if (what === "outline") return wordsFrom(NEWS).followed.outlineFor(passage?.locator ?? id ?? "");
  return name ?? passage?.locator ?? work.title;
}

function placeOf({ what, work, id }: FollowLine): string {
  if (id === null) return address.work(work.id);
  if (what === "proposal") return address.proposal(work.id, id);
  if (what === "outline") return address.outlineProposal(work.id, Number(id));
  return what === "term" ? address.term(work.id, id) : address.passage(work.id, id);
}
