/** `/{work}/{passage}`: the passage as it stands now, and everything known about it. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import {
  mayBegin,
  mayCheckNotes,
  mayChoose,
  mayWithdraw,
  mayConfirm,
  mayDescribe,
  mayRemove,
} from "../../translations/ledger/rights.ts";
import { countOpen, isHeld, wordsRemoved } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { Apparatus } from "./Apparatus.tsx";
import { ProposeForm, type Proposing } from "../shell/Forms.tsx";
import { BeginOnPassage, Discussion } from "../discussing/discussing.ts";
import { Final, SetFinal } from "./Final.tsx";
import { Gone } from "./Gone.tsx";
import { History, NotHeld } from "./History.tsx";
import { Translations } from "./Translations.tsx";
import { SourceMoved, StillHolds } from "./SourceMoved.tsx";
import { LeaveRemark } from "../remarks/remarks.ts";
import { OpenHere } from "../shell/Counts.tsx";
import { Follow } from "../shell/Follow.tsx";
import { Locator } from "../shell/Locator.tsx";
import { lineTitle } from "../reading/reading.ts";
import { isTold, News, useNews } from "../shell/News.tsx";
import { numbered } from "../rendering/notes.ts";
import { Requests } from "../requests/requests.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import { VersionAndPeople } from "../design/People.tsx";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { Text } from "../rendering/Text.tsx";
import { isRetired, sourceText, translationOf, translationsOf } from "../../translations/ledger/work.ts";
import type { PassageView } from "./view.ts";
import { may, type Visit } from "../shell/view.ts";
import { firstWords, type PageOf } from "../shell/page-of.ts";
import { wordsFrom } from "../language/language.ts";
import { PASSAGE } from "./words.tsx";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";

export const passagePage: PageOf<PassageView> = {
  Page: PassagePage,
  title: ({ passage, work }) => `${passage.locator}, ${work.title}`,
  about: ({ passage, work, current }) => {
    const words = current?.words;
    return firstWords(
      (words && canonicalText(renderingFromJson(words.rendering))) ||
        wordsFrom(PASSAGE).page.untold(passage.locator, work.title),
    );
  },
};

/** Words for those who hear the page. */
const hidden = (words: string): JSX.Element => <Hidden>{words}</Hidden>;

function PassagePage({ view, visit }: { view: PassageView; visit: Visit }): JSX.Element {
  const { work, passage, current, proposals } = view;
  const notes = numbered(view.notes);
  const waiting = notes.filter(({ gone, checked }) => gone && !checked).length;
  const words = wordsFrom(PASSAGE).page;
  const news = useNews(work.id, passage.id);
  const chosen = useMemo(() => choosable(view), [view]);
  const discussed = { work, visit, on: { work: work.id, passage: passage.id } };
  const proposing: Proposing = { work: work.id, passage: passage.id, begun: view.begun, visit };
  const open = news.findLast(isTold)?.open.passage ?? countOpen([{ proposals }, { proposals: view.hidden }]);
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage)}
      mode="reading"
      about={current ? <VersionAndPeople version={current} /> : words.noRenderingYet}
      name="passage-page"
    >
      <header class="passage-title">
        <h1>
          <Locator passage={passage} lang={work.sourceLanguage} />
          {passage.kind !== "paragraph" && passage.kind !== "item" && (
            <span class="title-words">
              {" "}
              <Mixed text={lineTitle({ passage, current })} lang={work.sourceLanguage} />
            </span>
          )}
        </h1>
        <Neighbours view={view} />
      </header>
      <Gone passage={passage} work={work.id} instead={view.instead} on="passage" />
      <Final view={view} />
      {current && view.moved && (
        <SourceMoved move={view.moved} work={work} number={current.number}>
          {!isRetired(passage) && may(visit, mayConfirm) && (
            <StillHolds work={work.id} passage={passage.id} number={current.number} source={view.moved.to} />
          )}
        </SourceMoved>
      )}
      <News work={work.id} news={news} />
      <div class="text">
        <Text
          passage={passage}
          languages={{ ...work, language: translationOf(work, current ?? {}).language }}
          rendering={current && isHeld(current) ? current.words.rendering : null}
          notes={notes}
          here={current?.number}
          instead={current ? <NotHeld version={current} proposing={proposing} /> : <p>{words.noRendering}</p>}
        >
          <Deeds view={view} visit={visit} proposing={proposing} waiting={waiting}>
            {open.waiting + open.written > 0 && (
              <p class="hint">
                <OpenHere counts={open} href="#versions" />
              </p>
            )}
          </Deeds>
          <Translations
            work={work}
            passage={passage.id}
            translations={view.translations}
            current={current?.number ?? null}
            proposing={isRetired(passage) ? null : proposing}
          />
          <Apparatus work={work.id} passage={passage.id} offered={view.alternatives} notes={notes} />
          <Requests work={work.id} requests={view.requests} />
          <Discussion
            {...discussed}
            threads={view.threads}
            without={
              view.remarks && <LeaveRemark work={work.id} passage={passage.id} version={current?.number ?? null} />
            }
          >
            <BeginOnPassage {...discussed} {...chosen} version={current?.number ?? null} />
          </Discussion>
          <Versions view={view} visit={visit} proposing={proposing} />
        </Text>
      </div>
    </Page>
  );
}

interface PlaceProps {
  view: PassageView;
  visit: Visit;
  proposing: Proposing;
}

/** What can be done with a passage. @param props `waiting`: how many of its notes wait to be checked. */
function Deeds(props: PlaceProps & { waiting: number; children: ComponentChildren }): JSX.Element {
  const { view, visit, proposing, waiting, children } = props;
  const { work, passage, current } = view;
  const words = wordsFrom(PASSAGE).page;
  return (
    <div class="deeds" id="propose">
      <GoOn view={view} />
      {!isRetired(passage) && (!current || isHeld(current) || wordsRemoved(current)) && (
        <ProposeForm
          {...proposing}
          kind="revision"
          base={current?.number ?? null}
          label={proposeWords(view)}
          quiet={view.drafting.length > 0}
        />
      )}
      {current && current.base !== null && (
        <a class="button" href={address.compare(work.id, passage.id, current.base, current.number)}>
          {words.compare(hidden, current.base, current.number)}
        </a>
      )}
      {current && (
        <a class="button" href={`${address.version(work.id, passage.id, current.number)}#cite`}>
          {words.cite(hidden, current.number)}
        </a>
      )}
      {waiting > 0 && may(visit, mayCheckNotes) && (
        <a class="quiet-action" href={address.notes(work.id, { at: passage.id })}>
          {words.checkNotes(waiting)}
        </a>
      )}
      <Follow visit={visit} work={work.id} on={{ what: "passage", id: passage.id }} />
      {!isRetired(passage) && may(visit, mayBegin) && (
        <a class="quiet-action" href={address.proposeOutline(work.id, passage.id)}>
          {words.reshape}
        </a>
      )}
      {!isRetired(passage) && may(visit, mayBegin) && (
        <a class="quiet-action" href={address.proposeSource(work.id, passage.id)}>
          {words.correctSource}
        </a>
      )}
      {may(visit, mayDescribe) && (
        <a class="quiet-action" href={address.workSettings(work.id, passage.id)}>
          {words.change}
        </a>
      )}
      {may(visit, mayDescribe) && <SetFinal view={view} />}
      {may(visit, mayRemove) && (
        <a class="quiet-action" href={address.removing(work.id, passage.id)}>
          {words.takeOut}
        </a>
      )}
      {view.reshaped.map(({ number, act }) => (
        <p class="hint">
          <a href={address.outlineProposal(work.id, number)}>{words.reshaped[act]}</a>
        </p>
      ))}
      {children}
    </div>
  );
}

/** What it has read, and the ways to look at that. */
function Versions({ view, visit, proposing }: PlaceProps): JSX.Element {
  const { work, passage, current, versions, proposals } = view;
  const words = wordsFrom(PASSAGE).page;
  return (
    <section class="versions" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      {versions.length === 0 && <p class="empty">{words.noVersion}</p>}
      {versions.length > 0 && (
        <p class="ways">
          <a href={address.origins(work.id, passage.id)}>{words.origins}</a>{" "}
          <a href={address.collation(work.id, passage.id)}>{words.sideBySide}</a>{" "}
          <a href={address.life(work.id, passage.id)}>{words.life}</a>{" "}
          <a href={address.feed(work.id, passage.id, "atom")} type="application/atom+xml">
            {words.feed}
          </a>
        </p>
      )}
      <History
        versions={versions}
        translations={translationsOf(work)}
        mayChoose={may(visit, mayChoose)}
        mayWithdraw={may(visit, mayWithdraw)}
        current={current?.number ?? null}
        proposals={proposals}
        hidden={view.hidden}
        proposing={proposing}
      />
    </section>
  );
}

/** What of the page can be discussed. */
function choosable({
  passage,
  current,
  notes,
}: PassageView): Pick<Parameters<typeof BeginOnPassage>[0], "texts" | "notes"> {
  const target = current && isHeld(current) ? canonicalText(renderingFromJson(current.words.rendering)) : null;
  return {
    texts: { target, source: sourceText(passage.source) },
    notes: Object.fromEntries(notes.map(({ note, version }) => [note.id, version])),
  };
}

function proposeWords({ current, drafting }: PassageView): string {
  const words = wordsFrom(PASSAGE).page;
  if (drafting.length > 0) return words.proposeAnother;
  return current ? words.propose : words.proposeFirst;
}

/** The way on to the draft that the visitor wrote here last: beginning another one beside it is seldom meant. */
function GoOn({ view: { work, drafting } }: { view: PassageView }): JSX.Element | null {
  const newest = drafting.at(-1);
  if (!newest) return null;
  const { id, part } = newest;
  return (
    <a class="button primary" href={part === null ? address.proposal(work.id, id) : address.part(work.id, id, part)}>
      {wordsFrom(PASSAGE).page.goOn}
    </a>
  );
}

function Neighbours({ view: { work, previous, next } }: { view: PassageView }): JSX.Element {
  const words = wordsFrom(PASSAGE).page;
  return (
    <nav class="neighbours" aria-label={words.neighbours}>
      {previous && (
        <a href={address.passage(work.id, previous.id)} rel="prev">
          <span aria-hidden="true">← </span>
          <Hidden>{words.before}</Hidden>
          {previous.locator}
        </a>
      )}
      {next && (
        <a href={address.passage(work.id, next.id)} rel="next">
          <Hidden>{words.after}</Hidden>
          {next.locator}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
