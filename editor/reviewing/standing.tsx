/** `/{work}/-/standing`: where a work stands, part by part, as pictures with exact values and as a table. */
import type { JSX } from "preact";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { STAGES } from "../../translations/ledger/standing.ts";
import { Dated, PersonAndDate } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { RequestLine, REQUESTS } from "../requests/requests.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import type { StandingPart, StandingView, TalliedHere } from "./standing-view.ts";
import { NOTES } from "./notes-words.tsx";
import { WorkMap } from "./work-map.tsx";
import { STANDING } from "./standing-words.tsx";

export const standingPage: PageOf<StandingView> = {
  Page: StandingPage,
  title: ({ work }) => wordsFrom(STANDING).title(work.title),
};

/** Parts that stand deeper are drawn no further in. */
const DEEPEST_INDENT = 4;

function StandingPage({ view, visit }: { view: StandingView; visit: Visit }): JSX.Element {
  const { work, whole, parts } = view;
  const words = wordsFrom(STANDING);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} mode="reading" name="standing">
      <h1>{words.title(work.title)}</h1>
      {whole.passages === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <ul class="standing-key">
            {STAGES.map((stage) => (
              <li>
                <svg class="standing-sign" width="14" height="14" aria-hidden="true">
                  <rect class={stage} width="14" height="14" />
                </svg>
                {words.stage(stage, whole.stages[stage], whole.passages)}
              </li>
            ))}
          </ul>
          <Table work={work} whole={whole} parts={parts} />
          <p class="facts">
            {words.inQueue((queue) => (
              <a href={address.review()}>{queue}</a>
            ))}{" "}
            <a href={address.standing(work.id, "csv")}>{words.asTable}</a>
          </p>
          <WorkMap view={view} />
          <AskedFor view={view} />
          {(view.notes.count > 0 || view.notes.more) && (
            <p class="facts">
              <a href={address.notes(work.id)}>{wordsFrom(NOTES).waiting(view.notes.count, view.notes.more)}</a>
            </p>
          )}
          {view.reshaped > 0 && (
            <p class="facts">
              <a href={`${address.review({ work: work.id })}#outlines`}>{words.reshaped(view.reshaped)}</a>
            </p>
          )}
          {may(visit, mayDescribe) && <Finality view={view} />}
          <Asked view={view} />
        </>
      )}
    </Page>
  );
}

/** What people are asked to do, in the order of its days. */
function AskedFor({ view: { requests } }: { view: StandingView }): JSX.Element | null {
  if (!requests || requests.open.length === 0) return null;
  const { open, people, today } = requests;
  return (
    <section class="requests" aria-labelledby="requests">
      <h2 id="requests">{wordsFrom(REQUESTS).inWork}</h2>
      <ul>
        {open.map((request) => (
          <RequestLine request={request} people={people} on="standing" today={today} />
        ))}
      </ul>
    </section>
  );
}

/** An owner says which parts are final, each with all that stands under it. */
function Finality({ view: { work, parts } }: { view: StandingView }): JSX.Element {
  const words = wordsFrom(STANDING);
  return (
    <section class="standing-final" aria-labelledby="final">
      <h2 id="final">{words.finality.title}</h2>
      <p>{words.finality.lead}</p>
      <form method="post" action={address.finality(work.id)} class="row-form">
        <input type="hidden" name="on" value="standing" />
        <input type="hidden" name="branch" value="yes" />
        <label for="final-part">{words.finality.part}</label>
        <select id="final-part" name="part" required>
          {parts.map(({ passage, locator, words: title, to }) => (
            <option value={passage}>
              {to === null ? `${locator} ${shortened(title, LONGEST_OPTION)}` : words.from(locator, to)}
            </option>
          ))}
        </select>
        <button type="submit" class="button" name="final" value="yes">
          {words.finality.set}
        </button>
        <button type="submit" class="button" name="final" value="no">
          {words.finality.unset}
        </button>
      </form>
    </section>
  );
}

/** So many characters of a title stand in a list to choose from. */
const LONGEST_OPTION = 40;

/** The questions on its source that wait for somebody who can answer them. */
function Asked({ view: { work, asked } }: { view: StandingView }): JSX.Element {
  const words = wordsFrom(STANDING);
  return (
    <section class="standing-asked" aria-labelledby="asked">
      <h2 id="asked">{words.asked}</h2>
      {asked.all === 0 && <p class="empty">{words.noneAsked}</p>}
      <ol>
        {asked.questions.map(({ thread, passage, words: of, by, at, question }) => (
          <li>
            <p>
              <a href={address.thread({ work: work.id, passage: passage.id }, thread)} data-line>
                {passage.locator}
              </a>{" "}
              <q lang={work.sourceLanguage}>
                <Mixed text={shortened(of, LONGEST)} lang={work.sourceLanguage} />
              </q>
            </p>
            {question !== null && (
              <p>
                <Mixed text={shortened(question, LONGEST)} lang={work.sourceLanguage} />
              </p>
            )}
            <p class="facts">
              <PersonAndDate person={by} iso={at} exact />
            </p>
          </li>
        ))}
      </ol>
      {asked.all > asked.questions.length && <p class="facts">{words.moreAsked(asked.all - asked.questions.length)}</p>}
    </section>
  );
}

/** So many characters of what is asked stand on a line. */
const LONGEST = 200;

function Table({ work, whole, parts }: { work: WorkHead; whole: TalliedHere; parts: readonly StandingPart[] }) {
  const words = wordsFrom(STANDING);
  return (
    <div class="standing-table" role="region" aria-label={words.crumb} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.picture}</th>
            <th scope="col">{words.passages}</th>
            {STAGES.map((stage) => (
              <th scope="col">{words.stages[stage]}</th>
            ))}
            <th scope="col">{words.moved}</th>
            <th scope="col">{words.versions}</th>
            <th scope="col">{words.since}</th>
          </tr>
        </thead>
        <tbody>
          <tr class="whole">
            <th scope="row">{words.whole}</th>
            <Figures tally={whole} />
          </tr>
          {parts.map(({ passage, locator, words: title, to, depth, tally }) => (
            <tr>
              <th scope="row" class={`depth-${Math.min(depth, DEEPEST_INDENT)}`}>
                <a href={address.reading(work.id, passage)}>{to === null ? locator : words.from(locator, to)}</a>{" "}
                <Mixed text={title} lang={work.sourceLanguage} />
              </th>
              <Figures tally={tally} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figures({ tally }: { tally: TalliedHere }): JSX.Element {
  const { passages, stages, moved, versions, most, since } = tally;
  const words = wordsFrom(STANDING);
  return (
    <>
      <td>
        <Picture tally={tally} />
      </td>
      <td>{words.number(passages)}</td>
      {STAGES.map((stage) => (
        <td>{words.number(stages[stage])}</td>
      ))}
      <td>{words.number(moved)}</td>
      <td title={words.versionsTold(versions, most)}>{words.number(versions)}</td>
      <td>{since === null ? words.none : <Dated iso={since} />}</td>
    </>
  );
}

/** So wide is a whole, in the picture's own units. */
const WIDE = 160;

/** The shares of the stages, one behind the other; what each is stands in the table beside it, and under the pointer. */
function Picture({ tally: { passages, stages } }: { tally: TalliedHere }): JSX.Element {
  const words = wordsFrom(STANDING);
  let from = 0;
  return (
    <svg class="standing-picture" viewBox={`0 0 ${WIDE} 12`} width={WIDE} height="12" aria-hidden="true">
      {STAGES.map((stage) => {
        const width = (WIDE * stages[stage]) / passages;
        const x = from;
        from += width;
        if (width === 0) return null;
        return (
          <rect class={stage} x={x} y="0" width={width} height="12">
            <title>{words.stage(stage, stages[stage], passages)}</title>
          </rect>
        );
      })}
    </svg>
  );
}
