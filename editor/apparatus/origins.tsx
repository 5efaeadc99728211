/** `/{work}/{passage}/origins`: the words of a version, each stretch with the version it first came in. */
import type { JSX } from "preact";
import { isHeld, wordsRemoved, type HeldVersion, type Version } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { News, useNews } from "../shell/News.tsx";
import { OriginsKey, sourceWords, TracedWords, type Traced } from "./TracedWords.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import { VersionAndPeople } from "../design/People.tsx";
import { SourceColumn } from "../rendering/Text.tsx";
import { OtherVersions, Unheld } from "./Versions.tsx";
import { absence } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import type { OriginsView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { APPARATUS } from "./words.tsx";

export const originsPage: PageOf<OriginsView> = {
  Page: OriginsPage,
  title: ({ passage, work }) => wordsFrom(APPARATUS).origins.tab(passage.locator, work.title),
  about: ({ passage }) => wordsFrom(APPARATUS).origins.description(passage.locator),
};

function OriginsPage({ view, visit }: { view: OriginsView; visit: Visit }): JSX.Element {
  const { work, passage, version, versions, traced } = view;
  const news = useNews(work.id, passage.id);
  const words = wordsFrom(APPARATUS).origins;
  const here = { words: version ? words.crumbOf(version.number) : words.crumb };
  return (
    <Page visit={visit} crumbs={wayTo(work, passage, here)} mode="reading" about={words.mode} name="origins-page">
      <h1>{words.title(passage.locator)}</h1>
      {version && (
        <p class="pair">
          <span>
            <VersionAndPeople version={version} />
          </span>
        </p>
      )}
      <OtherVersions
        label={words.another}
        versions={versions}
        chosen={version?.number ?? null}
        link={(number) => address.origins(work.id, passage.id, number)}
      />
      <News work={work.id} news={news} />
      {version && traced && isHeld(version) ? (
        <Tracing view={view} version={version} traced={traced} />
      ) : (
        <Nothing view={view} version={version} />
      )}
    </Page>
  );
}

function Tracing({ view, version, traced }: { view: OriginsView; version: HeldVersion; traced: Traced }): JSX.Element {
  const { work, passage, versions } = view;
  const words = wordsFrom(APPARATUS).origins;
  return (
    <>
      <p class="lead">{traced.sources.length > 1 ? words.lead : sourceWords(traced.sources[0], version)}</p>
      <div class="text">
        <SourceColumn passage={passage} lang={work.sourceLanguage} notes={[]} />
        <div class="rendering-column">
          <TracedWords view={view} version={version} traced={traced} />
        </div>
        <OriginsKey view={view} version={version} traced={traced} />
        <div class="below">
          {versions.filter(({ held }) => held).length === 1 && (
            <Unheld work={work} passage={passage} versions={versions} />
          )}
          <p class="ways">
            <a href={address.collation(work.id, passage.id)}>{words.sideBySide}</a>
          </p>
        </div>
      </div>
    </>
  );
}

function Nothing({ view, version }: { view: OriginsView; version: Version | null }): JSX.Element {
  const { work, passage, versions } = view;
  const words = wordsFrom(APPARATUS).origins;
  return (
    <>
      <p class="lead">{version ? words.cantTrace(version.number, absence(wordsRemoved(version))) : words.noVersion}</p>
      <Unheld work={work} passage={passage} versions={versions} />
    </>
  );
}
