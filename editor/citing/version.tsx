/** `/{work}/{passage}/v{n}`: one version, for ever. The page that is cited. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import { mayRemove } from "../../translations/ledger/rights.ts";
import { isHeld, isWithdrawn, wordsRemoved, type Version } from "../../translations/ledger/state.ts";
import { sourceText, translationOf, type Translation } from "../../translations/ledger/work.ts";
import { address, webAddress } from "../links/addresses.ts";
import { BeginOnPassage } from "../discussing/discussing.ts";
import { CopyButton } from "../design/Copy.tsx";
import { Digest } from "./Digest.tsx";
import type { Proposing } from "../shell/Forms.tsx";
import { Removals } from "../design/Removals.tsx";
import { NotHeld, ReviewWords, SourceMoved } from "../passage/passage.ts";
import { Locator } from "../shell/Locator.tsx";
import { News, useNews } from "../shell/News.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import { Contributors, Dated, Published } from "../design/People.tsx";
import { Hidden, Prose } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { Styled } from "./Styled.tsx";
import { Text } from "../rendering/Text.tsx";
import { absence, provenanceOf } from "../design/wording.ts";
import type { Citation } from "../../translations/citation/citation.ts";
import type { VersionView } from "./view.ts";
import { LeaveRemark } from "../remarks/remarks.ts";
import { may, type Visit } from "../shell/view.ts";
import { firstWords, type PageOf } from "../shell/page-of.ts";
import { wordsFrom } from "../language/language.ts";
import { CITING } from "./words.tsx";

export const versionPage: PageOf<VersionView> = {
  Page: VersionPage,
  title: ({ passage, version, work }) => `${passage.locator}, v${version.number}, ${work.title}`,
  about: ({ passage, version, text }) =>
    firstWords(text || wordsFrom(CITING).untold(version.number, passage.locator, absence(wordsRemoved(version)))),
};

/** Words of the version are discussed from here; the discussion stands at the passage. */
function Discuss({ view, visit }: { view: VersionView; visit: Visit }): JSX.Element {
  const { work, passage, version, notes, text } = view;
  const chosen = useMemo(
    () => ({
      texts: { target: isHeld(version) ? text : null, source: sourceText(passage.source) },
      notes: Object.fromEntries(notes.map((each) => [each.note.id, each.version])),
    }),
    [version, text, passage, notes],
  );
  const on = { work: work.id, passage: passage.id };
  return (
    <div class="discussion">
      <BeginOnPassage {...{ work, visit, on, ...chosen }} version={version.number} />
    </div>
  );
}

/** What the page says it shows. */
function aboutIn(version: Version): (name: string, locator: string) => string {
  const words = wordsFrom(CITING);
  if (isWithdrawn(version)) return words.modeWithdrawn;
  return wordsRemoved(version) ? words.modeRemoved : words.mode;
}

function VersionPage({ view, visit }: { view: VersionView; visit: Visit }): JSX.Element {
  const { work, passage, version, begun } = view;
  const proposing: Proposing = { work: work.id, passage: passage.id, begun, visit };
  const news = useNews(work.id, passage.id);
  const name = `v${version.number}`;
  const words = wordsFrom(CITING);
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: name })}
      mode="reading"
      about={aboutIn(version)(name, passage.locator)}
      name="version-page"
    >
      <Banner view={view} />
      {view.moved && <SourceMoved move={view.moved} work={work} number={version.number} />}
      <News work={work.id} news={news} />
      <header class="title-page">
        <p class="work-title">
          {work.title}{" "}
          <span class="original" lang={work.sourceLanguage}>
            {work.originalTitle}
          </span>
        </p>
        <h1>
          <Locator passage={passage} lang={work.sourceLanguage} />{" "}
          <span class="version-name">{words.version(version.number)}</span>
        </h1>
        <Ways view={view} visit={visit} />
        <Facts view={view} />
      </header>
      <div class="text">
        <Text
          passage={passage}
          languages={{ ...work, language: translationOf(work, version).language }}
          rendering={isHeld(version) ? version.words.rendering : null}
          notes={view.notes}
          here={version.number}
          instead={<NotHeld version={version} proposing={proposing} />}
        >
          {isHeld(version) && <Removals removals={version.removals} />}
          {version.rationale && (
            <section class="rationale" aria-labelledby="rationale">
              <h2 id="rationale">{words.rationale}</h2>
              <Prose text={version.rationale} lang={work.sourceLanguage} />
            </section>
          )}
          {version.from && (
            <p class="hint">
              {words.from}{" "}
              {version.from.map((each, index) => (
                <>
                  {index > 0 && ", "}
                  <a href={address.version(work.id, each.passage, each.number)}>
                    {each.passage} v{each.number}
                  </a>
                </>
              ))}
            </p>
          )}
          {isHeld(version) && (provenanceOf(version) !== "" || version.supplied) && (
            <section class="provenance" aria-labelledby="provenance">
              <h2 id="provenance">{words.provenance}</h2>
              <Prose text={provenanceOf(version)} lang={work.sourceLanguage} />
              {version.supplied && (
                <p>
                  {words.supplied(
                    version.supplied.by.name,
                    approvalOf(version.supplied),
                    <Dated iso={version.supplied.at} />,
                    version.supplied.provenance,
                  )}
                </p>
              )}
            </section>
          )}
          <Cite view={view} local={visit.local === true} />
          {visit.actor && <Discuss view={view} visit={visit} />}
          {!visit.actor && view.remarks && (
            <p>
              <LeaveRemark work={work.id} passage={passage.id} version={version.number} />
            </p>
          )}
        </Text>
      </div>
    </Page>
  );
}

/** What people come here for, before everything else. */
function Ways({ view, visit }: { view: VersionView; visit: Visit }): JSX.Element {
  const { work, passage, version, newest } = view;
  const { number, base } = version;
  const words = wordsFrom(CITING);
  const pair = base !== null ? [base, number] : newest > number ? [number, newest] : null;
  return (
    <p class="deeds">
      <a class="button primary" href="#cite">
        {words.cite}
      </a>
      {pair && (
        <a class="button" href={address.compare(work.id, passage.id, pair[0]!, pair[1]!)}>
          {words.compare(
            (hidden) => (
              <Hidden>{hidden}</Hidden>
            ),
            pair[0]!,
            pair[1]!,
          )}
        </a>
      )}
      {may(visit, mayRemove) && (
        <a class="quiet-action" href={address.removing(work.id, passage.id)}>
          {words.takeOut}
        </a>
      )}
    </p>
  );
}

/** Only when it matters: the words were revised since. */
function Banner({ view: { work, passage, version, newest, changedSince } }: { view: VersionView }): JSX.Element | null {
  const words = wordsFrom(CITING);
  if (isWithdrawn(version))
    return (
      <p class="banner" role="note">
        {newest === version.number
          ? words.nothingInstead
          : words.instead(<a href={address.version(work.id, passage.id, newest)}>v{newest}</a>)}
      </p>
    );
  if (newest <= version.number) return null;
  const newer = <a href={address.version(work.id, passage.id, newest)}>v{newest}</a>;
  const link = (said: string): JSX.Element => (
    <a href={address.compare(work.id, passage.id, version.number, newest)}>{said}</a>
  );
  return (
    <p class="banner" role="note">
      {changedSince === null || changedSince === 0
        ? words.newer(newer, link)
        : words.newerWith(newer, changedSince, link)}
    </p>
  );
}

function Facts({ view: { work, passage, version, credits, newest } }: { view: VersionView }): JSX.Element {
  const words = wordsFrom(CITING);
  return (
    <dl class="facts">
      <Fact name={words.by}>{credits.length === 0 ? words.nobody : <Contributors people={credits} />}</Fact>
      <Fact name={words.date}>
        <Dated iso={version.date} />
      </Fact>
      <Fact name={<Term id="revised-from">{words.revisedFrom}</Term>}>
        {version.base === null ? (
          words.nothingEarlier
        ) : (
          <a href={address.compare(work.id, passage.id, version.base, version.number)}>
            {words.seeChanged(version.base)}
          </a>
        )}
      </Fact>
      {work.otherTranslations !== undefined && <OfTranslation translation={translationOf(work, version)} />}
      {version.publishedIn.length > 0 && (
        <Fact name={words.publishedIn}>
          {version.publishedIn.map((publication, index) => (
            <>
              {index > 0 && "; "}
              <Published publication={publication} />
            </>
          ))}
        </Fact>
      )}
      <Fact name={words.status}>
        {isWithdrawn(version) && words.withdrawn}
        <ReviewWords version={version} />
        <Reviewed version={version} />
        {newest > version.number &&
          !isWithdrawn(version) &&
          words.superseded((term) => <Term id="superseded">{term}</Term>, newest)}
        {version.proposal && (
          <>
            {" · "}
            <a href={address.proposal(work.id, version.proposal)}>{words.itsProposal}</a>
          </>
        )}
      </Fact>
    </dl>
  );
}

/** Which of several it belongs to. */
function OfTranslation({ translation }: { translation: Translation }): JSX.Element {
  const { id, language, title, publisher, licence = "" } = translation;
  const href = webAddress(licence);
  return (
    <Fact name={wordsFrom(CITING).translation}>
      <cite lang={language}>{title || id}</cite>
      {publisher && `, ${publisher}`}
      {licence && (
        <>
          {" · "}
          {href ? <a href={href}>{licence}</a> : licence}
        </>
      )}
    </Fact>
  );
}

function Reviewed({ version: { review } }: { version: Version }): JSX.Element | null {
  return review.kind === "accepted" && review.reason ? <>{wordsFrom(CITING).reason(review.reason)}</> : null;
}

function Fact({ name, children }: { name: ComponentChildren; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Cite({ view, local }: { view: VersionView; local: boolean }): JSX.Element {
  const { version, address: permanent, citations, work, passage } = view;
  const held = isHeld(version);
  const words = wordsFrom(CITING);
  const here = address.version(work.id, passage.id, version.number);
  return (
    <section class="cite" aria-labelledby="cite">
      <h2 id="cite">{words.cite}</h2>
      <div class="taking">
        <p class="permanent">
          <span class="label">{words.permanent}</span> <a href={permanent}>{permanent}</a>
        </p>
        <CopyButton words={permanent} what={words.thePermanent} />
      </div>
      {local && <p class="local-address">{words.local()}</p>}
      {citations.map((citation) => (
        <CitationWords citation={citation} />
      ))}
      {held && <Digest digest={version.words.digest} address={permanent} />}
      <p class="formats">
        {words.forPrograms} {held && <a href={`${here}.txt`}>{words.plainText}</a>}
        {held && ", "}
        <a href={`${here}.json`}>{words.record}</a>
        {Object.entries(FORMATS).map(([ending, name]) => (
          <>
            , <a href={`${here}.${ending}`}>{name}</a>
          </>
        ))}
        .
      </p>
    </section>
  );
}

/** Formats for programs that manage references, by the ends of their addresses; called the same in every language. */
const FORMATS = { bib: "BibTeX", ris: "RIS", "csl.json": "CSL-JSON" };

function CitationWords({ citation: { style, label, text, html } }: { citation: Citation }): JSX.Element {
  const id = `cite-${style}`;
  return (
    <div class={`citation style-${style}`}>
      <h3 id={id}>{label}</h3>
      <div class="taking">
        {html === undefined ? (
          <pre tabIndex={0} aria-labelledby={id}>
            <code>{text.replaceAll("\r", "")}</code>
          </pre>
        ) : (
          <p class="citation-words">
            <Styled html={html} />
          </p>
        )}
        <CopyButton words={text} html={html} what={wordsFrom(CITING).as(label)} />
      </div>
    </div>
  );
}

function approvalOf({ by, approver }: NonNullable<Version["supplied"]>): string {
  const words = wordsFrom(CITING);
  return by.id !== undefined && by.id === approver.id ? words.selfApproved : words.approvedBy(approver.name);
}
