/** `/search`: words in all works, in the order of their outlines, each in its place. */
import type { JSX } from "preact";
import { mayBegin } from "../../translations/ledger/rights.ts";
import { Mixed } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Refused } from "../shell/Forms.tsx";
import { Page } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit } from "../shell/view.ts";
import type { SearchField, SearchHit, SearchView } from "./view.ts";
import { SEARCHING } from "./words.tsx";

export const searchPage: PageOf<SearchView> = {
  Page: SearchPage,
  title: ({ asked }) => {
    const words = wordsFrom(SEARCHING);
    const about = asked.q || asked.source;
    return about === "" ? words.title : words.titleOf(about);
  },
};

function SearchPage({ view, visit }: { view: SearchView; visit: Visit }): JSX.Element {
  const words = wordsFrom(SEARCHING);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: words.works, href: address.works() }, { words: words.title }]}
      name="searching"
      text="found"
    >
      <h1>{words.title}</h1>
      <Refused message={view.refused} />
      <Question view={view} />
      <div id="found" tabIndex={-1}>
        {view.sought && <Found view={view} visit={visit} />}
      </div>
    </Page>
  );
}

function Question({ view: { asked, works, sought } }: { view: SearchView }): JSX.Element {
  const words = wordsFrom(SEARCHING);
  const more = asked.source + asked.without + asked.person + asked.date !== "";
  return (
    <form method="get" action={address.search()} role="search" class="question">
      <p class="field">
        <label for="q">{words.q}</label>
        <input id="q" name="q" type="search" defaultValue={asked.q} autofocus={!sought} aria-describedby="q-hint" />
      </p>
      <p class="hint" id="q-hint">
        {words.hint}
      </p>
      <div class="question-where">
        <Choice name="work" label={words.work} value={asked.work}>
          {[{ value: "", label: words.allWorks }, ...works.map(({ id, title }) => ({ value: id, label: title }))]}
        </Choice>
        <Choice name="in" label={words.in} value={asked.in}>
          {[
            { value: "", label: words.everywhere },
            ...Object.entries(words.places).map(([value, label]) => ({ value, label })),
          ]}
        </Choice>
        <Choice name="versions" label={words.versions} value={asked.versions}>
          {[
            { value: "", label: words.current },
            { value: "all", label: words.all },
          ]}
        </Choice>
      </div>
      <details open={more}>
        <summary>{words.more}</summary>
        <p class="hint">{words.together}</p>
        <div class="question-where">
          <Text name="source" label={words.source} value={asked.source} />
          <Text name="without" label={words.without} value={asked.without} />
          <Text name="person" label={words.person} value={asked.person} />
          <Text name="date" label={words.date} value={asked.date} hint={words.dateHint} />
        </div>
      </details>
      {asked.section !== "" && <input type="hidden" name="section" value={asked.section} />}
      <button type="submit" class="button primary">
        {words.look}
      </button>
    </form>
  );
}

function Text(props: { name: SearchField; label: string; value: string; hint?: string }): JSX.Element {
  const { name, label, value, hint } = props;
  return (
    <p class="field">
      <label for={`search-${name}`}>{label}</label>
      <input
        id={`search-${name}`}
        name={name}
        defaultValue={value}
        {...(hint !== undefined && { "aria-describedby": `search-${name}-hint` })}
      />
      {hint !== undefined && (
        <span class="hint" id={`search-${name}-hint`}>
          {hint}
        </span>
      )}
    </p>
  );
}

function Choice(props: {
  name: SearchField;
  label: string;
  value: string;
  children: { value: string; label: string }[];
}): JSX.Element {
  const { name, label, value: chosen, children } = props;
  return (
    <p class="field">
      <label for={`search-${name}`}>{label}</label>
      <select id={`search-${name}`} name={name}>
        {children.map(({ value, label: words }) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </p>
  );
}

function Found({ view, visit }: { view: SearchView; visit: Visit }): JSX.Element {
  const { hits, works, next, behind, asked } = view;
  const words = wordsFrom(SEARCHING);
  const places = placesOf(hits);
  const titles = new Map(works.map(({ id, title }) => [id, title]));
  return (
    <>
      <p role="status" class="facts">
        {places.length > 0 ? words.found(places.length, next !== null) : words.none}
      </p>
      {behind > 0 && <p class="hint">{words.behind(behind)}</p>}
      {inWorks(places).map(({ work, found }) => (
        <>
          <h2>{titles.get(work) ?? work}</h2>
          {may(visit, mayBegin) && asked.versions !== "all" && found.length > 1 && (
            <Revise work={work} found={found} more={next !== null} />
          )}
          {found.map((place) => (
            <PlaceFound {...place} />
          ))}
        </>
      ))}
      {next !== null && (
        <p>
          <a class="button" href={address.search({ ...asked, after: next })} rel="next">
            {words.next}
          </a>
        </p>
      )}
    </>
  );
}

/** The places by their works, which stand one after another. */
function inWorks(places: readonly Place[]): { work: string; found: Place[] }[] {
  const works: { work: string; found: Place[] }[] = [];
  for (const place of places) {
    const last = works.at(-1);
    if (last?.work === place.work) last.found.push(place);
    else works.push({ work: place.work, found: [place] });
  }
  return works;
}

/** Begins one proposal on what was found; what is to stay as it is is left out. */
function Revise({ work, found, more }: { work: string; found: readonly Place[]; more: boolean }): JSX.Element {
  const words = wordsFrom(SEARCHING).revise;
  const passages = [...new Map(found.map(({ passage, locator }) => [passage, locator]))];
  return (
    <details class="revise-found">
      <summary>{words.title}</summary>
      <form method="post" action={address.proposing(work)}>
        <p class="hint">{more ? words.hintOfPage : words.hint}</p>
        <ul>
          {passages.map(([passage, locator]) => (
            <li>
              <label>
                <input type="checkbox" name="passages" value={passage} defaultChecked />
                <Mixed text={locator} />
              </label>
            </li>
          ))}
        </ul>
        <button type="submit" class="button">
          {words.begin}
        </button>
      </form>
    </details>
  );
}

/** What was found at one place: in a passage as it stands, a version, a wording of its source. */
interface Place {
  work: string;
  passage: string;
  locator: string;
  version: number | null;
  hits: SearchHit[];
}

function placesOf(hits: readonly SearchHit[]): Place[] {
  const places: Place[] = [];
  for (const hit of hits) {
    const last = places.at(-1);
    const isSame = last?.work === hit.work && last.passage === hit.passage;
    if (last && isSame && (hit.version === null || last.version === null || hit.version === last.version)) {
      last.hits.push(hit);
      last.version ??= hit.version;
    } else
      places.push({ work: hit.work, passage: hit.passage, locator: hit.locator, version: hit.version, hits: [hit] });
  }
  return places;
}

function PlaceFound({ work, passage, locator, version, hits }: Place): JSX.Element {
  const words = wordsFrom(SEARCHING);
  return (
    <article class="place-found">
      <h3>
        <a href={version === null ? address.passage(work, passage) : address.version(work, passage, version)}>
          <Mixed text={locator} />
          {version !== null && <span class="siglum"> {words.version(version)}</span>}
        </a>
      </h3>
      {hits.map((hit) => (
        <p class="words-found">
          <span lang={hit.lang}>
            {hit.before}
            <mark>{hit.match}</mark>
            {hit.after}
          </span>{" "}
          <span class="facts">{words.places[hit.in]}</span>
        </p>
      ))}
    </article>
  );
}
