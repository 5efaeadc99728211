/** What every page stands in: the header with where one is and in which mode, the main part, the footer, the keys. */
import type { ComponentChildren, JSX } from "preact";
import { atLeast } from "../../translations/ledger/roles.ts";
import type { PassageName, Visit } from "./view.ts";
import { address } from "../links/addresses.ts";
import { MyWork, ToReview } from "./Counts.tsx";
import { Display } from "./Display.tsx";
import { Keys } from "./Keys.tsx";
import { Dated } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { NAME, SHELL, type Mode } from "./words.tsx";

export type { Mode };

export interface Crumb {
  words: string;
  href?: string;
}

export interface PageProps {
  visit: Visit;
  /** From the works downwards; the last is this page. */
  crumbs: readonly Crumb[];
  mode?: Mode;
  /** What the mode is about: "revises Section 10, v2". */
  about?: ComponentChildren;
  /** The class of the main part. */
  name: string;
  /** The id of where the text begins, if something stands before it in the main part. */
  text?: string;
  children: ComponentChildren;
}

export function Page({ visit, crumbs, mode, about, name, text = "main", children }: PageProps): JSX.Element {
  const shown = mode && modeFor(visit, mode);
  const words = wordsFrom(SHELL);
  return (
    <div class={`sheet${shown ? ` in-${shown}` : ""}`}>
      <a class="skip" href={`#${text}`}>
        {words.skip}
      </a>
      <header>
        <div class="top">
          <a class="wordmark" href={address.works()}>
            {NAME}
          </a>
          <Crumbs crumbs={crumbs} />
          <nav class="personal" aria-label={words.workbench}>
            <a href={address.search()} data-search>
              {words.search}
            </a>
            {visit.actor ? <ToReview visit={visit} /> : <a href={address.about()}>{words.about}</a>}
            {visit.actor && <MyWork visit={visit} />}
            {visit.actor && atLeast(visit.actor.role, "owner") && <a href={address.people()}>{words.people}</a>}
            {visit.actor && atLeast(visit.actor.role, "owner") && <a href={address.settings()}>{words.settings}</a>}
            <Display visit={visit} />
            <Personal visit={visit} />
          </nav>
        </div>
        {shown && (
          <p class={`mode mode-${shown}`}>
            <b class="mode-name">{words.modes[shown]}</b>
            {about && <span class="mode-about">{about}</span>}
          </p>
        )}
      </header>
      {visit.address && <p class="colophon">{visit.local ? words.onThisMachine(visit.address) : visit.address}</p>}
      <PutAway visit={visit} />
      <main id="main" tabIndex={-1} class={name}>
        {children}
      </main>
      <footer class="foot">
        <p>{words.motto}</p>
        <p class="foot-ways">
          <a href={address.about()}>{words.aboutThis}</a>{" "}
          <button type="button" class="quiet-action needs-script keyboard-only" data-keys-open>
            {words.keys.title} <kbd>?</kbd>
          </button>
        </p>
      </footer>
      <Keys />
    </div>
  );
}

/** A work that stands neither on the front page nor among what waits: whoever reads or proposes here has to know. */
function PutAway({ visit: { putAway, actor } }: { visit: Visit }): JSX.Element | null {
  if (putAway === null || putAway === undefined) return null;
  const words = wordsFrom(SHELL);
  return (
    <p class="banner put-away" role="note">
      {words.putAway(<Dated iso={putAway.at} />)}
      {actor && atLeast(actor.role, "owner") && !putAway.empty && (
        <>
          {" "}
          {words.bringBack((link) => (
            <a href={address.settings()}>{link}</a>
          ))}
        </>
      )}
    </p>
  );
}

/** Those who have no account only read, whatever others do on the page. */
function modeFor({ actor }: Visit, mode: Mode): Mode {
  return actor ? mode : "reading";
}

/** A crumb of so many letters is never cut to make room. */
const SHORT = 14;

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }): JSX.Element {
  return (
    <nav class="crumbs" aria-label={wordsFrom(SHELL).whereYouAre}>
      <ol>
        {crumbs.map(({ words, href }, index) => (
          <li class={words.length <= SHORT ? "short" : undefined}>
            {href && index < crumbs.length - 1 ? (
              <a href={href}>{words}</a>
            ) : (
              <span aria-current={index === crumbs.length - 1 ? "page" : undefined}>{words}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Personal({ visit }: { visit: Visit }): JSX.Element {
  const words = wordsFrom(SHELL);
  if (!visit.actor) return <a href={address.signIn(visit.url)}>{words.signIn}</a>;
  return (
    <>
      <a class="who" href={address.account()} title={words.yourAccount}>
        {visit.actor.name} <span class="role">{words.roles[visit.actor.role]}</span>
      </a>
      <form method="post" action="/sign-out" class="inline-form">
        <button type="submit" class="quiet-action">
          {words.signOut}
        </button>
      </form>
    </>
  );
}

/** The way to all works. */
export function wayToWorks(): Crumb {
  return { words: wordsFrom(SHELL).works, href: address.works() };
}

/** The way down to a work, or to a passage, from which one comes back to where it stands in the work; for the header. */
export function wayTo(work: { id: string; title: string }, passage: PassageName | null, ...further: Crumb[]): Crumb[] {
  const works = wayToWorks();
  if (passage === null) return [works, { words: work.title, href: address.work(work.id) }, ...further];
  const { id, locator } = passage;
  const there = { words: work.title, href: address.reading(work.id, id) };
  return [works, there, { words: locator, href: address.passage(work.id, id) }, ...further];
}
