/** `/{work}/{passage}/collation`: the versions of a passage side by side, and where they differ. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { askedAs, Collated, COLLATED_AS, collatedAs, type CollatedAs } from "./Collated.tsx";
import { News, useNews } from "../shell/News.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Unheld } from "./Versions.tsx";
import { absence, namesOf, statusWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import type { CollatedWitness, CollationView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { APPARATUS } from "./words.tsx";

export const collationPage: PageOf<CollationView> = {
  Page: CollationPage,
  title: ({ passage, work }) => wordsFrom(APPARATUS).collation.tab(passage.locator, work.title),
  about: ({ passage }) => wordsFrom(APPARATUS).collation.description(passage.locator),
};

function CollationPage({ view, visit }: { view: CollationView; visit: Visit }): JSX.Element {
  const { work, passage, witnesses, chosen, coarse } = view;
  const news = useNews(work.id, passage.id);
  const shown = witnesses.filter(({ siglum }) => chosen.includes(siglum));
  const words = wordsFrom(APPARATUS).collation;
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: words.crumb })}
      mode="reading"
      about={shown.length > 1 ? words.comparingSome(shown.length) : words.comparing}
      name="collation-page"
    >
      <h1>{words.title(passage.locator)}</h1>
      <Choice view={view} as={askedAs(visit.url)} />
      <News work={work.id} news={news} />
      {shown.length < 2 ? (
        <Alone view={view} shown={shown[0]} />
      ) : (
        <>
          <Bar view={view} visit={visit} />
          {coarse && <p class="hint coarse">{words.coarse}</p>}
          <Collated view={view} as={collatedAs(visit.url, shown.length)} />
        </>
      )}
    </Page>
  );
}

function Bar({ view, visit }: { view: CollationView; visit: Visit }): JSX.Element {
  const { work, passage, parts, chosen } = view;
  const as = collatedAs(visit.url, chosen.length);
  const path = address.collation(work.id, passage.id, chosen);
  const places = parts.filter((part) => "number" in part).length;
  const words = wordsFrom(APPARATUS).collation;
  return (
    <div class="diff-bar">
      <nav class="shows" aria-label={words.howToShow}>
        <ul>
          {COLLATED_AS.map((each) => (
            <li>
              <a href={`${path}&view=${each}`} aria-current={each === as ? "true" : undefined}>
                {words.as[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="measure">{places === 0 ? words.same : words.differ(places)}</p>
    </div>
  );
}

/** All that can be laid side by side, the newest first, each with its siglum; a form, so that it works without a script. */
function Choice({ view, as }: { view: CollationView; as: CollatedAs | null }): JSX.Element | null {
  const { work, passage, versions, witnesses, chosen } = view;
  const unheld = versions.filter(({ held }) => !held);
  if (witnesses.length === 0) return null;
  const words = wordsFrom(APPARATUS).collation;
  return (
    <form class="witnesses" action={address.collation(work.id, passage.id)}>
      {as && <input type="hidden" name="view" value={as} />}
      <fieldset>
        <legend>{words.toLay}</legend>
        <ul>
          {witnesses.toReversed().map((witness) => (
            <li>
              <input
                type="checkbox"
                name="versions"
                value={witness.siglum}
                id={`choose-${witness.siglum}`}
                checked={chosen.includes(witness.siglum)}
              />{" "}
              <label for={`choose-${witness.siglum}`}>
                <b class="siglum">{witness.siglum}</b>{" "}
                {words.witness(namesOf(witness.people), <Dated iso={witness.date} />)}
                {witness.proposal && words.aProposal(statusWords(witness.proposal.status))}
              </label>{" "}
              <a href={addressOf(view, witness)} aria-label={words.readSiglum(witness.siglum)}>
                {words.read}
              </a>
            </li>
          ))}
          {unheld.map(({ number, removed }) => (
            <li class="not-held">
              <span class="siglum">v{number}</span>{" "}
              {words.itsWording(<a href={address.version(work.id, passage.id, number)}>{absence(removed)}</a>)}
            </li>
          ))}
        </ul>
        {witnesses.length > 1 && (
          <button type="submit" class="button">
            {words.lay}
          </button>
        )}
      </fieldset>
    </form>
  );
}

function addressOf({ work, passage }: CollationView, { number, proposal }: CollatedWitness): string {
  return number === null ? address.proposal(work.id, proposal!.id) : address.version(work.id, passage.id, number);
}

/** One witness, or none: nothing to compare. */
function Alone({ view, shown }: { view: CollationView; shown: CollatedWitness | undefined }): JSX.Element {
  const { work, passage, versions, witnesses } = view;
  const held = versions.filter((version) => version.held).length;
  const words = wordsFrom(APPARATUS).collation;
  if (shown && held > 1) return <p class="lead">{words.onlyChosen(shown.siglum)}</p>;
  return (
    <>
      <p class="lead">
        {aloneWords(view, held)}
        {witnesses.length > 1 && words.aProposalBeside}
      </p>
      <Unheld work={work} passage={passage} versions={versions} />
    </>
  );
}

function aloneWords({ versions }: CollationView, held: number): string {
  const words = wordsFrom(APPARATUS).collation;
  if (versions.length === 0) return words.noVersion;
  return held === 0 ? words.noneHeld : words.oneHeld(versions.find((version) => version.held)!.number);
}
