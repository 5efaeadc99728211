/** `/{work}/-/changes`: what happened in a work, between two days or since whoever looks said that they had looked through it. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { HappenedLine, HappenedView } from "./happened-view.ts";
import { HAPPENED } from "./happened-words.tsx";

export const happenedPage: PageOf<HappenedView> = {
  Page: HappenedPage,
  title: ({ work }) => wordsFrom(HAPPENED).title(work.title),
};

function HappenedPage({ view, visit }: { view: HappenedView; visit: Visit }): JSX.Element {
  const { work, from, to, since, lines, next, through } = view;
  const words = wordsFrom(HAPPENED);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} mode="reading" name="happened">
      <h1>{words.title(work.title)}</h1>
      <form class="between-days" method="get" action={address.happened(work.id)}>
        <label for="from">{words.from}</label> <input type="date" id="from" name="from" defaultValue={from} />{" "}
        <label for="to">{words.to}</label> <input type="date" id="to" name="to" defaultValue={to} />{" "}
        <button type="submit" class="button">
          {words.show}
        </button>
      </form>
      {since !== false && <p>{since === null ? words.neverLooked : words.sinceLooked(<Dated iso={since} exact />)}</p>}
      {lines.length === 0 && <p class="empty">{words.nothing}</p>}
      <ol class="happenings">
        {lines.map((line) => (
          <li>
            <Line work={view.work} line={line} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <p class="more">
          <a
            href={address.happened(work.id, { from, to, since: since === false ? "" : "looked", after: next })}
            rel="next"
          >
            {words.further}
          </a>
        </p>
      )}
      {through !== null && (
        <form method="post" action={address.looked(work.id)}>
          <input type="hidden" name="through" value={through} />
          <button type="submit" class="button">
            {words.looked}
          </button>{" "}
          <span class="hint">{words.lookedHint}</span>
        </form>
      )}
    </Page>
  );
}

function Line({ work, line }: { work: HappenedView["work"]; line: HappenedLine }): JSX.Element {
  const words = wordsFrom(HAPPENED);
  const { kind, at, passage, more, subject } = line;
  const where = (
    <a href={placeOf(work.id, line)} data-line>
      {passage ? <Locator passage={passage} lang={work.sourceLanguage} /> : words.whole}
      {more > 0 && words.more(more)}
    </a>
  );
  return (
    <p>
      {words.kinds[kind](where, subject)}, <Dated iso={at} exact />
    </p>
  );
}

/** Where it is seen. */
function placeOf(work: string, { kind, passage, subject, proposal, outline }: HappenedLine): string {
  if (outline !== null) return address.outlineProposal(work, outline);
  if (proposal !== null)
    return kind === "said" && subject !== null
      ? address.thread({ work, proposal }, subject)
      : address.proposal(work, proposal);
  if (!passage) return kind === "outline" ? address.outline(work) : address.work(work);
  if (kind === "said" && subject !== null) return address.thread({ work, passage: passage.id }, subject);
  if (kind === "outline" || kind === "source" || subject === null) return address.passage(work, passage.id);
  const number = Number(subject);
  return kind === "accepted" && number > 1
    ? address.compare(work, passage.id, number - 1, number)
    : address.version(work, passage.id, number);
}
