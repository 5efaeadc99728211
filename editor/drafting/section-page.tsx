/**
 * `/{work}/-/revise`: the passages of a section one under another, source beside each, to be revised as one text. Without a
 * script each has a link to the page on which it is revised alone.
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { markup, type Markup } from "../design/markup.ts";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { SourceWords } from "../rendering/Rendering.tsx";
import { writtenBlocks } from "../rendering/written.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { OfProposal } from "./OfProposal.tsx";
import type { SectionDesk } from "./section-desk.ts";
import type * as SectionLive from "./section-live.tsx";
import { rangeOfLines, type SectionLine, type SectionView } from "./section-view.ts";
import { SECTION } from "./section-words.tsx";

export const sectionPage: PageOf<SectionView> = {
  Page: SectionPage,
  title: ({ lines, work }) => wordsFrom(SECTION).tab(rangeOfLines(lines)[0].locator, work.title),
};

/** The editor, once its script has come. */
type Live = typeof SectionLive & { desk: SectionDesk };

function SectionPage({ view, visit }: { view: SectionView; visit: Visit }): JSX.Element {
  const { work, lines } = view;
  const text = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    if (!visit.actor) return;
    const { actor } = visit;
    void import("./section-live.tsx").then((module) =>
      setLive({ ...module, desk: module.openSection(view, actor, text.current!) }),
    );
  }, []);
  const words = wordsFrom(SECTION);
  const [from, to] = rangeOfLines(lines);
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, from, { words: words.crumb })}
      mode="proposing"
      about={words.about(lines.length)}
      name="drafting section-page"
    >
      <header class="section-title">
        <h1>{words.title(from.locator, to.locator)}</h1>
        <p class="facts">
          {live ? <live.Begun desk={live.desk} /> : <OfProposal work={work.id} proposal={view.proposal} />}{" "}
          <a href={address.reading(work.id, view.at)}>{words.backTo}</a>
        </p>
      </header>
      <div class="draft-desk" ref={text}>
        {live && <live.SectionHead desk={live.desk} />}
        <div class="section-columns">
          <div class="section-text">
            {lines.map((line) => (
              <Row key={line.passage.id} view={view} line={line} live={live} />
            ))}
          </div>
          {live && <live.SectionWhy desk={live.desk} />}
        </div>
      </div>
    </Page>
  );
}

function Row(props: { view: SectionView; line: SectionLine; live: Live | null }): JSX.Element {
  const { line, live } = props;
  const { work, proposal } = props.view;
  const { passage } = line;
  return (
    <article
      class={`passage section-row kind-${passage.kind}`}
      id={passage.id}
      tabIndex={-1}
      aria-labelledby={`${passage.id}-title`}
      data-passage
    >
      <h2 class="passage-locator" id={`${passage.id}-title`}>
        <a href={address.passage(work.id, passage.id)}>
          <Locator passage={passage} lang={work.sourceLanguage} />
        </a>
        {live && <live.RowState desk={live.desk} passage={passage.id} />}
      </h2>
      <div class="source-column">
        {SourceWords({ source: passage.source, lang: work.sourceLanguage, scope: `${passage.id}-`, notes: [] })}
      </div>
      <div class="rendering-column">
        <div class="surface" data-words={passage.id} dangerouslySetInnerHTML={stillWords(line, work.language)} />
        {live ? (
          <live.RowRefused desk={live.desk} passage={passage.id} />
        ) : (
          <Alone work={work.id} proposal={proposal?.id ?? null} line={line} />
        )}
      </div>
    </article>
  );
}

/** What a passage says until its editor has come: then the place belongs to that, and is never drawn again. */
function stillWords({ base, part }: SectionLine, lang: string): Markup {
  const rendering = part?.draft?.rendering ?? base?.words?.rendering;
  if (rendering) return markup`<div class="draft-words" lang="${lang}">${writtenBlocks(rendering)}</div>`;
  const words = wordsFrom(SECTION);
  return markup`<div class="draft-words"><p class="instead">${base ? words.notHeld(base.number) : words.none}</p></div>`;
}

/** The way on for who has no script. */
function Alone(props: { work: string; proposal: string | null; line: SectionLine }): JSX.Element {
  const { work, proposal, line } = props;
  const { passage, part } = line;
  const words = wordsFrom(SECTION);
  const hidden = (said: string): JSX.Element => <Hidden>{said}</Hidden>;
  if (proposal === null)
    return (
      <p class="section-alone">
        <a href={`${address.passage(work, passage.id)}#propose`}>{words.revise(hidden, passage.locator)}</a>
      </p>
    );
  if (part)
    return (
      <p class="section-alone">
        <a href={address.part(work, proposal, passage.id)}>{words.write(hidden, passage.locator)}</a> {words.inIt}
      </p>
    );
  return (
    <form class="section-alone" method="post" action={address.act(proposal, "add")}>
      <input type="hidden" name="passage" value={passage.id} />
      <button type="submit" class="quiet-action">
        {words.reviseToo(hidden, passage.locator)}
      </button>
    </form>
  );
}
