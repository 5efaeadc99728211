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
import type { OriginsView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const originsPage: PageOf<OriginsView> = {
  Page: OriginsPage,
  title: ({ passage, work }) => `Origins of the words of ${passage.locator}, ${work.title}`,
  about: ({ passage }) => `Which version each word of ${passage.locator} first came in, by whom and when.`,
};

function OriginsPage({ view, visit }: { view: OriginsView; visit: Visit }): JSX.Element {
  const { work, passage, version, versions, traced } = view;
  const news = useNews(work.id, passage.id);
  const here = { words: version ? `origins of v${version.number}` : "origins" };
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, here)}
      mode="reading"
      about="tracing where words come from"
      name="origins-page"
    >
      <h1>Where the words of {passage.locator} come from</h1>
      {version && (
        <p class="pair">
          <span>
            <VersionAndPeople version={version} />
          </span>
        </p>
      )}
      <OtherVersions
        label="Trace another version"
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
  return (
    <>
      <p class="lead">
        {traced.sources.length > 1 ? (
          <>
            The small figure before words is the version they first came in; it leads to what that version changed.
            Words that left and came back keep the version they came in first.
          </>
        ) : (
          sourceWords(traced.sources[0], version)
        )}
      </p>
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
            <a href={address.collation(work.id, passage.id)}>The versions side by side</a>
          </p>
        </div>
      </div>
    </>
  );
}

function Nothing({ view, version }: { view: OriginsView; version: Version | null }): JSX.Element {
  const { work, passage, versions } = view;
  return (
    <>
      <p class="lead">
        {version
          ? `The wording of v${version.number} ${absence(wordsRemoved(version))}, so its words can’t be traced.`
          : "This passage has no version yet, so there are no words to trace."}
      </p>
      <Unheld work={work} passage={passage} versions={versions} />
    </>
  );
}
