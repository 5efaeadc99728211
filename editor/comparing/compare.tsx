/** `/{work}/{passage}/v{a}..v{b}`: what changed between two versions, and why. */
import { Term } from "../design/Term.tsx";
import type { JSX } from "preact";
import { isHeld, wordsRemoved, type HeldVersion, type Version } from "../../translations/ledger/state.ts";
import { address } from "../links/addresses.ts";
import { Diff, InWords, Measure, type DiffProps } from "../difference/Diff.tsx";
import { difference, hungNotes, showOf } from "../difference/difference.ts";
import type { Proposing } from "../shell/Forms.tsx";
import { NotHeld } from "../passage/passage.ts";
import { News, useNews } from "../shell/News.tsx";
import { Margin } from "../rendering/Margin.tsx";
import { ofTwo, type NoteOfTwo } from "../rendering/notes.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import { Published, VersionAndPeople } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { Rendering, SourceWords } from "../rendering/Rendering.tsx";
import { ChangeSteps, InWord, pathOf, Shows } from "./Shows.tsx";
import type { CompareView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { COMPARING } from "./words.tsx";

export const comparePage: PageOf<CompareView> = {
  Page: ComparePage,
  title: ({ passage, from, to, work }) =>
    wordsFrom(COMPARING).page.tab(passage.locator, from.number, to.number, work.title),
  about: ({ passage, from, to }) => wordsFrom(COMPARING).page.description(passage.locator, from.number, to.number),
};

function ComparePage({ view, visit }: { view: CompareView; visit: Visit }): JSX.Element {
  const { work, passage, from, to } = view;
  const news = useNews(work.id, passage.id);
  const words = wordsFrom(COMPARING).page;
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: words.crumb(from.number, to.number) })}
      mode="reading"
      about={words.comparing}
      name="compare-page"
    >
      <h1>{words.title(passage.locator)}</h1>
      <p class="pair">
        <span>
          <VersionAndPeople version={from} />
        </span>
        <span class="arrow" aria-label={words.became}>
          →
        </span>
        <span>
          <VersionAndPeople version={to} />
        </span>
      </p>
      <OtherPairs view={view} />
      <News work={work.id} news={news} />
      {isHeld(from) && isHeld(to) ? (
        <Comparison view={view} from={from} to={to} visit={visit} />
      ) : (
        <>
          <NotComparable view={view} visit={visit} />
          <Rationale view={view} />
        </>
      )}
    </Page>
  );
}

function Rationale({ view: { work, to } }: { view: CompareView }): JSX.Element | null {
  if (!to.rationale) return null;
  return (
    <section class="rationale" aria-labelledby="rationale">
      <h2 id="rationale">{wordsFrom(COMPARING).page.why(to.number)}</h2>
      <Prose text={to.rationale} lang={work.sourceLanguage} />
    </section>
  );
}

function Comparison(props: { view: CompareView; from: HeldVersion; to: HeldVersion; visit: Visit }): JSX.Element {
  const { view, from, to, visit } = props;
  const { work, passage } = view;
  const show = showOf(visit.url);
  const notes = ofTwo(view.notes.from, view.notes.to);
  const diff = {
    older: {
      rendering: from.words.rendering,
      name: <VersionAndPeople version={from} />,
      sign: `v${from.number}`,
      notes: notes.filter(({ holds }) => holds === "older"),
    },
    newer: {
      rendering: to.words.rendering,
      name: <VersionAndPeople version={to} />,
      sign: `v${to.number}`,
      notes: notes.filter(({ holds }) => holds !== "older"),
    },
    show,
    lang: work.language,
    found: view.compared ?? undefined,
  } satisfies DiffProps;
  const found = difference(from.words.rendering, to.words.rendering, show, false, diff.found);
  return (
    <>
      <div class="diff-bar">
        <Shows path={pathOf(visit.url)} show={show} />
        <Measure older={from.words.rendering} newer={to.words.rendering} found={diff.found} />
        <ChangeSteps changes={found.anchors.size} />
        <InWord href={address.comparedInWord(work.id, passage.id, from.number, to.number)} />
      </div>
      <div class={`comparison showing-${show}`}>
        {passage.source.words.length > 0 && (
          <div class="source-column">
            <SourceWords source={passage.source} lang={work.sourceLanguage} />
          </div>
        )}
        <Diff {...diff} />
        <Margin
          notes={notes}
          label={wordsFrom(COMPARING).page.notes}
          lang={work.sourceLanguage}
          origin={(note) => whereIn(note, from.number, to.number)}
          shown={hungNotes(found, diff.older.notes, diff.newer.notes, show).shown}
        />
        <div class="below">
          <InWords {...diff} sourceLanguage={work.sourceLanguage} />
          <Rationale view={view} />
        </div>
      </div>
    </>
  );
}

/** Which of the two versions a note holds in, and which one it came with, if that is another. */
function whereIn({ version, holds }: NoteOfTwo, from: number, to: number): string {
  const numbers = holds === "both" && from !== to ? [from, to] : [holds === "older" ? from : to];
  const words = wordsFrom(COMPARING).page;
  return numbers.includes(version) ? words.on(numbers) : words.onCarried(numbers, version);
}

function NotComparable({ view, visit }: { view: CompareView; visit: Visit }): JSX.Element {
  const { work, passage, begun } = view;
  const proposing: Proposing = { work: work.id, passage: passage.id, begun, visit };
  return (
    <div class="not-comparable">
      <p class="lead">
        {wordsFrom(COMPARING).page.notComparable([view.from, view.to].some(wordsRemoved), (word) => (
          <Term id="held">{word}</Term>
        ))}
      </p>
      <div class="two-sides">
        {[view.from, view.to].map((version) => (
          <section aria-labelledby={`side-v${version.number}`}>
            <h2 id={`side-v${version.number}`}>
              <VersionAndPeople version={version} />
            </h2>
            <OneSide version={version} proposing={proposing} lang={work.language} />
          </section>
        ))}
      </div>
    </div>
  );
}

function OneSide({ version, proposing, lang }: { version: Version; proposing: Proposing; lang: string }): JSX.Element {
  if (isHeld(version)) return <Rendering rendering={version.words.rendering} lang={lang} />;
  return (
    <>
      <NotHeld version={version} proposing={proposing} />
      {version.publishedIn.map((publication) => (
        <p class="facts">{wordsFrom(COMPARING).page.published(<Published publication={publication} />)}</p>
      ))}
    </>
  );
}

/** Any other pair: a row of links for each side. */
function OtherPairs({ view: { work, passage, from, to, versions } }: { view: CompareView }): JSX.Element {
  const words = wordsFrom(COMPARING).page;
  const row = (label: string, chosen: number, link: (number: number) => string): JSX.Element => (
    <p>
      <span class="label">{label}</span>{" "}
      {versions.map(({ number, held }) => (
        <>
          <a
            href={link(number)}
            aria-current={number === chosen ? "true" : undefined}
            class={held ? "held" : "not-held"}
          >
            v{number}
            {!held && <span class="visually-hidden">{words.notHeld}</span>}
          </a>{" "}
        </>
      ))}
    </p>
  );
  return (
    <details class="other-pairs">
      <summary>{words.others}</summary>
      {row(words.older, from.number, (number) => address.compare(work.id, passage.id, number, to.number))}
      {row(words.newer, to.number, (number) => address.compare(work.id, passage.id, from.number, number))}
    </details>
  );
}
