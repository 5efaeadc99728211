/** `/{work}/-/outline`: what was done to an outline; `…/{from}..{to}`: what changed in it between two of its states. */
import type { JSX } from "preact";
import type { OutlineChange, Placed } from "../../translations/ledger/outline-compared.ts";
import { Dated } from "../design/People.tsx";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import type { OutlineView } from "./outline-view.ts";
import { OUTLINE } from "./outline-words.tsx";

export const outlinePage: PageOf<OutlineView> = {
  Page: OutlinePage,
  title: ({ work }) => wordsFrom(OUTLINE).title(work.title),
};

function OutlinePage({ view, visit }: { view: OutlineView; visit: Visit }): JSX.Element {
  const { work, compared, steps } = view;
  const words = wordsFrom(OUTLINE);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="form-page outline-compared">
      <h1>{words.title(work.title)}</h1>
      <p>{words.lead}</p>
      {compared && <Compared view={view} compared={compared} />}
      {steps !== null && <Choose view={view} />}
      <Steps view={view} />
    </Page>
  );
}

type Comparison = NonNullable<OutlineView["compared"]>;

function Compared({ view, compared }: { view: OutlineView; compared: Comparison }): JSX.Element {
  const { work, more } = view;
  const { from, to, changes } = compared;
  const words = wordsFrom(OUTLINE);
  const on = ({ at }: Comparison["from"]): JSX.Element | null => (at === "" ? null : <Dated iso={at} exact />);
  const here = address.outline(work.id, [from.position, to.position]);
  return (
    <section aria-labelledby="compared">
      <h2 id="compared">{words.compared}</h2>
      <p>{words.between(on(from), on(to))}</p>
      {changes.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <p class="facts">{words.counts(changes.length + more)}</p>
      )}
      <ol class="outline-changes">
        {changes.map((change) => (
          <Change change={change} work={work.id} />
        ))}
      </ol>
      {more > 0 && <p>{words.more(more)}</p>}
      <p class="facts">{words.address(<a href={here}>{here}</a>)}</p>
    </section>
  );
}

function Change({ change, work }: { change: OutlineChange; work: string }): JSX.Element {
  const { what, before, after, behind } = change;
  const words = wordsFrom(OUTLINE);
  const [was, is] = [before[0], after[0]];
  const named = (all: readonly Placed[]): JSX.Element => (
    <>
      {all.map(({ id, locator }, index) => (
        <>
          {index > 0 && words.and}
          <a href={address.passage(work, id)}>{locator}</a>
        </>
      ))}
    </>
  );
  const facts: (JSX.Element | string)[] = [];
  if (what === "called" && was && is) {
    if (was.locator !== is.locator) facts.push(words.now(named([is])));
    if (was.kind !== is.kind) facts.push(words.kind(was.kind, is.kind));
    if (was.level !== is.level) facts.push(words.level(was.level, is.level));
  }
  if (what === "split" || what === "joined") facts.push(words.into(named(after)));
  if (what === "added" || what === "again" || what === "moved")
    facts.push(behind ? words.behind(named([behind])) : words.first);
  return (
    <li class={`outline-${what}`}>
      <b>{words.became[what]}</b>{" "}
      {what === "called" && was && is && was.locator !== is.locator ? (
        <q>{was.locator}</q>
      ) : (
        named(before.length > 0 ? before : after)
      )}
      {facts.map((fact) => (
        <> · {fact}</>
      ))}
    </li>
  );
}

function Choose({ view: { work, compared } }: { view: OutlineView }): JSX.Element {
  const words = wordsFrom(OUTLINE);
  const day = (at: string | undefined): string => at?.slice(0, 10) ?? "";
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{words.choose}</h2>
      <form method="get" action={address.outline(work.id)} class="outline-days">
        <p class="field">
          <label for="from">{words.from}</label>
          <input id="from" name="from" type="date" required defaultValue={day(compared?.from.at)} />
        </p>
        <p class="field">
          <label for="to">{words.to}</label>
          <input id="to" name="to" type="date" required defaultValue={day(compared?.to.at)} />
        </p>
        <button type="submit" class="button">
          {words.compare}
        </button>
      </form>
    </section>
  );
}

function Steps({ view: { work, compared, steps } }: { view: OutlineView }): JSX.Element {
  const words = wordsFrom(OUTLINE);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{compared ? words.steps : words.allSteps}</h2>
      {steps === null && <p class="empty">{words.tooLong}</p>}
      {steps?.length === 0 && <p class="empty">{words.noSteps}</p>}
      <ol class="outline-list">
        {steps?.map(({ what, passage, locator, by, at, reason, from, to }) => (
          <li>
            <Dated iso={at} />
            {by && words.by(by.name)}: <a href={address.passage(work.id, passage)}>{locator}</a> {words.did[what]}
            {reason !== "" && `: “${reason}”`}{" "}
            <a href={address.outline(work.id, [from, to])}>{words.whatChanged(<Hidden> {locator}</Hidden>)}</a>
          </li>
        ))}
      </ol>
    </section>
  );
}
