/** `/{work}`: the whole translation, its source beside it. */
import type { JSX } from "preact";
import { isHeld } from "../../translations/ledger/state.ts";
import { address } from "../components/addresses.ts";
import { OpenHere } from "../components/Counts.tsx";
import { Locator } from "../components/Locator.tsx";
import { Margin } from "../components/Notes.tsx";
import { isTold, News, useNews } from "../components/News.tsx";
import { numbered, onRendering, onSource } from "../components/notes.ts";
import { Outline } from "../components/Outline.tsx";
import { Page } from "../components/Page.tsx";
import { Dated } from "../components/People.tsx";
import { Hidden, Mixed, Prose } from "../components/Prose.tsx";
import { Rendering, SourceWords } from "../components/Rendering.tsx";
import { Term } from "../components/Term.tsx";
import { count, namesOf } from "../components/wording.ts";
import type { WorkNews } from "../client/live.ts";
import type { PassageLine, Visit, WorkView } from "../views.ts";

export function WorkPage({ view: { work, lines }, visit }: { view: WorkView; visit: Visit }): JSX.Element {
  const news = useNews(work.id, null);
  const locatorOf = (id: string): string => work.passages.find((passage) => passage.id === id)?.locator ?? id;
  const reading = lines.length > 0;
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: work.title }]}
      mode="reading"
      about="source and translation"
      name="work"
      text="text"
    >
      <Outline lines={lines} lang={work.sourceLanguage} />
      <div class="book" id="text" tabIndex={-1}>
        <header class="book-title">
          <p class="original" lang={work.sourceLanguage}>
            {work.originalTitle}
          </p>
          <h1>{work.title}</h1>
          <p class="issued">
            {work.issuer} <span lang={work.sourceLanguage}>{work.originalIssuer}</span>, <Dated iso={work.issued} />
          </p>
          <p class="translators">
            Translated by {namesOf(work.translation.translators)}
            {work.translation.editors.length > 0 && `; edited by ${namesOf(work.translation.editors)}`}.{" "}
            {work.translation.publisher}
            {work.translation.date && (
              <>
                , <Dated iso={work.translation.date} />
              </>
            )}
          </p>
          <details class="about-work">
            <summary>About this edition</summary>
            <Prose text={work.about} lang={work.sourceLanguage} />
            <Prose text={work.rights} lang={work.sourceLanguage} />
          </details>
        </header>
        <News work={work.id} news={news} locatorOf={locatorOf} />
        {reading ? (
          sectionsOf(lines).map((section) => (
            <div class="section">
              {section.map((line) => (
                <PassageOnPage
                  line={line}
                  work={work}
                  news={news.filter(isTold).filter(({ passage }) => passage === line.passage.id)}
                />
              ))}
            </div>
          ))
        ) : (
          <p class="empty">This work has no passages yet.</p>
        )}
      </div>
    </Page>
  );
}

/** The parts of a work: where one has no notes, no room is kept for them. */
function sectionsOf(lines: readonly PassageLine[]): PassageLine[][] {
  const sections: PassageLine[][] = [];
  for (const line of lines) {
    if (line.passage.level <= 1 || sections.length === 0) sections.push([]);
    sections.at(-1)!.push(line);
  }
  return sections;
}

interface LineProps {
  line: PassageLine;
  work: WorkView["work"];
  news: readonly WorkNews[];
}

function PassageOnPage({ line, work, news }: LineProps): JSX.Element {
  const { passage, current } = line;
  const notes = numbered(line.notes);
  const scope = `${passage.id}-`;
  const Heading = passage.level <= 1 ? "h2" : passage.level === 2 ? "h3" : "h4";
  return (
    <article
      class={`passage kind-${passage.kind}`}
      id={passage.id}
      tabIndex={-1}
      aria-labelledby={`${scope}title`}
      data-passage
    >
      <Heading class="passage-locator" id={`${scope}title`}>
        <a href={address.passage(work.id, passage.id)}>
          <Locator passage={passage} lang={work.sourceLanguage} />
        </a>
      </Heading>
      <div class="source-column">
        <SourceWords source={passage.source} lang={work.sourceLanguage} scope={scope} notes={onSource(notes)} />
        <HeldRemark line={line} lang={work.sourceLanguage} />
      </div>
      <div class="rendering-column">
        {current && isHeld(current) ? (
          <Rendering
            rendering={current.words.rendering}
            lang={work.language}
            scope={scope}
            overlays={{ notes: onRendering(notes), changes: [] }}
          />
        ) : (
          <p class="instead">
            {current ? (
              <>
                The wording of v{current.number} is <Term id="held">not held</Term> here.
              </>
            ) : (
              "No rendering yet."
            )}
          </p>
        )}
        <SmallLine line={line} work={work} news={news} />
      </div>
      <Margin
        notes={notes}
        label={`Notes on ${passage.locator}`}
        lang={work.sourceLanguage}
        scope={scope}
        here={current?.number}
      />
    </article>
  );
}

/** What is not held, in a line; the rest of what is known unfolds. */
function HeldRemark({ line: { passage }, lang }: { line: PassageLine; lang: string }): JSX.Element | null {
  const { source, remark } = passage;
  const missing =
    source.held === "none"
      ? "Source not held."
      : source.held === "phrases"
        ? "Source not held, but for these words."
        : null;
  if (missing === null && !remark) return null;
  const [first, rest] = missing === null ? firstSentence(remark ?? "") : [missing, remark ?? ""];
  if (rest === "")
    return (
      <p class="remark">
        <Mixed text={first} lang={lang} />
      </p>
    );
  return (
    <details class="remark">
      <summary>
        <Mixed text={first} lang={lang} />
      </summary>
      <Prose text={rest} lang={lang} />
    </details>
  );
}

function firstSentence(text: string): [first: string, rest: string] {
  const end = /[.!?](?=\s)|$/.exec(text)!.index + 1;
  return [text.slice(0, end), text.slice(end).trim()];
}

/** "v2 · revised from v1 · 2 notes · proposals: 1 waits for review", and what can be done. */
function SmallLine({ line, work, news }: LineProps): JSX.Element {
  const { passage, current, notes, proposals, waiting } = line;
  const here = address.passage(work.id, passage.id);
  const open = news.at(-1)?.open.passage ?? { waiting, written: proposals - waiting };
  const onTheirWay = open.waiting + open.written;
  const newest = news.flatMap((heard) => (heard.type === "version" ? [heard.number] : [])).at(-1);
  return (
    <div class={current ? "small-line" : "small-line first"}>
      {(current || onTheirWay > 0 || newest !== undefined) && (
        <p class="facts">
          {current && <a href={address.version(work.id, passage.id, current.number)}>v{current.number}</a>}
          {newest !== undefined && newest !== current?.number && (
            <>
              {" · "}
              <a class="newer" href={address.version(work.id, passage.id, newest)}>
                v{newest} is new
              </a>
            </>
          )}
          {current && current.base !== null && (
            <>
              {" · "}
              <a href={address.compare(work.id, passage.id, current.base, current.number)}>
                revised from v{current.base}
              </a>
            </>
          )}
          {notes.length > 0 && ` · ${count(notes.length, "note")}`}
          {onTheirWay > 0 && (
            <>
              {current && " · "}
              <OpenHere counts={open} href={`${here}#versions`} />
            </>
          )}
        </p>
      )}
      <p class="actions">
        <a href={`${here}#propose`}>
          {current ? "Propose" : "Propose a first rendering"}
          <Hidden> {passage.locator}</Hidden>
        </a>
        {current && (
          <>
            <a href={`${here}#versions`}>
              History<Hidden> of {passage.locator}</Hidden>
            </a>
            <a href={`${address.version(work.id, passage.id, current.number)}#cite`}>
              Cite<Hidden> {passage.locator}</Hidden>
            </a>
          </>
        )}
      </p>
    </div>
  );
}
