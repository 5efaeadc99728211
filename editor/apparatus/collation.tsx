/** `/{work}/{passage}/collation`: the versions of a passage side by side, and where they differ. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { askedAs, Collated, COLLATED_AS, collatedAs, type CollatedAs } from "./Collated.tsx";
import { News, useNews } from "../shell/News.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Unheld } from "./Versions.tsx";
import { absence, count, namesOf, statusWords } from "../design/wording.ts";
import type { CollatedWitness, CollationView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const collationPage: PageOf<CollationView> = {
  Page: CollationPage,
  title: ({ passage, work }) => `Versions of ${passage.locator} side by side, ${work.title}`,
  about: ({ passage }) =>
    `Where the versions of ${passage.locator} agree and where they differ, word beside word.`,
};

function CollationPage({ view, visit }: { view: CollationView; visit: Visit }): JSX.Element {
  const { work, passage, witnesses, chosen, coarse } = view;
  const news = useNews(work.id, passage.id);
  const shown = witnesses.filter(({ siglum }) => chosen.includes(siglum));
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: "side by side" })}
      mode="reading"
      about={shown.length > 1 ? `comparing ${shown.length} versions` : "comparing versions"}
      name="collation-page"
    >
      <h1>Versions of {passage.locator} side by side</h1>
      <Choice view={view} as={askedAs(visit.url)} />
      <News work={work.id} news={news} />
      {shown.length < 2 ? (
        <Alone view={view} shown={shown[0]} />
      ) : (
        <>
          <Bar view={view} visit={visit} />
          {coarse && (
            <p class="hint coarse">
              These texts are too long and too different to be compared throughout: words that correspond may stand in
              different places. Choose fewer, or compare two of them.
            </p>
          )}
          <Collated view={view} as={collatedAs(visit.url, shown.length)} />
        </>
      )}
    </Page>
  );
}

const AS_WORDS: Record<CollatedAs, string> = { columns: "Columns", readings: "Readings" };

function Bar({ view, visit }: { view: CollationView; visit: Visit }): JSX.Element {
  const { work, passage, parts, chosen } = view;
  const as = collatedAs(visit.url, chosen.length);
  const path = address.collation(work.id, passage.id, chosen);
  const places = parts.filter((part) => "number" in part).length;
  return (
    <div class="diff-bar">
      <nav class="shows" aria-label="How to show the versions">
        <ul>
          {COLLATED_AS.map((each) => (
            <li>
              <a href={`${path}&view=${each}`} aria-current={each === as ? "true" : undefined}>
                {AS_WORDS[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="measure">
        {places === 0 ? "these read the same, word for word" : `they differ in ${count(places, "place")}`}
      </p>
    </div>
  );
}

/** All that can be laid side by side, the newest first, each with its siglum; a form, so that it works without a script. */
function Choice({ view, as }: { view: CollationView; as: CollatedAs | null }): JSX.Element | null {
  const { work, passage, versions, witnesses, chosen } = view;
  const unheld = versions.filter(({ held }) => !held);
  if (witnesses.length === 0) return null;
  return (
    <form class="witnesses" action={address.collation(work.id, passage.id)}>
      {as && <input type="hidden" name="view" value={as} />}
      <fieldset>
        <legend>Versions to lay side by side</legend>
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
                <b class="siglum">{witness.siglum}</b> {namesOf(witness.people)}, <Dated iso={witness.date} />
                {witness.proposal && <>, a proposal, {statusWords(witness.proposal.status)}</>}
              </label>{" "}
              <a href={addressOf(view, witness)} aria-label={`Read ${witness.siglum}`}>
                read
              </a>
            </li>
          ))}
          {unheld.map(({ number, removed }) => (
            <li class="not-held">
              <span class="siglum">v{number}</span> its wording{" "}
              <a href={address.version(work.id, passage.id, number)}>{absence(removed)}</a>
            </li>
          ))}
        </ul>
        {witnesses.length > 1 && (
          <button type="submit" class="button">
            Lay side by side
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
  if (shown && held > 1)
    return <p class="lead">Only {shown.siglum} is chosen. Choose another above, to lay it beside this one.</p>;
  return (
    <>
      <p class="lead">
        {aloneWords(view, held)}
        {witnesses.length > 1 && " A proposal can stand beside it: choose one above."}
      </p>
      <Unheld work={work} passage={passage} versions={versions} />
    </>
  );
}

function aloneWords({ versions }: CollationView, held: number): string {
  if (versions.length === 0) return "This passage has no version yet: there is nothing to lay side by side.";
  if (held === 0) return "No version of this passage is held: there is nothing to lay side by side.";
  const number = versions.find((version) => version.held)!.number;
  return `Only one version of this passage is held, v${number}: there is no other to lay beside it yet.`;
}
