/** `/{work}`: the translation, its source beside it; of a long work a section, `/{work}?at={passage}`. */
import type { JSX } from "preact";
import { mayBegin, mayRemove } from "../../translations/ledger/rights.ts";
import { address, webAddress } from "../links/addresses.ts";
import { Margin } from "../rendering/Margin.tsx";
import { Follow } from "../shell/Follow.tsx";
import { isTold, News, useNews } from "../shell/News.tsx";
import { numbered, onRendering, onSource, type NumberedNote } from "../rendering/notes.ts";
import { rangeOf } from "./lines.ts";
import { MadeBy } from "./made-by.tsx";
import { Outline } from "./Outline.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { KEPT } from "../design/markup.ts";
import { Hidden, Mixed, Prose } from "../design/Prose.tsx";
import { WordingRemovals } from "../design/Removals.tsx";
import { Rendering, SourceWords } from "../rendering/Rendering.tsx";
import { Term } from "../design/Term.tsx";
import { isWhole, type Line, type PassageLine, type SectionName, type WorkView } from "./view.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import { firstWords, type PageOf } from "../shell/page-of.ts";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "../rendering/words.ts";
import { factsOf, smallLine, useNewFacts } from "./facts.ts";
import {
  alive,
  headingOf,
  smallLineClass,
  sourceMissing,
  titleId,
  titleLink,
  writtenPart,
  writtenPassage,
} from "./written.ts";
import { READING } from "./words.tsx";

export const workPage: PageOf<WorkView> = {
  Page: WorkPage,
  title: ({ work, section }) =>
    section && section.number > 1 ? `${rangeOf(section.here)}, ${work.title}` : work.title,
  about: ({ work }) => firstWords(work.about),
  alive,
};

function WorkPage({ view, visit }: { view: WorkView; visit: Visit }): JSX.Element {
  const { work, lines, section } = view;
  const news = useNews(work.id, null);
  useNewFacts(work.id, lines, news.filter(isTold));
  const words = wordsFrom(READING);
  const reading = lines.length > 0;
  const later = section !== null && section.number > 1;
  return (
    <Page
      visit={visit}
      crumbs={later ? wayTo(work, null, { words: rangeOf(section.here) }) : wayTo(work, null)}
      mode="reading"
      about={words.mode}
      name="work"
      text="text"
    >
      <Outline view={view} />
      <div class="book" id="text" tabIndex={-1}>
        <header class="book-title">
          <p class="original" lang={work.sourceLanguage}>
            {work.originalTitle}
          </p>
          <h1>{work.title}</h1>
          {section && <p class="which-section">{words.section(section.number, section.of, rangeOf(section.here))}</p>}
          {!later && <AboutWork work={work} visit={visit} />}
          {reading && may(visit, mayBegin) && (
            <p class="work-ways">
              <a class="quiet-action" href={address.revising(work.id, factsOf(lines[0]!).passage)}>
                {words.reviseAll}
              </a>
            </p>
          )}
        </header>
        {later && <Sections view={view} label={words.sections} />}
        <News work={work.id} news={news} />
        {reading ? (
          partsOf(lines).map((part) => <div class="section" {...insideOfPart(part, work)} />)
        ) : (
          <p class="empty">{words.none}</p>
        )}
        {section && <Sections view={view} label={words.readOn} />}
      </div>
    </Page>
  );
}

function Licence({ licence }: { licence: string }): JSX.Element {
  const at = webAddress(licence);
  return wordsFrom(READING).licence(at ? <a href={at}>{licence}</a> : <>{licence}</>);
}

/** Who issued and who translated it, under which licence, and what of it is held. */
function AboutWork({ work, visit }: { work: WorkHead; visit: Visit }): JSX.Element {
  const words = wordsFrom(READING);
  const { licence } = work.translation;
  const others = work.otherTranslations ?? [];
  const removes = may(visit, mayRemove);
  return (
    <>
      <WordingRemovals removals={work.removals} />
      <p class="issued">
        {work.issuer} <span lang={work.sourceLanguage}>{work.originalIssuer}</span>
        {(work.issuer || work.originalIssuer) && work.issued && ", "}
        {work.issued && <Dated iso={work.issued} />}
      </p>
      <p class="translators">
        <MadeBy translation={work.translation} /> {others.length > 0 && words.beside(others.length)}
      </p>
      {(work.about !== "" || work.rights !== "" || licence !== undefined || removes || others.length > 0) && (
        <details class="about-work">
          <summary>{words.aboutEdition}</summary>
          <Prose text={work.about} lang={work.sourceLanguage} />
          <Prose text={work.rights} lang={work.sourceLanguage} />
          {licence !== undefined && (
            <p>
              <Licence licence={licence} />
            </p>
          )}
          {others.length > 0 && (
            <>
              <p>{words.otherTranslations}</p>
              <ul>
                {others.map((each) => (
                  <li>
                    <cite lang={each.language}>{each.title || each.id}</cite>. <MadeBy translation={each} />{" "}
                    {each.licence !== undefined && <Licence licence={each.licence} />}
                  </li>
                ))}
              </ul>
            </>
          )}
          {removes && (
            <p>
              <a class="quiet-action" href={address.workSettings(work.id)}>
                {words.settings}
              </a>{" "}
              <a class="quiet-action" href={address.readers(work.id)}>
                {words.readers}
              </a>{" "}
              <a class="quiet-action" href={address.joining(work.id)}>
                {words.named}
              </a>{" "}
              <a class="quiet-action" href={address.removing(work.id)}>
                {words.takeOut}
              </a>
            </p>
          )}
        </details>
      )}
      <div class="work-ways">
        <a class="quiet-action" href={address.standing(work.id)}>
          {words.whereItStands}
        </a>
        <a class="quiet-action" href={address.terms(work.id)}>
          {words.terms}
        </a>
        <a class="quiet-action" href={address.happened(work.id, visit.actor ? { since: "looked" } : {})}>
          {visit.actor ? words.happenedSince : words.happened}
        </a>
        <Follow visit={visit} work={work.id} />
        {visit.actor && (
          <>
            <a class="quiet-action" href={address.exporting(work.id)}>
              {words.asFile}
            </a>
            {may(visit, mayBegin) && (
              <a class="quiet-action" href={address.returning(work.id)}>
                {words.revisedFile}
              </a>
            )}
          </>
        )}
      </div>
    </>
  );
}

/** The ways to the section before and the one after. `data-last`: where one comes from below. */
function Sections({ view: { work, section }, label }: { view: WorkView; label: string }): JSX.Element | null {
  if (!section) return null;
  const { previous, next } = section;
  const words = wordsFrom(READING);
  return (
    <nav class="neighbours sections" aria-label={label}>
      {previous && (
        <a
          href={address.reading(work.id, previous.first)}
          rel="prev"
          data-last={address.reading(work.id, previous.last)}
        >
          <span aria-hidden="true">← </span>
          <Hidden>{words.before}</Hidden>
          <SectionWords name={previous} lang={work.sourceLanguage} />
        </a>
      )}
      {next && (
        <a href={address.reading(work.id, next.first)} rel="next">
          <Hidden>{words.after}</Hidden>
          <SectionWords name={next} lang={work.sourceLanguage} />
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}

function SectionWords({ name, lang }: { name: SectionName; lang: string }): JSX.Element {
  return (
    <>
      {rangeOf(name)}
      {name.words !== "" && (
        <span class="section-words">
          {" "}
          <Mixed text={name.words} lang={lang} />
        </span>
      )}
    </>
  );
}

/** The parts of a work: where one has no notes, no room is kept for them. */
function partsOf(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = [];
  for (const line of lines) {
    if ((isWhole(line) ? line.passage : line).level <= 1 || parts.length === 0) parts.push([]);
    parts.at(-1)!.push(line);
  }
  return parts;
}

function insideOfPart(part: readonly Line[], work: WorkHead) {
  const written = writtenPart(part, work);
  return written ? { dangerouslySetInnerHTML: written } : { children: part.map((line) => passageOnPage(line, work)) };
}

/**
 * A passage. There are hundreds on a page, so what has no state of its own is called here rather than made a component of,
 * which would cost more than what it draws.
 */
export function passageOnPage(line: Line, work: WorkHead): JSX.Element {
  const { kind } = isWhole(line) ? line.passage : line;
  const { passage: id } = factsOf(line);
  const place = {
    class: `passage kind-${kind}`,
    id,
    tabIndex: -1,
    "aria-labelledby": titleId(id),
    "data-passage": true,
  };
  return <article {...place} {...insideOf(line, work)} />;
}

function insideOf(line: Line, work: WorkHead) {
  if (!isWhole(line)) return { dangerouslySetInnerHTML: KEPT };
  const written = writtenPassage(line, work);
  return written ? { dangerouslySetInnerHTML: written } : { children: drawnPassage(line, work) };
}

/** All that stands in the element of a passage, drawn. */
export function drawnPassage(line: PassageLine, work: WorkHead): JSX.Element {
  const { passage, current } = line;
  const notes = numbered(line.notes);
  const scope = `${passage.id}-`;
  const lang = work.sourceLanguage;
  const Heading = headingOf(passage);
  return (
    <>
      <Heading class="passage-locator" id={titleId(passage.id)} dangerouslySetInnerHTML={titleLink(work, passage)} />
      <div class="source-column">
        {SourceWords({ source: passage.source, lang, scope, notes: onSource(notes, passage.source) })}
        {passage.removals && <WordingRemovals removals={passage.removals} />}
        {heldRemark(line, lang)}
      </div>
      <div class="rendering-column">
        {renderingOf(line, work, scope, notes)}
        <div class={smallLineClass(line)} dangerouslySetInnerHTML={smallLine(work.id, line)} />
      </div>
      {notes.length > 0 && (
        <Margin
          notes={notes}
          label={wordsFrom(RENDERING).notesOn(passage.locator)}
          lang={lang}
          scope={scope}
          here={current?.number}
        />
      )}
    </>
  );
}

function renderingOf(
  { current }: PassageLine,
  { language }: WorkHead,
  scope: string,
  notes: readonly NumberedNote[],
): JSX.Element {
  if (current?.words) {
    const overlays = { notes: onRendering(notes), changes: [] };
    return Rendering({ rendering: current.words.rendering, lang: language, scope, overlays });
  }
  const words = wordsFrom(READING);
  return (
    <p class="instead">
      {current ? words.notHeld(current.number, (term) => <Term id="held">{term}</Term>) : words.noRendering}
    </p>
  );
}

/** What is not held, in a line; the rest of what is known unfolds. */
function heldRemark({ passage }: PassageLine, lang: string): JSX.Element | null {
  const { remark } = passage;
  const missing = sourceMissing(passage);
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
