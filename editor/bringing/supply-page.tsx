/** `/{work}/-/source`: a whole text is pasted or dropped as a work's source; how it lies on the passages is shown, then recorded. */
import type { ComponentChildren, JSX } from "preact";
import { Mixed } from "../design/Prose.tsx";
import { Diff } from "../difference/Diff.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { LayForm } from "./lay-form.tsx";
import type { ChangedSource, LaidSource, SuppliedSource, SupplyView } from "./view.ts";
import { BRINGING } from "./words.tsx";

export const supplyPage: PageOf<SupplyView> = {
  Page: SupplyPage,
  title: ({ work }) => wordsFrom(BRINGING).supply.title(work.title),
};

function SupplyPage({ view, visit }: { view: SupplyView; visit: Visit }): JSX.Element {
  const { work, laid, back } = view;
  const words = wordsFrom(BRINGING).supply;
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="bringing">
      <h1>{words.title(work.title)}</h1>
      {laid === null ? (
        <>
          <p class="bringing-lead">{words.lead}</p>
          <p class="hint without-script">{wordsFrom(BRINGING).withoutScript}</p>
          <LayForm
            side="a"
            action={address.supply(work.id)}
            to={(chosen) => address.supplyText(work.id, chosen)}
            seen={(id) => address.source(work.id, id)}
            back={back}
            lay={words.lay}
            reading={words.reading}
          />
        </>
      ) : (
        <Laid laid={laid} work={work} />
      )}
    </Page>
  );
}

function Laid({ laid, work }: { laid: LaidSource; work: SupplyView["work"] }): JSX.Element {
  const { counts, given, changed, added, without } = laid;
  const words = wordsFrom(BRINGING);
  const left = Object.entries(laid.notTaken);
  const nothing = counts.given + counts.changed + counts.new === 0;
  const link = (passage: string, locator: string): JSX.Element => (
    <a href={address.passage(work.id, passage)}>{locator}</a>
  );
  const rows = (all: readonly SuppliedSource[], isThere: boolean): JSX.Element[] =>
    all.map((each) => (
      <Row each={each} name={isThere ? link(each.passage, each.locator) : each.locator}>
        <span lang={work.sourceLanguage}>{each.words}</span>
      </Row>
    ));
  return (
    <>
      <p class="facts">{words.supply.counts(counts)}</p>
      {left.length > 0 && <p class="facts">{words.notTaken(left)}</p>}
      {counts.doubtful > 0 && <p>{words.supply.doubtful(counts.doubtful)}</p>}
      {nothing ? <p class="empty">{words.supply.already}</p> : <RecordForm laid={laid} work={work.id} />}
      <Kind title={words.supply.changed} of={counts.changed}>
        {changed.map((each) => (
          <Row each={each} name={link(each.passage, each.locator)}>
            <Changed each={each} lang={work.sourceLanguage} />
          </Row>
        ))}
      </Kind>
      <Kind title={words.supply.given} of={counts.given}>
        {rows(given, true)}
      </Kind>
      <Kind title={words.supply.added} of={counts.new}>
        {rows(added, false)}
      </Kind>
      <Kind title={words.supply.without} of={counts.without} names>
        {without.map(({ passage, locator }) => (
          <li>{link(passage, locator)}</li>
        ))}
      </Kind>
      <p>
        <a href={address.source(work.id)}>{words.supply.otherText}</a>
      </p>
    </>
  );
}

/** Those of one kind; of many the first are listed. */
function Kind(props: {
  title: (of: number) => string;
  of: number;
  names?: boolean;
  children: JSX.Element[];
}): JSX.Element | null {
  const { title, of, names, children } = props;
  if (of === 0) return null;
  return (
    <details class="supplied" open>
      <summary>{title(of)}</summary>
      <ol class={names ? "names" : undefined}>{children}</ol>
      {children.length < of && <p class="facts">{wordsFrom(BRINGING).supply.more(of - children.length)}</p>}
    </details>
  );
}

function Row(props: { each: SuppliedSource; name: ComponentChildren; children: ComponentChildren }): JSX.Element {
  const { each, name, children } = props;
  return (
    <li>
      <b>{name}</b>
      {each.doubtful && <span class="doubtful"> {wordsFrom(BRINGING).unsure}</span>}
      <div>{children}</div>
    </li>
  );
}

function Changed({ each: { words, read }, lang }: { each: ChangedSource; lang: string }): JSX.Element {
  if (!read) return <Mixed text={words} lang={lang} />;
  const side = (rendering: typeof read.older) => ({ rendering, name: null, notes: [] });
  return <Diff older={side(read.older)} newer={side(read.newer)} show="inline" lang={lang} found={read.found} apart />;
}

function RecordForm({ laid, work }: { laid: LaidSource; work: string }): JSX.Element {
  const words = wordsFrom(BRINGING).supply;
  return (
    <form method="post" action={address.supply(work, laid.id)} class="supplying">
      <input type="hidden" name="plan" value={laid.plan} />
      <p class="field">
        <label for="provenance">{words.provenance}</label>
        <input
          type="text"
          id="provenance"
          name="provenance"
          maxLength={10_000}
          required
          autocomplete="off"
          defaultValue={laid.name}
        />
      </p>
      <button type="submit" class="button primary">
        {words.record}
      </button>
    </form>
  );
}
