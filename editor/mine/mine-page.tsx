/** `/me`: what waits for whoever is signed in, what they write, and what became of it. */
import type { JSX } from "preact";
import { OWN_LISTS, type OwnList } from "../../translations/people/own-work.ts";
import { address } from "../links/addresses.ts";
import { ProposedTerms } from "../glossary/glossary.ts";
import { Dated } from "../design/People.tsx";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { calledAs, inARow, namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { RemarksWaiting } from "../remarks/remarks.ts";
import { hasRequests, Own, OWN_REQUESTS, REQUESTS } from "../requests/requests.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { SHELL } from "../shell/words.tsx";
import { FollowList } from "./following-page.tsx";
import { MarkSeen } from "./news-page.tsx";
import { NewsList } from "./NewsList.tsx";
import { NEWS } from "./news-words.ts";
import type { MentionLine, MineLine, MineList, MineOutline, MineView } from "./view.ts";
import { MINE } from "./words.tsx";

export const minePage: PageOf<MineView> = {
  Page: MinePage,
  title: () => wordsFrom(MINE).title,
};

function MinePage({ view, visit }: { view: MineView; visit: Visit }): JSX.Element {
  const words = wordsFrom(MINE);
  const { counts, only, lists, requests } = view;
  const isAsked = requests !== null && hasRequests(requests);
  const told = view.terms.length + view.mentions.length + view.notes.length + view.remarks.length > 0;
  const begun = OWN_LISTS.some((list) => counts[list] > 0) || told || isAsked;
  return (
    <Page
      visit={visit}
      crumbs={[{ words: words.works, href: address.works() }, { words: words.title }]}
      mode="reading"
      about={words.about}
      name="mine-page"
    >
      <h1>{words.title}</h1>
      {begun && <Contents view={view} />}
      {!begun && (
        <p class="empty">
          {words.nothing((link) => (
            <a href={address.works()}>{link}</a>
          ))}
        </p>
      )}
      {only === null && <Fresh view={view} />}
      {view.mentions.length > 0 && <Mentions mentions={view.mentions} />}
      {requests && isAsked && <Own requests={requests} />}
      {view.remarks.length > 0 && <RemarksWaiting remarks={view.remarks} />}
      {view.notes.length > 0 && <Notes notes={view.notes} />}
      {lists.map((list) => (
        <List {...list} count={counts[list.list]} only={only !== null} />
      ))}
      {view.terms.length > 0 && (
        <section class="mine-list" aria-labelledby="terms">
          <h2 id="terms">{words.terms}</h2>
          <ProposedTerms terms={view.terms} titled />
        </section>
      )}
      {only === null && <Follows {...view.follows} />}
    </Page>
  );
}

/** What others said in which one is named: to the very place, where it has been seen; or seen without going there. */
function Mentions({ mentions }: Pick<MineView, "mentions">): JSX.Element {
  const words = wordsFrom(MINE);
  return (
    <section class="mine-list" aria-labelledby="mentions">
      <h2 id="mentions">{words.mentions}</h2>
      <ol>
        {mentions.map((line) => (
          <li>
            <p class="mine-what">
              <a href={placeOf(line)} data-line>
                {line.passage ? <Locator passage={line.passage} lang={line.work.sourceLanguage} /> : line.work.title}
              </a>{" "}
              <span class="work-title">{line.work.title}</span>
            </p>
            <p class="facts">{words.saidBy(line.by.name, <Dated iso={line.at} exact />)}</p>
            <p class="mine-said">
              <Mixed text={words.quoted(shortened(line.words, LONGEST))} lang={line.work.sourceLanguage} />
            </p>
            <form method="post" action={address.seenMention()}>
              <input type="hidden" name="mention" value={line.mention} />
              <button type="submit" class="quiet-action">
                {words.seen}
                {line.passage && <Hidden>{words.of(line.passage.locator)}</Hidden>}
              </button>
            </form>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where it was said. */
function placeOf({ work, passage, proposal, thread, number }: MentionLine): string {
  const on = proposal === null ? { work: work.id, passage: passage?.id ?? "" } : { work: work.id, proposal };
  return address.comment(on, thread, number);
}

/** The works where notes wait for whoever looks. */
function Notes({ notes }: Pick<MineView, "notes">): JSX.Element {
  const words = wordsFrom(MINE);
  return (
    <section class="mine-list" aria-labelledby="notes">
      <h2 id="notes">{words.notes}</h2>
      <ol>
        {notes.map(({ work, count, more }) => (
          <li>
            <p class="mine-what">
              <a href={address.notes(work.id)} data-line>
                {words.notesOf(count, more)}
              </a>{" "}
              <span class="work-title">{work.title}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What they have not seen of what was told to them; without any, the way to what was told before. */
function Fresh({ view: { news, unseen, through } }: { view: MineView }): JSX.Element {
  const words = wordsFrom(NEWS);
  return (
    <section class="mine-news" aria-labelledby="news">
      <h2 id="news">{words.title}</h2>
      {through !== null && <MarkSeen through={through} unseen={unseen} />}
      {news.length + unseen === 0 && <p class="empty">{words.noneFresh}</p>}
      <NewsList lines={news} />
      <p class="more">
        <a href={address.ownNews()}>{words.all}</a>
      </p>
    </section>
  );
}

function Follows({ lines, count }: MineView["follows"]): JSX.Element {
  const words = wordsFrom(NEWS).followed;
  return (
    <section class="mine-follows" aria-labelledby="follows">
      <h2 id="follows">{words.title}</h2>
      {count === 0 && <p class="empty">{words.none}</p>}
      <FollowList lines={lines} />
      {count > lines.length && (
        <p class="more">
          <a href={address.following()}>{words.all(count)}</a>
        </p>
      )}
    </section>
  );
}

/** The lists with how many stand on each: to where it stands on the page or, from one list, to the others. */
function Contents({ view: { counts, only, requests } }: { view: MineView }): JSX.Element | null {
  const words = wordsFrom(MINE);
  const asked = OWN_REQUESTS.filter((list) => requests && requests[list].length > 0);
  const own = OWN_LISTS.filter((list) => counts[list] > 0 || list === only);
  if (asked.length + own.length === 0) return null;
  return (
    <nav class="mine-contents" aria-label={words.lists}>
      <ul>
        {only !== null && (
          <li>
            <a href={address.mine()}>{words.every}</a>
          </li>
        )}
        {asked.map((list) => (
          <li>
            <a href={`#requests-${list}`}>
              {wordsFrom(REQUESTS).mine[list]}
              <span class="number">{words.number(requests![list].length)}</span>
            </a>
          </li>
        ))}
        {own.map((list) => (
          <li>
            <a href={only === null ? `#${list}` : address.mine(list)} aria-current={list === only ? "page" : undefined}>
              {words.titles[list]}
              <span class="number">{words.number(counts[list])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function List({ list, lines, next, count, only }: MineList & { count: number; only: boolean }): JSX.Element {
  const words = wordsFrom(MINE);
  return (
    <section class="mine-list" aria-labelledby={list}>
      <h2 id={list}>{words.titles[list]}</h2>
      {lines.length === 0 && <p class="empty">{words.none[list]}</p>}
      <ol>
        {lines.map((line) =>
          "act" in line ? <OutlineLine line={line} list={list} /> : <Line line={line} list={list} />,
        )}
      </ol>
      {next !== null && (
        <p class="more">
          {only ? (
            <a href={address.mine(list, next)} rel="next">
              {words.further}
            </a>
          ) : (
            <a href={address.mine(list)}>{words.all(count)}</a>
          )}
        </p>
      )}
    </section>
  );
}

/** So many characters of a reason stand on a line. */
const LONGEST = 160;

function Line({ line, list }: { line: MineLine; list: OwnList }): JSX.Element {
  const words = wordsFrom(MINE);
  const { work, passage, others, summary, word } = line;
  const said = word?.reason ?? summary;
  const writes = line.status === "draft";
  return (
    <li>
      <p class="mine-what">
        <a href={address.proposal(work.id, line.id)} data-line>
          <Locator passage={passage} lang={work.sourceLanguage} />
          {others > 0 && words.others(others)}
        </a>{" "}
        <span class="work-title">{work.title}</span>
      </p>
      <p class="facts">
        <Facts line={line} list={list} />
        {line.approvers.length > 0 && words.approvedBy(namesOf(line.approvers))}
        {line.discussed.all > 0 && words.discussed(line.discussed)}
      </p>
      {said !== "" && (
        <p class="mine-said">
          <Mixed text={words.quoted(shortened(said, LONGEST))} lang={work.sourceLanguage} />
        </p>
      )}
      <a class="button" href={address.proposal(work.id, line.id)} tabIndex={-1}>
        {list === "decide" ? words.decideNow : writes ? words.goOn : words.open}
        <Hidden>{words.of(passage.locator)}</Hidden>
      </a>
    </li>
  );
}

/** How an outline is proposed to change. */
function OutlineLine({ line, list }: { line: MineOutline; list: OwnList }): JSX.Element {
  const words = wordsFrom(MINE);
  const { work, number, act, passages, by, at, word } = line;
  const names = inARow(passages.map(({ locator }) => locator));
  const said = word && word.reason !== "" ? word.reason : line.reason;
  const moment = <Dated iso={at} exact />;
  const to = address.outlineProposal(work.id, number);
  return (
    <li>
      <p class="mine-what">
        <a href={to} data-line>
          {wordsFrom(SHELL).reshaping[act](names)}
        </a>{" "}
        <span class="work-title">{work.title}</span>
      </p>
      <p class="facts">
        {word ? words.decidedBy(line.status, null, word.by.name, moment) : words.proposedBy(calledAs(by), moment)}
      </p>
      <p class="mine-said">
        <Mixed text={words.quoted(shortened(said, LONGEST))} lang={work.sourceLanguage} />
      </p>
      <a class="button" href={to} tabIndex={-1}>
        {list === "decide" ? words.decideNow : words.open}
        <Hidden>{words.of(names)}</Hidden>
      </a>
    </li>
  );
}

function Facts({ line, list }: { line: MineLine; list: OwnList }): JSX.Element {
  const words = wordsFrom(MINE);
  const { kind, base, people, at, word } = line;
  const moment = <Dated iso={at} exact />;
  if (word) {
    const { name } = word.by;
    return list === "returned" ? words.askedBy(name, moment) : words.decidedBy(line.status, word.number, name, moment);
  }
  const what = kind === "supply" ? words.textOf(base ?? 0) : base === null ? words.first : words.revising(base);
  return (
    <>
      {what} · {line.status === "draft" ? words.begun(moment) : words.proposedBy(namesOf(people), moment)}
      {line.status === "draft" && people.length > 0 && ` · ${words.with(namesOf(people))}`}
    </>
  );
}
