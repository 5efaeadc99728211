/** `/{work}/-/changes`: what happened in a work, between two days or since whoever looks said that they had looked through it. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { calledAs, namesOf } from "../design/wording.ts";
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
  const { work, forOwner, from, to, since, lines, next, through } = view;
  const words = wordsFrom(HAPPENED);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} mode="reading" name="happened">
      <h1>{words.title(work.title)}</h1>
      {forOwner && <p>{words.forOwner}</p>}
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
  const { kind, at, passage, more, subject, by = [], whom } = line;
  const where = (
    <a href={placeOf(work.id, line)} data-line>
      {passage ? <Locator passage={passage} lang={work.sourceLanguage} /> : words.whole}
      {more > 0 && (passage ? words.more(more) : words.others(more))}
    </a>
  );
  return (
    <p>
      {words.kinds[kind](where, subject, whom ? <span class="person">{calledAs(whom)}</span> : null)}
      {by.length > 0 && <> {words.by(<span class="person">{namesOf(by)}</span>)}</>}, <Dated iso={at} exact />
    </p>
  );
}

/** Where it is seen. */
function placeOf(work: string, line: HappenedLine): string {
  const { kind, passage, subject, proposal, outline } = line;
  const ownersPlace = placeForOwners(work, line);
  if (ownersPlace !== null) return ownersPlace;
  if (outline !== null) return address.outlineProposal(work, outline);
  if (proposal !== null)
    return kind === "said" && subject !== null
      ? address.thread({ work, proposal }, subject)
      : address.proposal(work, proposal);
  if (!passage) return kind === "outline" ? address.outline(work) : address.work(work);
  if (kind === "said" && subject !== null) return address.thread({ work, passage: passage.id }, subject);
  const number = Number(subject);
  if (kind === "outline" || kind === "source" || subject === null || !(number > 0))
    return address.passage(work, passage.id);
  return kind === "accepted" && number > 1
    ? address.compare(work, passage.id, number - 1, number)
    : address.version(work, passage.id, number);
}

/** Where an owner sees what is told to nobody else; null of what is seen at its passage or proposal, as all else is. */
function placeForOwners(work: string, { kind, subject, of }: HappenedLine): string | null {
  switch (kind) {
    case "term":
    case "term-retired":
    case "term-proposed":
    case "term-declined":
      return address.term(work, subject ?? "");
    case "described":
      return address.workSettings(work);
    case "visibility":
    case "approvals":
    case "role":
      return address.readers(work);
    case "joined":
      return address.joining(work);
    case "import":
    case "import-undone":
      return address.imported(work, subject ?? "");
    case "request":
    case "request-settled":
      return of === undefined ? null : address.term(work, of);
    case "errand-under-way":
    case "errand-done":
    case "errand-failed":
      return of === undefined ? address.imports(work) : address.errand(work, of);
    case "remarks-refused":
      return address.remarks(work);
    default:
      return null;
  }
}
